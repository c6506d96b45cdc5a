/**
 * The calendar. A day is `YYYY-MM-DD` text, a month `YYYY-MM`; both compare as text. All arithmetic is done in UTC, where every
 * day has 24 hours, so that the nights when Swedish summer time begins and ends shift nothing.
 *
 * Public holidays: lag (1989:253) 1-2 §§, domain.md §6. Sundays are public holidays in that act. Until 2004 annandag pingst was one
 * too; from 2005 nationaldagen took its place.
 * Time limits: lag (1930:173). 1 § a limit in weeks ends on the weekday of the same name; 2 § a last day that is a Sunday, another
 * public holiday, a Saturday, midsommarafton, julafton or nyårsafton moves to the next vardag.
 * Bank days: Monday to Friday, except public holidays and the three eves.
 *
 * Worked example: one week after Tuesday 2025-12-30 is Tuesday 2026-01-06, which is trettondedag jul; the last day is 2026-01-07.
 */
import { DateTime } from 'luxon'
import { dayNumber, dayOfNumber, dayText, digits, lengthOfMonth } from './day-number.js'

/** A calendar day in the municipality's zone, `YYYY-MM-DD`. */
export type Day = string
/** A calendar month, `YYYY-MM`. */
export type Month = string

export const MUNICIPAL_ZONE = 'Europe/Stockholm'

/**
 * True for a calendar day that exists, of the years 1800 to 2999: any other is a slip of the keyboard, and what is counted from it must
 * be a day too.
 */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '1800' && text < '3000' && dayNumber(text) !== null
}

/** True for a calendar month of the same years. */
export function isMonth(text: string): text is Month {
  return /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)
}

export function addDays(day: Day, n: number): Day {
  return dayOfNumber(numberOf(day) + n)
}

/** The same day n months later; the last day of that month where it is shorter: 31 January + 1 = 28 or 29 February. */
export function addMonths(day: Day, n: number): Day {
  numberOf(day)
  const months = digits(day, 0, 4) * 12 + digits(day, 5, 7) - 1 + n
  const year = Math.floor(months / 12)
  const month = (((months % 12) + 12) % 12) + 1
  return dayText(year, month, Math.min(digits(day, 8, 10), lengthOfMonth(year, month)))
}

/** Whole days from `from` to `to`: to − from, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from)
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

export function yearOf(dayOrMonth: Day | Month): number {
  return Number(dayOrMonth.slice(0, 4))
}

export function firstOfMonth(month: Month): Day {
  return `${month}-01`
}

export function lastOfMonth(month: Month): Day {
  return addDays(firstOfMonth(nextMonth(month)), -1)
}

/** The month n months later (earlier when n is negative). */
export function nextMonth(month: Month, n = 1): Month {
  return monthOf(addMonths(firstOfMonth(month), n))
}

/** Whole months from `fromMonth` to `toMonth`, negative when `toMonth` is earlier. */
export function monthsBetween(fromMonth: Month, toMonth: Month): number {
  return (yearOf(toMonth) - yearOf(fromMonth)) * 12 + Number(toMonth.slice(5, 7)) - Number(fromMonth.slice(5, 7))
}

export function daysInMonth(month: Month): number {
  numberOf(firstOfMonth(month))
  return lengthOfMonth(yearOf(month), Number(month.slice(5, 7)))
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1 // 1970-01-01 was a Thursday
}

/** Which calendar day it is in Sweden at an instant given as ISO text. */
export function dayInStockholm(instantIso: string): Day {
  const hour = instantIso.length === 24 && instantIso.endsWith('Z') ? instantIso.slice(0, 13) : null
  const known = hour === null ? undefined : knownHours.get(hour)
  if (known !== undefined) return known
  const day = DateTime.fromISO(instantIso, { zone: 'utc' }).setZone(MUNICIPAL_ZONE).toISODate()
  if (day === null) throw new RangeError(`not an instant: ${instantIso}`)
  if (hour !== null) {
    if (knownHours.size >= mostHours) knownHours.clear()
    knownHours.set(hour, day)
  }
  return day
}
/**
 * The offset is whole hours, so instants of one hour (UTC, as we write them) share a day, and a city's stays cost a few look-ups of the
 * zone's rules.
 */
const knownHours = new Map<string, Day>()
const mostHours = 10_000

