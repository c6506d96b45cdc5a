/** Bytes in pieces of bounded size, and their text. A reader never sees more than one piece at a time, however the file arrives. */
import { setImmediate } from 'node:timers/promises'

/** A function gives the same stream as often as it is asked: such a source, like plain bytes, can be read again. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | (() => AsyncIterable<Uint8Array>)

const PIECE_BYTES = 64 * 1024
/** How long is read before other work gets its turn, so that pages answer during an import. */
const TURN_MILLISECONDS = 8

/** The source cut into pieces of at most 64 KB, with a pause for other work every few milliseconds. */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  let turnSince = performance.now()
  const chunks = typeof source === 'function' ? source() : source
  for await (const chunk of chunks instanceof Uint8Array ? [chunks] : chunks) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      const piece = chunk.subarray(from, from + PIECE_BYTES)
      yield piece
      if (performance.now() - turnSince > TURN_MILLISECONDS) {
        await setImmediate()
        turnSince = performance.now()
      }
    }
  }
}

/** The first bytes (to tell what the file is) and all of the bytes, those first ones included. */
export async function withHead(
  pieces: AsyncGenerator<Uint8Array>,
  headBytes: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> {
  const first: Uint8Array[] = []
  let length = 0
  while (length < headBytes) {
    const next = await pieces.next()
    if (next.done) break
    first.push(next.value)
    length += next.value.length
  }
  const head = Buffer.concat(first)
  return { head: head.subarray(0, headBytes), all: resumed(head, pieces) }
}

async function* resumed(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  yield* rest
}

/** Turns pieces into text; null means the bytes are not in that encoding. `decode(null)` is called last. */
export type TextDecoding = (piece: Uint8Array | null) => string | null

// ISO-8859-1 is read as Windows-1252, as every browser does: they differ only in 0x80–0x9F, which ISO-8859-1 leaves to control codes.
const READABLE = ['utf-8', 'us-ascii', 'utf-16', 'utf-16le', 'utf-16be', 'iso-8859-1', 'iso-8859-15', 'windows-1252']

/** The decoding of an XML file from its first bytes: byte order mark, else the declared encoding, else UTF-8. Anew for each reading. */
export function xmlEncodingOf(head: Buffer): XmlEncoding | { unreadable: string } {
  const encoding = namedEncoding(head)
  return READABLE.includes(encoding) ? { encoding, decoding: () => decodingOf(encoding) } : { unreadable: encoding }
}

export interface XmlEncoding {
  encoding: string
  decoding: () => TextDecoding
}

function decodingOf(encoding: string): TextDecoding {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (piece) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch {
      return null
    }
  }
}

function namedEncoding(head: Buffer): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0x3c && head[1] === 0)) return 'utf-16le'
  if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0 && head[1] === 0x3c)) return 'utf-16be'
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head.toString('latin1'))?.[1]?.toLowerCase()
  return declared ?? 'utf-8'
}
