/** Excel workbooks: values in, bytes out. */
import { types } from 'node:util'
import writeExcelFile from 'write-excel-file/node'
import type { Row, Sheet } from 'write-excel-file/node'

export type XlsxValue = string | number | Date | null

export interface XlsxSheet {
  name: string
  columns: { header: string; width?: number }[]
  rows: XlsxValue[][]
}

/**
 * One workbook with one sheet each, first row fixed and bold. Text is always written as text: a cell that begins with `=` is shown,
 * never computed, and an identity like `001122` keeps its zeros. A Date is written as a day (its UTC day).
 */
export async function xlsxBytes(sheets: XlsxSheet[]): Promise<Buffer> {
  return writeExcelFile(sheets.map(sheetOf), { fontFamily: 'Calibri', fontSize: 11 }).toBuffer()
}

function sheetOf(sheet: XlsxSheet): Sheet<Buffer> {
  const header: Row = sheet.columns.map((column) => ({ value: column.header, type: String, fontWeight: 'bold' }))
  return {
    sheet: sheet.name,
    data: [header, ...sheet.rows.map((row): Row => row.map(cellOf))],
    columns: sheet.columns.map((column) => ({ width: column.width ?? Math.max(12, column.header.length + 2) })),
    stickyRowsCount: 1,
  }
}

function cellOf(value: XlsxValue): Row[number] {
  if (value === null || value === '') return null
  if (types.isDate(value)) return { value: new Date(value.getTime()), type: Date, format: 'yyyy-mm-dd' }
  if (typeof value === 'number') return { value, type: Number }
  return { value, type: String, format: '@' }
}
