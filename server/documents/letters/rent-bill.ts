/** hyresavi: what the month costs and why, and how it is paid. */
import { kronor, amount } from '../../domain/money.js'
import { dayAndMonth, longDay } from '../../domain/swedish-dates.js'
import type { RentBillContent } from './content.js'
import { contactWords, writeHead } from './frame.js'
import type { Sheet } from './sheet.js'
import { letterTitle } from './titles.js'

export function writeRentBill(sheet: Sheet, letter: RentBillContent): void {
  const { bill } = letter
  writeHead(sheet, letter, letter.home ? [['Hyra för', letter.home]] : [])
  sheet.title(letterTitle(letter))
  sheet.text(`Betala ${kronor(bill.openOre)} senast ${longDay(bill.dueOn)}.`, { strong: true })
  const paidOre = bill.amountOre - bill.openOre
  sheet.table(
    'Vad avin består av',
    [
      { text: 'Det här betalar du för', share: 0.6 },
      { text: 'Dagar', share: 0.15, num: true },
      { text: 'Belopp, kr', share: 0.25, num: true },
    ],
    [
      ...letter.parts.map((part) => [part.what, part.days === null ? 'hela månaden' : String(part.days), amount(part.amountOre)]),
      ...(paidOre > 0 ? [['Redan betalt eller avdraget', '', amount(-paidOre)]] : []),
    ],
    [['Att betala', '', amount(bill.openOre)]],
  )
  if (letter.earlier.length > 0) {
    sheet.heading('Tidigare hyror som inte är betalda')
    sheet.text(
      `Du har ${kronor(letter.earlierOre)} kvar att betala sedan tidigare. Det ingår inte i beloppet ovan. Betala varje avi med sitt eget OCR-nummer.`,
    )
    sheet.table(
      'Tidigare avier som inte är betalda',
      [
        { text: 'Avi', share: 0.4 },
        { text: 'Skulle betalas', share: 0.2 },
        { text: 'OCR-nummer', share: 0.2 },
        { text: 'Kvar, kr', share: 0.2, num: true },
      ],
      letter.earlier.map((one) => [one.what, one.dueOn, one.ocr ?? '', amount(one.openOre)]),
    )
  }
  if (letter.toGoodOre > 0) sheet.text(`Du har ${kronor(letter.toGoodOre)} till godo hos oss. Det räknas av på nästa avi.`)
  if (letter.plan)
    sheet.text(
      `Din avbetalningsplan löper vid sidan av hyran. Nästa delbetalning är ${kronor(letter.plan.nextOre)} den ${dayAndMonth(letter.plan.nextOn)}.`,
    )
  sheet.heading('Så betalar du')
  sheet.text(
    'Betala i internetbanken, i bankens app eller på bankens kontor, gärna någon dag i förväg. Skriv OCR-numret precis som det står längst ner på sidan. Då ser vi att betalningen är din.',
  )
  sheet.heading('Kan du inte betala i tid?')
  sheet.text(`Hör av dig innan hyran ska betalas, så hjälps vi åt. ${contactWords(letter)}`)
  sheet.paymentPart('Betalningsuppgifter', [
    ['Till bankgiro', letter.bankgiro],
    ['OCR-nummer', bill.ocr ?? ''],
    ['Betala senast', bill.dueOn],
    ['Belopp', kronor(bill.openOre)],
  ])
}
