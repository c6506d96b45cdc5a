/**
 * What every indicator answers with: never a bare figure, always the rows behind both sides, what was left out and why, what stands
 * beside, and which reading was used where the words can be read in two ways. A share with nothing to divide by is null, shown "–",
 * never 0 %; a count of nothing is a counted zero (domain.md §1.3).
 */
import type { IndicatorCode, RiskStage } from '../codes.js'
import type { Reading } from './readings.js'

/** What an id stands for. HOUSEHOLD: the notice that decides for the household. EVICTION: the case that ended with it. */
export const ROW_KINDS = ['APARTMENT', 'PERSON', 'NOTICE', 'HOUSEHOLD', 'CASE', 'EVICTION'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** SHARE: n of N. COUNT: n, of which N says what it was counted among. COMPARISON: n now, N in the same period of the year before. */
export const MEASURES = ['SHARE', 'COUNT', 'COMPARISON'] as const
export type Measure = (typeof MEASURES)[number]

/** Why a row that could have been counted was not. */
export const EXCLUSIONS = [
  'AVLIDEN',
  'FLYTT_SAMMA_STEG',
  'NOT_A_FORSOKSLAGENHET',
  'UNDECIDED',
  'CHECK_NOT_YET_DUE',
  'CHECK_MISSING',
  'DISTURBANCE_NOTICE',
  'OWN_NOTICE',
  'NEVER_REACHED',
  'OUTREACH_ENDED_BEFORE',
  'OUTREACH_NOT_YET_DUE',
] as const
export type Exclusion = (typeof EXCLUSIONS)[number]

/** What is shown beside the figure and is not part of it. */
export const BESIDES = [
  'EGET_KONTRAKT_ANNAN',
  'STILL_LIVING_THERE',
  'OUTCOME_MISSING',
  'FLYTTAT_FORE',
  'UNDECIDED',
  'CHECK_NOT_YET_DUE',
  'CHECK_MISSING',
  'ENDED_WITHOUT_KFM',
  'ANSWER_MISSING',
  'EVICTED_WITH_CHILDREN',
] as const
export type Beside = (typeof BESIDES)[number]

/** What is counted beside and is no row of its own. */
export const SUM_KINDS = [
  'CHILDREN',
  'CHILDREN_PERMANENT',
  'CHILDREN_ALTERNATING',
  'CHILDREN_CONTACT',
  'CHILDREN_TOLD',
  'WITH_CHILDREN_YEAR_BEFORE',
  'OUTREACH_SAME_DAY',
  'OUTREACH_IN_TIME',
  'OUTREACH_LATE',
  'OUTREACH_NONE',
] as const
export type SumKind = (typeof SUM_KINDS)[number] | RiskStage

export interface Definition {
  code: IndicatorCode
  /** The plan's exact words, or our own where no plan has the measure. */
  wording: string
  /** Which plan and year the words are from. */
  source: string
  /** What is counted above and below the line, in Swedish. */
  numeratorText: string
  denominatorText: string
  rows: RowKind
  measure: Measure
}

export interface IndicatorResult extends Definition {
  /** Ids of what `rows` says, each once, rising. */
  numerator: number[]
  denominator: number[]
  excluded: { reason: Exclusion; ids: number[] }[]
  beside: { kind: Beside; ids: number[] }[]
  sums: { kind: SumKind; count: number }[]
  /** One reading of each switch the indicator has; empty where the words leave no choice. */
  readings: readonly Reading[]
  /** The number of days of the dated setting it was counted by, at the end of the period; null where no setting decides. */
  withinDays: number | null
  /**
   * A share from 0 (it can pass 1 where the denominator is the stock on the last day), null when there is nothing to divide by; the
   * number itself where it is a count.
   */
  value: number | null
}

interface Counted {
  numerator: Iterable<number>
  denominator: Iterable<number>
  excluded?: { reason: Exclusion; ids: Iterable<number> }[]
  beside?: { kind: Beside; ids: Iterable<number> }[]
  sums?: { kind: SumKind; count: number }[]
  readings?: readonly Reading[]
  withinDays?: number
}

/** Puts a result together: ids once each and in order, groups with nobody in them left out. */
export function result(definition: Definition, counted: Counted): IndicatorResult {
  const numerator = rising(counted.numerator)
  const denominator = rising(counted.denominator)
  const excluded = (counted.excluded ?? []).map(({ reason, ids }) => ({ reason, ids: rising(ids) }))
  const beside = (counted.beside ?? []).map(({ kind, ids }) => ({ kind, ids: rising(ids) }))
  const share = denominator.length === 0 ? null : numerator.length / denominator.length
  return {
    ...definition,
    numerator,
    denominator,
    excluded: excluded.filter(({ ids }) => ids.length > 0),
    beside: beside.filter(({ ids }) => ids.length > 0),
    sums: counted.sums ?? [],
    readings: counted.readings ?? [],
    withinDays: counted.withinDays ?? null,
    value: definition.measure === 'SHARE' ? share : numerator.length,
  }
}

function rising(ids: Iterable<number>): number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
