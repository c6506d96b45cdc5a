/** The list of payments to fill in by hand: its columns with one example row, and what each column holds. */
import { LIST_COLUMN_NAMES, LIST_COLUMNS } from '../../bank-files/payment-list-columns.js'
import { xlsxBytes } from '../../documents/xlsx.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import type { Door } from '../../web/door.js'

export function templateRoutes(_house: House, { get }: Door): void {
  get(paths.paymentTemplate, async (_req, res) => {
    res
      .attachment('mall-betalningar.xlsx')
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(await paymentTemplate())
  })
}

/** The example row names a person nobody has: left in place it is refused, never booked. */
export function paymentTemplate(): Promise<Buffer> {
  const columns = LIST_COLUMN_NAMES.map((name) => LIST_COLUMNS[name])
  return xlsxBytes([
    {
      name: 'betalningar',
      columns: columns.map(({ name, required, example }) => ({
        header: required ? `${name}*` : name,
        width: Math.max(14, example.length + 2),
      })),
      rows: [columns.map((column) => (column.name === 'ocr' ? '' : column.example))],
    },
    {
      name: 'Förklaring',
      columns: [
        { header: 'Kolumn', width: 16 },
        { header: 'Behövs', width: 10 },
        { header: 'Vad som ska stå', width: 90 },
        { header: 'Exempel', width: 24 },
      ],
      rows: [
        ['', '', 'Kolumner med * behövs. Ta bort exempelraden innan du läser in listan. En sista rad med Summa jämförs med raderna.', ''],
        ...columns.map(({ name, required, explanation, example }) => [name, required ? 'ja' : '', explanation, example]),
      ],
    },
  ])
}
