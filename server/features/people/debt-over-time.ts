/**
 * What a person owed, day by day: a bill counts from the day it is late (domain/arrears.ts) until it is settled, less what has been
 * set off on it.
 *
 * Worked example: 6 480 kr due Friday 2026-02-27 (late from Sunday the 1st: Saturday still counts), 2 000 kr paid 2026-03-03 and the rest
 * 2026-03-08 gives 648000 öre from 2026-03-01, 448000 from 2026-03-03, 0 from 2026-03-08.
 */
import { addDays, type Day } from '../../domain/calendar.js'
import { lastDayBeforeLate } from '../../domain/respite.js'

export interface Bill {
  id: number
  dueOn: Day | null
  amountOre: number
  settledOn: Day | null
  /** the last day of its respite (anstånd): it is late from the day after */
  respiteUntilOn?: Day | null
}

/** The days on which the debt changed, up to and with `today`, oldest first. Amounts in öre; allocations that were undone are negative. */
export function debtOverTime(
  bills: readonly Bill[],
  allocations: readonly { chargeId: number; amountOre: number; effectiveOn: Day }[],
  today: Day,
): { on: Day; debtOre: number }[] {
  const due = bills.flatMap((bill) =>
    bill.dueOn === null ? [] : [{ ...bill, lateFrom: addDays(lastDayBeforeLate(bill.dueOn, bill.respiteUntilOn ?? null), 1) }],
  )
  const days = new Set([
    ...due.flatMap((bill) => [bill.lateFrom, ...(bill.settledOn ? [bill.settledOn] : [])]),
    ...allocations.map((allocation) => allocation.effectiveOn),
  ])
  const changes = [...days]
    .filter((on) => on <= today)
    .sort()
    .map((on) => ({
      on,
      debtOre: due
        .filter((bill) => bill.lateFrom <= on && (bill.settledOn === null || bill.settledOn > on))
        .reduce((sum, bill) => sum + bill.amountOre - setOff(bill.id, on), 0),
    }))
  return changes.filter((change, index) => change.debtOre !== (changes[index - 1]?.debtOre ?? 0))

  function setOff(chargeId: number, on: Day): number {
    return allocations
      .filter((allocation) => allocation.chargeId === chargeId && allocation.effectiveOn <= on)
      .reduce((sum, allocation) => sum + allocation.amountOre, 0)
  }
}
