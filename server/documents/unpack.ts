/**
 * One file of a zip archive, unpacked piece by piece as it is read, never beyond the size the archive says it has: a small archive that
 * makes gigabytes costs nothing but the stop. Nothing is written to disk, so an entry's name can be anything.
 */
import { Readable } from 'node:stream'
import { createInflateRaw, crc32 } from 'node:zlib'
import { packedBytesOf, ZIP64, type ZipEntry } from './zip-directory.js'

/** Something wrong with the archive, in Swedish; the message is the reason. */
export class ZipFault extends Error {}

/** Why an entry cannot be unpacked at all; null when it can. */
export function entryFault(entry: ZipEntry): 'ENCRYPTED' | 'TOO_LARGE' | 'UNKNOWN_METHOD' | null {
  if (entry.encrypted) return 'ENCRYPTED'
  if ([entry.packedBytes, entry.unpackedBytes, entry.offset].includes(ZIP64)) return 'TOO_LARGE'
  return entry.method === STORED || entry.method === DEFLATED ? null : 'UNKNOWN_METHOD'
}

/** The bytes of an entry. Throws ZipFault, with the caller's words, when the archive turns out to be damaged or says less than it holds. */
export async function* unpacked(zip: Uint8Array, entry: ZipEntry, damaged: string): AsyncGenerator<Uint8Array> {
  const packed = packedBytesOf(zip, entry)
  if (!packed) throw new ZipFault(damaged)
  let length = 0
  let sum = 0
  try {
    for await (const piece of entry.method === STORED ? piecesOf(packed) : inflated(packed)) {
      length += piece.length
      // More than the archive says: the end is not worth waiting for.
      if (length > entry.unpackedBytes) break
      sum = crc32(piece, sum)
      yield piece
    }
  } catch (error) {
    if (isFromZlib(error)) throw new ZipFault(damaged)
    throw error
  }
  if (length !== entry.unpackedBytes || sum !== entry.crc32) throw new ZipFault(damaged)
}

const STORED = 0
const DEFLATED = 8
const PIECE_BYTES = 64 * 1024

function inflated(packed: Uint8Array): AsyncIterable<Uint8Array> {
  return Readable.from(piecesOf(packed)).pipe(createInflateRaw({ chunkSize: PIECE_BYTES }))
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.subarray(from, from + PIECE_BYTES)
}

function isFromZlib(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('Z_')
}
