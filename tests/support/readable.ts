/** Everything a person could read in an answer: a page or CSV as it is, a workbook (.xlsx, a zip) with its parts unpacked, a PDF's text. */
import { inflateRawSync } from 'node:zlib'
import { readPdf } from './read-pdf.js'

const centralEntry = 0x02014b50

export function readable(body: Buffer | string): string {
  const bytes = Buffer.from(body)
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    const { title, pageTexts, outlines } = readPdf(bytes)
    return [title, ...pageTexts, ...outlines].join('\n')
  }
  return bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? unzipped(bytes) : unescaped(bytes.toString('utf8'))
}

function unzipped(zip: Buffer): string {
  const texts: string[] = []
  for (let at = 0; at + 46 <= zip.length; at++) {
    if (zip.readUInt32LE(at) !== centralEntry) continue
    const packedSize = zip.readUInt32LE(at + 20)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + packedSize)
    texts.push(unescaped((zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')))
  }
  return texts.join('\n')
}

/** Entities as the signs they stand for, so that no way of writing hides a name. */
function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
}
