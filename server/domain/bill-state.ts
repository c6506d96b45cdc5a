/**
 * How one month's rent stands on a day, in the words of the month matrix: paid in time, paid late, credited, written off, part paid,
 * unpaid, not due yet. What is paid is judged by paid-in-time.ts; what is open is late from the day after the latest plausible day
 * (12 kap. 20 § JB, domain.md §1.3 G2 and §2).
 *
 * Worked example: 648 000 öre due 2026-02-27, paid in full 2026-03-08: late, nine days. With 200 000 paid on 2026-03-10 and nothing
 * more: on 2026-03-20 part paid, 448 000 left. On 2026-02-25 it is not due. With anstånd to 2026-03-31 it is under respite on 03-20.
 * With 200 000 paid and the rest written off it is written off, and was not paid late.
 */
import { daysBetween, type Day } from './calendar.js'
import { lateMoneyOn, type PaidDays, type Tolerance } from './paid-in-time.js'
import { isUnderRespite, lastDayBeforeLate } from './respite.js'

export interface BillFacts {
  amountOre: number
  openOre: number
  dueOn: Day
  /** the day nothing was open any more; null while something is */
  settledOn: Day | null
  /** what settled it; nothing where it was money by the due day, and nobody need ask what sort */
  paid?: PaidDays | null
  /** the last day of its respite (anstånd), passed or not; nothing without one */
  respiteUntilOn?: Day | null
}

export type BillState =
  | { state: 'NONE' }
  | { state: 'PAID' }
  | { state: 'LATE'; days: number }
  | { state: 'CREDITED' }
  | { state: 'WRITTEN_OFF' }
  | { state: 'PART'; leftOre: number }
  | { state: 'UNPAID'; leftOre: number }
  | { state: 'NOT_DUE'; dueOn: Day }
  | { state: 'RESPITE'; leftOre: number; untilOn: Day }

/** The state of a bill (or of nothing) on a day. */
export function billState(bill: BillFacts | undefined, today: Day, toleranceOn: Tolerance): BillState {
  if (!bill || bill.amountOre === 0) return { state: 'NONE' }
  const respiteUntilOn = bill.respiteUntilOn ?? null
  if (bill.openOre === 0 && bill.settledOn !== null) {
    const paid = bill.paid ?? { orderedOn: null, bookedOn: bill.settledOn, creditedOre: 0, writtenOffOre: 0 }
    if (paid.writtenOffOre > 0) return { state: 'WRITTEN_OFF' }
    if (paid.creditedOre >= bill.amountOre) return { state: 'CREDITED' }
    const lateOn = lateMoneyOn(paid, bill.dueOn, respiteUntilOn, toleranceOn(bill.dueOn))
    return lateOn === null ? { state: 'PAID' } : { state: 'LATE', days: daysBetween(bill.dueOn, lateOn) }
  }
  if (today <= lastDayBeforeLate(bill.dueOn, null)) return { state: 'NOT_DUE', dueOn: bill.dueOn }
  if (isUnderRespite(respiteUntilOn, today)) return { state: 'RESPITE', leftOre: bill.openOre, untilOn: respiteUntilOn ?? bill.dueOn }
  return bill.openOre < bill.amountOre ? { state: 'PART', leftOre: bill.openOre } : { state: 'UNPAID', leftOre: bill.openOre }
}
