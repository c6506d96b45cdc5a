/**
 * How old a debt is: what is open on a person's bills, by days since the printed due day. What is not late yet stands for itself
 * (arrears.ts says when a bill is late). The limits are a dated setting.
 *
 * Source: issue B4, and users of arrears systems elsewhere, who ask for the age in days rather than in months.
 *
 * Worked example with the limits 7, 30 and 90, on 2026-11-22: a bill due 2026-11-30 is not late; one due 2026-10-30 is 23 days old and
 * stands in 8–30; one due 2026-08-31 is 83 days old, in 31–90; one due 2026-07-31 is 114 days old, over 90.
 */
import { addDays, type Day } from './calendar.js'

/** The earliest due day of each late class but the oldest, youngest class first: for a condition in a query. */
export function ageingFrom(on: Day, limits: readonly number[]): Day[] {
  return limits.map((limit) => addDays(on, -limit))
}

/** "Ej sen", "1–7", "8–30", "31–90", "över 90". */
export function ageingNames(limits: readonly number[]): string[] {
  const late = limits.map((limit, n) => `${(limits[n - 1] ?? 0) + 1}–${limit}`)
  return ['Ej sen', ...late, `över ${limits.at(-1) ?? 0}`]
}
