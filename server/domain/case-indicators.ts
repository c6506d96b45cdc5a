/**
 * The indicators of homes at risk, each with the rows behind it: averted after Kronofogden's notice (I4) and after the landlord's (I5),
 * evictions with children (I8), support accepted (I9), evictions against the year before and outreach (G8), cases with children (G14).
 * One file each in indicators/, with rule, source and worked example. Where the words can be read in two ways the readings say which
 * was used (indicators/readings.ts).
 *
 * Worked example: the landlord terminates on 2 March, Kronofogden sets 20 May on 28 April, the debt is paid and the case ends averted on
 * 15 May. The one case is 1 of 1 in I5 (T1, landlord's notice) and 1 of 1 in I4 (T1, Kronofogden's).
 */
import { addMonths, type Day } from './calendar.js'
import { CASE_INDICATORS, type CaseIndicator } from './codes.js'
import type { ReportedIndicator } from './indicators.js'
import type { CaseIndex } from './indicators/case-facts.js'
import { casesWithChildren, G14_DEFINITION } from './indicators/g14-children.js'
import { evictionsAgainstYearBefore, G8A_DEFINITION } from './indicators/g8-evictions.js'
import { G8B_DEFINITION, outreachIndicator } from './indicators/g8-outreach.js'
import { I4_DEFINITION, kronofogdenIndicator } from './indicators/i4-kronofogden.js'
import { I5_DEFINITION, landlordIndicator } from './indicators/i5-landlord.js'
import { evictionsWithChildren, I8_DEFINITION } from './indicators/i8-evictions-with-children.js'
import { I9_DEFINITION, supportIndicator } from './indicators/i9-support.js'
import type { AvertedWish } from './indicators/averted.js'
import { reportPeriod, type PeriodWish, type ReportPeriod } from './indicators/period.js'
import { readingsOf, type Reading } from './indicators/readings.js'
import type { Definition, IndicatorResult } from './indicators/result.js'
import { TARGETS, targetFor, type TargetRow } from './indicators/targets.js'
import { settingsOn } from './policy.js'

export type { CaseFactsOfAll, CaseIndex, CaseStory } from './indicators/case-facts.js'
export { indexCases } from './indicators/case-facts.js'

/** In the order they are shown. */
export const CASE_DEFINITIONS: readonly Definition[] = [
  I4_DEFINITION,
  I5_DEFINITION,
  I8_DEFINITION,
  I9_DEFINITION,
  G8A_DEFINITION,
  G8B_DEFINITION,
  G14_DEFINITION,
]

/** The indicators of one period, in order; only those asked for are worked out. */
export function caseIndicators(
  index: CaseIndex,
  wish: PeriodWish,
  targets: readonly TargetRow[] = TARGETS,
  asked: readonly Reading[] = [],
  codes: readonly CaseIndicator[] = CASE_INDICATORS,
): { period: ReportPeriod; indicators: ReportedIndicator[] } {
  const period = reportPeriod(wish)
  const averted = avertedWish(index, wish, asked)
  const count: Record<CaseIndicator, () => IndicatorResult & { hasUndecided?: boolean }> = {
    I4: () => kronofogdenIndicator(index, period, averted('I4')),
    I5: () => landlordIndicator(index, period, averted('I5')),
    I8: () => evictionsWithChildren(index, period),
    I9: () => supportIndicator(index, period),
    G8a: () => evictionsAgainstYearBefore(index, period),
    G8b: () => outreachIndicator(index, period, wish.today),
    G14: () => casesWithChildren(index, period),
  }
  const indicators = CASE_INDICATORS.filter((code) => codes.includes(code)).map((code) => {
    const { hasUndecided = false, ...one } = count[code]()
    return { ...one, isPreliminary: period.isPreliminary || hasUndecided, target: targetFor(code, wish.year, targets) }
  })
  return { period, indicators }
}

/** Which days the figures of a period have to do with: its own, and of evictions the same of the year before (G8). */
export interface CountedFrom {
  startsOn: Day
  comparedFrom: Day
}
export function countedFrom(wish: PeriodWish): CountedFrom {
  const { startsOn } = reportPeriod(wish).days
  return { startsOn, comparedFrom: addMonths(startsOn, -12) }
}

/** What I4 and I5 are counted by: their readings, and after how many days it is seen that the household lives there still. */
export function avertedWish(index: CaseIndex, { today }: Pick<PeriodWish, 'today'>, asked: readonly Reading[]) {
  const [atHomeAfterDays = 30] = settingsOn(today, index.settings).avertedFollowUpDays
  return (code: CaseIndicator): AvertedWish => ({ readings: readingsOf(code, asked), today, atHomeAfterDays })
}
