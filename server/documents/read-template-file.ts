/**
 * The text of a file that a contract template is kept in: a Word document or plain text, told by the content and never by the name. What
 * cannot be read whole is not read at all: of a PDF the lines come in the order they are drawn, which is not the order they are read.
 */
import { readDocx, type DocxParagraph } from './docx/read-docx.js'

const maxTemplateBytes = 10 * 1024 * 1024

export type TemplateFileKind = 'DOCX' | 'TEXT'

/** What a kept file is served as; never as something a browser opens by itself. */
export const SERVED_AS: Record<TemplateFileKind, { mediaType: string; ending: string }> = {
  DOCX: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx' },
  TEXT: { mediaType: 'text/plain; charset=utf-8', ending: 'txt' },
}

/** One paragraph a line with an empty line between, or a Swedish reason for the field. */
export async function readTemplateFile(
  bytes: Uint8Array,
  maxCharacters: number,
): Promise<{ text: string; kind: TemplateFileKind } | { reason: string }> {
  if (bytes.length === 0) return { reason: 'Filen är tom.' }
  if (bytes.length > maxTemplateBytes) return { reason: `Filen är större än ${maxTemplateBytes / 1024 / 1024} MB. ${PASTE}` }
  const kind = templateFileKind(bytes)
  if (kind === null) return { reason: refusalOf(bytes) }
  const read = kind === 'DOCX' ? await wordText(bytes, maxCharacters) : plainText(bytes)
  if ('reason' in read) return read
  const text = read.text.trim()
  if (text === '') return { reason: 'Filen har ingen text.' }
  return text.length > maxCharacters
    ? { reason: 'Texten i filen är för lång. Dela upp mallen, eller klistra in den del som är kontraktet.' }
    : { text, kind }
}

/** An archive is taken for a Word document until it turns out to be another; null is neither. */
export function templateFileKind(bytes: Uint8Array): TemplateFileKind | null {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) return 'DOCX'
  return KNOWN_OTHERS.some(({ starts }) => startsWith(bytes, starts)) || decoded(bytes) === null ? null : 'TEXT'
}

const PASTE = 'Öppna filen, kopiera texten och klistra in den i stället.'
const KNOWN_OTHERS = [
  { starts: [0x25, 0x50, 0x44, 0x46], reason: `En PDF går inte att läsa säkert. Välj Wordfilen den är gjord av. ${PASTE}` },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    reason: `Filen är en äldre Wordfil (.doc) eller skyddad med lösenord. Spara den som .docx utan lösenord och välj den igen.`,
  },
  { starts: [0x7b, 0x5c, 0x72, 0x74, 0x66], reason: `Filen är i RTF-format. Spara den som .docx och välj den igen.` },
  { starts: [0x3c], reason: `Filen är en webbsida eller XML. ${PASTE}` },
] as const

const refusalOf = (bytes: Uint8Array) =>
  KNOWN_OTHERS.find(({ starts }) => startsWith(bytes, starts))?.reason ?? `Välj en Wordfil (.docx) eller en textfil (.txt). ${PASTE}`

const startsWith = (bytes: Uint8Array, starts: readonly number[]) => starts.every((byte, at) => bytes[at] === byte)

async function wordText(bytes: Uint8Array, maxCharacters: number): Promise<{ text: string } | { reason: string }> {
  const read = await readDocx(bytes, maxCharacters)
  return 'reason' in read ? read : { text: read.paragraphs.map(lineOf).join('\n\n') }
}

/** "• ta emot hembesök", "Fotnot 2: gäller även gäster", "Sidfot: Lunda stadsdelsförvaltning" */
function lineOf({ text, isItem, in: where, note }: DocxParagraph): string {
  const plain = text.replace(/\n+/g, '\n')
  if (where === 'NOTE') return `Fotnot ${note}: ${plain}`
  if (where !== null) return `${where === 'HEADER' ? 'Sidhuvud' : 'Sidfot'}: ${plain}`
  return isItem ? `• ${plain}` : plain
}

function plainText(bytes: Uint8Array): { text: string } | { reason: string } {
  const text = decoded(bytes)
  return text === null ? { reason: refusalOf(bytes) } : { text: text.replace(/\r\n?|\f/g, '\n').normalize('NFC') }
}

/** UTF-8, UTF-16 with its mark, or what older Windows programs write; null where it holds what no text does. */
function decoded(bytes: Uint8Array): string | null {
  const encodings = startsWith(bytes, [0xff, 0xfe])
    ? ['utf-16le']
    : startsWith(bytes, [0xfe, 0xff])
      ? ['utf-16be']
      : ['utf-8', 'windows-1252']
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return /[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffe\uffff]/.test(text) ? null : text
    } catch {
      // not in this encoding
    }
  }
  return null
}
