/** The takeover indicators: every variant side by side, one at a time over the years, and the rows behind it. */
import type { Response, Router } from 'express'
import { csvBytes } from '../../documents/csv.js'
import { may } from '../../domain/access.js'
import { yearOf } from '../../domain/calendar.js'
import type { IndicatorCode } from '../../domain/codes.js'
import { INDICATOR_CODES } from '../../domain/codes.js'
import { indexFacts, indicators, type PeriodWish, type ReportedIndicator } from '../../domain/indicators.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { FIGURES_HEADER, figureRows } from './figures.js'
import { CUT_SLUGS, queryOf, readRowsWish, readWish } from './form.js'
import { familyOf, factsOf, periodWords, pointsOf, variantOf, yearsOf } from './presentation.js'
import { cutCounts, monthsOf, rowsBehind } from './rows-behind.js'
import { exportRows, rowsPage, rowsPerPage } from './rows-store.js'
import { averageMonths, cutsOf, rowCells, ROWS_HEADER, rowsTable } from './rows-table.js'
import { indicatorFacts, targetsFor } from './store.js'

const yearsInChart = 8

export function indicatorsRoutes(house: House): Router {
  const { get, router } = door(house)
  const { db } = house

  /** What every page of the feature begins with: the facts, the period asked for, and the report. */
  const reportFor = async (res: Response, query: unknown) => {
    const actor = actorOf(res)
    const wish = readWish(query, actor.today)
    const index = indexFacts(await indicatorFacts(db, actor))
    const targets = await targetsFor(db, actor)
    return { actor, wish, index, targets, report: indicators(index, wish, targets) }
  }

  get(paths.indicators, async (req, res) => {
    const { wish, index, report } = await reportFor(res, req.query)
    const variant = (code: IndicatorCode) => variantOf(pick(report.indicators, code), wish)
    page(res, 'indicators/index', {
      title: 'Indikatorer',
      active: 'indicators',
      hasFacts: index.contracts.size > 0 || index.trialStays.length > 0,
      ...choicesOf(wish, yearsOf(index, wish.today), paths.indicators.url),
      periodWords: periodWords(report.period),
      isPreliminary: report.period.isPreliminary,
      csvHref: paths.indicatorsCsv.url({}, queryOf(wish)),
      stock: [variant('I1a'), variant('I1b'), variant('I1c')],
      persons: [variant('I2'), variant('I3')],
      cohorts: [variant('I2b12'), variant('I2b18'), variant('I2b24'), variant('I2b36')],
    })
  })

  get(paths.indicatorsCsv, async (req, res) => {
    const { actor, report } = await reportFor(res, req.query)
    const { smallGroup } = await settingsFor(db, actor)
    const { year, period, only } = report.period
    sendCsv(res, `indikatorer-${year}-${period}${only ? '-enbart' : ''}.csv`, csvBytes(FIGURES_HEADER, figureRows(report, smallGroup)))
  })

  get(paths.indicator, async (req, res) => {
    const code = codeOf(req.params.code)
    const { actor, wish, index, targets, report } = await reportFor(res, req.query)
    const chosen = pick(report.indicators, code)
    const years = yearsOf(index, wish.today)
    const lastYear = Math.min(yearOf(wish.today), Math.max(wish.year, (years.at(-1) ?? wish.year) + yearsInChart - 1))
    const drawn = years
      .filter((year) => year <= lastYear)
      .slice(0, yearsInChart)
      .reverse()
    const perYear = drawn.map((year) => {
      const one = indicators(index, { ...wish, year }, targets)
      return { year, period: one.period, indicator: pick(one.indicators, code) }
    })
    const variants = familyOf(code).map((one) => variantOf(pick(report.indicators, one), wish, chosen))
    const variant = variants.find((one) => one.id === code)
    const address = (query: Record<string, string | number | null | undefined> = {}) =>
      paths.indicator.url({ code }, { ...queryOf(wish), ...query })
    page(res, 'indicators/show', {
      title: variant?.title ?? code,
      active: 'indicators',
      crumbs: [{ href: paths.indicators.url({}, queryOf(wish)), text: 'Indikatorer' }],
      code,
      chosen,
      variants,
      facts: factsOf(chosen),
      ...choicesOf(wish, years, (_, query) => paths.indicator.url({ code }, query)),
      periodWords: periodWords(report.period),
      isPreliminary: chosen.isPreliminary,
      points: pointsOf(perYear, wish.today),
      rows: may(actor.role as never, 'readIndicatorRows') ? await rowsSection() : null,
    })

    async function rowsSection() {
      const asked = readRowsWish(req.query)
      const behind = rowsBehind(index, chosen, report.period, asked.cut)
      const sorted =
        behind.kind === 'APARTMENTS' && req.query.sortera === undefined ? { ...asked, sort: 'adress' as const, descending: false } : asked
      const list = await rowsPage(db, actor, behind, sorted)
      const rowsQuery = {
        rader: asked.cut === 'NUMERATOR' ? null : CUT_SLUGS[asked.cut],
        sortera: req.query.sortera === undefined ? null : `${sorted.descending ? '-' : ''}${sorted.sort}`,
      }
      const counts = cutCounts(chosen)
      return {
        list: { ...list, rows: list.rows.map((row) => (row === null ? null : { ...row, months: monthsOf(row, wish.today) })) },
        size: rowsPerPage,
        cuts: cutsOf(chosen, counts, asked.cut).map((cut) => ({ ...cut, href: `${address({ rader: cut.slug })}#rader` })),
        table: rowsTable(behind.kind, chosen, sorted, (sort) => `${address({ ...rowsQuery, sortera: sort })}#rader`),
        averageMonths: asked.cut === 'NUMERATOR' && list.masked === 0 ? averageMonths(behind, wish.today) : null,
        pageHref: (sida: number) => `${address({ ...rowsQuery, sida: sida === 1 ? null : sida })}#rader`,
        csvHref: paths.indicatorRows.url({ code }, { ...queryOf(wish), ...rowsQuery }),
      }
    }
  })

  get(paths.indicatorRows, async (req, res) => {
    const code = codeOf(req.params.code)
    const { actor, wish, index, report } = await reportFor(res, req.query)
    const asked = readRowsWish(req.query)
    const behind = rowsBehind(index, pick(report.indicators, code), report.period, asked.cut)
    const rows = await exportRows(db, actor, behind, asked, { code, period: report.period, cut: asked.cut })
    const file = `${code}-${wish.year}-${wish.period}-${CUT_SLUGS[asked.cut]}.csv`
    sendCsv(
      res,
      file,
      csvBytes(
        ROWS_HEADER[behind.kind],
        rows.map((row) => rowCells(behind.kind, row, wish.today)),
      ),
    )
  })

  return router
}

