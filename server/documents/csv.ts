/** CSV for Swedish Excel: `;` between cells, UTF-8 with a byte order mark, CRLF. Values in, bytes out. */
import { stringify } from 'csv-stringify/sync'

export type CsvValue = string | number | null

/**
 * Text that begins with `=`, `+`, `-` or `@` gets an apostrophe in front, so that no spreadsheet computes what someone wrote in a
 * name (CSV injection). Numbers are written with a decimal comma, without thousands spaces.
 */
export function csvBytes(header: string[], rows: Iterable<CsvValue[]>): Buffer {
  const written: string[][] = [header.map(asText)]
  for (const row of rows) written.push(row.map(asText))
  return Buffer.from(stringify(written, { delimiter: ';', bom: true, record_delimiter: 'windows' }), 'utf8')
}

const BEGINS_LIKE_A_FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/

function asText(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  return BEGINS_LIKE_A_FORMULA.test(value) ? `'${value}` : value
}
