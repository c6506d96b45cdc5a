/**
 * Where a debt is going: what is overdue today beside what was overdue some months ago (a dated setting). A change counts when it is at
 * least so many percent of the larger of the two; else the debt is steady.
 *
 * Source: peers.md §2.6, which found that how bad a debt is says less than where it is going; the numbers are ours (domain/policy.ts).
 *
 * Worked example with 10 percent: 6 480 kr a month ago and 12 960 kr today is +6 480, half of 12 960: growing. 3 780 and 3 240 is −540,
 * 14 percent of 3 780: falling. 6 480 and 6 000 is −480, 7 percent: steady.
 */
import { addMonths, type Day } from './calendar.js'

export const TRENDS = ['GROWING', 'STEADY', 'FALLING'] as const
export type Trend = (typeof TRENDS)[number]

export interface DebtTrend {
  trend: Trend
  /** + the debt has grown */
  changeOre: number
}

/** The day to look back to. */
export function trendSince(on: Day, months: number): Day {
  return addMonths(on, -months)
}

/** The trend between two amounts. */
export function debtTrend(earlierOre: number, nowOre: number, percent: number): DebtTrend {
  const changeOre = nowOre - earlierOre
  const counts = changeOre !== 0 && Math.abs(changeOre) * 100 >= percent * Math.max(earlierOre, nowOre)
  return { changeOre, trend: !counts ? 'STEADY' : changeOre > 0 ? 'GROWING' : 'FALLING' }
}
