/** Days on an axis: YYYY-MM-DD as a whole number of days, and the ticks that suit the span. */

import { nextMonth } from '../../domain/calendar.js'
import { shortMonthName } from '../../domain/swedish-dates.js'

/** Days since 1970-01-01. */
export function dayNumber(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / 86_400_000
}

/** First days of the years after `from` up to `to`, at most about ten of them. */
export function yearTicks(from: string, to: string): { on: string; text: string }[] {
  const first = Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 0 : 1)
  const count = Number(to.slice(0, 4)) - first + 1
  const every = Math.max(1, Math.ceil(count / 10))
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index)
    .filter((_, index) => index % every === 0)
    .map((year) => ({ on: `${year}-01-01`, text: String(year) }))
}

/** First days of the months from `from` to before `to`, at most about twelve; January carries its year when several years show. */
export function monthTicks(from: string, to: string): { on: string; text: string }[] {
  const months: string[] = []
  const last = to.slice(0, 7)
  for (let month = from.slice(0, 7); month <= last && months.length < 600; month = nextMonth(month)) months.push(month)
  const every = [1, 2, 3, 6, 12].find((step) => months.length / step <= 13) ?? 12
  const severalYears = from.slice(0, 4) !== to.slice(0, 4)
  return months
    .filter((month) => (Number(month.slice(5)) - 1) % every === 0)
    .map((month) => ({ on: `${month}-01`, text: monthText(month, severalYears) }))
    .filter(({ on }) => on >= from && on <= to)
}

function monthText(month: string, severalYears: boolean): string {
  return severalYears && month.endsWith('-01') ? month.slice(0, 4) : shortMonthName(month)
}
