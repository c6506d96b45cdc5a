/** What a letter says, as label and value, for the page beside the PDF. */
import { isCaseLetter, type LetterContent } from '../../documents/letters/content.js'
import { kronor } from '../../domain/money.js'
import { longDay, monthName } from '../../domain/swedish-dates.js'

export function factsOf(letter: LetterContent): { label: string; value: string }[] {
  const to = [letter.recipient.name, ...letter.recipient.address].join(', ')
  return [
    { label: 'Till', value: letter.recipient.protection === 'NEJ' ? to : `${letter.recipient.name}, utan adress` },
    { label: 'Gjort', value: longDay(letter.madeOn) },
    ...own(letter),
    { label: 'Att ringa', value: [letter.contact.name, letter.contact.phone].filter(Boolean).join(', ') },
  ]
}

function own(letter: LetterContent): { label: string; value: string }[] {
  if (isCaseLetter(letter)) return letter.about.reference ? [{ label: 'Er beteckning i brevet', value: letter.about.reference }] : []
  switch (letter.kind) {
    case 'RENT_BILL':
      return [
        { label: 'Avi', value: letter.bill.what },
        { label: 'Att betala', value: kronor(letter.bill.openOre) },
        { label: 'Betala senast', value: longDay(letter.bill.dueOn) },
        { label: 'OCR', value: letter.bill.ocr ?? 'Saknas' },
        { label: 'Bankgiro', value: letter.bankgiro },
        ...(letter.earlierOre > 0 ? [{ label: 'Tidigare obetalt', value: kronor(letter.earlierOre) }] : []),
      ]
    case 'REMINDER':
      return [
        { label: 'Avier', value: letter.bills.map((bill) => `${bill.what}, ${kronor(bill.openOre)}`).join('. ') },
        { label: 'Att betala', value: kronor(letter.sumOre + letter.feeOre) },
        { label: 'Betala senast', value: longDay(letter.payBy) },
        { label: 'Bankgiro', value: letter.bankgiro },
      ]
    case 'REPAYMENT_PLAN':
      return [
        { label: 'Skuld', value: kronor(letter.debtOre) },
        {
          label: 'Delbetalningar',
          value: `${letter.instalments.length}, den sista ${longDay(letter.instalments.at(-1)?.dueOn ?? letter.agreedOn)}`,
        },
      ]
    case 'PAYMENT_OVERVIEW':
      return [
        { label: 'Period', value: `${monthName(letter.from)} till ${monthName(letter.to)}` },
        { label: letter.balanceOre < 0 ? 'Till godo' : 'Kvar att betala', value: kronor(Math.abs(letter.balanceOre)) },
      ]
  }
}
