/** The indicators as figures without rows: what the command answers, and what the CSV file holds. */
import type { IndicatorCode, Period } from '../../domain/codes.js'
import type { IndicatorReport, ReportedIndicator } from '../../domain/indicators.js'
import { divideRounded } from '../../domain/money.js'
import type { CsvValue } from '../../documents/csv.js'
import { label } from '../../labels.sv.js'

export interface IndicatorFigure {
  code: IndicatorCode
  wording: string
  period: Period
  numerator: number
  denominator: number
  /** One decimal; null when there is nothing to divide by, never 0. */
  percent: number | null
  target: number | null
  excluded: number
  year: number
  /** Half-open in the rules, here as people write it: the last day that is counted. */
  startsOn: string
  lastOn: string
  preliminary: boolean
}

/** One figure of each indicator, in order. */
export function figuresOf({ period, indicators }: IndicatorReport): IndicatorFigure[] {
  return indicators.map((indicator) => ({
    code: indicator.code,
    wording: indicator.wording,
    period: period.period,
    numerator: indicator.numerator.length,
    denominator: indicator.denominator.length,
    percent: percentOf(indicator),
    target: indicator.target?.percent ?? null,
    excluded: excludedCount(indicator),
    year: period.year,
    startsOn: period.days.startsOn,
    lastOn: period.lastOn,
    preliminary: indicator.isPreliminary,
  }))
}

/** Share in per cent with one decimal; null when there is nothing to divide by. */
export function percentOf({ numerator, denominator }: Pick<ReportedIndicator, 'numerator' | 'denominator'>): number | null {
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
  'Mål, procent',
  'KF:s mål, procent',
  'Räknas inte',
  'Läge',
]

/**
 * The figures as rows of a file that leaves the enhet. A denominator smaller than `smallGroup` is not written out, nor what it is
 * counted from: somebody could be recognised (domain.md §1.3).
 */
export function figureRows(report: IndicatorReport, smallGroup: number): CsvValue[][] {
  return figuresOf(report).map((figure, index) => {
    const { source, target } = report.indicators[index] ?? { source: '', target: null }
    const isSmall = figure.denominator > 0 && figure.denominator < smallGroup
    const few = `färre än ${smallGroup}`
    return [
      figure.code,
      label(figure.code),
      figure.wording,
      source,
      figure.year,
      figure.period,
      figure.startsOn,
      figure.lastOn,
      isSmall ? few : figure.numerator,
      isSmall ? few : figure.denominator,
      isSmall ? few : (figure.percent ?? '–'),
      figure.target,
      target?.kfPercent ?? null,
      isSmall ? few : figure.excluded,
      figure.preliminary ? 'Preliminär' : 'Fastställd',
    ]
  })
}
