/**
 * What every indicator answers with: never a bare per cent, always the rows behind both sides, what was left out and why, and what
 * stands beside. No value is null, shown "–", never 0 % (domain.md §1.3).
 */
import type { IndicatorCode } from '../codes.js'

export const ROW_KINDS = ['APARTMENT', 'PERSON'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** Why a row that could have been counted was not. */
export const EXCLUSIONS = ['AVLIDEN', 'FLYTT_SAMMA_STEG', 'NOT_A_FORSOKSLAGENHET'] as const
export type Exclusion = (typeof EXCLUSIONS)[number]

/** What is shown beside the share and is not part of it. */
export const BESIDES = ['EGET_KONTRAKT_ANNAN', 'STILL_LIVING_THERE', 'OUTCOME_MISSING'] as const
export type Beside = (typeof BESIDES)[number]

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
}

export interface IndicatorResult extends Definition {
  /** Ids of apartments or persons, by `rows`, each once, rising. */
  numerator: number[]
  denominator: number[]
  excluded: { reason: Exclusion; ids: number[] }[]
  beside: { kind: Beside; ids: number[] }[]
  /** Share from 0 (it can pass 1 where the denominator is the stock on the last day); null when there is nothing to divide by. */
  value: number | null
}

/** Puts a result together: ids once each and in order, groups with nobody in them left out. */
export function result(
  definition: Definition,
  counted: {
    numerator: Iterable<number>
    denominator: Iterable<number>
    excluded?: { reason: Exclusion; ids: Iterable<number> }[]
    beside?: { kind: Beside; ids: Iterable<number> }[]
  },
): IndicatorResult {
  const numerator = rising(counted.numerator)
  const denominator = rising(counted.denominator)
  const excluded = (counted.excluded ?? []).map(({ reason, ids }) => ({ reason, ids: rising(ids) }))
  const beside = (counted.beside ?? []).map(({ kind, ids }) => ({ kind, ids: rising(ids) }))
  return {
    ...definition,
    numerator,
    denominator,
    excluded: excluded.filter(({ ids }) => ids.length > 0),
    beside: beside.filter(({ ids }) => ids.length > 0),
    value: denominator.length === 0 ? null : numerator.length / denominator.length,
  }
}

function rising(ids: Iterable<number>): number[] {
  return [...new Set(ids)].sort((a, b) => a - b)
}
