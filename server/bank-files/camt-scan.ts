/**
 * camt read quickly: the plain part of XML that banks write, scanned byte by byte, much faster than through saxes.
 * Whatever is not plain (comments, CDATA, processing instructions, character references, UTF-16, anything that is or may be wrong) makes
 * it give up: the file is then read from its start by camt-saxes.ts, which knows all of XML and says what is wrong. So nothing is refused
 * here, and nothing is accepted that saxes would not accept; tests hold the two against each other (docs/decisions/0007).
 * Plain is: tags whose names begin and end alike, attributes in quotes, the five entities of XML, text in characters XML allows.
 */
import { isPlainSpace, type PlainText, plainText } from './camt-plain-text.js'
import { childOf, localName, MAX_DEPTH, MAX_TEXT, MAX_UNKNOWN, namespaceOf, startOf } from './camt-elements.js'
import { DOCUMENT, type Element } from './camt-paths.js'
import type { Reading } from './camt-reading.js'

/** An element as this file has it: which it is, and those that have been seen in it, in the order they came. */
interface Node {
  name: string
  nameBytes: Uint8Array
  element: Element | undefined
  readsText: boolean
  parent: Node | null
  depth: number
  insideDocument: boolean
  children: Node[]
  /** Where in `children` the next one is likely to be: entries look alike. */
  next: number
  /** The text it had last: many say the same each time (a day, a currency, a status), and need no text of their own. */
  last: string
  /** Its attribute Ccy. No element stands inside itself, since one that does is another path. */
  currency: string | undefined
}

interface Scan {
  reading: Reading
  textOf: PlainText
  bytes: Buffer
  /** The parent of the outermost element. */
  root: Node
  at: Node
  nodes: number
  /** The text since the last tag, of an element that is read. */
  text: string
  closed: boolean
  /** An element that is read has begun in this piece. */
  sawKnown: boolean
}

/** No real file has this many different elements; an attack might. */
const MAX_NODES = 5_000
/** A longer stretch between two tags is left to saxes, which refuses it in the end. */
const MAX_REST = 100_000
const MAX_REMEMBERED = 40
const MARK = Buffer.from([0xef, 0xbb, 0xbf])
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.0\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/

/** Scans the whole file; false when it is not for the scanner, and `reading` is then worth nothing. */
export async function scanCamt(reading: Reading, pieces: AsyncIterable<Uint8Array>, encoding: string): Promise<boolean> {
  const textOf = plainText(encoding)
  if (!textOf) return false
  const root = newNode('', undefined, null)
  const scan: Scan = { reading, textOf, bytes: Buffer.alloc(0), root, at: root, nodes: 0, text: '', closed: false, sawKnown: false }
  // One buffer for all pieces: what the last piece left unread is moved to its start, the next piece put after it.
  let buffer = Buffer.allocUnsafe(256 * 1024)
  let rest: Uint8Array = buffer.subarray(0, 0)
  let started = false
  let unknown = 0
  for await (const piece of pieces) {
    const length = rest.length + piece.length
    const next = length <= buffer.length ? buffer : Buffer.allocUnsafe(length * 2)
    next.set(rest)
    next.set(piece, rest.length)
    buffer = next
    scan.bytes = buffer.subarray(0, length)
    let from = 0
    if (!started) {
      // Enough for the declaration, which a mark may precede.
      if (length < 256) {
        rest = scan.bytes
        continue
      }
      started = true
      from = afterDeclaration(scan.bytes)
    }
    const read = from < 0 ? GIVE_UP : scanBytes(scan, from)
    if (read === GIVE_UP || length - read > MAX_REST) return false
    unknown = scan.sawKnown ? 0 : unknown + piece.length
    if (unknown > MAX_UNKNOWN / 2) return false
    scan.sawKnown = false
    rest = scan.bytes.subarray(read)
  }
  return started && scan.closed && rest.every(isPlainSpace)
}

function afterDeclaration(bytes: Buffer): number {
  const mark = bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0
  if (bytes[mark] !== LESS || bytes[mark + 1] !== QUESTION) return mark
  const declaration = DECLARATION.exec(bytes.toString('latin1', mark, 256))?.[0]
  return declaration ? mark + declaration.length : GIVE_UP
}

