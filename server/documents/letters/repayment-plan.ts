/** avbetalningsplan: what was agreed, instalment by instalment, the running rent beside it, and lines to sign on. */
import { amount, kronor } from '../../domain/money.js'
import { longDay } from '../../domain/swedish-dates.js'
import type { RepaymentPlanContent } from './content.js'
import { contactWords, writeHead } from './frame.js'
import type { Sheet } from './sheet.js'
import { letterTitle } from './titles.js'

export function writeRepaymentPlan(sheet: Sheet, letter: RepaymentPlanContent): void {
  const last = letter.instalments.at(-1)
  writeHead(sheet, letter)
  sheet.title(letterTitle(letter))
  sheet.text(
    `Vi har kommit överens om hur du betalar din hyresskuld på ${kronor(letter.debtOre)}. Planen gjordes ${longDay(letter.agreedOn)}.`,
  )
  sheet.text('Hyran för varje ny månad betalar du som vanligt, vid sidan av planen.', { strong: true })
  sheet.table(
    'Delbetalningar',
    [
      { text: 'Betala senast', share: 0.4 },
      { text: 'Delbetalning, kr', share: 0.3, num: true },
      { text: 'Kvar av skulden, kr', share: 0.3, num: true },
    ],
    letter.instalments.map((one) => [longDay(one.dueOn), amount(one.amountOre), amount(one.leftOre)]),
    [['Summa', amount(letter.instalments.reduce((sum, one) => sum + one.amountOre, 0)), '']],
  )
  if (last) sheet.text(`Följer du planen är skulden betald ${longDay(last.dueOn)}.`)
  if (letter.monthlyRentOre !== null) sheet.text(`Din hyra är nu ${kronor(letter.monthlyRentOre)} i månaden.`)
  sheet.heading('Om något ändras')
  sheet.text(`Hör av dig i tid om du inte kan betala en dag, så ser vi över planen tillsammans. ${contactWords(letter)}`)
  sheet.heading('Underskrifter')
  sheet.text('Vi skriver under planen i två exemplar och behåller ett var.')
  sheet.signatures([`Ort och datum, ${letter.recipient.name}`, `Ort och datum, för ${letter.sender.name}`])
  sheet.paymentPart('Betalningsuppgifter för delbetalningarna', [
    ['Till bankgiro', letter.bankgiro],
    ['OCR-nummer', letter.ocr ?? 'skriv ditt namn'],
    ['Delbetalning', letter.instalments[0] ? kronor(letter.instalments[0].amountOre) : ''],
  ])
}
