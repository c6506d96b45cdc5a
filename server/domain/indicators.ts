/**
 * The takeover indicators, all variants side by side, because the same reality gives different shares: stock of apartments (I1a, b, c),
 * exits (I2), cohorts (I2b), persons active (I3). domain.md §1.0 finding 1 and §1.3. One file each in indicators/.
 *
 * Worked example, the year of §1.3: 40 försökslägenheter on 1 January, 6 new, 10 taken over, 2 returned.
 * I1a 10/46 = 21.7 %, I1b 10/44 = 22.7 %, I1c 10/34 = 29.4 %. Against a target of 30 % that is missed clearly, missed, or nearly met.
 */
import type { IndicatorCode } from './codes.js'
import type { IndicatorFacts, IndicatorIndex } from './indicators/facts.js'
import { indexFacts } from './indicators/facts.js'
import { I1_DEFINITIONS, stockIndicators } from './indicators/i1-stock.js'
import { exitIndicator, I2_DEFINITION } from './indicators/i2-exits.js'
import { cohortIndicators, I2B_DEFINITIONS } from './indicators/i2b-cohorts.js'
import { I3_DEFINITION, personIndicator } from './indicators/i3-persons.js'
import type { PeriodWish, ReportPeriod } from './indicators/period.js'
import { reportPeriod } from './indicators/period.js'
import type { Definition, IndicatorResult } from './indicators/result.js'
import type { TargetRow } from './indicators/targets.js'
import { TARGETS, targetFor } from './indicators/targets.js'

export type { ApartmentFacts, IndicatorFacts, IndicatorIndex, StayFacts } from './indicators/facts.js'
export { indexFacts } from './indicators/facts.js'
export type { PeriodWish, ReportPeriod } from './indicators/period.js'
export { reportPeriod } from './indicators/period.js'
export type { Beside, Definition, Exclusion, IndicatorResult, Measure, RowKind, SumKind } from './indicators/result.js'
export { BESIDES, EXCLUSIONS, MEASURES, ROW_KINDS, SUM_KINDS } from './indicators/result.js'
export type { TargetRow } from './indicators/targets.js'
export { TARGETS, targetFor } from './indicators/targets.js'

/** The variant used in reports unless another is chosen. */
export const DEFAULT_INDICATOR: IndicatorCode = 'I1a'

/** Every definition in the order they are shown; docs/indicators.md is written from these and from those of case-indicators.ts. */
export const DEFINITIONS: readonly Definition[] = [
  I1_DEFINITIONS.I1a,
  I1_DEFINITIONS.I1b,
  I1_DEFINITIONS.I1c,
  I2_DEFINITION,
  ...I2B_DEFINITIONS,
  I3_DEFINITION,
]

export interface ReportedIndicator extends IndicatorResult {
  target: TargetRow | null
  isPreliminary: boolean
}

export interface IndicatorReport {
  period: ReportPeriod
  indicators: ReportedIndicator[]
}

/** Every indicator of one period, in order. Give the index of `indexFacts` when several periods are asked for. */
export function indicators(
  facts: IndicatorFacts | IndicatorIndex,
  wish: PeriodWish,
  targets: readonly TargetRow[] = TARGETS,
): IndicatorReport {
  const index = 'trialStays' in facts ? facts : indexFacts(facts)
  const period = reportPeriod(wish)
  const { isPreliminary } = period
  const counted = [
    ...stockIndicators(index, period).map((indicator) => ({ ...indicator, isPreliminary })),
    { ...exitIndicator(index, period), isPreliminary },
    ...cohortIndicators(index, period, wish.today),
    { ...personIndicator(index, period), isPreliminary },
  ]
  return {
    period,
    indicators: counted.map((indicator) => ({ ...indicator, target: targetFor(indicator.code, wish.year, targets) })),
  }
}
