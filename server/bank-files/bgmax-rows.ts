/**
 * The rows of a BgMax file: 80 characters in ISO-8859-1, CR LF or LF, where the padding on the right may be missing and tabs may stand
 * for spaces (both are so in Bankgirot's own example file). Positions are from 1, as in the technical manual; domain.md §5.4.
 * Example: field("20000378…", 3, 12) is the sender's bankgiro, characters 3 to 12.
 */
import { isUtf8 } from 'node:buffer'

export const ROW_LENGTH = 80
const TAB_STOP = 8
const LONGEST_ROW_BYTES = 1_000
/** The largest file taken has three million whole rows; one of line ends alone would have a hundred times as many. */
export const MAX_ROWS = 4_000_000

/**
 * Each row that is not empty as text of at least 80 characters, with its number from 1. A row that is far too long, or beyond MAX_ROWS,
 * ends the reading with null.
 */
export async function* rowsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<{ number: number; text: string | null }> {
  let number = 0
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  for await (const piece of pieces) {
    let from = 0
    for (let end = piece.indexOf(LF); end !== -1; end = piece.indexOf(LF, from)) {
      number += 1
      if (number > MAX_ROWS) {
        yield { number, text: null }
        return
      }
      if (pending.length === 0 && (end === from || (end === from + 1 && piece[from] === CR))) {
        from = end + 1
        continue
      }
      pending.push(piece.subarray(from, end))
      yield { number, text: rowText(Buffer.concat(pending)) }
      pending = []
      pendingBytes = 0
      from = end + 1
    }
    if (from < piece.length) pending.push(piece.subarray(from))
    pendingBytes += piece.length - from
    if (pendingBytes > LONGEST_ROW_BYTES) {
      yield { number: number + 1, text: null }
      return
    }
  }
  if (pendingBytes > 0) yield { number: number + 1, text: rowText(Buffer.concat(pending)) }
}

/** Characters `from`–`to` of the row, counted from 1, both included, as they stand. */
export function field(row: string, from: number, to: number): string {
  return row.slice(from - 1, to)
}

/** The digits of a field as a number; null when anything but digits stands there. Blank is null too. */
export function digits(row: string, from: number, to: number): number | null {
  const text = field(row, from, to)
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null
}

/** A text field without its padding. */
export function words(row: string, from: number, to: number): string {
  return field(row, from, to).trim().replace(/\s+/g, ' ')
}

const LF = 0x0a
const CR = 0x0d

function rowText(bytes: Buffer): string | null {
  if (bytes.length > LONGEST_ROW_BYTES) return null
  // Someone may have saved the file as UTF-8: Latin-1 text with å, ä or ö is all but never valid UTF-8.
  const text = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1').replace(/^\ufeff/, '')
  return withoutTabs(text.replace(/\r$/, '')).padEnd(ROW_LENGTH)
}

function withoutTabs(text: string): string {
  if (!text.includes('\t')) return text
  let spaced = ''
  for (const character of text) {
    spaced += character === '\t' ? ' '.repeat(TAB_STOP - (spaced.length % TAB_STOP)) : character
  }
  return spaced
}