/** The instant at which a day ends in Sweden. 2026-11-24 ends at 2026-11-24T23:00:00.000Z, 2026-06-30 at 2026-06-30T22:00:00.000Z. */
export function endOfDayInStockholm(day: Day): string {
  if (day !== lastEnded.day) lastEnded = { day, endsAt: DateTime.fromISO(addDays(day, 1), { zone: MUNICIPAL_ZONE }).toUTC().toISO() ?? '' }
  return lastEnded.endsAt
}
/** A page asks for its own day again and again, and the zone's rules cost more than a query. */
let lastEnded: { day: Day | null; endsAt: string } = { day: null, endsAt: '' }

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return dayText(year, Math.floor(f / 31), (f % 31) + 1)
}

/** The named public holidays of a year in date order, Sundays without a name left out. Lag (1989:253). */
export function publicHolidays(year: number): readonly { day: Day; name: string }[] {
  return holidaysOf(year).list
}

/** Sundays and the named public holidays: what lag (1989:253) calls allmän helgdag. */
export function isPublicHoliday(day: Day): boolean {
  return weekdayOf(day) === 7 || holidaysOf(yearOf(day)).days.has(day)
}

/** Midsommarafton, julafton, nyårsafton: not public holidays, but equated with them in lag (1930:173) 2 §. */
export function isEve(day: Day): boolean {
  return holidaysOf(yearOf(day)).eves.has(day)
}

/** A day when a time limit may end: not Sunday, public holiday, Saturday or one of the three eves. Lag (1930:173) 2 §. */
export function isVardag1930(day: Day): boolean {
  return weekdayOf(day) < 6 && !isPublicHoliday(day) && !isEve(day)
}

/** A day when the Swedish banks book payments. The same days as in lag (1930:173), by custom and not by that act. */
export function isBankDay(day: Day): boolean {
  return isVardag1930(day)
}

export function lastBankDayBefore(day: Day): Day {
  return addBankDays(day, -1)
}

/** The nth bank day after a day (before it when n is negative); the day itself when n is 0. */
export function addBankDays(day: Day, n: number): Day {
  const step = n < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(n); left > 0;) {
    at = addDays(at, step)
    if (isBankDay(at)) left -= 1
  }
  return at
}

/** The day itself if a time limit may end on it, otherwise the first such day after. Lag (1930:173) 2 §. */
export function nextVardag(day: Day): Day {
  let at = day
  while (!isVardag1930(at)) at = addDays(at, 1)
  return at
}

/** The last day of a limit of n weeks from a day: the same weekday, moved to the next vardag. Lag (1930:173) 1-2 §§. */
export function weeksAfter(day: Day, n: number): Day {
  return nextVardag(addDays(day, 7 * n))
}

interface Holidays {
  list: readonly { day: Day; name: string }[]
  days: ReadonlySet<Day>
  eves: ReadonlySet<Day>
}

/** One year is worked out once: a nation's arrears list asks for the same few years a million times. */
const knownYears = new Map<number, Holidays>()

function holidaysOf(year: number): Holidays {
  const known = knownYears.get(year)
  if (known) return known
  const easter = easterSunday(year)
  const midsummer = saturdayFrom(dayText(year, 6, 20))
  const list = [
    { day: dayText(year, 1, 1), name: 'Nyårsdagen' },
    { day: dayText(year, 1, 6), name: 'Trettondedag jul' },
    { day: addDays(easter, -2), name: 'Långfredagen' },
    { day: easter, name: 'Påskdagen' },
    { day: addDays(easter, 1), name: 'Annandag påsk' },
    { day: dayText(year, 5, 1), name: 'Första maj' },
    { day: addDays(easter, 39), name: 'Kristi himmelsfärdsdag' },
    { day: addDays(easter, 49), name: 'Pingstdagen' },
    year < 2005 ? { day: addDays(easter, 50), name: 'Annandag pingst' } : { day: dayText(year, 6, 6), name: 'Nationaldagen' },
    { day: midsummer, name: 'Midsommardagen' },
    { day: saturdayFrom(dayText(year, 10, 31)), name: 'Alla helgons dag' },
    { day: dayText(year, 12, 25), name: 'Juldagen' },
    { day: dayText(year, 12, 26), name: 'Annandag jul' },
  ].sort((a, b) => (a.day < b.day ? -1 : 1))
  const holidays = {
    list,
    days: new Set(list.map((holiday) => holiday.day)),
    eves: new Set([addDays(midsummer, -1), dayText(year, 12, 24), dayText(year, 12, 31)]),
  }
  knownYears.set(year, holidays)
  return holidays
}

function saturdayFrom(day: Day): Day {
  return addDays(day, (13 - weekdayOf(day)) % 7)
}

/** What a person typed has passed isDay long before it comes here, so a day that is none is our own fault. */
function numberOf(day: Day): number {
  const n = dayNumber(day)
  if (n === null) throw new RangeError(`not a calendar day: ${day}`)
  return n
}
