/**
 * camt.054 (notification) and camt.053 (statement), .02 to .13: ISO 20022's way to tell what came into an account. domain.md §5.5.
 * Streamed with saxes: elements are matched by local name along the paths of camt-paths.ts, whatever their namespace or prefix, and no tree is built.
 * No DTD and no entities but XML's own five; depth, text and size have a ceiling. XML that is not well-formed gives its row and column, and nothing else.
 */
import { SaxesParser } from 'saxes'
import { asResult, type BankFileResult, refuse, warn } from './bank-file.js'
import type { TextDecoding } from './bytes.js'
import { DOCUMENT, type Element } from './camt-paths.js'
import { newReading, type Reading } from './camt-reading.js'
import { tellApart } from './fields.js'
import { xmlFault } from './xml-fault.js'

const MAX_DEPTH = 64
const MAX_TEXT = 10_000
/** Between two tags no real file has more than this (a comment, a run of spaces, attributes). */
const MAX_BETWEEN_TAGS = 1_000_000

/** Reads a whole camt.053 or camt.054 message; all payments or errors with their place. */
export async function readCamt(pieces: AsyncIterable<Uint8Array>, decode: TextDecoding): Promise<BankFileResult> {
  const reading = newReading()
  const xml = xmlReader(reading)
  for await (const piece of pieces) {
    if (!xml.write(decode(piece))) break
  }
  if (!reading.stopped) xml.end(decode(null))
  if (!reading.stopped && reading.format === null) {
    refuse(reading.findings, 'Filen', 'Filen är inte en camt.054 eller camt.053.')
  }
  tellApart(reading.payments)
  if (reading.payments.length === 0) warn(reading.findings, 'Filen', 'Filen har inga betalningar.')
  return asResult(reading.findings, {
    format: reading.format ?? 'CAMT054',
    version: reading.version,
    messageId: reading.messageId,
    createdAt: reading.createdAt,
    accounts: [...reading.accounts],
    payments: reading.payments,
    pages: reading.pages,
    controls: reading.controls,
  })
}

/** Feeds text to the parser; write and end return false once the file is refused. */
function xmlReader(reading: Reading) {
  const parser = new SaxesParser()
  const open: (Element | undefined)[] = []
  let lastTagAt = 0
  let text = ''
  const currencies: (string | undefined)[] = []

  const stop = (reason: string) => {
    if (reading.stopped) return
    reading.stopped = true
    refuse(reading.findings, `rad ${parser.line}, kolumn ${parser.column}`, reason)
  }
  const addText = (more: string) => {
    if (!open[open.length - 1]?.text) return
    text += more
    if (text.length > MAX_TEXT) stop(`En text är längre än ${MAX_TEXT} tecken.`)
  }

  parser.on('error', (error) => stop(xmlFault(error.message)))
  parser.on('doctype', () => stop('Filen har en dokumenttyp (DOCTYPE). Sådana filer läses inte in, eftersom de kan vara skadliga.'))
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', (tag) => {
    lastTagAt = parser.position
    if (reading.stopped) return
    const parent = open[open.length - 1]
    const element = parent ? childOf(parent, tag.name) : startOf(tag.name, open)
    if (open.length >= MAX_DEPTH) return stop(`Filen har fler än ${MAX_DEPTH} nivåer.`)
    open.push(element)
    currencies.push(element?.text ? tag.attributes['Ccy'] : undefined)
    text = ''
    if (element === DOCUMENT) reading.namespace = namespaceOf(tag.attributes)
    element?.begin?.(reading, localName(tag.name))
    if (reading.unreadable) stop(reading.unreadable)
  })
  parser.on('closetag', () => {
    lastTagAt = parser.position
    if (reading.stopped) return
    const element = open.pop()
    const currency = currencies.pop()
    if (!element) return
    if (element.text) {
      const told = text.trim()
      if (told !== '') element.text(reading, kept(told), currency)
    }
    element.end?.(reading)
    text = ''
  })

  const write = (part: string | null): boolean => {
    if (part === null) stop('Filens tecken stämmer inte med den teckenkodning som filen uppger. Be banken om filen på nytt.')
    else if (part !== '') parser.write(part)
    if (parser.position - lastTagAt > MAX_BETWEEN_TAGS) stop('Filen har ett stycke utan innehåll som är orimligt långt.')
    return !reading.stopped
  }
  return {
    write,
    end: (part: string | null): void => {
      if (write(part)) parser.close()
    },
  }
}

/** Most files have no prefixes, so the name as written is tried first. */
function childOf(parent: Element, name: string): Element | undefined {
  return parent.children.get(name) ?? (name.includes(':') ? parent.children.get(localName(name)) : undefined)
}

/** `Document` may stand inside an envelope of the bank's own, but not inside itself. */
function startOf(name: string, open: (Element | undefined)[]): Element | undefined {
  return name.endsWith('Document') && localName(name) === 'Document' && !open.includes(DOCUMENT) ? DOCUMENT : undefined
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

function namespaceOf(attributes: Record<string, string>): string {
  return Object.entries(attributes).find(([name, value]) => name.startsWith('xmlns') && /camt\./.test(value))?.[1] ?? ''
}

/** A copy of its own: a slice of the parser's text would keep the whole piece of the file in memory. Short texts are copies already. */
function kept(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8')
}
