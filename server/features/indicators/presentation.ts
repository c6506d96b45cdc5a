/** An indicator in the words of the page: the parts `variant`, `facts` and `chart-line` get what these functions give. */
import { yearOf, type Day } from '../../domain/calendar.js'
import type { IndicatorCode } from '../../domain/codes.js'
import {
  DEFAULT_INDICATOR,
  type IndicatorIndex,
  type PeriodWish,
  type ReportedIndicator,
  type ReportPeriod,
} from '../../domain/indicators.js'
import { divideRounded } from '../../domain/money.js'
import { dayAndMonth, longDay } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import type { SharePoint } from '../../web/charts/line-chart.js'
import { plural } from '../../web/swedish-words.js'
import { excludedCount } from './figures.js'
import { queryOf } from './form.js'

/** Locals of the part `variant`. On the page of one indicator (`chosen`) the plan's words that already head the page are not repeated. */
export function variantOf(indicator: ReportedIndicator, wish: Required<PeriodWish>, chosen?: ReportedIndicator) {
  const { code, numerator, denominator, target } = indicator
  const headed = chosen?.wording
  return {
    id: code,
    title: label(code),
    href: code === chosen?.code ? null : paths.indicator.url({ code }, queryOf(wish)),
    chosen: code === (chosen?.code ?? DEFAULT_INDICATOR),
    n: numerator.length,
    N: denominator.length,
    noun: indicator.rows === 'APARTMENT' ? 'lägenheter' : 'personer',
    target: target?.percent ?? null,
    status:
      targetStatus(indicator) ??
      (indicator.isPreliminary && denominator.length > 0 ? { tone: 'progress' as const, text: 'Preliminärt' } : null),
    definition: `${indicator.numeratorText}, av ${lowerFirst(indicator.denominatorText)}.`,
    source: indicator.wording === headed ? null : `”${indicator.wording}” ${indicator.source}.`,
    note: noteOf(indicator),
  }
}

/** How far from the target, in percentage points; nothing where there is no target or no value. */
export function targetStatus({ numerator, denominator, target }: ReportedIndicator): { tone: 'done' | 'warning'; text: string } | null {
  const wanted = target?.percent ?? null
  if (wanted === null || denominator.length === 0) return null
  const n = numerator.length
  const N = denominator.length
  if (n * 100 >= wanted * N) return { tone: 'done', text: `Når målet ${wanted}\u00a0%` }
  const tenths = Math.max(1, divideRounded(wanted * N * 10 - n * 1000, N))
  return { tone: 'warning', text: `${(tenths - (tenths % 10)) / 10},${tenths % 10} procentenheter under målet ${wanted}\u00a0%` }
}

/** How it is counted, for the part `facts`. */
export function factsOf(indicator: ReportedIndicator) {
  const { target } = indicator
  const noun = (count: number) =>
    indicator.rows === 'APARTMENT' ? plural(count, 'lägenhet', 'lägenheter') : plural(count, 'person', 'personer')
  return [
    { label: 'Täljare', value: indicator.numeratorText, note: noun(indicator.numerator.length) },
    { label: 'Nämnare', value: indicator.denominatorText, note: noun(indicator.denominator.length) },
    {
      label: 'Mål',
      value: target === null || target.percent === null ? 'Inget mål för året' : `${target.percent}\u00a0%`,
      note:
        target === null ? '' : `${target.source}${target.kfPercent === null ? '' : `. Kommunfullmäktiges mål: ${target.kfPercent}\u00a0%`}`,
    },
    {
      label: 'Räknas inte',
      value: indicator.excluded.length === 0 ? 'Inga' : noun(excludedCount(indicator)),
      note: indicator.excluded.map(({ reason, ids }) => `${label(reason)}: ${ids.length}`).join('. '),
    },
    indicator.beside.length === 0
      ? null
      : { label: 'Visas bredvid', value: indicator.beside.map(({ kind, ids }) => `${label(kind)}: ${ids.length}`).join('. ') },
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

/** The years that can be chosen: from the first försökslägenhet to the year that runs, the latest first. */
export function yearsOf(index: IndicatorIndex, today: Day): number[] {
  let first = today
  for (const intervals of index.contracts.values()) for (const { startsOn } of intervals) if (startsOn < first) first = startsOn
  const stay = index.trialStays[0]
  if (stay && stay.entryOn < first) first = stay.entryOn
  const last = yearOf(today)
  return Array.from({ length: last - yearOf(first) + 1 }, (_, back) => last - back)
}

/** The variants that are read together with the chosen one. */
export function familyOf(code: IndicatorCode): readonly IndicatorCode[] {
  if (code.startsWith('I2b')) return ['I2b12', 'I2b18', 'I2b24', 'I2b36']
  return code.startsWith('I1') ? ['I1a', 'I1b', 'I1c'] : ['I1a', 'I2', 'I3']
}

/** Under the definition: what is left out, and which figure is used where. */
function noteOf(indicator: ReportedIndicator): string {
  const { excluded, beside, target } = indicator
  return [
    indicator.code === DEFAULT_INDICATOR ? 'Den här används i tertialrapport och verksamhetsberättelse om inget annat är valt.' : '',
    `Räknas inte: ${excludedCount(indicator)}${excluded.length > 0 ? ` (${excluded.map(({ reason, ids }) => `${lowerFirst(label(reason))} ${ids.length}`).join(', ')})` : ''}.`,
    beside.length > 0 ? `Bredvid: ${beside.map(({ kind, ids }) => `${lowerFirst(label(kind))} ${ids.length}`).join(', ')}.` : '',
    target?.kfPercent ? `Kommunfullmäktiges mål: ${target.kfPercent}\u00a0%.` : '',
    target === null ? 'Inget mål är satt för året.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('sv') + text.slice(1)
const shortDate = (on: Day) => dayAndMonth(on).replace(/^(\d+ \p{L}{3})\p{L}*/u, '$1')
