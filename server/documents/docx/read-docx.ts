/**
 * The text of a Word document (.docx, .dotx): the body, then notes, then headers and footers, each as its paragraphs. The file comes from outside:
 * it is told by its content, its parts are unpacked no further than the ceilings here, and nothing in it is run, fetched or followed out
 * of the archive.
 * Source: ECMA-376 part 2 (packages, relationships), part 1 §11.3 (the parts of a document).
 */
import { entryFault, unpacked, ZipFault } from '../unpack.js'
import { zipEntries, type ZipEntry } from '../zip-directory.js'
import { partReading, type Paragraph, type PartReading } from './paragraphs.js'
import { readXml, type XmlReader } from './xml.js'

export interface DocxParagraph extends Paragraph {
  /** where it stands when it is not in the body */
  in: 'NOTE' | 'HEADER' | 'FOOTER' | null
  /** of a note: its number in the document */
  note: number | null
}

const MAX_ENTRIES = 3000
/** A contract of a hundred pages is some 3 MB of XML. */
const MAX_PART_BYTES = 16 * 1024 * 1024
const MAX_ALL_BYTES = 32 * 1024 * 1024

/** The paragraphs, or a Swedish reason why they cannot be read. */
export async function readDocx(bytes: Uint8Array, maxCharacters: number): Promise<{ paragraphs: DocxParagraph[] } | { reason: string }> {
  try {
    return { paragraphs: await paragraphsOf(archiveOf(bytes), maxCharacters) }
  } catch (error) {
    if (error instanceof ZipFault) return { reason: error.message }
    throw error
  }
}

interface Archive {
  bytes: Uint8Array
  entries: Map<string, ZipEntry>
  left: number
}

function archiveOf(bytes: Uint8Array): Archive {
  const all = zipEntries(bytes)
  if (!all || all.length === 0) throw new ZipFault(DAMAGED)
  if (all.length > MAX_ENTRIES) throw new ZipFault(TOO_HEAVY)
  const entries = new Map(all.map((entry) => [entry.name.toLowerCase(), entry]))
  // Two parts of one name: what Word shows and what is read here could differ.
  if (entries.size !== all.length) throw new ZipFault(DAMAGED)
  return { bytes, entries, left: MAX_ALL_BYTES }
}

async function paragraphsOf(archive: Archive, maxCharacters: number): Promise<DocxParagraph[]> {
  const types = await contentTypes(archive)
  const [main] = (await relationships(archive, '')).filter(({ type }) => type === 'officeDocument')
  const kind = main && types.get(main.part)
  if (!main || !kind || !/\.wordprocessingml\.(document|template)\.main\+xml$/.test(kind))
    throw new ZipFault(kind && /macroEnabled/.test(kind) ? WITH_MACROS : NOT_WORD)

  let left = maxCharacters
  const spend = (characters: number) => (left -= characters) >= 0
  const read = async (part: string): Promise<PartReading> => {
    const reading = partReading(spend)
    await readPart(archive, part, reading, TOO_LONG)
    return reading
  }
  const body = await read(main.part)
  if (body.holdsAnotherFile) throw new ZipFault(ANOTHER_FILE)
  const found: DocxParagraph[] = body.paragraphs.map((one) => ({ ...one, in: null, note: null }))
  const parts = await relationships(archive, main.part)
  const notes = new Map<string, Paragraph[]>()
  for (const { type, part } of parts)
    if (type === 'footnotes' || type === 'endnotes') for (const [id, note] of (await read(part)).notes) notes.set(id, note)
  for (const [index, id] of body.pointsAt.entries())
    for (const one of notes.get(id) ?? []) found.push({ ...one, in: 'NOTE', note: index + 1 })
  const told = new Set<string>()
  for (const { type, part } of parts) {
    if (type !== 'header' && type !== 'footer') continue
    for (const one of (await read(part)).paragraphs) {
      // The first page, the others and the even ones often have the same.
      if (told.has(`${type} ${one.text}`)) continue
      told.add(`${type} ${one.text}`)
      found.push({ ...one, in: type === 'header' ? 'HEADER' : 'FOOTER', note: null })
    }
  }
  if (found.length === 0) throw new ZipFault(NO_TEXT)
  return found
}

/** What each part is, by its lower-case path. */
async function contentTypes(archive: Archive): Promise<Map<string, string>> {
  const types = new Map<string, string>()
  await readPart(
    archive,
    '[content_types].xml',
    elements('Override', ({ attribute }) => {
      types.set((attribute('PartName') ?? '').replace(/^\//, '').toLowerCase(), attribute('ContentType') ?? '')
    }),
  )
  return types
}

/** What a part points at inside the archive; the archive itself is the part without a name. */
async function relationships(archive: Archive, part: string): Promise<{ type: string; part: string }[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const name = `${folder}_rels/${part.slice(folder.length)}.rels`
  const found: { type: string; part: string }[] = []
  if (!archive.entries.has(name)) return found
  await readPart(
    archive,
    name,
    elements('Relationship', ({ attribute }) => {
      if (attribute('TargetMode') === 'External') return
      const target = (attribute('Target') ?? '').toLowerCase()
      found.push({
        type: (attribute('Type') ?? '').split('/').at(-1) ?? '',
        part: target.startsWith('/') ? target.slice(1) : folder + target,
      })
    }),
  )
  return found
}

function elements(name: string, found: (element: Parameters<XmlReader['open']>[0]) => void): XmlReader {
  return {
    open(element) {
      if (element.name === name) found(element)
      return true
    },
    close: () => undefined,
    text: () => true,
  }
}

async function readPart(archive: Archive, name: string, reader: XmlReader, stopped = DAMAGED): Promise<void> {
  const entry = archive.entries.get(name)
  if (!entry) throw new ZipFault(name === '[content_types].xml' ? NOT_WORD : DAMAGED)
  if (entryFault(entry) === 'ENCRYPTED') throw new ZipFault(LOCKED)
  if (entryFault(entry) !== null) throw new ZipFault(DAMAGED)
  archive.left -= entry.unpackedBytes
  if (entry.unpackedBytes > MAX_PART_BYTES || archive.left < 0) throw new ZipFault(TOO_HEAVY)
  const fault = await readXml(unpacked(archive.bytes, entry, DAMAGED), reader)
  if (fault !== null) throw new ZipFault({ HARMFUL, DAMAGED, STOPPED: stopped }[fault])
}

const PASTE = 'Öppna filen, kopiera texten och klistra in den i stället.'
const DAMAGED = `Wordfilen är skadad eller inte hel. Öppna den i Word och spara den på nytt. ${PASTE}`
const TOO_HEAVY = `Wordfilen är för stor att läsa. ${PASTE}`
const TOO_LONG = `Texten i Wordfilen är för lång. Dela upp mallen, eller klistra in den del som är kontraktet.`
const HARMFUL = `Wordfilen är byggd på ett sätt som kan vara skadligt och läses inte. ${PASTE}`
const NOT_WORD = `Filen är ingen Wordfil (.docx). ${PASTE}`
const WITH_MACROS = 'Wordfilen innehåller makron. Spara den som .docx utan makron och välj den igen.'
const LOCKED = `Wordfilen är skyddad med lösenord. Spara den utan lösenord och välj den igen.`
const ANOTHER_FILE = `En annan fil är infogad i Wordfilen, och dess text går inte att läsa. ${PASTE}`
const NO_TEXT = `Wordfilen har ingen text som går att läsa. Är den inskannad som bild, skriv av eller klistra in texten.`
