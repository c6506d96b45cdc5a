/**
 * What a zip archive says it holds, from the directory at its end, which is what unpacking goes by. Nothing is unpacked here.
 * Source: PKWARE APPNOTE 6.3.10, §4.3.12 (central directory), §4.3.16 (its end), §4.4.4 (bit 0 = encrypted).
 */
export interface ZipEntry {
  /** As written in the archive; a name from outside, never a path to write to. */
  name: string
  /** 0 stored, 8 deflated; others are rare. */
  method: number
  encrypted: boolean
  crc32: number
  packedBytes: number
  /** 0xffffffff: more than the old format can say (zip64). */
  unpackedBytes: number
  /** Where the entry's own header begins. */
  offset: number
}

export const ZIP64 = 0xffffffff

/** The entries in their order; null when this is no whole zip archive. A zip64 archive has ZIP64 in a size, an offset or both. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end === null) return null
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  const count = view.getUint16(end + 10, true)
  for (let i = 0; i < count; i += 1) {
    if (at + HEADER_BYTES > view.byteLength || view.getUint32(at) !== 0x504b0102) return null
    const flags = view.getUint16(at + 8, true)
    const nameBytes = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + view.getUint16(at + 28, true))
    entries.push({
      name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(nameBytes),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 0x41) !== 0,
      crc32: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += HEADER_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** The packed bytes of an entry; null when the archive does not have them where it says. */
export function packedBytesOf(bytes: Uint8Array, { offset, packedBytes }: ZipEntry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset + 30 > view.byteLength || view.getUint32(offset) !== 0x504b0304) return null
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  return from + packedBytes <= bytes.length ? bytes.subarray(from, from + packedBytes) : null
}

const HEADER_BYTES = 46
const END_BYTES = 22

function endOfDirectory(view: DataView): number | null {
  if (view.byteLength < END_BYTES) return null
  const earliest = Math.max(0, view.byteLength - END_BYTES - 0xffff)
  for (let end = view.byteLength - END_BYTES; end >= earliest; end -= 1) if (view.getUint32(end) === 0x504b0506) return end
  return null
}
