/**
 * The files in a zip archive, unpacked piece by piece as they are read: what nobody reads is never unpacked, and a small archive that
 * claims or makes gigabytes costs nothing but the stop. Nothing is written to disk, so an entry's name can be anything.
 */
import { Readable } from 'node:stream'
import { createInflateRaw, crc32 } from 'node:zlib'
import { packedBytesOf, ZIP64, type ZipEntry, zipEntries } from '../documents/zip-directory.js'

export interface PackedFile {
  name: string
  /** As often as asked. Throws ZipFault when the archive turns out to be damaged. */
  bytes: () => AsyncGenerator<Uint8Array>
}

/** Something wrong with the archive, in Swedish; the message is the reason. */
export class ZipFault extends Error {}

const MAX_FILES = 200
const PIECE_BYTES = 64 * 1024
/** What systems put in archives by themselves. */
const NOT_A_FILE = /\/$|^__MACOSX\/|(?:^|\/)(?:\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i

/** The archive's files in their order, or why they cannot be read. */
export function filesInZip(zip: Uint8Array): PackedFile[] | { reason: string } {
  const entries = zipEntries(zip)
  if (!entries) return { reason: DAMAGED }
  const files = entries.filter(({ name }) => !NOT_A_FILE.test(name.replaceAll('\\', '/')))
  if (files.length === 0) return { reason: 'Zip-filen är tom.' }
  if (files.length > MAX_FILES) return { reason: `Zip-filen har ${files.length} filer. Läs in högst ${MAX_FILES} åt gången.` }
  for (const file of files) {
    const reason = entryReason(file)
    if (reason) return { reason: `${shownName(file.name)}: ${reason}` }
  }
  return files.map((file) => ({ name: shownName(file.name), bytes: () => unpacked(zip, file) }))
}

/** An archive that an Excel workbook is made of. */
export function isWorkbook(zip: Uint8Array): boolean {
  return zipEntries(zip)?.some(({ name }) => name === '[Content_Types].xml') === true
}

const DAMAGED = 'Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.'

function entryReason(entry: ZipEntry): string | null {
  if (entry.encrypted) return 'Filen är skyddad med lösenord. Packa upp zip-filen och läs in bankfilen som ligger i den.'
  if ([entry.packedBytes, entry.unpackedBytes, entry.offset].includes(ZIP64))
    return 'Filen är för stor för att läsas ur en zip-fil. Packa upp den och läs in bankfilen som den är.'
  if (entry.method !== STORED && entry.method !== DEFLATED)
    return 'Filen är packad på ett sätt som inte går att läsa. Packa upp zip-filen och läs in bankfilen som ligger i den.'
  return null
}

const STORED = 0
const DEFLATED = 8

async function* unpacked(zip: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = packedBytesOf(zip, entry)
  if (!packed) throw new ZipFault(DAMAGED)
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
    if (isFromZlib(error)) throw new ZipFault(DAMAGED)
    throw error
  }
  if (length !== entry.unpackedBytes || sum !== entry.crc32) throw new ZipFault(DAMAGED)
}

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

/** The last part of the name, without what cannot be shown. */
function shownName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 100) || 'Fil utan namn'
}
