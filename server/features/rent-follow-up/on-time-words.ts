/** Rent in time in the words of the page and of its files. */
import type { CsvValue } from '../../documents/csv.js'
import { yearOf, type Day } from '../../domain/calendar.js'
import { divideRounded } from '../../domain/money.js'
import { isPreliminary, ON_TIME_EXCLUSIONS, type OnTimeExclusion, type Share } from '../../domain/rent-on-time.js'
import { monthName, shortMonthName } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import type { SharePoint } from '../../web/charts/line-chart.js'
import type { OnTimeAsked } from './form.js'
import type { JudgedBill, OnTimeFigures, OnTimeReport } from './on-time-store.js'

/** The plan's words. */
export const WORDING = 'Andelen klienter med insatsen tränings- eller försökslägenhet som betalar sin hyra i tid ökar'
export const SOURCE = 'Verksamhetsplan 2019'

const LEVELS = [
  {
    key: 'persons',
    title: 'Personer',
    noun: 'personer',
    definition: 'Personer som har betalat varje avi under perioden i tid, av dem som har haft någon avi.',
    note: 'Den här svarar mot planens ”andelen klienter”.',
  },
  {
    key: 'personMonths',
    title: 'Personmånader',
    noun: 'personmånader',
    definition: 'Månader då en person har betalat alla sina avier i tid, av alla månader med avi.',
    note: null,
  },
  {
    key: 'bills',
    title: 'Avier',
    noun: 'avier',
    definition: 'Avier som är betalda i sin helhet i tid, av alla avier som räknas.',
    note: null,
  },
] as const

/** A share that must not be told: so few people stand behind it. */
export const isSmall = (share: Share, smallGroup: number) => share.N > 0 && share.N < smallGroup

/** Locals of part `variant` for the three levels. With `smallGroup`, levels about fewer people are not told. */
export function levelsOf(figures: OnTimeFigures, preliminary: boolean, smallGroup: number | null) {
  const hidden = smallGroup !== null && isSmall(figures.persons, smallGroup)
  return LEVELS.map(({ key, title, noun, definition, note }) => ({
    id: `niva-${key.toLowerCase()}`,
    title,
    chosen: key === 'persons',
    n: hidden ? 0 : figures[key].n,
    N: hidden ? 0 : figures[key].N,
    noun: hidden ? `(färre än ${smallGroup} visas inte)` : noun,
    target: null,
    status: preliminary && figures[key].N > 0 ? { tone: 'progress', text: 'Preliminärt' } : null,
    definition,
    source: null,
    note,
  }))
}

/** Points of the chart: the bills of each month. */
export function monthPoints(report: OnTimeReport, today: Day, smallGroup: number | null): SharePoint[] {
  return report.months
    .filter(({ bills, excluded }) => bills.N > 0 || excluded.NOT_DUE_YET === 0)
    .map((one) => {
      const hidden = smallGroup !== null && isSmall(one.persons, smallGroup)
      return {
        label: shortMonthName(one.month),
        n: hidden ? 0 : one.bills.n,
        N: hidden ? 0 : one.bills.N,
        open: one.excluded.NOT_DUE_YET > 0 || isPreliminary({ from: one.month, to: one.month }, today),
      }
    })
}

/** How it is counted, for part `facts`. */
export function onTimeFacts(figures: OnTimeFigures, toleranceBankDays: number) {
  const counts = ON_TIME_EXCLUSIONS.filter((reason) => figures.excluded[reason] > 0)
  return [
    {
      label: 'I tid',
      value: 'Betald i sin helhet senast sista vardagen före månaden, läst till hyresgästens fördel.',
      note: '12 kap. 20 § JB. För en del av en första månad gäller avins egen förfallodag.',
    },
    {
      label: 'Vilken dag',
      value: `Dagen då banken tog emot uppdraget, där filen säger den. Annars bokföringsdagen, och då får betalningen vara på väg ${toleranceBankDays === 1 ? 'en bankdag' : `${toleranceBankDays} bankdagar`}.`,
    },
    {
      label: 'Räknas inte',
      value: counts.length === 0 ? 'Inga avier' : counts.map((reason) => `${label(reason)}: ${figures.excluded[reason]}`).join('. '),
      note: 'Avier på 0 kronor, helt krediterade, med anstånd som gavs innan avin var sen, och de som inte hunnit bli sena. En avskriven avi räknas som obetald.',
    },
  ]
}

export const excludedCount = (excluded: Record<OnTimeExclusion, number>) => Object.values(excluded).reduce((sum, n) => sum + n, 0)

export const FIGURES_HEADER = ['År', 'Period', 'Månad', 'Boendeform', 'Nivå', 'I tid', 'Av', 'Andel, procent', 'Räknas inte', 'Läge']

/** The figures as rows of a file that leaves the enhet: what is about too few people is not written out. */
export function onTimeRows(asked: OnTimeAsked, formName: string, report: OnTimeReport, smallGroup: number): CsvValue[][] {
  const period = `${asked.period}${asked.only ? ', bara tertialen' : ''}`
  const few = `färre än ${smallGroup}`
  const row = (month: string, level: string, share: Share, people: Share, excluded: number, open: boolean): CsvValue[] => {
    const hidden = isSmall(people, smallGroup)
    return [
      asked.year,
      month === '' ? period : '',
      month,
      formName,
      level,
      hidden ? few : share.n,
      hidden ? few : share.N,
      hidden ? few : share.N === 0 ? '–' : divideRounded(share.n * 1000, share.N) / 10,
      hidden ? few : excluded,
      open ? 'Preliminär' : 'Fastställd',
    ]
  }
  const open = isPreliminary(asked.months.period, asked.today)
  return [
    ...[...LEVELS]
      .reverse()
      .map(({ key, title }) => row('', title, report.period[key], report.period.persons, excludedCount(report.period.excluded), open)),
    ...report.months.flatMap((one) =>
      (['bills', 'persons'] as const).map((key) =>
        row(
          one.month,
          key === 'bills' ? 'Avier' : 'Personer',
          one[key],
          one.persons,
          excludedCount(one.excluded),
          one.excluded.NOT_DUE_YET > 0,
        ),
      ),
    ),
  ]
}

export const ROWS_HEADER = ['Namn', 'Eget id', 'Månad', 'Boendeform', 'Belopp, kr', 'Förföll', 'Betald', 'Räknas som']

/** A bill as a row of a file; a person who may not be shown is a masked row. */
export function billCells(bill: JudgedBill): CsvValue[] {
  const person = bill.person
  const name = person === null || person.outside ? 'Annan enhet' : person.masked ? 'Skyddad person' : person.name
  return [
    name,
    person?.ownId ?? '',
    bill.period,
    label(bill.housingForm),
    bill.amountOre / 100,
    bill.dueOn,
    bill.settledOn,
    label(bill.state),
  ]
}

/** "2026", "januari till augusti 2026" */
export function monthsWords({ from, to }: { from: string; to: string }): string {
  return from.endsWith('-01') && to.endsWith('-12')
    ? `hela ${yearOf(from)}`
    : `${monthName(from).replace(/ \d+$/, '')} till ${monthName(to)}`
}
