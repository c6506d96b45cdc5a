/** The empty list of payments to fill in: the columns with one example row, and what each column is for. */
import { LIST_COLUMN_NAMES, LIST_COLUMNS } from '../bank-files/payment-list-columns.js'
import { csvBytes } from './csv.js'
import { xlsxBytes } from './xlsx.js'

/** The example's person is no person: a row that is left in place is refused, never booked. */
export async function paymentListTemplate(): Promise<Buffer> {
  return xlsxBytes([
    {
      name: 'Betalningar',
      columns: columns.map((column) => ({ header: headingOf(column), width: Math.max(14, column.example.length + 2) })),
      rows: [columns.map((column) => column.example)],
    },
    {
      name: 'Så gör du',
      columns: [
        { header: 'Rubrik', width: 16 },
        { header: 'Behövs', width: 10 },
        { header: 'Vad som ska stå', width: 80 },
        { header: 'Exempel', width: 24 },
      ],
      rows: columns.map((column) => [column.name, column.required ? 'ja' : '', column.explanation, column.example]),
    },
  ])
}

export function paymentListTemplateCsv(): Buffer {
  return csvBytes(columns.map(headingOf), [columns.map((column) => column.example)])
}

const columns = LIST_COLUMN_NAMES.map((name) => LIST_COLUMNS[name])

function headingOf(column: { name: string; required: boolean }): string {
  return column.required ? `${column.name}*` : column.name
}
