/** What both ways of reading camt share (camt-saxes.ts, camt-scan.ts): how names find their element, and the ceilings. */
import { refuse } from './bank-file.js'
import { DOCUMENT, type Element } from './camt-paths.js'

export const MAX_DEPTH = 64
export const MAX_TEXT = 10_000
/** So much of elements that nobody reads, without one that is read among them, is no bank's file. */
export const MAX_UNKNOWN = 4_000_000

/**
 * Names count by their local part. Most files have no prefixes, so the name as written is tried first. An entry where none can stand is
 * not passed over like other unknown elements: its money would be lost without a word.
 */
export function childOf(parent: Element, name: string): Element | undefined {
  const known = parent.children.get(name) ?? (name.includes(':') ? parent.children.get(localName(name)) : undefined)
  return known ?? (localName(name) === 'Ntry' ? MISPLACED_ENTRY : undefined)
}

const MISPLACED_ENTRY: Element = {
  children: new Map(),
  begin: (reading) =>
    refuse(reading.findings, 'Filen', 'En post (Ntry) ligger utanför utdraget. Filen är skadad. Hämta den på nytt från banken.'),
}

/** `Document` may stand inside an envelope of the bank's own, but not inside itself. */
export function startOf(name: string, insideDocument: boolean): Element | undefined {
  return !insideDocument && name.endsWith('Document') && localName(name) === 'Document' ? DOCUMENT : undefined
}

export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

export function namespaceOf(attributes: Iterable<[name: string, value: string]>): string {
  return [...attributes].find(([name, value]) => name.startsWith('xmlns') && /camt\./.test(value))?.[1] ?? ''
}

/** A copy of its own: a slice of the parser's text would keep the whole piece of the file in memory. Short texts are copies already. */
export function kept(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8')
}