/** Links and fields that change the period and keep the rest. */
function choicesOf(
  wish: Required<PeriodWish>,
  years: readonly number[],
  url: (parameters: object, query: Record<string, string | number | null>) => string,
) {
  const to = (change: Partial<Required<PeriodWish>>) => url({}, queryOf({ ...wish, ...change }))
  const isRunning = wish.year === yearOf(wish.today)
  const { ar: _year, ...kept } = queryOf(wish)
  return {
    wish,
    years: years.includes(wish.year) ? years : [wish.year, ...years].sort((a, b) => b - a),
    kept: kept as Record<string, string>,
    here: url({}, {}),
    periods: [
      { href: to({ period: 'T1', only: false }), text: 'T1', current: wish.period === 'T1' },
      { href: to({ period: 'T2' }), text: 'T2', current: wish.period === 'T2' },
      { href: to({ period: 'VB' }), text: isRunning ? 'VB hittills' : 'VB', current: wish.period === 'VB' },
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

function codeOf(text: unknown): IndicatorCode {
  return found(INDICATOR_CODES.find((code) => code === text))
}

function pick(all: readonly ReportedIndicator[], code: IndicatorCode): ReportedIndicator {
  return found(all.find((indicator) => indicator.code === code))
}

function sendCsv(res: Response, name: string, bytes: Buffer): void {
  res.attachment(name).type('text/csv; charset=utf-8').send(bytes)
}
