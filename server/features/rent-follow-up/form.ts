/** What the addresses of the follow-up ask for: year, period, boendeform, which rows. What is written wrong is left out. */
import { z } from 'zod'
import { isMonth, monthOf, yearOf, type Day, type Month } from '../../domain/calendar.js'
import { HOUSING_FORMS, PERIODS, type Period } from '../../domain/codes.js'
import { monthsOf, ON_TIME_EXCLUSIONS, ON_TIME_FORMS, type Months, type OnTimeState } from '../../domain/rent-on-time.js'
import type { OnTimeForm } from './judged-bills-sql.js'

export interface PeriodWish {
  year: number
  period: Period
  only: boolean
  today: Day
}

const WishQuery = z.object({
  ar: z.coerce.number().int().min(1990).max(2100).nullable().catch(null),
  period: z.enum(PERIODS).catch('VB'),
  enbart: z.literal('ja').nullable().catch(null),
})

/** The period an address asks for; the year that runs, and the whole of it, when it does not say. */
function readPeriod(query: unknown, today: Day): PeriodWish {
  const { ar, period, enbart } = WishQuery.parse(query ?? {})
  return { year: ar ?? yearOf(today), period, only: enbart === 'ja' && period !== 'T1', today }
}

/** The same as the address it came from. */
export function periodQuery({ year, period, only, today }: PeriodWish): Record<string, string | number | null> {
  return { ar: year === yearOf(today) ? null : year, period: period === 'VB' ? null : period, enbart: only ? 'ja' : null }
}

/** Links and choices that change the period and keep the rest; `fields` are chosen in the same form as the year. */
export function periodChoices(
  wish: PeriodWish,
  url: (query: Record<string, string | number | null>) => string,
  kept: Record<string, string | null> = {},
  fields: readonly string[] = [],
) {
  const to = (change: Partial<PeriodWish>) => url({ ...periodQuery({ ...wish, ...change }), ...kept })
  const inForm = ['ar', ...fields]
  const hidden = Object.entries({ ...periodQuery(wish), ...kept }).filter(([name, value]) => value !== null && !inForm.includes(name))
  const running = yearOf(wish.today)
  return {
    here: url({}),
    hidden: Object.fromEntries(hidden) as Record<string, string>,
    year: wish.year,
    years: [...new Set([...Array.from({ length: 6 }, (_, back) => running - back), wish.year])].sort((a, b) => b - a),
    periods: [
      { href: to({ period: 'T1', only: false }), text: 'T1', current: wish.period === 'T1' },
      { href: to({ period: 'T2' }), text: 'T2', current: wish.period === 'T2' },
      { href: to({ period: 'VB' }), text: wish.year === running ? 'VB hittills' : 'VB', current: wish.period === 'VB' },
    ],
    spans:
      wish.period === 'T1'
        ? null
        : [
            { href: to({ only: false }), text: 'Från januari', current: !wish.only },
            { href: to({ only: true }), text: 'Bara tertialen', current: wish.only },
          ],
  }
}

export const CUTS = {
  sena: ['PAID_LATE'],
  'i-tid': ['PAID_IN_TIME'],
  'raknas-inte': ON_TIME_EXCLUSIONS,
} as const satisfies Record<string, readonly OnTimeState[]>
export type OnTimeCut = keyof typeof CUTS

const OnTimeQuery = z.object({
  form: z.enum(ON_TIME_FORMS).nullable().catch(null),
  rader: z.enum(['sena', 'i-tid', 'raknas-inte']).catch('sena'),
  manad: z.string().refine(isMonth).nullable().catch(null),
})

export interface OnTimeAsked extends PeriodWish {
  /** null: both interventions */
  form: OnTimeForm | null
  forms: readonly OnTimeForm[]
  cut: OnTimeCut
  /** rows of one month only */
  month: Month | null
  months: { year: Months; period: Months; rows: Months }
}

/** What the page of rent in time is asked for. */
export function readOnTime(query: unknown, today: Day): OnTimeAsked {
  const wish = readPeriod(query, today)
  const { form, rader, manad } = OnTimeQuery.parse(query ?? {})
  const year = { from: `${wish.year}-01`, to: `${wish.year}-12` }
  const period = monthsOf(wish)
  const month = manad !== null && manad >= year.from && manad <= year.to ? manad : null
  return {
    ...wish,
    form,
    forms: form === null ? ON_TIME_FORMS : [form],
    cut: rader,
    month,
    months: { year, period, rows: month === null ? period : { from: month, to: month } },
  }
}

export const onTimeQuery = (asked: OnTimeAsked): Record<string, string | number | null> => ({ ...periodQuery(asked), form: asked.form })

const none = 'utan'
const LossQuery = z.object({
  visa: z.enum(['befarade', 'konstaterade']).catch('befarade'),
  ks: z.string().max(50).nullable().catch(null),
  form: z
    .enum([...HOUSING_FORMS, none])
    .nullable()
    .catch(null),
  manad: z.string().refine(isMonth).nullable().catch(null),
})

export interface LossesAsked extends PeriodWish {
  months: Months
  shown: 'befarade' | 'konstaterade'
  costCentre: string | null | undefined
  housingForm: string | null | undefined
  month: Month | null
  /** the months whose rows are shown */
  rows: Months
}

/** What the page of losses is asked for. Months that have not begun are left out. */
export function readLosses(query: unknown, today: Day): LossesAsked {
  const wish = readPeriod(query, today)
  const { visa, ks, form, manad } = LossQuery.parse(query ?? {})
  const planned = monthsOf(wish)
  const months = { from: planned.from, to: planned.to > monthOf(today) ? monthOf(today) : planned.to }
  const month = manad !== null && manad >= months.from && manad <= months.to ? manad : null
  return {
    ...wish,
    months,
    shown: visa,
    costCentre: ks === null || ks === '' ? undefined : ks === none ? null : ks,
    housingForm: form === null ? undefined : form === none ? null : form,
    month,
    rows: month === null ? months : { from: month, to: month },
  }
}

/** The group of a line as it stands in an address. */
export const groupQuery = (group: { costCentre?: string | null; housingForm?: string | null }): Record<string, string | null> => ({
  ks: group.costCentre === null ? none : (group.costCentre ?? null),
  form: group.housingForm === null ? none : (group.housingForm ?? null),
})
