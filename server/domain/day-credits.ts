/**
 * nedsättning: a credit for days on which the home could not be used. What those days cost is taken out of what was charged for them,
 * by the rule of the charge run (rent-charges.ts): the days' monthly rent divided by the days of the month, added first, rounded once a
 * month, half upwards. Only days that stand on a bill are credited, a day once, and a month never with more than its bill.
 *
 * Source: 12 kap. 11 and 16 §§ JB (nedsättning av hyran for the time the home is not fit for use); issue B1.
 *
 * Worked example: November is billed with 6 000 kr. No water from the 3rd up to and with the 7th: 5 days, 5 · 600 000 / 30 = 100 000
 * öre. The 7th to the 9th afterwards: refused, the 7th is credited. 28 November to 2 December while December has no bill: refused.
 * November and December are billed and the stay ends on 25 November: 25 November to 31 December are charged after it; once 25 to 30
 * November are credited, 1 to 31 December.
 */
import { addDays, daysBetween, daysInMonth, type Day, type Month } from './calendar.js'
import type { Decision } from './decision.js'
import { clip, overlaps, type ClosedInterval } from './interval.js'
import { divideRounded } from './money.js'

export const DAY_CREDIT_REFUSALS = ['NO_DAYS', 'DAYS_NOT_CHARGED', 'DAYS_CREDITED', 'NOTHING_TO_CREDIT'] as const
export type DayCreditRefusal = (typeof DAY_CREDIT_REFUSALS)[number]

/** Days at a monthly rent, as a bill charged them. */
export interface ChargedDays extends ClosedInterval {
  monthlyOre: number
}
/** A bill that stands, with the days it charged and what has been credited of it for days. */
export interface CreditableBill {
  id: number
  month: Month
  amountOre: number
  charged: readonly ChargedDays[]
  creditedOre: number
}
/** What is credited of one bill. */
export interface DayCredit {
  billId: number
  month: Month
  amountOre: number
  days: number
  parts: (ClosedInterval & { days: number; monthlyOre: number })[]
}

/** The credit for the days of a stay, the last day not included, by bill. `credited` are the days that have been credited before. */
export function decideDayCredit(
  days: ClosedInterval,
  bills: readonly CreditableBill[],
  credited: readonly ClosedInterval[],
): Decision<{ credits: DayCredit[]; amountOre: number }, DayCreditRefusal> {
  if (days.startsOn >= days.endsOn) return { refused: true, reasons: ['NO_DAYS'] }
  const reasons: DayCreditRefusal[] = []
  if (credited.some((other) => overlaps(other, days))) reasons.push('DAYS_CREDITED')
  const credits = bills.flatMap((bill) => creditOf(bill, days))
  const found = credits.reduce((sum, credit) => sum + credit.days, 0)
  if (found < daysBetween(days.startsOn, days.endsOn)) reasons.push('DAYS_NOT_CHARGED')
  const amountOre = credits.reduce((sum, credit) => sum + credit.amountOre, 0)
  if (reasons.length === 0 && amountOre === 0) reasons.push('NOTHING_TO_CREDIT')
  return reasons.length > 0
    ? { refused: true, reasons }
    : { refused: false, credits: credits.filter((credit) => credit.amountOre > 0), amountOre }
}

function creditOf(bill: CreditableBill, days: ClosedInterval): DayCredit[] {
  const parts = bill.charged.flatMap((charged) => {
    const part = clip(charged, days)
    return part ? [{ ...part, days: daysBetween(part.startsOn, part.endsOn), monthlyOre: charged.monthlyOre }] : []
  })
  if (parts.length === 0) return []
  const dayOre = parts.reduce((sum, part) => sum + part.days * part.monthlyOre, 0)
  const amountOre = Math.min(divideRounded(dayOre, daysInMonth(bill.month)), bill.amountOre - bill.creditedOre)
  return [
    { billId: bill.id, month: bill.month, amountOre: Math.max(0, amountOre), days: parts.reduce((sum, part) => sum + part.days, 0), parts },
  ]
}

/** The first run of days after the end of a stay (the move-out day is one) that were charged and are not credited; null without any. */
export function chargedAfterMoveOut(
  endsOn: Day,
  charged: readonly ClosedInterval[],
  credited: readonly ClosedInterval[],
): ClosedInterval | null {
  const after = charged.flatMap((part) => clip(part, { startsOn: endsOn, endsOn: null }) ?? []) as ClosedInterval[]
  let startsOn: Day | null = null
  let until: Day | null = null
  for (const part of after.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    for (let day = part.startsOn; day < part.endsOn; day = addDays(day, 1)) {
      if (credited.some((one) => one.startsOn <= day && day < one.endsOn)) {
        if (startsOn !== null) return { startsOn, endsOn: until ?? day }
        continue
      }
      startsOn ??= day
      until = addDays(day, 1)
    }
  }
  return startsOn === null || until === null ? null : { startsOn, endsOn: until }
}

/** The days of a bill that does not say them (an imported one): those of its month within the stay, sharing its amount alike. */
export function wholeMonthOf(month: Month, amountOre: number, stay: { startsOn: Day; endsOn: Day | null }): ChargedDays[] {
  const first = `${month}-01`
  const inMonth = clip(stay, { startsOn: first, endsOn: addDays(first, daysInMonth(month)) })
  if (!inMonth) return []
  const days = daysBetween(inMonth.startsOn, inMonth.endsOn)
  return days === 0 ? [] : [{ ...inMonth, monthlyOre: divideRounded(amountOre * daysInMonth(month), days) }]
}
