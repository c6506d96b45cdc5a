/**
 * Arrears: what is open on bills whose last plausible day to pay has passed (12 kap. 20 § JB read in the tenant's favour, domain.md §2),
 * so that nobody is branded early.
 *
 * Worked example: the bill for February 2026 is due Friday 2026-01-30; the latest plausible day is Saturday 31 January. On the 31st it
 * is not in the list, on 1 February it is, two days after the printed due day.
 */
import { addDays, daysBetween, type Day } from './calendar.js'
import { latestPlausibleDay } from './rent-due.js'

/** The latest plausible day is never this many days after the printed one (longest run of free days in the calendar, with margin). */
const LONGEST_DELAY_DAYS = 10

export interface LateDueDays {
  /** every due day before this one is late */
  before: Day
  /** and these later ones: as a rule none */
  also: Day[]
}

/** Which printed due days are late on a day: for a condition in a query. */
export function lateDueDays(on: Day): LateDueDays {
  let before = addDays(on, -LONGEST_DELAY_DAYS)
  while (before < on && isOverdue(before, on)) before = addDays(before, 1)
  const also: Day[] = []
  for (let day = before; day < on; day = addDays(day, 1)) if (isOverdue(day, on)) also.push(day)
  return { before, also }
}

/** Has the latest plausible day to pay a bill passed? */
export function isOverdue(dueOn: Day, on: Day): boolean {
  return on > latestPlausibleDay(dueOn)
}

/** Days since the printed due day of the oldest late bill. */
export function daysOverdue(oldestDueOn: Day, on: Day): number {
  return daysBetween(oldestDueOn, on)
}

/** Months of rent owed, or null without a rent. 1 296 000 öre at 648 000 a month is 2. */
export function monthsOwed(facts: { overdueOre: number; monthlyRentOre: number | null }): number | null {
  return facts.monthlyRentOre ? facts.overdueOre / facts.monthlyRentOre : null
}

/** Has nobody reached the person for the days of the setting? 14 days: on 22 November, a contact on 8 November is too long ago. */
export function isWithoutContact(lastContactOn: Day | null, on: Day, noContactDays: number): boolean {
  return lastContactOn === null || daysBetween(lastContactOn, on) >= noContactDays
}
