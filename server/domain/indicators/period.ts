/**
 * Reporting periods: T1 = January to April, T2 = January to August, VB = the whole year, all from 1 January (domain.md §1.3: "Prognoserna
 * för april och augusti är s.k. tertialrapporter"). With `only` the tertial alone: T2 = May to August, VB = September to December.
 * While the period runs it ends today, and is preliminary.
 *
 * Worked example: VB 2026 asked on 2026-11-22 is 2026-01-01 to 2026-11-22, preliminary. T2 2026 only is 2026-05-01 to 2026-08-31.
 */
import type { Day } from '../calendar.js'
import { addDays, addMonths } from '../calendar.js'
import type { Period } from '../codes.js'
import type { ClosedInterval } from '../interval.js'

export interface PeriodWish {
  year: number
  period: Period
  only?: boolean
  today: Day
}

export interface ReportPeriod {
  year: number
  period: Period
  only: boolean
  /** Half-open, cut at today; empty when the period has not begun. */
  days: ClosedInterval
  /** The last day that is counted: the end of the period, or today while it runs. */
  lastOn: Day
  isPreliminary: boolean
}

const STARTS: Record<Period, string> = { T1: '01-01', T2: '05-01', VB: '09-01' }
const LASTS: Record<Period, string> = { T1: '04-30', T2: '08-31', VB: '12-31' }

/**
 * The same days of the year before. Counted from the last day and not from the day after it: up to and with 28 February 2028 is set against
 * up to and with 28 February 2027, and so is 29 February.
 */
export function sameDaysYearBefore({ startsOn, endsOn }: ClosedInterval): ClosedInterval {
  const before = addMonths(startsOn, -12)
  return { startsOn: before, endsOn: startsOn === endsOn ? before : addDays(addMonths(addDays(endsOn, -1), -12), 1) }
}

/** The days of a period as they can be counted today. */
export function reportPeriod({ year, period, only = false, today }: PeriodWish): ReportPeriod {
  const startsOn = `${year}-${only ? STARTS[period] : '01-01'}`
  const planned = `${year}-${LASTS[period]}`
  const lastOn = planned < today ? planned : today
  const endsOn = addDays(lastOn, 1)
  const days = { startsOn, endsOn: endsOn < startsOn ? startsOn : endsOn }
  return { year, period, only, days, lastOn, isPreliminary: today < planned }
}
