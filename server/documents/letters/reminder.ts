/**
 * påminnelse: which bills, until when, and help before anything else. It says what the law says and no more: nothing is threatened, and
 * where the tenancy may be forfeit before the day to pay by, that day is told too: nobody loses a home by doing as the letter says. A fee
 * stands in it only when the nämnd has decided one (lag 1981:739 2 och 4 §§, at most what the act allows).
 */
import { amount, kronor } from '../../domain/money.js'
import { longDay } from '../../domain/swedish-dates.js'
import type { ReminderContent } from './content.js'
import { contactWords, writeHead } from './frame.js'
import type { Sheet } from './sheet.js'
import { letterTitle } from './titles.js'

export function writeReminder(sheet: Sheet, letter: ReminderContent): void {
  const sumOre = letter.sumOre + letter.feeOre
  writeHead(sheet, letter, letter.home ? [['Hyra för', letter.home]] : [])
  sheet.title(letterTitle(letter))
  sheet.text(
    letter.bills.length === 1
      ? 'Vi har inte fått hela betalningen för avin här under. Har du betalat de senaste dagarna kan du bortse från brevet.'
      : 'Vi har inte fått hela betalningen för avierna här under. Har du betalat de senaste dagarna kan du bortse från brevet.',
  )
  sheet.text(`Betala ${kronor(sumOre)} senast ${longDay(letter.payBy)}, eller hör av dig till oss.`, { strong: true })
  sheet.table(
    'Avier som inte är betalda',
    [
      { text: 'Avi', share: 0.36 },
      { text: 'Skulle betalas', share: 0.18 },
      { text: 'OCR-nummer', share: 0.24 },
      { text: 'Kvar, kr', share: 0.22, num: true },
    ],
    [
      ...letter.bills.map((bill) => [bill.what, bill.dueOn, bill.ocr ?? '', amount(bill.openOre)]),
      ...(letter.feeOre > 0 ? [['Avgift för påminnelsen', '', '', amount(letter.feeOre)]] : []),
    ],
    [['Summa att betala', '', '', amount(sumOre)]],
  )
  sheet.heading('Kan du inte betala allt på en gång?')
  sheet.text(
    `Hör av dig. Vi kan göra en avbetalningsplan tillsammans, och du kan få stöd med budget och ansökningar. ${contactWords(letter)}`,
  )
  if (letter.forfeitable) {
    sheet.heading('Bra att veta')
    sheet.text(
      'En hyra är nu mer än en vecka sen. Då kan hyresrätten vara förverkad, vilket betyder att hyresavtalet kan sägas upp (12 kap. 42 § jordabalken). Vi har inte sagt upp ditt avtal. Betalar du innan det sägs upp bor du kvar (12 kap. 43 §).',
    )
  }
  if (letter.payBeforeOn) {
    sheet.heading('Bra att veta')
    sheet.text(
      `Betala helst senast ${longDay(letter.payBeforeOn)}. Efter den dagen är en hyra mer än en vecka sen, och då kan hyresrätten vara förverkad (12 kap. 42 § jordabalken). Betalar du innan hyresavtalet sägs upp bor du kvar (12 kap. 43 §).`,
    )
  }
  sheet.heading('Så betalar du')
  const [only] = letter.bills
  if (letter.bills.length === 1) {
    sheet.text('Skriv OCR-numret precis som det står här under. Då ser vi att betalningen är din.')
    sheet.paymentPart('Betalningsuppgifter', [
      ['Till bankgiro', letter.bankgiro],
      ['OCR-nummer', only?.ocr ?? ''],
      ['Betala senast', letter.payBy],
      ['Belopp', kronor(sumOre)],
    ])
  } else {
    const fee = letter.feeOre > 0 ? ' Avgiften betalar du tillsammans med en av avierna.' : ''
    sheet.text(`Betala varje avi för sig, med det OCR-nummer som står på avins rad i tabellen. Då ser vi vad du har betalat.${fee}`)
    sheet.paymentPart('Betalningsuppgifter', [
      ['Till bankgiro', letter.bankgiro],
      ['Betala senast', letter.payBy],
      ['Summa av alla avier', kronor(sumOre)],
    ])
  }
}
