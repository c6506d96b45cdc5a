/** Hyra i tid: the three levels of a period, the months of its year, who paid, how it is counted, and the bills behind. */
import { csvBytes } from '../../documents/csv.js'
import { may } from '../../domain/access.js'
import { percent } from '../../domain/money.js'
import { isPreliminary, ON_TIME_FORMS } from '../../domain/rent-on-time.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { sentence } from '../../web/swedish-words.js'
import { CUTS, onTimeQuery, periodChoices, readOnTime, type OnTimeCut } from './form.js'
import { billsBehind, countBills, exportBills, onTimeReport, payersOf, type OnTimeReport } from './on-time-store.js'
import {
  billCells,
  excludedCount,
  FIGURES_HEADER,
  isSmall,
  levelsOf,
  monthPoints,
  monthsWords,
  onTimeFacts,
  onTimeRows,
  ROWS_HEADER,
  SOURCE,
  WORDING,
} from './on-time-words.js'

const bothForms = 'Båda'
const cutWords: Record<OnTimeCut, string> = { sena: 'Inte i tid', 'i-tid': 'I tid', 'raknas-inte': 'Räknas inte' }

export function onTimeRoutes({ db }: House, { get }: Door): void {
  get(paths.rentOnTime, async (req, res) => {
    const actor = actorOf(res)
    const asked = readOnTime(req.query, actor.today)
    const mayRead = may(actor.role, 'readRents')
    const { smallGroup, toleranceBankDays } = await settingsFor(db, actor)
    const limit = mayRead ? null : smallGroup
    const report = await onTimeReport(db, actor, { year: asked.months.year, period: asked.months.period, forms: asked.forms })
    const payers = await payersOf(db, actor, { period: asked.months.period, forms: asked.forms })
    const address = (query: Record<string, string | number | null> = {}) => paths.rentOnTime.url({}, { ...onTimeQuery(asked), ...query })
    const preliminary = isPreliminary(asked.months.period, actor.today)
    page(res, 'rent-follow-up/on-time', {
      title: 'Hyra i tid',
      active: 'rents',
      crumbs: [{ href: paths.rentFollowUp.url(), text: 'Uppföljning' }],
      lede: `”${WORDING}” ${SOURCE}.`,
      csvHref: paths.rentOnTimeCsv.url({}, onTimeQuery(asked)),
      ...periodChoices(asked, (query) => paths.rentOnTime.url({}, query), { form: asked.form }, ['form']),
      form: asked.form,
      forms: choices(ON_TIME_FORMS),
      periodWords: sentence(monthsWords(asked.months.period)),
      preliminary,
      levels: levelsOf(report.period, preliminary, limit),
      points: monthPoints(report, actor.today, limit),
      table: monthTable(report, mayRead, limit, (month) => `${address({ manad: month })}#rader`),
      payers:
        limit !== null && isSmall(report.period.persons, limit)
          ? []
          : [...payers].map(([payer, bills]) => ({ payer: label(payer), bills })),
      inTime: report.period.bills.n,
      facts: onTimeFacts(report.period, toleranceBankDays),
      rows: mayRead ? await rowsSection() : null,
    })

    async function rowsSection() {
      const wish = { months: asked.months.rows, forms: asked.forms }
      const month = asked.month === null ? undefined : report.months.find((one) => one.month === asked.month)
      const figures = asked.month === null ? report.period : month
      const counts: Record<OnTimeCut, number> = {
        sena: figures ? figures.bills.N - figures.bills.n : 0,
        'i-tid': figures?.bills.n ?? 0,
        'raknas-inte': figures ? excludedCount(figures.excluded) : 0,
      }
      const kept = { manad: asked.month }
      const list = await db.reading(async (tx) => {
        const total = await countBills(tx, actor, { ...wish, states: CUTS[asked.cut] })
        const paging = pageAsked(req.query.sida, total)
        return { total, paging, bills: await billsBehind(tx, actor, { ...wish, states: CUTS[asked.cut] }, pageSize, paging.offset) }
      })
      const toCut = (cut: OnTimeCut, n?: number) =>
        `${address({ ...kept, rader: cut === 'sena' ? null : cut, sida: n && n > 1 ? n : null })}#rader`
      return {
        ...list,
        month: asked.month,
        wholePeriodHref: asked.month === null ? null : `${address()}#rader`,
        cut: asked.cut,
        cuts: (Object.keys(CUTS) as OnTimeCut[]).map((cut) => ({
          href: toCut(cut),
          text: cutWords[cut],
          count: counts[cut],
          current: cut === asked.cut,
        })),
        pager: { ...list.paging, total: list.total, size: pageSize, noun: 'avier', href: (n: number) => toCut(asked.cut, n) },
        csvHref: paths.rentOnTimeRows.url({}, { ...onTimeQuery(asked), ...kept, rader: asked.cut }),
      }
    }
  })

  get(paths.rentOnTimeCsv, async (req, res) => {
    const actor = actorOf(res)
    const asked = readOnTime(req.query, actor.today)
    const { smallGroup } = await settingsFor(db, actor)
    const rows = []
    for (const forms of [ON_TIME_FORMS, ...ON_TIME_FORMS.map((form) => [form] as const)]) {
      const report = await onTimeReport(db, actor, { year: asked.months.year, period: asked.months.period, forms })
      rows.push(...onTimeRows(asked, forms.length === 1 ? label(forms[0]) : bothForms, report, smallGroup))
    }
    res.attachment(`hyra-i-tid-${asked.year}-${asked.period}.csv`).type('text/csv; charset=utf-8').send(csvBytes(FIGURES_HEADER, rows))
  })

  get(paths.rentOnTimeRows, async (req, res) => {
    const asked = readOnTime(req.query, actorOf(res).today)
    const bills = await exportBills(db, actorOf(res), { months: asked.months.rows, forms: asked.forms, states: CUTS[asked.cut] })
    res
      .attachment(`hyra-i-tid-${asked.month ?? `${asked.year}-${asked.period}`}-${asked.cut}.csv`)
      .type('text/csv; charset=utf-8')
      .send(csvBytes(ROWS_HEADER, bills.map(billCells)))
  })
}

/** The table under the chart: every month with what is counted and what is not. */
function monthTable(report: OnTimeReport, links: boolean, smallGroup: number | null, hrefOf: (month: string) => string) {
  return {
    columns: [
      { key: 'month', text: 'Månad' },
      { key: 'bills', text: 'Avier i tid', num: true },
      { key: 'share', text: 'Andel', num: true },
      { key: 'persons', text: 'Personer i tid', num: true },
      { key: 'personShare', text: 'Andel', num: true },
      { key: 'excluded', text: 'Räknas inte', num: true },
    ],
    rows: [...report.months].reverse().map((one) => {
      const hidden = smallGroup !== null && isSmall(one.persons, smallGroup)
      const of = ({ n, N }: { n: number; N: number }) => (hidden ? `färre än ${smallGroup}` : N === 0 ? '–' : `${n} av ${N}`)
      return {
        month: sentence(monthName(one.month)),
        href: links ? hrefOf(one.month) : null,
        bills: of(one.bills),
        share: hidden ? '–' : percent(one.bills.n, one.bills.N),
        persons: of(one.persons),
        personShare: hidden ? '–' : percent(one.persons.n, one.persons.N),
        excluded: hidden ? '–' : excludedCount(one.excluded),
      }
    }),
  }
}
