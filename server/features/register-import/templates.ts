/** The empty lists to fill in: a workbook with all of them and an explanation first. */
import { xlsxBytes } from '../../documents/xlsx.js'
import type { XlsxSheet } from '../../documents/xlsx.js'
import { sentence } from '../../web/swedish-words.js'
import { COLUMNS, EXPLANATION_SHEET, SHEET_NAMES } from './columns.js'
import type { Column, SheetName } from './columns.js'

/**
 * One sheet for each list with its columns (required ones starred) and one example row, whose ids begin with EXEMPEL: an example row
 * that is left in place is refused, never stored.
 */
export async function templateWorkbook(): Promise<Buffer> {
  return xlsxBytes([explanationSheet(), ...SHEET_NAMES.map(listSheet)])
}

function listSheet(sheet: SheetName): XlsxSheet {
  const columns: readonly Column[] = COLUMNS[sheet]
  return {
    name: sheet,
    columns: columns.map((column) => ({ header: headerOf(column), width: Math.max(14, column.example.length + 2) })),
    rows: [columns.map((column) => column.example)],
  }
}

function explanationSheet(): XlsxSheet {
  const columns = SHEET_NAMES.flatMap((sheet) => COLUMNS[sheet].map((column: Column) => ({ sheet, column })))
  return {
    name: sentence(EXPLANATION_SHEET),
    columns: [
      { header: 'Lista', width: 14 },
      { header: 'Kolumn', width: 18 },
      { header: 'Behövs', width: 10 },
      { header: 'Vad som ska stå', width: 110 },
      { header: 'Exempel', width: 24 },
    ],
    rows: [
      ['', '', '', 'Varje blad är en lista. Kolumner med * behövs. Ta bort exempelraden innan du importerar.', ''],
      ['', '', '', 'Skriv dagar som ÅÅÅÅ-MM-DD. Belopp i kronor, med eller utan ören. Listor du inte har tar du bort.', ''],
      ...columns.map(({ sheet, column }) => [sheet, column.name, column.required ? 'ja' : '', column.explanation, column.example]),
    ],
  }
}

function headerOf(column: Column): string {
  return column.required ? `${column.name}*` : column.name
}
