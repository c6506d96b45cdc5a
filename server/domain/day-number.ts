/**
 * Days as whole numbers since 1970-01-01, for arithmetic over many thousands of days: luxon's objects cost a hundred times more.
 * The Gregorian rule: a year is a leap year when 4 divides it, but not 100 unless 400 does. The year is counted from 1 March, so that
 * the leap day comes last and every month before it has a fixed place.
 *
 * Worked example: 1970-01-01 is 0, 2000-02-29 is 11 016, 2000-03-01 is 11 017. tests/domain/day-number.test.ts compares with luxon.
 */

const daysOf400Years = 146_097
/** from 0000-03-01 to 1970-01-01 */
const epoch = 719_468
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The number of a calendar day; null when there is no such day. */
export function dayNumber(day: string): number | null {
  if (day.length !== 10 || day[4] !== '-' || day[7] !== '-') return null
  const year = digits(day, 0, 4)
  const month = digits(day, 5, 7)
  const date = digits(day, 8, 10)
  if (year < 0 || !(month >= 1 && month <= 12) || !(date >= 1 && date <= lengthOfMonth(year, month))) return null
  const marchYear = month > 2 ? year : year - 1
  const cycle = Math.floor(marchYear / 400)
  const yearOfCycle = marchYear - cycle * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * daysOf400Years + dayOfCycle - epoch
}

/** The number that the digits of a text say, without a text of its own for each; -1 where one of them is none. */
export function digits(text: string, from: number, to: number): number {
  let n = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    n = n * 10 + digit
  }
  return n
}

/** The calendar day of a number, from year 0 to 9999. */
export function dayOfNumber(n: number): string {
  const shifted = n + epoch
  const cycle = Math.floor(shifted / daysOf400Years)
  const dayOfCycle = shifted - cycle * daysOf400Years
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) / 365,
  )
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  return dayText(year, month, date)
}

/** A day as text. */
export function dayText(year: number, month: number, date: number): string {
  return `${year > 999 ? year : String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`
}

/** Days of a month, 28 to 31. */
export function lengthOfMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0)
}