const GIVE_UP = -1
const INCOMPLETE = -2
const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const AMP = 38
const APOSTROPHE = 39
const SLASH = 47
const COLON = 58
const LESS = 60
const EQUALS = 61
const GREATER = 62
const QUESTION = 63
const BRACKET = 93
const DELETE = 127

/** What a byte of text means: most are plain. */
const PLAIN = 0
const NOT_PLAIN = 1
const FORBIDDEN = 2
const DOUBTFUL = 3
const ENDS = 4
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === LESS) return ENDS
  if (byte === BRACKET) return DOUBTFUL
  if (byte === AMP || byte === CR || byte >= DELETE) return NOT_PLAIN
  return byte < SPACE && byte !== LF && byte !== TAB ? FORBIDDEN : PLAIN
})

/** Reads whole tags and texts; returns how far it came, or GIVE_UP. */
function scanBytes(scan: Scan, start: number): number {
  const { bytes } = scan
  const { length } = bytes
  let i = start
  for (;;) {
    const from = i
    let plain = true
    for (; i < length; i++) {
      const kind = KINDS[bytes[i] as number]
      if (kind === PLAIN) continue
      if (kind === ENDS) break
      if (kind === FORBIDDEN || (kind === DOUBTFUL && bytes[i + 1] === BRACKET)) return GIVE_UP
      if (kind === NOT_PLAIN) plain = false
    }
    // A bracket at the very end may have its fellow in the next piece: the whole text is read again then.
    if (i === length) return from
    if (i > from && (scan.at.readsText || !plain || scan.at === scan.root) && !takeText(scan, from, i, plain)) return GIVE_UP
    const end = bytes[i + 1] === SLASH ? closeTag(scan, i + 2) : openTag(scan, i + 1)
    if (end < 0) return end === GIVE_UP ? GIVE_UP : from
    i = end
  }
}

/** The text between two tags: kept where its element is read, and right in any case. */
function takeText(scan: Scan, from: number, to: number, plain: boolean): boolean {
  const { at, bytes } = scan
  // Outside the outermost element there are spaces only.
  if (at === scan.root) return bytes.subarray(from, to).every(isPlainSpace)
  if (!at.readsText) return scan.textOf(bytes, from, to, plain) !== null
  if (to - from > MAX_TEXT) return false
  if (plain && isText(bytes, from, to, at.last)) {
    scan.text = at.last
    return true
  }
  const text = scan.textOf(bytes, from, to, plain)
  if (text === null) return false
  if (plain && text.length < MAX_REMEMBERED) at.last = text
  scan.text = text
  return true
}

/** `from` is after `</`. Returns the place after `>`. */
function closeTag(scan: Scan, from: number): number {
  const { at, bytes } = scan
  const end = from + at.nameBytes.length
  if (end >= bytes.length) return INCOMPLETE
  if (at.parent === null || !isAt(bytes, from, at.nameBytes) || bytes[end] !== GREATER) return GIVE_UP
  close(scan, at, at.parent)
  return end + 1
}

function close(scan: Scan, node: Node, parent: Node): void {
  const { element } = node
  if (element) {
    if (scan.text !== '') element.text?.(scan.reading, scan.text, node.currency)
    element.end?.(scan.reading)
  }
  scan.text = ''
  scan.at = parent
  if (parent === scan.root) scan.closed = true
}

/** `from` is after `<`. Returns the place after `>`. */
function openTag(scan: Scan, from: number): number {
  const { at, bytes } = scan
  if (scan.closed) return GIVE_UP
  let node = at.children[at.next]
  let end = node ? from + node.nameBytes.length : 0
  if (!node || !isAt(bytes, from, node.nameBytes) || !isNameEnd(bytes[end])) {
    end = nameEnd(bytes, from)
    if (end < 0) return end
    const name = bytes.toString('latin1', from, end)
    let index = at.children.findIndex((child) => child.name === name)
    if (index === -1) {
      if (++scan.nodes > MAX_NODES || at.depth >= MAX_DEPTH) return GIVE_UP
      index = at.children.push(childNode(at, name)) - 1
    }
    at.next = index
    node = at.children[index] as Node
  }
  if (bytes[end] !== GREATER) return openWithAttributes(scan, node, end)
  at.next += 1
  return open(scan, node, undefined) ? end + 1 : GIVE_UP
}

