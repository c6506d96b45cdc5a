/**
 * The files in a zip archive, unpacked piece by piece as they are read (documents/unpack.ts): what nobody reads is never unpacked, and a
 * small archive that claims or makes gigabytes costs nothing but the stop.
 */
import { entryFault, unpacked } from '../documents/unpack.js'
import { type ZipEntry, zipEntries } from '../documents/zip-directory.js'

export { ZipFault } from '../documents/unpack.js'

export interface PackedFile {
  name: string
  /** As often as asked. Throws ZipFault when the archive turns out to be damaged. */
  bytes: () => AsyncGenerator<Uint8Array>
}

const MAX_FILES = 200
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
    const fault = entryFault(file)
    if (fault) return { reason: `${shownName(file.name)}: ${REASONS[fault]}` }
  }
  return files.map((file: ZipEntry) => ({ name: shownName(file.name), bytes: () => unpacked(zip, file, DAMAGED) }))
}

/** An archive that an Excel workbook is made of. */
export function isWorkbook(zip: Uint8Array): boolean {
  return zipEntries(zip)?.some(({ name }) => name === '[Content_Types].xml') === true
}

const DAMAGED = 'Zip-filen är skadad eller inte hel. Packa filerna på nytt, eller läs in dem utan att packa dem.'

const REASONS: Record<NonNullable<ReturnType<typeof entryFault>>, string> = {
  ENCRYPTED: 'Filen är skyddad med lösenord. Packa upp zip-filen och läs in bankfilen som ligger i den.',
  TOO_LARGE: 'Filen är för stor för att läsas ur en zip-fil. Packa upp den och läs in bankfilen som den är.',
  UNKNOWN_METHOD: 'Filen är packad på ett sätt som inte går att läsa. Packa upp zip-filen och läs in bankfilen som ligger i den.',
}

/** The last part of the name, without what cannot be shown. */
function shownName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 100) || 'Fil utan namn'
}
