/**
 * How a person's rent of one month stands on a day, whether it is one bill or several (two stays in the month, a move within it). What is
 * unpaid and late is said first, then what has respite, then what is not due yet, then what was written off; else the month is paid, late
 * if any of its bills was.
 * Only rent: a one-off charge (a key, a damage) is no part of a month (B1 of the ledger: rent arrears are rent).
 *
 * Worked example, 2026-11-22: a bill of 3 240 kr due 2026-10-30 and paid that day, and one of 3 000 kr due 2026-11-16 (moved in) and not
 * paid: part paid, 3 000 kr left. Both paid on their due days: paid in time, though the second was paid after the first was due.
 */
import { billState, type BillFacts, type BillState } from './bill-state.js'
import type { Day } from './calendar.js'
import type { Tolerance } from './paid-in-time.js'

export interface MonthBill extends BillFacts {
  /** the day of the last payment of it */
  paidOn: Day | null
}
export interface MonthState {
  state: BillState
  bills: number
  amountOre: number
  paidOre: number
  /** the day of the last payment */
  paidOn: Day | null
  /** the first due day among those that are open, else among all */
  dueOn: Day | null
  /** what is late and open */
  lateOre: number
}

/** The state of a month's bills. */
export function monthState(bills: readonly MonthBill[], today: Day, toleranceOn: Tolerance): MonthState {
  const states = bills.map((bill) => billState(bill, today, toleranceOn))
  const lateOre = states.reduce((sum, one) => sum + (one.state === 'UNPAID' || one.state === 'PART' ? one.leftOre : 0), 0)
  const amountOre = bills.reduce((sum, bill) => sum + bill.amountOre, 0)
  const openOre = bills.reduce((sum, bill) => sum + bill.openOre, 0)
  const open = bills.filter((bill) => bill.openOre > 0)
  return {
    state:
      lateOre > 0 ? (openOre < amountOre ? { state: 'PART', leftOre: lateOre } : { state: 'UNPAID', leftOre: lateOre }) : quietest(states),
    bills: bills.length,
    amountOre,
    paidOre: amountOre - openOre,
    paidOn: latest(bills.map((bill) => bill.paidOn)),
    dueOn: earliest((open.length > 0 ? open : bills).map((bill) => bill.dueOn)),
    lateOre,
  }
}

/** Of states without anything late: the one there is most to say of. */
function quietest(states: readonly BillState[]): BillState {
  const order = ['RESPITE', 'NOT_DUE', 'WRITTEN_OFF', 'LATE', 'PAID', 'CREDITED', 'NONE'] as readonly string[]
  const [first = { state: 'NONE' } as BillState] = [...states].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.state === 'LATE' && b.state === 'LATE' ? b.days - a.days : 0),
  )
  return first
}

const latest = (days: readonly (Day | null)[]) =>
  days.reduce<Day | null>((last, day) => (day !== null && (last === null || day > last) ? day : last), null)
const earliest = (days: readonly Day[]) => days.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null)