function open(scan: Scan, node: Node, currency: string | undefined): boolean {
  scan.at = node
  if (node.element) scan.sawKnown = true
  scan.text = ''
  node.currency = currency
  node.next = 0
  const begin = node.element?.begin
  if (begin === undefined) return true
  begin(scan.reading, localName(node.name))
  return scan.reading.unreadable === ''
}

function openWithAttributes(scan: Scan, node: Node, from: number): number {
  const { bytes } = scan
  const { length } = bytes
  const attributes: [string, string][] = []
  let i = from
  for (;;) {
    const spaceFrom = i
    while (isPlainSpace(bytes[i])) i++
    if (i >= length) return INCOMPLETE
    if (bytes[i] === GREATER || bytes[i] === SLASH) break
    if (i === spaceFrom) return GIVE_UP
    const end = nameEnd(bytes, i)
    if (end < 0) return end
    if (end + 1 >= length) return INCOMPLETE
    const name = bytes.toString('latin1', i, end)
    const quote = bytes[end + 1]
    if (bytes[end] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) return GIVE_UP
    for (i = end + 2; i < length && bytes[i] !== quote; i++) {
      const byte = bytes[i] as number
      if (byte < SPACE || byte === AMP || byte === LESS || byte >= DELETE) return GIVE_UP
    }
    if (i >= length) return INCOMPLETE
    if (attributes.some(([other]) => other === name)) return GIVE_UP
    attributes.push([name, bytes.toString('latin1', end + 2, i)])
    i++
  }
  const empty = bytes[i] === SLASH
  if (empty && ++i >= length) return INCOMPLETE
  if (bytes[i] !== GREATER) return GIVE_UP
  scan.at.next += 1
  if (node.element === DOCUMENT) scan.reading.namespace = namespaceOf(attributes)
  if (!open(scan, node, attributes.find(([name]) => name === 'Ccy')?.[1])) return GIVE_UP
  if (empty) close(scan, node, node.parent ?? scan.root)
  return i + 1
}

function childNode(parent: Node, name: string): Node {
  return newNode(name, parent.element ? childOf(parent.element, name) : startOf(name, parent.insideDocument), parent)
}

function newNode(name: string, element: Element | undefined, parent: Node | null): Node {
  return {
    name,
    nameBytes: Buffer.from(name, 'latin1'),
    element,
    readsText: element?.text !== undefined,
    parent,
    depth: parent ? parent.depth + 1 : 0,
    insideDocument: parent?.insideDocument === true || element === DOCUMENT,
    children: [],
    next: 0,
    last: '',
    currency: undefined,
  }
}

function isAt(bytes: Uint8Array, from: number, name: Uint8Array): boolean {
  for (let k = 0; k < name.length; k++) if (bytes[from + k] !== name[k]) return false
  return true
}

function isText(bytes: Uint8Array, from: number, to: number, text: string): boolean {
  if (to - from !== text.length) return false
  for (let k = 0; k < text.length; k++) if (bytes[from + k] !== text.charCodeAt(k)) return false
  return true
}

/** Where a plain name ends: ASCII letters, digits, `_`, `-`, `.`, at most one colon inside. INCOMPLETE where the piece ends first. */
function nameEnd(bytes: Uint8Array, from: number): number {
  let colons = 0
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i] as number
    const letter = (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte === 95
    if (letter) continue
    if (i === from) return GIVE_UP
    if (byte === COLON) {
      if (++colons > 1) return GIVE_UP
    } else if (!((byte >= 48 && byte <= 57) || byte === 45 || byte === 46)) {
      return isNameEnd(byte) || byte === EQUALS ? i : GIVE_UP
    }
  }
  return INCOMPLETE
}

function isNameEnd(byte: number | undefined): boolean {
  return byte === GREATER || byte === SLASH || isPlainSpace(byte)
}
