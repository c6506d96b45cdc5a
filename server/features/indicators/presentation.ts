/** An indicator in the words of the page: the parts `variant`, `facts` and `chart-line` get what these functions give. */
import { yearOf, type Day } from '../../domain/calendar.js'
import type { IndicatorCode } from '../../domain/codes.js'
import { DEFAULT_INDICATOR, type PeriodWish, type ReportedIndicator, type ReportPeriod } from '../../domain/indicators.js'
import { switchesOf, turned } from '../../domain/indicators/readings.js'
import { divideRounded } from '../../domain/money.js'
import { dayAndMonth, longDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import type { SharePoint } from '../../web/charts/line-chart.js'
import { lowerFirst } from '../../web/swedish-words.js'
import type { Counting } from './counting.js'
import { excludedCount } from './figures.js'
import { queryOf, readingsQuery } from './form.js'
import { countOf, readingWords, valueWords } from './nouns.js'

/** Locals of the part `variant`. On the page of one indicator (`chosen`) the plan's words that already head the page are not repeated. */
export function variantOf(indicator: ReportedIndicator, wish: Required<PeriodWish>, chosen?: ReportedIndicator) {
  const { code, numerator, denominator, target, readings } = indicator
  const isChosen = chosen ? code === chosen.code && String(readings) === String(chosen.readings) : code === DEFAULT_INDICATOR
  return {
    id: chosen && switchesOf(code).length > 0 ? `${code}-${readings.join('-').toLowerCase()}` : code,
    title: label(code),
    href: isChosen && chosen ? null : paths.indicator.url({ code }, { ...queryOf(wish), ...readingsQuery(readings) }),
    chosen: isChosen,
    n: numerator.length,
    N: denominator.length,
    ...valueWords(indicator, wish.year),
    target: target?.percent ?? null,
    status: targetStatus(indicator, wish.year) ?? (indicator.isPreliminary && denominator.length > 0 ? preliminary : null),
    definition: definitionOf(indicator),
    source: indicator.wording === chosen?.wording ? null : `”${indicator.wording}” ${indicator.source}.`,
    note: noteOf(indicator),
  }
}

const preliminary = { tone: 'progress' as const, text: 'Preliminärt' }

/** The chosen readings, and beside them each switch turned over: locals of the part `variant`, named by what differs. */
export function readingVariants(indicators: readonly ReportedIndicator[], wish: Required<PeriodWish>, chosen: ReportedIndicator) {
  const [first, ...others] = indicators
  if (!first) return []
  return [
    { ...variantOf(first, wish, chosen), title: chosen.readings[0] ? label(chosen.readings[0]) : label(first.code) },
    ...others.map((one) => ({
      ...variantOf(one, wish, chosen),
      title: label(one.readings.find((reading) => !chosen.readings.includes(reading)) ?? one.code),
      definition: 'Som den första, med ett annat räknesätt.',
    })),
  ]
}

/**
 * The figure as it was known when the period ended, where what has been written since then changes it; null for a period that runs, and
 * where nothing was written by then (lists that were imported later).
 */
export function asKnownAtEnd(
  indicator: ReportedIndicator,
  period: ReportPeriod,
  { reportAsKnown }: Counting,
  wish: Required<PeriodWish>,
): ReportedIndicator | null {
  if (reportAsKnown === null || period.isPreliminary || indicator.code === 'G8b' || indicator.code === 'G14') return null
  const then = reportAsKnown(wish, period.lastOn, indicator).indicators.find(({ code }) => code === indicator.code)
  if (!then || then.denominator.length + excludedCount(then) === 0) return null
  const isSame = String(then.numerator) === String(indicator.numerator) && String(then.denominator) === String(indicator.denominator)
  return isSame ? null : then
}

/** Every set of readings one switch away from those chosen. */
export function readingsBeside({ code, readings }: ReportedIndicator) {
  return switchesOf(code).map((one) => turned(readings, one))
}

function definitionOf({ measure, numeratorText, denominatorText }: ReportedIndicator): string {
  if (measure === 'COMPARISON') return `${numeratorText}, mot ${lowerFirst(denominatorText)}.`
  return measure === 'COUNT'
    ? `${numeratorText}. Jämförs med ${lowerFirst(denominatorText)}.`
    : `${numeratorText}, av ${lowerFirst(denominatorText)}.`
}

/** How far from the target: percentage points of a share, a number of a count; nothing where there is no target or no value. */
function targetStatus(
  { numerator, denominator, target, measure, isPreliminary }: ReportedIndicator,
  year: number,
): { tone: 'done' | 'warning' | 'progress'; text: string } | null {
  const wanted = target?.percent ?? null
  const n = numerator.length
  const N = denominator.length
  if (measure === 'COMPARISON') return comparedWith(n - N, year - 1, isPreliminary)
  if (wanted === null) return null
  if (measure === 'COUNT') {
    if (n > wanted) return { tone: 'warning', text: `${n - wanted} fler än målet ${wanted}` }
    return isPreliminary ? { tone: 'progress', text: `Målet ${wanted} nås hittills` } : { tone: 'done', text: `Når målet ${wanted}` }
  }
  if (N === 0) return null
  if (n * 100 >= wanted * N) return { tone: 'done', text: `Når målet ${wanted}\u00a0%` }
  const tenths = Math.max(1, divideRounded(wanted * N * 10 - n * 1000, N))
  return { tone: 'warning', text: `${(tenths - (tenths % 10)) / 10},${tenths % 10} procentenheter under målet ${wanted}\u00a0%` }
}

function comparedWith(difference: number, yearBefore: number, isPreliminary: boolean) {
  if (difference > 0) return { tone: 'warning' as const, text: `${difference} fler än ${yearBefore}` }
  const text = difference === 0 ? `Lika många som ${yearBefore}` : `${-difference} färre än ${yearBefore}`
  return { tone: isPreliminary || difference === 0 ? ('progress' as const) : ('done' as const), text }
}

/** How it is counted, for the part `facts`. `asKnown` is the same figure as it was known when the period ended, where it has changed. */
export function factsOf(indicator: ReportedIndicator, year: number, asKnown: ReportedIndicator | null = null) {
  const { target, rows, measure } = indicator
  const unit = measure === 'SHARE' ? '\u00a0%' : ''
  const sideNames = { SHARE: ['Täljare', 'Nämnare'], COUNT: ['Räknas', 'Av'], COMPARISON: ['Räknas', 'Jämförs med'] }[measure]
  return [
    { label: sideNames[0], value: indicator.numeratorText, note: countOf(rows, indicator.numerator.length) },
    { label: sideNames[1], value: indicator.denominatorText, note: countOf(rows, indicator.denominator.length) },
    readingWords(indicator).length === 0 ? null : { label: 'Räknesätt', value: `${readingWords(indicator).join('. ')}.` },
    {
      label: 'Mål',
      value: target === null || target.percent === null ? 'Inget mål för året' : `${target.percent}${unit}`,
      note:
        target === null ? '' : `${target.source}${target.kfPercent === null ? '' : `. Kommunfullmäktiges mål: ${target.kfPercent}${unit}`}`,
    },
    {
      label: 'Räknas inte',
      value: indicator.excluded.length === 0 ? 'Inga' : countOf(rows, excludedCount(indicator)),
      note: indicator.excluded.map(({ reason, ids }) => `${label(reason)}: ${ids.length}`).join('. '),
    },
    indicator.beside.length + indicator.sums.length === 0 ? null : { label: 'Visas bredvid', value: besideOf(indicator).join('. ') },
    asKnown === null
      ? null
      : {
          label: 'När perioden slutade',
          value: `${valueWords(asKnown, year).figure ?? ''} ${valueWords(asKnown, year).of}`.trim(),
          note: 'Så mycket var känt då. Utfall som har kommit sedan dess räknas in ovan.',
        },
  ]
}

/** Points of the chart, one a year. */
export function pointsOf(years: readonly { year: number; period: ReportPeriod; indicator: ReportedIndicator }[], today: Day): SharePoint[] {
  return years.map(({ year, period, indicator }) => ({
    label: String(year),
    n: indicator.numerator.length,
    N: indicator.denominator.length,
    open: indicator.isPreliminary,
    ...(period.isPreliminary && year === yearOf(today) ? { note: `t.o.m. ${shortDate(period.lastOn)}` } : {}),
    target: indicator.target?.percent ?? null,
  }))
}

/** "1 januari till 22 november 2026" */
export function periodWords({ days, lastOn, year }: ReportPeriod): string {
  return days.startsOn === days.endsOn ? `Perioden ${year} har inte börjat` : `${dayAndMonth(days.startsOn)} till ${longDay(lastOn)}`
}

/** The variants that are read together with the chosen one. */
export function familyOf(code: IndicatorCode): readonly IndicatorCode[] {
  if (code.startsWith('I2b')) return ['I2b12', 'I2b18', 'I2b24', 'I2b36']
  if (code.startsWith('I1')) return ['I1a', 'I1b', 'I1c']
  if (code === 'I2' || code === 'I3') return ['I1a', 'I2', 'I3']
  if (code === 'I8' || code === 'G8a' || code === 'G14') return ['I8', 'G8a', 'G14']
  return code === 'I9' || code === 'G8b' ? ['I9', 'G8b'] : [code]
}

/** Under the definition: what is left out, and which figure is used where. */
function noteOf(indicator: ReportedIndicator): string {
  const { excluded, target } = indicator
  const beside = besideOf(indicator)
  return [
    indicator.code === DEFAULT_INDICATOR ? 'Den här används i tertialrapport och verksamhetsberättelse om inget annat är valt.' : '',
    readingWords(indicator).length > 0 ? `${readingWords(indicator).join('. ')}.` : '',
    indicator.measure !== 'SHARE'
      ? ''
      : `Räknas inte: ${excludedCount(indicator)}${excluded.length > 0 ? ` (${excluded.map(({ reason, ids }) => `${lowerFirst(label(reason))} ${ids.length}`).join(', ')})` : ''}.`,
    beside.length > 0 ? `Bredvid: ${beside.map(lowerFirst).join(', ')}.` : '',
    target?.kfPercent ? `Kommunfullmäktiges mål: ${target.kfPercent}\u00a0%.` : '',
    target === null && indicator.measure === 'SHARE' ? 'Inget mål är satt för året.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What stands beside, each with its number. */
function besideOf({ beside, sums }: ReportedIndicator): string[] {
  return [...beside.map(({ kind, ids }) => `${label(kind)} ${ids.length}`), ...sums.map(({ kind, count }) => `${label(kind)} ${count}`)]
}

const shortDate = (on: Day) => dayAndMonth(on).replace(/^(\d+ \p{L}{3})\p{L}*/u, '$1')
