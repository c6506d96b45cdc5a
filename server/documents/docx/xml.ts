/**
 * XML from a stranger's archive, element by element, with ceilings: no document type and no own entities (entity bombs), no more levels than a
 * real document has, no more text than is asked for. Other work gets its turn between the pieces.
 */
import { SaxesParser } from 'saxes'
import { piecesOf, withHead, xmlEncodingOf, type ByteSource } from '../../bank-files/bytes.js'

export interface XmlElement {
  /** without its prefix */
  name: string
  namespace: string
  attribute: (name: string) => string | undefined
}

/** What is done with the elements as they come; false stops the reading. */
export interface XmlReader {
  open(element: XmlElement): boolean
  close(name: string, namespace: string): void
  text(words: string): boolean
}

/** Why a part could not be read: it does what no real document does, or it is damaged. */
export type XmlFault = 'HARMFUL' | 'DAMAGED' | 'STOPPED'

const MAX_LEVELS = 300
const HEAD_BYTES = 1024

/** Reads it all; null when it went well. */
export async function readXml(source: ByteSource, reader: XmlReader): Promise<XmlFault | null> {
  const { head, all } = await withHead(piecesOf(source), HEAD_BYTES)
  const encoding = xmlEncodingOf(head)
  if ('unreadable' in encoding) return 'DAMAGED'
  const decode = encoding.decoding()
  const parser = new SaxesParser({ xmlns: true })
  let fault: XmlFault | null = null
  const stop = (why: XmlFault) => {
    fault ??= why
  }
  let levels = 0
  parser.on('doctype', () => stop('HARMFUL'))
  parser.on('error', (error) => stop(/undefined entity/.test(error.message) ? 'HARMFUL' : 'DAMAGED'))
  parser.on('opentag', ({ local, uri, attributes }) => {
    levels += 1
    if (levels > MAX_LEVELS) stop('HARMFUL')
    if (fault !== null) return
    const attribute = (name: string) => Object.values(attributes).find((one) => one.local === name)?.value
    if (!reader.open({ name: local, namespace: uri, attribute })) stop('STOPPED')
  })
  parser.on('closetag', ({ local, uri }) => {
    levels -= 1
    if (fault === null) reader.close(local, uri)
  })
  const text = (words: string) => {
    if (fault === null && !reader.text(words)) stop('STOPPED')
  }
  parser.on('text', text)
  parser.on('cdata', text)

  const isStopped = (): XmlFault | null => fault
  for await (const piece of all) {
    const part = decode(piece)
    if (part === null) return 'DAMAGED'
    parser.write(part)
    if (isStopped() !== null) return fault
  }
  const last = decode(null)
  if (last === null) return 'DAMAGED'
  if (last !== '') parser.write(last)
  parser.close()
  return fault
}
