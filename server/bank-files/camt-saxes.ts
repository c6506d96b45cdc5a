/**
 * camt through saxes: the referee of what is well-formed XML. It reads any file, and says with row and column what is wrong with one.
 * camt-scan.ts is quicker on the files banks really send.
 */
import { SaxesParser } from 'saxes'
import { refuse } from './bank-file.js'
import { childOf, kept, localName, MAX_DEPTH, MAX_TEXT, MAX_UNKNOWN, namespaceOf, startOf } from './camt-elements.js'
import { DOCUMENT, type Element } from './camt-paths.js'
import type { Reading } from './camt-reading.js'
import { xmlFault } from './xml-fault.js'

/** Between two tags no real file has more than this (a comment, a run of spaces, attributes). */
const MAX_BETWEEN_TAGS = 1_000_000

/** Feeds text to the parser; write and end return false once the file is refused. */
export function saxesReader(reading: Reading) {
  const parser = new SaxesParser()
  const open: (Element | undefined)[] = []
  let lastTagAt = 0
  let lastKnownAt = 0
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
    const element = parent ? childOf(parent, tag.name) : startOf(tag.name, open.includes(DOCUMENT))
    if (open.length >= MAX_DEPTH) return stop(`Filen har fler än ${MAX_DEPTH} nivåer.`)
    open.push(element)
    if (element) lastKnownAt = parser.position
    currencies.push(element?.text ? tag.attributes['Ccy'] : undefined)
    text = ''
    if (element === DOCUMENT) reading.namespace = namespaceOf(Object.entries(tag.attributes))
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
    if (parser.position - lastTagAt > MAX_BETWEEN_TAGS || parser.position - lastKnownAt > MAX_UNKNOWN)
      stop('Filen har ett stycke utan innehåll som är orimligt långt.')
    return !reading.stopped
  }
  return {
    write,
    end: (part: string | null): void => {
      if (write(part)) parser.close()
    },
  }
}
