/** What the address asks for: year, period, which rows. What is written wrong there is left out, since an address is no form to correct. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { yearOf } from '../../domain/calendar.js'
import { INDICATOR_CODES, PERIODS, type IndicatorCode } from '../../domain/codes.js'
import type { PeriodWish } from '../../domain/indicators.js'
import type { Reading } from '../../domain/indicators/readings.js'
import { fieldOf } from '../../web/read-form.js'
import { CUTS, type Cut } from './rows-behind.js'

const ROW_SORTS = ['namn', 'adress', 'in', 'ut', 'risk'] as const
export type RowSort = (typeof ROW_SORTS)[number]

export interface RowsWish {
  cut: Cut
  sort: RowSort
  descending: boolean
  page: number
}

/** The cuts as they stand in the address. */
export const CUT_SLUGS: Record<Cut, string> = {
  NUMERATOR: 'taljare',
  DENOMINATOR: 'namnare',
  REST: 'ovriga',
  EXCLUDED: 'raknas-inte',
  BESIDE: 'bredvid',
}

/** The readings that are not the default, as they stand in the address and after --reading. */
export const READING_SLUGS = {
  'per-hushall': 'PER_HOUSEHOLD',
  'ej-avgjorda-raknas': 'UNDECIDED_COUNTED',
  'bor-kvar-vid-kontroll': 'HOME_AT_LATER_CHECK',
  'med-storningar': 'WITH_DISTURBANCES',
} as const satisfies Record<string, Reading>

const WishQuery = z.object({
  ar: z.coerce.number().int().min(1990).max(2100).nullable().catch(null),
  period: z.enum(PERIODS).catch('VB'),
  enbart: z.literal('ja').nullable().catch(null),
})

const RowsQuery = z.object({
  rader: z.string().catch(''),
  sortera: z.string().catch(''),
  sida: fieldOf.pageNumber(),
})

/** The period an address asks for; the year that runs, and the whole of it, when it does not say. */
export function readWish(query: unknown, today: Day): Required<PeriodWish> {
  const asked = WishQuery.parse(query ?? {})
  return { year: asked.ar ?? yearOf(today), period: asked.period, only: asked.enbart === 'ja' && asked.period !== 'T1', today }
}

/** The readings an address asks for; words it does not know are left out. */
export function readReadings(query: unknown): Reading[] {
  const { rakna } = z.object({ rakna: z.string().catch('') }).parse(query ?? {})
  return readingsIn(rakna).known
}

/** Readings by their words, with commas between. */
export function readingsIn(text: string): { known: Reading[]; unknown: string[] } {
  const words = text.split(',').map((word) => word.trim().toLowerCase())
  const slugs = Object.entries(READING_SLUGS)
  return {
    known: slugs.filter(([slug]) => words.includes(slug)).map(([, reading]) => reading),
    unknown: words.filter((word) => word !== '' && !(word in READING_SLUGS)),
  }
}

/** Readings as the address says them; null where all are the default. */
export function readingsQuery(readings: readonly Reading[]): { rakna: string | null } {
  const slugs = Object.entries(READING_SLUGS)
    .filter(([, reading]) => readings.includes(reading))
    .map(([slug]) => slug)
  return { rakna: slugs.length === 0 ? null : slugs.join(',') }
}

/** Which rows an address asks for: those above the line, the latest first, when it does not say. */
export function readRowsWish(query: unknown): RowsWish {
  const asked = RowsQuery.parse(query ?? {})
  const sort = ROW_SORTS.find((one) => one === asked.sortera.replace('-', '')) ?? null
  return {
    cut: CUTS.find((cut) => CUT_SLUGS[cut] === asked.rader) ?? 'NUMERATOR',
    sort: sort ?? 'ut',
    descending: sort === null || asked.sortera.startsWith('-'),
    page: asked.sida,
  }
}

/** The period as the address it came from, so that links keep it. */
export function queryOf(wish: Required<PeriodWish>): Record<string, string | number | null> {
  return {
    ar: wish.year === yearOf(wish.today) ? null : wish.year,
    period: wish.period === 'VB' ? null : wish.period,
    enbart: wish.only ? 'ja' : null,
  }
}

/** One indicator by its code, or the variants together by "I1", "I2b" or "G8"; null where there is none. Upper and lower case alike. */
export function codesOf(text: string): IndicatorCode[] | null {
  const wanted = text.toLowerCase()
  const codes = INDICATOR_CODES.filter((code) => code.toLowerCase() === wanted)
  if (codes.length > 0) return codes
  const families = { i1: ['I1a', 'I1b', 'I1c'], i2b: ['I2b12', 'I2b18', 'I2b24', 'I2b36'], g8: ['G8a', 'G8b'] } as const
  return wanted === 'i1' || wanted === 'i2b' || wanted === 'g8' ? [...families[wanted]] : null
}
