/**
 * When the rent is due, when it is late and when the tenancy may be forfeit. Domain.md §2 and §6.
 *
 * 12 kap. 20 § JB: the rent is paid "senast sista vardagen före varje kalendermånads början"; no forward shift, because the act says
 * before. Whether a Saturday, julafton or nyårsafton is a vardag there is not settled: 12 kap. 7 § lists them as free, 20 § does not.
 * So each reading is used where it protects the tenant:
 * - the bill is printed with the last bank day (`dueOn`), which is in time under both;
 * - late and forfeit are counted from the latest day that can be meant (`latestPlausibleDueOn`), so nobody is branded early.
 * 12 kap. 42 § 1 JB: forfeit when paid "mer än en vecka efter förfallodagen", the week counted by lag (1930:173) 1-2 §§.
 * 12 kap. 20 § 3 st: paid when the bank took the order, while the file shows the booking, later. Hence a tolerance in bank days.
 *
 * Worked example, February 2026: due Friday 2026-01-30, latest plausible day Saturday 2026-01-31, late from 2026-02-01. A week from
 * Friday is 2026-02-06, the last day we ask for; a week from Saturday is 02-07, a Saturday, so 2026-02-09; forfeit from 2026-02-10.
 */
import {
  addBankDays,
  addDays,
  firstOfMonth,
  isBankDay,
  isPublicHoliday,
  lastBankDayBefore,
  monthOf,
  nextMonth,
  nextVardag,
  weeksAfter,
} from './calendar.js'
import type { Day, Month } from './calendar.js'

/** The due day printed on the bill for a month: the last bank day before it. */
export function dueOn(month: Month): Day {
  return lastBankDayBefore(firstOfMonth(month))
}

/**
 * The due day of one stay's bill for a month: the month's own, but in the month somebody moves in after it, the first bank day from
 * the move-in. 12 kap. 20 § 1 st. JB binds from the second month; nobody owes rent for a home before the tenancy has begun.
 * Moving in on Monday 2026-11-16: due that day, not 2026-10-30.
 */
export function billDueOn(month: Month, movesInOn: Day): Day {
  const usual = dueOn(month)
  if (movesInOn <= usual) return usual
  if (movesInOn <= firstOfMonth(month)) return usual
  return isBankDay(movesInOn) ? movesInOn : addBankDays(movesInOn, 1)
}

/** The last day that can be meant by "sista vardagen före": Saturdays and the three eves count, Sundays and holidays do not. */
export function latestPlausibleDueOn(month: Month): Day {
  let day = addDays(firstOfMonth(month), -1)
  while (isPublicHoliday(day)) day = addDays(day, -1)
  return day
}

/**
 * The last day a bill with this due day can be paid in time under any reading. A day that either reading of 20 § gives for the coming
 * month counts as the later one. Any other day (an agreed first month, an imported list) holds as printed, and moves to the next
 * vardag if it is a free day, since that is what the paper told the tenant.
 */
export function latestPlausibleDay(billDueOn: Day): Day {
  const coming = nextMonth(monthOf(billDueOn))
  const latest = latestPlausibleDueOn(coming)
  return dueOn(coming) <= billDueOn && billDueOn <= latest ? latest : nextVardag(billDueOn)
}

/** The last day on which an unpaid bill is not yet late: the latest plausible day and the tolerance, in bank days, after it. */
export function lastDayInTime(billDueOn: Day, toleranceBankDays: number): Day {
  const key = `${billDueOn} ${toleranceBankDays}`
  const known = knownLastDays.get(key)
  if (known) return known
  const day = addBankDays(latestPlausibleDay(billDueOn), toleranceBankDays)
  knownLastDays.set(key, day)
  return day
}

/** The first day on which a bill with this due day is more than a week late under every reading, so that the tenancy may be forfeit. */
export function forfeitureFrom(billDueOn: Day): Day {
  return addDays(weeksAfter(latestPlausibleDay(billDueOn), 1), 1)
}

/** A nation's bills share some sixty due days, and an arrears list asks once per bill. */
const knownLastDays = new Map<string, Day>()
