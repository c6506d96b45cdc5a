/**
 * The rent for one month of one tenancy, by the day. Rule: each day of the stay costs that day's monthly rent divided by the days of
 * that month; the days are added first and the sum is rounded once, to whole öre, half upwards. The move-out day is not charged
 * (half-open stay). The parts of the specification are cut from the running sum, so they always add up to the amount.
 *
 * Source: the house rule for move-in and move-out months (issue A6, domain.md §5); rent changes hold from their day.
 *
 * Worked example: November has 30 days. Rent 6 000 kr, 6 300 kr from the 16th, move-in on the 11th: 5 days at 6 000 and 15 days at
 * 6 300 is (5 · 600 000 + 15 · 630 000) / 30 = 415 000 öre: 1 000 kr + 3 150 kr.
 */
import { daysBetween, daysInMonth } from './calendar.js'
import type { Day, Month } from './calendar.js'
import { clip, monthInterval, nights } from './interval.js'
import type { ClosedInterval, Interval } from './interval.js'
import { divideRounded } from './money.js'

/** A monthly rent that holds from a day until the next one begins. */
export interface RentFrom {
  fromOn: Day
  amountOre: number
}

/** One line of the specification: the days [startsOn, endsOn) at one monthly rent. */
export interface ChargePart extends ClosedInterval {
  days: number
  monthlyOre: number
  amountOre: number
}

export interface MonthCharge {
  month: Month
  amountOre: number
  /** Days charged, of the month's days. */
  days: number
  daysInMonth: number
  /** Days of the stay in this month before any rent is known: not charged, and somebody has to say what they cost. */
  daysWithoutRent: number
  parts: ChargePart[]
}

/** What a stay costs in a month, in whole öre, with the days and parts behind it. Rents in any order; one per day. */
export function chargeForMonth({ month, rents, stay }: { month: Month; rents: readonly RentFrom[]; stay: Interval }): MonthCharge {
  const monthDays = daysInMonth(month)
  const whole = monthInterval(month)
  const inMonth = clip(stay, whole)
  const parts: ChargePart[] = []
  let dayOre = 0
  let charged = 0
  for (const { amountOre: monthlyOre, ...period } of inMonth ? rentPeriods(rents) : []) {
    const part = inMonth && clip(period, inMonth)
    if (!part) continue
    const days = daysBetween(part.startsOn, part.endsOn)
    dayOre += monthlyOre * days
    const sum = divideRounded(dayOre, monthDays)
    parts.push({ ...part, days, monthlyOre, amountOre: sum - charged })
    charged = sum
  }
  const days = parts.reduce((sum, part) => sum + part.days, 0)
  return { month, amountOre: charged, days, daysInMonth: monthDays, daysWithoutRent: nights(stay, whole) - days, parts }
}

/** The rents as periods that follow on each other; the last one is open. */
function rentPeriods(rents: readonly RentFrom[]): (Interval & { amountOre: number })[] {
  const inOrder = [...rents].sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : 0))
  return inOrder.map(({ fromOn, amountOre }, i) => ({ startsOn: fromOn, endsOn: inOrder[i + 1]?.fromOn ?? null, amountOre }))
}
