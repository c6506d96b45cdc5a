/**
 * Days and instants in Swedish words, as the writing rules want them: "30 november" in running text, "mån 30 nov" in lists, the day
 * itself in tables, and every deadline with how far away it is.
 *
 * Worked example, today 2026-11-22: 2026-11-30 is "30 november", "mån 30 nov" and "om 8 dagar"; 2027-01-31 is "31 jan 2027".
 */
import { DateTime } from 'luxon'
import { daysBetween, MUNICIPAL_ZONE, weekdayOf, yearOf } from './calendar.js'
import type { Day, Month } from './calendar.js'

const MONTHS = 'januari februari mars april maj juni juli augusti september oktober november december'.split(' ')
const SHORT_MONTHS = 'jan feb mars apr maj juni juli aug sep okt nov dec'.split(' ')
const WEEKDAYS = 'måndag tisdag onsdag torsdag fredag lördag söndag'.split(' ')

/** "30 november 2026" */
export function longDay(day: Day): string {
  return `${dayAndMonth(day)} ${yearOf(day)}`
}

/** "30 november" */
export function dayAndMonth(day: Day): string {
  return `${dateOf(day)} ${monthIn(MONTHS, day)}`
}

/** "Måndag 30 november", to begin a line with. */
export function weekdayLong(day: Day): string {
  const name = weekdayName(day)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${dayAndMonth(day)}`
}

/** "måndag", for use inside a sentence. */
export function weekdayName(day: Day): string {
  return WEEKDAYS[weekdayOf(day) - 1] ?? ''
}

/** "mån 30 nov"; in another year than today's the year says more than the weekday: "31 jan 2027". */
export function shortDay(day: Day, today: Day): string {
  const short = `${dateOf(day)} ${monthIn(SHORT_MONTHS, day)}`
  return yearOf(day) === yearOf(today) ? `${weekdayName(day).slice(0, 3)} ${short}` : `${short} ${yearOf(day)}`
}

/** "november 2026" */
export function monthName(month: Month): string {
  return `${monthIn(MONTHS, month)} ${yearOf(month)}`
}

/** "nov", for the heads of narrow columns. */
export function shortMonthName(month: Month): string {
  return monthIn(SHORT_MONTHS, month)
}

/** An instant (ISO text) as the clock on the wall in Sweden: "2026-11-18 09.34". */
export function stamp(instantIso: string): string {
  return DateTime.fromISO(instantIso, { zone: 'utc' }).setZone(MUNICIPAL_ZONE).toFormat('yyyy-MM-dd HH.mm')
}

/** How far away a day is: "i dag", "i morgon", "om 10 dagar", "i går", "för 3 dagar sedan". */
export function deadlineWords(day: Day, today: Day): string {
  const days = daysBetween(today, day)
  if (days === 0) return 'i dag'
  if (days === 1) return 'i morgon'
  if (days === -1) return 'i går'
  return days > 0 ? `om ${days} dagar` : `för ${-days} dagar sedan`
}

function dateOf(day: Day): number {
  return Number(day.slice(8, 10))
}

function monthIn(names: readonly string[], dayOrMonth: Day | Month): string {
  return names[Number(dayOrMonth.slice(5, 7)) - 1] ?? ''
}
