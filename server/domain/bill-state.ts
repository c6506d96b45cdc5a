/**
 * How one month's rent stands on a day, in the words of the month matrix: paid in time, paid late, part paid, unpaid, not due yet.
 * Late uses the latest plausible day and the tolerance in bank days (12 kap. 20 § JB, domain.md §1.3 G2 and §2).
 *
 * Worked example: 648 000 öre due 2026-02-27, paid in full 2026-03-08: late, nine days. With 200 000 paid on 2026-03-10 and nothing
 * more: on 2026-03-20 part paid, 448 000 left. On 2026-02-25 it is not due. With anstånd to 2026-03-31 it is under respite on 03-20.
 */
import { daysBetween, type Day } from './calendar.js'
import { isUnderRespite, lastDayBeforeLate, lastDayInTimeWithRespite } from './respite.js'

export interface BillFacts {
  amountOre: number
  openOre: number
  dueOn: Day
  /** the day it was paid in full; null while something is open */
  settledOn: Day | null
  /** the last day of its respite (anstånd), passed or not; nothing without one */
  respiteUntilOn?: Day | null
}

export type BillState =
  | { state: 'NONE' }
  | { state: 'PAID' }
  | { state: 'LATE'; days: number }
  | { state: 'PART'; leftOre: number }
  | { state: 'UNPAID'; leftOre: number }
  | { state: 'NOT_DUE'; dueOn: Day }
  | { state: 'RESPITE'; leftOre: number; untilOn: Day }

/** The state of a bill (or of nothing) on a day. */
export function billState(bill: BillFacts | undefined, today: Day, toleranceBankDays: number): BillState {
  if (!bill || bill.amountOre === 0) return { state: 'NONE' }
  const respiteUntilOn = bill.respiteUntilOn ?? null
  if (bill.openOre === 0 && bill.settledOn !== null) {
    const isLate = bill.settledOn > lastDayInTimeWithRespite(bill.dueOn, respiteUntilOn, toleranceBankDays)
    return isLate ? { state: 'LATE', days: daysBetween(bill.dueOn, bill.settledOn) } : { state: 'PAID' }
  }
  if (today <= lastDayBeforeLate(bill.dueOn, null)) return { state: 'NOT_DUE', dueOn: bill.dueOn }
  if (isUnderRespite(respiteUntilOn, today)) return { state: 'RESPITE', leftOre: bill.openOre, untilOn: respiteUntilOn ?? bill.dueOn }
  return bill.openOre < bill.amountOre ? { state: 'PART', leftOre: bill.openOre } : { state: 'UNPAID', leftOre: bill.openOre }
}
