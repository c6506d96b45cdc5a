/** One CSV file to raw rows: delimiter and encoding are found in the content, since nobody knows which one their Excel wrote. */
import { parse } from 'csv-parse/sync'

/** So many rows may stand above the columns. */
export const MAX_TITLE_ROWS = 20
/** A single row longer than this is a file whose quotes never close. */
const MAX_RECORD_CHARACTERS = 100_000

/**
 * Rows as text, in the order and with the numbers Excel shows; or a Swedish reason why the file cannot be read. The delimiter is the one
 * that makes most columns that `isColumn` knows.
 */
export function readCsv(
  bytes: Uint8Array,
  isColumn: (name: string) => boolean,
): { rows: (string | null)[][] } | { reason: string; row: number | null } {
  const decoded = decodeText(bytes)
  if (decoded === null) return { row: null, reason: 'Filen är ingen textfil. Spara listan som CSV, eller alla listor i en .xlsx-fil.' }
  // Excel's own first line "sep=;" names the delimiter and is not shown as a row.
  const named = /^sep=([;,\t])\r?\n/i.exec(decoded)
  const text = named ? decoded.slice(named[0].length) : decoded
  try {
    const rows: string[][] = parse(text, {
      delimiter: named?.[1] ?? delimiterOf(text, isColumn),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MAX_RECORD_CHARACTERS,
    })
    return { rows: rows.map((row) => row.map(cellText)) }
  } catch (error) {
    const records = (error as { records?: unknown }).records
    return {
      row: typeof records === 'number' ? records + 1 : null,
      reason: 'Citattecknen går inte ihop på raden. Varje " i en cell skrivs som "" och cellen omges av ".',
    }
  }
}

/** UTF-8 when the bytes are that, otherwise Windows-1252; UTF-16 only with its mark. Null when it is no text at all. */
function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Without `stream` Node 20 reads 0x80–0x9F (– and €) as Latin-1.
    return new TextDecoder('windows-1252').decode(bytes, { stream: true })
  }
}

/** In the first lines, since a title may stand above the columns. */
function delimiterOf(text: string, isColumn: (name: string) => boolean): string {
  const lines = text.slice(0, 10_000).split(/\r?\n/, MAX_TITLE_ROWS)
  const score = (delimiter: string) =>
    Math.max(...lines.map((line) => line.split(delimiter).filter((name) => isColumn(name.replace(/^\s*"|"\s*$/g, ''))).length))
  return [';', ',', '\t'].reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best))
}

/** The apostrophe that our own CSV files put before `=`, `+`, `-` and `@` (documents/csv.ts) is taken away again. */
function cellText(cell: string): string | null {
  const text = cell.replace(/^'(?=\s*[=+\-@])/, '')
  return text.trim() === '' ? null : text
}
