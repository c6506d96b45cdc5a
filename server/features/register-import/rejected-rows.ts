/** The rows that were passed over, as they were written, with the reason last: put them right and import the same file. */
import type { Cell } from '../../documents/cell-values.js'
import { xlsxBytes } from '../../documents/xlsx.js'
import type { CheckedRows } from './check-rows.js'
import { REASON_COLUMN, SHEET_NAMES } from './columns.js'
import type { SheetName } from './columns.js'
import type { Finding } from './findings.js'
import type { ReadSheets } from './read-sheets.js'

type Checked = Pick<CheckedRows, 'errors' | 'dependents' | 'isRejected'>

/** A workbook with one sheet for each list that has rejected rows; null when no row was rejected. */
export async function rejectedWorkbook(read: ReadSheets, checked: Checked): Promise<Buffer | null> {
  const sheets = rejectedLists(read, checked)
  if (sheets.length === 0) return null
  return xlsxBytes(
    sheets.map(({ name, columns, rows }) => ({
      name,
      columns: columns.map((header) => ({ header, width: header === REASON_COLUMN ? 80 : 18 })),
      rows,
    })),
  )
}

function rejectedLists(read: ReadSheets, checked: Checked): { name: SheetName; columns: string[]; rows: Cell[][] }[] {
  const reasons = reasonsByRow([...checked.errors, ...checked.dependents])
  return SHEET_NAMES.flatMap((name) => {
    const list = read.sheets.get(name)
    const rejected = list?.rows.filter(({ row }) => checked.isRejected(name, row)) ?? []
    if (!list || rejected.length === 0) return []
    return {
      name,
      columns: [...list.columns, REASON_COLUMN],
      rows: rejected.map(({ row, cells }) => [
        ...list.columns.map((column) => cells[column] ?? null),
        (reasons.get(`${name} ${row}`) ?? []).join(' '),
      ]),
    }
  })
}

function reasonsByRow(findings: Finding[]): Map<string, string[]> {
  const reasons = new Map<string, string[]>()
  for (const { sheet, row, column, reason } of findings) {
    const key = `${sheet} ${row}`
    const text = column === null ? reason : `${column}: ${reason}`
    const list = reasons.get(key)
    if (list) list.push(text)
    else reasons.set(key, [text])
  }
  return reasons
}
