/**
 * A bank file in, its payments or its errors out. The format is told by the content, never by the name.
 * What a person can cause (wrong file, damaged file) is an error in Swedish; nothing is returned of a file with an error.
 */
import { readBgmax } from './bgmax.js'
import { type BankFileResult, MAX_FILE_BYTES } from './bank-file.js'
import { type ByteSource, piecesOf, withHead, xmlDecoding } from './bytes.js'
import { readCamt } from './camt.js'

const HEAD_BYTES = 1024

/** Reads camt.053, camt.054 or BgMax from bytes or a stream of bytes; `name` is only used to name the file in messages. */
export async function readBankFile(source: ByteSource, name: string, maxBytes = MAX_FILE_BYTES): Promise<BankFileResult> {
  let bytes = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of piecesOf(source)) {
      bytes += piece.length
      if (bytes > maxBytes) return
      yield piece
    }
  }
  const { head, all } = await withHead(counted(), HEAD_BYTES)
  const result = await readAs(head, all, name)
  return bytes > maxBytes
    ? refused(name, `Filen är större än ${Math.floor(maxBytes / 1024 / 1024)} MB. Be banken att dela upp den.`)
    : result
}

async function readAs(head: Buffer, all: AsyncGenerator<Uint8Array>, name: string): Promise<BankFileResult> {
  if (head.length === 0) return refused(name, 'Filen är tom.')
  if (head.subarray(0, 4).equals(ZIP)) return refused(name, 'Filen är en zip-fil. Packa upp den och läs in bankfilen som ligger i den.')
  const start = head.toString('latin1').replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
  if (start.startsWith('01BGMAX')) return readBgmax(all)
  if (!/^[\s\0]*</.test(start)) return refused(name, 'Filen är inte en bankfil. Välj en fil av typen camt.054, camt.053 eller BgMax.')
  const { encoding, decode } = xmlDecoding(head)
  if (!decode) return refused(name, `Filens teckenkodning ${encoding} går inte att läsa. Be banken om UTF-8.`)
  return readCamt(all, decode)
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])

function refused(place: string, reason: string): BankFileResult {
  return { ok: false, errors: [{ place, reason }] }
}
