/**
 * WordprocessingML to paragraphs of text, as somebody reads the document: what is inserted counts and what is deleted does not, of a field its
 * result and not its code, text boxes after the paragraph they hang on and once, a table row with short cells as one line.
 *
 * Example: <w:p>Hyresgästen ska <w:del>lämna prov</w:del><w:ins>betala hyran</w:ins></w:p> is "Hyresgästen ska betala hyran".
 * Source: ECMA-376 part 1, §17.3 (paragraphs, runs), §17.13.5 (revisions), §17.16 (fields); part 3 (mc:AlternateContent).
 */
import type { XmlElement, XmlReader } from './xml.js'

export interface Paragraph {
  text: string
  /** an item of a list: its mark or number is no text in the file */
  isItem: boolean
}

/** A part of a document as it is read: the body, a header, all footnotes. */
export interface PartReading extends XmlReader {
  paragraphs: Paragraph[]
  /** of footnotes and endnotes: their paragraphs by id */
  notes: Map<string, Paragraph[]>
  /** the notes that the text points at, in its order: "footnote 2" */
  pointsAt: string[]
  /** another file is put into this one, whose text is not read */
  holdsAnotherFile: boolean
}

/** `spend` is told how many characters came and says no when there are too many. */
export function partReading(spend: (characters: number) => boolean): PartReading {
  const top: Sink = { paragraphs: [], carried: '' }
  const sinks: Sink[] = [top]
  const rows: Paragraph[][][] = []
  const open: OpenParagraph[] = []
  let skipped = 0
  let inProperties = 0
  let inText = 0

  const reading: PartReading = {
    paragraphs: top.paragraphs,
    notes: new Map(),
    pointsAt: [],
    holdsAnotherFile: false,
    open(element) {
      const { name } = element
      const ours = NAMESPACES.includes(element.namespace)
      if (skipped > 0 || isNoText(element, inProperties > 0)) {
        skipped += 1
        return true
      }
      const paragraph = open.at(-1)
      switch (ours ? name : '') {
        case 'p':
          open.push({ text: '', isItem: false, markIsDeleted: false, boxes: { paragraphs: [], carried: '' } })
          break
        case 'pPr':
          inProperties += 1
          break
        case 'numPr':
          if (paragraph && inProperties > 0) paragraph.isItem = true
          break
        case 'pStyle':
          if (paragraph && /^list/i.test(element.attribute('val') ?? '')) paragraph.isItem = true
          break
        case 'del':
        case 'moveFrom':
          if (paragraph) paragraph.markIsDeleted = true
          break
        case 't':
          inText += 1
          break
        case 'tr':
          rows.push([])
          break
        case 'tc':
          sinks.push({ paragraphs: [], carried: '' })
          break
        case 'txbxContent':
          sinks.push(paragraph?.boxes ?? top)
          break
        case 'footnote':
        case 'endnote':
          sinks.push({ paragraphs: [], carried: '' })
          if ((element.attribute('type') ?? 'normal') === 'normal')
            reading.notes.set(`${name} ${element.attribute('id')}`, sinks.at(-1)?.paragraphs ?? [])
          break
        case 'footnoteReference':
        case 'endnoteReference':
          reading.pointsAt.push(`${name.replace('Reference', '')} ${element.attribute('id')}`)
          break
        case 'altChunk':
          reading.holdsAnotherFile = true
          break
        default:
          if (ours && paragraph && inProperties === 0) paragraph.text += MARKS[name] ?? ''
      }
      return true
    },
    close(name, namespace) {
      if (skipped > 0) {
        skipped -= 1
        return
      }
      if (!NAMESPACES.includes(namespace)) return
      if (name === 'pPr') inProperties -= 1
      else if (name === 't') inText -= 1
      else if (name === 'p') endParagraph()
      else if (name === 'tc') rows.at(-1)?.push(ended(sinks.pop()))
      else if (name === 'tr') sinks.at(-1)?.paragraphs.push(...lineOf(rows.pop() ?? []))
      else if (name === 'txbxContent' || name === 'footnote' || name === 'endnote') ended(sinks.pop())
    },
    text(words) {
      const paragraph = open.at(-1)
      if (skipped > 0 || inText === 0 || !paragraph) return true
      paragraph.text += words
      return spend(words.length)
    },
  }

  function endParagraph(): void {
    const paragraph = open.pop()
    const sink = sinks.at(-1)
    if (!paragraph || !sink) return
    const text = sink.carried + paragraph.text
    sink.carried = paragraph.markIsDeleted ? text : ''
    if (!paragraph.markIsDeleted) add(sink.paragraphs, text, paragraph.isItem)
    sink.paragraphs.push(...ended(paragraph.boxes))
  }

  return reading
}

interface Sink {
  paragraphs: Paragraph[]
  /** of a paragraph whose end is deleted: what the next one begins with */
  carried: string
}
interface OpenParagraph {
  text: string
  isItem: boolean
  markIsDeleted: boolean
  boxes: Sink
}

/** Word's own namespace, as Office writes it and as ISO 29500 strict does. */
const NAMESPACES: readonly string[] = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006'

/** What is written for elements that are no text. */
const MARKS: Record<string, string> = { tab: '\t', ptab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' }

/** Deleted and moved-away text, how something looked before a change, and the second copy of a drawing for old programs. */
function isNoText({ name, namespace }: XmlElement, inProperties: boolean): boolean {
  if (namespace === COMPATIBILITY) return name === 'Fallback'
  if (!NAMESPACES.includes(namespace)) return false
  return name.endsWith('Change') || (!inProperties && (name === 'del' || name === 'moveFrom'))
}

function ended(sink: Sink | undefined): Paragraph[] {
  if (!sink) return []
  add(sink.paragraphs, sink.carried, false)
  sink.carried = ''
  return sink.paragraphs
}

function add(paragraphs: Paragraph[], text: string, isItem: boolean): void {
  const plain = text
    .normalize('NFC')
    .replace(/\u00ad/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  if (plain !== '') paragraphs.push({ text: plain, isItem })
}

/** "Hembesök | en gång i veckan"; a row that holds whole texts keeps its paragraphs. */
function lineOf(cells: readonly Paragraph[][]): Paragraph[] {
  const filled = cells.filter((cell) => cell.length > 0)
  if (filled.length < 2 || filled.some((cell) => cell.length > 1)) return filled.flat()
  return [{ text: filled.map((cell) => cell[0]?.text).join(' | '), isItem: false }]
}
