/** The indicators as figures without rows: what the command answers, and what the CSV file holds. */
import type { IndicatorCode, Period } from '../../domain/codes.js'
import type { IndicatorReport, Measure, ReportedIndicator, SumKind } from '../../domain/indicators.js'
import type { Reading } from '../../domain/indicators/readings.js'
import { divideRounded } from '../../domain/money.js'
import type { CsvValue } from '../../documents/csv.js'
import { label } from '../../labels.sv.js'
import { readingWords } from './nouns.js'

export interface IndicatorFigure {
  code: IndicatorCode
  wording: string
  period: Period
  numerator: number
  denominator: number
  measure: Measure
  /** One decimal; null when there is nothing to divide by, never 0, and where the indicator is a count (then `numerator` is the figure). */
  percent: number | null
  target: number | null
  excluded: number
  year: number
  /** Half-open in the rules, here as people write it: the last day that is counted. */
  startsOn: string
  lastOn: string
  preliminary: boolean
  /** What stands beside: rows by why, and what is counted without rows. */
  beside: Partial<Record<string, number>>
  sums: Partial<Record<SumKind, number>>
  /** How the plan's words were read, where they can be read in two ways. */
  readings: readonly Reading[]
  /** The days of the dated setting it was counted by. */
  withinDays: number | null
}

/** One figure of each indicator, in order. */
export function figuresOf({ period, indicators }: IndicatorReport): IndicatorFigure[] {
  return indicators.map((indicator) => ({
    code: indicator.code,
    wording: indicator.wording,
    period: period.period,
    numerator: indicator.numerator.length,
    denominator: indicator.denominator.length,
    measure: indicator.measure,
    percent: indicator.measure === 'SHARE' ? percentOf(indicator) : null,
    target: indicator.target?.percent ?? null,
    excluded: excludedCount(indicator),
    year: period.year,
    startsOn: period.days.startsOn,
    lastOn: period.lastOn,
    preliminary: indicator.isPreliminary,
    beside: Object.fromEntries(indicator.beside.map(({ kind, ids }) => [kind, ids.length])),
    sums: Object.fromEntries(indicator.sums.map(({ kind, count }) => [kind, count])),
    readings: indicator.readings,
    withinDays: indicator.withinDays,
  }))
}

/** Share in per cent with one decimal; null when there is nothing to divide by. */
function percentOf({ numerator, denominator }: Pick<ReportedIndicator, 'numerator' | 'denominator'>): number | null {
  return denominator.length === 0 ? null : divideRounded(numerator.length * 1000, denominator.length) / 10
}

/** How many were left out, each counted once. */
export function excludedCount({ excluded }: Pick<ReportedIndicator, 'excluded'>): number {
  return new Set(excluded.flatMap(({ ids }) => ids)).size
}

export const FIGURES_HEADER = [
  'Kod',
  'Variant',
  'Ordalydelse',
  'Källa',
  'År',
  'Period',
  'Från',
  'Till och med',
  'Täljare',
  'Nämnare',
  'Andel, procent',
  'Mål',
  'KF:s mål',
  'Räknas inte',
  'Läge',
  'Mått',
  'Bredvid',
  'Räknesätt',
]

const MEASURE_WORDS: Record<Measure, string> = { SHARE: 'Andel', COUNT: 'Antal', COMPARISON: 'Antal, nämnaren är året före' }

/**
 * The figures as rows of a file that leaves the enhet. A denominator smaller than `smallGroup` is not written out, nor what it is
 * counted from; where the figure is a number of cases or evictions, nor is that number itself. Somebody could be recognised (domain.md
 * §1.3). None is nobody: a counted zero is written.
 */
export function figureRows(report: IndicatorReport, smallGroup: number): CsvValue[][] {
  const few = `färre än ${smallGroup}`
  const isFew = (count: number) => count > 0 && count < smallGroup
  return figuresOf(report).map((figure, index) => {
    const { source, target } = report.indicators[index] ?? { source: '', target: null }
    const isShare = figure.measure === 'SHARE'
    const isSmall = isFew(figure.denominator)
    const number = (count: number) => ((isShare && isSmall) || (!isShare && isFew(count)) ? few : count)
    const beside = Object.entries({ ...figure.beside, ...figure.sums })
    return [
      figure.code,
      label(figure.code),
      figure.wording,
      source,
      figure.year,
      figure.period,
      figure.startsOn,
      figure.lastOn,
      number(figure.numerator),
      number(figure.denominator),
      isShare ? (isSmall ? few : (figure.percent ?? '–')) : null,
      figure.target,
      target?.kfPercent ?? null,
      number(figure.excluded),
      figure.preliminary ? 'Preliminär' : 'Fastställd',
      MEASURE_WORDS[figure.measure],
      beside.map(([kind, count = 0]) => `${label(kind)}: ${isFew(count) || isSmall ? few : count}`).join('. '),
      readingWords(figure).join('. '),
    ]
  })
}
