/**
 * Who in the arrears list comes first. Each key is shown on the row, and nothing is weighed together in a score: the legal deadline
 * nearest, then households with children ("Barn först", domain.md §9.3), then months of rent owed as shown with one decimal, then where
 * the debt is going, then the longest time without contact, then the larger amount.
 *
 * The legal deadline is the last day to pay before the tenancy may be forfeit (12 kap. 42 § 1 st. 1 JB; rent-due.ts), counted from the
 * oldest late rent of a stay that goes on, or after a respite from its last day (respite.ts). When it has passed it is today's business
 * whenever it passed. Who has moved out has no tenancy to lose and comes after those who have; so does who follows a repayment plan, which
 * gives the debt more time by agreement (rent-state.ts). A bill under respite is not late and counts for nothing here.
 *
 * Worked example, 2026-11-02: A owes November, last day to pay 6 November, four days left; B owes October too, the deadline passed on
 * 7 October: B before A. C is like A with a child: B, C, A. D moved out owing 4.0 rents: B, C, A, D.
 */
import { monthsOwed } from './arrears.js'
import { TRENDS, type DebtTrend } from './arrears-trend.js'
import { addDays, daysBetween, type Day } from './calendar.js'
import { forfeitureFrom } from './rent-due.js'
import { forfeitureAfterRespite } from './respite.js'

export interface LegalDeadline {
  /** the last day to pay before the tenancy may be forfeit */
  payBy: Day
  hasPassed: boolean
}

export interface UrgencyFacts {
  deadline: LegalDeadline | null
  children: number
  monthlyRentOre: number | null
  trend: Pick<DebtTrend, 'trend'>
  lastContactOn: Day | null
  /** late rent */
  overdueOre: number
  personId: number
}

/** The deadline, by the first day on which the tenancy may be forfeit; null without one. */
export function legalDeadline(forfeitFrom: Day | null, on: Day): LegalDeadline | null {
  return forfeitFrom === null ? null : { payBy: addDays(forfeitFrom, -1), hasPassed: forfeitFrom <= on }
}

/** The first day on which the tenancy may be forfeit, by the oldest late rent and by the respite that ended first; null without either. */
export function forfeitFromOldest({ dueOn, respiteUntilOn }: { dueOn: Day | null; respiteUntilOn: Day | null }): Day | null {
  const byDueDay = dueOn === null ? null : forfeitureFrom(dueOn)
  const byRespite = respiteUntilOn === null ? null : forfeitureAfterRespite(respiteUntilOn)
  if (byDueDay === null || byRespite === null) return byDueDay ?? byRespite
  return byDueDay < byRespite ? byDueDay : byRespite
}

/** Whole days left; 0 when the deadline is today or has passed, null without one. */
export function daysLeft(deadline: LegalDeadline | null, on: Day): number | null {
  return deadline === null ? null : Math.max(0, daysBetween(on, deadline.payBy))
}

/** Months of rent owed in tenths, as the list shows them: 1 296 000 öre at 648 000 is 20. */
export function tenthsOwed(facts: Pick<UrgencyFacts, 'overdueOre' | 'monthlyRentOre'>): number {
  const months = monthsOwed(facts)
  return months === null ? 0 : Math.round(months * 10)
}

/** Most urgent first. */
export function byUrgency(a: UrgencyFacts, b: UrgencyFacts): number {
  return (
    compare(rankOf(a), rankOf(b)) ||
    Number(b.children > 0) - Number(a.children > 0) ||
    tenthsOwed(b) - tenthsOwed(a) ||
    TRENDS.indexOf(a.trend.trend) - TRENDS.indexOf(b.trend.trend) ||
    compare(a.lastContactOn ?? '', b.lastContactOn ?? '') ||
    b.overdueOre - a.overdueOre ||
    a.personId - b.personId
  )
}

/** Passed deadlines are one rank; the coming ones follow by day, and last those without. */
function rankOf({ deadline }: UrgencyFacts): string {
  if (deadline === null) return '9999'
  return deadline.hasPassed ? '' : deadline.payBy
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
