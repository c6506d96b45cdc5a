/** What the pages under "Hyror" share: their subnav and the words of a month's rent. */
import type { BillState } from '../../domain/bill-state.js'
import { amount } from '../../domain/money.js'
import { shortDay } from '../../domain/swedish-dates.js'
import { paths } from '../../paths.js'

export type RentPage = 'rents' | 'arrears' | 'payments' | 'unmatched' | 'letters' | 'followUp'

/** Siblings of a rent page; who may not handle payments has no list of those without a match. */
export function rentSubnav(current: RentPage, mayHandlePayments: boolean) {
  const items = [
    { key: 'rents', href: paths.rents.url(), text: 'Månad för månad' },
    { key: 'arrears', href: paths.arrears.url(), text: 'Skulder' },
    { key: 'payments', href: paths.payments.url(), text: 'Inbetalningar' },
    ...(mayHandlePayments ? [{ key: 'unmatched', href: paths.unmatchedPayments.url(), text: 'Utan träff' }] : []),
    { key: 'letters', href: paths.letters.url(), text: 'Brev' },
    { key: 'followUp', href: paths.rentFollowUp.url(), text: 'Uppföljning' },
  ]
  return { label: 'Hyror', items: items.map((item) => ({ ...item, current: item.key === current })) }
}

/** Tone and words of part `pay`. */
export function payCell(bill: BillState, today: string): { tone: string; text: string; said?: string } {
  switch (bill.state) {
    case 'NONE':
      return { tone: 'none', text: '' }
    case 'PAID':
      return { tone: 'done', text: 'betald' }
    case 'LATE':
      return { tone: 'late', text: `sen ${bill.days}\u00a0d`, said: 'Betald,' }
    case 'CREDITED':
      return { tone: 'neutral', text: 'krediterad' }
    case 'WRITTEN_OFF':
      return { tone: 'neutral', text: 'avskriven' }
    case 'PART':
      return { tone: 'warning', text: amount(bill.leftOre), said: 'Delbetald, kvar' }
    case 'UNPAID':
      return { tone: 'danger', text: amount(bill.leftOre), said: 'Obetald' }
    case 'RESPITE':
      return { tone: 'progress', text: 'anstånd' }
    case 'NOT_DUE':
      return { tone: 'neutral', text: shortDay(bill.dueOn, today).replace(/^\S+\s/, ''), said: 'Förfaller' }
  }
}
