/** betalningsöversikt: what was charged and paid month by month, in plain words. */
import { amount, kronor } from '../../domain/money.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'
import type { PaymentOverviewContent } from './content.js'
import { contactWords, writeHead } from './frame.js'
import type { Sheet } from './sheet.js'
import { letterTitle } from './titles.js'

export function writePaymentOverview(sheet: Sheet, letter: PaymentOverviewContent): void {
  writeHead(sheet, letter)
  sheet.title(letterTitle(letter))
  sheet.text(
    letter.from === letter.to
      ? `Översikten gäller ${monthName(letter.from)}.`
      : `Översikten gäller ${monthName(letter.from)} till ${monthName(letter.to)}.`,
  )
  sheet.text(`${balanceWords(letter.balanceOre)} ${letter.late.length === 0 ? 'Inget av det är försenat.' : ''}`.trim(), { strong: true })
  const other = letter.months.some((month) => month.otherOre !== 0)
  const columns = [
    { text: 'Månad', share: other ? 0.3 : 0.4 },
    { text: 'Hyra och avgifter, kr', share: 0.2, num: true },
    { text: 'Betalt, kr', share: 0.2, num: true },
    ...(other ? [{ text: 'Ändrat, kr', share: 0.1, num: true }] : []),
    { text: 'Kvar efter månaden, kr', share: 0.2, num: true },
  ]
  const cells = (name: string, charged: string, paid: string, changed: string, left: string) =>
    other ? [name, charged, paid, changed, left] : [name, charged, paid, left]
  const sum = (key: 'chargedOre' | 'paidOre' | 'otherOre') => letter.months.reduce((total, month) => total + month[key], 0)
  sheet.table(
    'Hyra och betalningar månad för månad',
    columns,
    [
      cells('Från tidigare', '', '', '', amount(letter.openingOre)),
      ...letter.months.map((month) =>
        cells(
          capital(monthName(month.month)),
          amount(month.chargedOre),
          amount(month.paidOre),
          amount(month.otherOre),
          amount(month.balanceOre),
        ),
      ),
    ],
    [cells('Summa', amount(sum('chargedOre')), amount(sum('paidOre')), amount(sum('otherOre')), amount(letter.balanceOre))],
  )
  if (other)
    sheet.text('Ändrat är hyra som har räknats av, rättats eller betalats tillbaka. Minus betyder att du ska betala mindre.', {
      small: true,
    })
  if (letter.late.length > 0) {
    sheet.heading('Det här skulle ha varit betalt')
    sheet.table(
      'Avier som är försenade',
      [
        { text: 'Avi', share: 0.4 },
        { text: 'Skulle betalas', share: 0.3 },
        { text: 'Kvar, kr', share: 0.3, num: true },
      ],
      letter.late.map((bill) => [bill.what, longDay(bill.dueOn), amount(bill.openOre)]),
      [['Summa', '', amount(letter.late.reduce((total, bill) => total + bill.openOre, 0))]],
    )
  }
  sheet.heading('Frågor')
  sheet.text(`Ser något fel ut, eller vill du ha hjälp att betala? ${contactWords(letter)}`)
}

function balanceWords(ore: number): string {
  if (ore > 0) return `Du har ${kronor(ore)} kvar att betala.`
  return ore < 0 ? `Du har ${kronor(-ore)} till godo.` : 'Allt är betalt.'
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
