/** The indicators: every one with its variants for a period, one at a time over the years, and the rows behind it. */
import type { Response, Router } from 'express'
import { csvBytes } from '../../documents/csv.js'
import { may } from '../../domain/access.js'
import { yearOf } from '../../domain/calendar.js'
import type { IndicatorCode } from '../../domain/codes.js'
import { INDICATOR_CODES } from '../../domain/codes.js'
import type { PeriodWish, ReportedIndicator } from '../../domain/indicators.js'
import { readingsOf } from '../../domain/indicators/readings.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { caseCounting, countingOf, takeoverCounting } from './counting.js'
import { FIGURES_HEADER, figureRows } from './figures.js'
import { CUT_SLUGS, queryOf, readReadings, readRowsWish, readWish, readingsQuery } from './form.js'
import { nextActions } from './next-actions-store.js'
import { chartWords, readingWords } from './nouns.js'
import { asKnownAtEnd, familyOf, factsOf, periodWords, pointsOf, readingsBeside, readingVariants, variantOf } from './presentation.js'
import { cutCounts } from './rows-behind.js'
import { exportRows, rowsPage, rowsPerPage } from './rows-store.js'
import { averageMonths, cellsOf, columnsOf, cutsOf, fileCells, fileColumns, rowsTable } from './rows-table.js'

const yearsInChart = 8

export function indicatorsRoutes(house: House): Router {
  const { get, router } = door(house)
  const { db } = house

  get(paths.indicators, async (req, res) => {
    const actor = actorOf(res)
    const wish = readWish(req.query, actor.today)
    const takeovers = await takeoverCounting(db, actor)
    const cases = await caseCounting(db, actor, wish)
    const { period, indicators } = takeovers.report(wish)
    const all = [...indicators, ...cases.report(wish).indicators]
    const variants = (...codes: IndicatorCode[]) => codes.map((code) => variantOf(pick(all, code), wish))
    const years = [...new Set([...takeovers.years, ...cases.years])].sort((a, b) => b - a)
    page(res, 'indicators/index', {
      title: 'Indikatorer',
      active: 'indicators',
      hasTakeovers: takeovers.hasFacts,
      hasCases: cases.hasFacts,
      ...choicesOf(wish, years, paths.indicators.url),
      periodWords: periodWords(period),
      isPreliminary: period.isPreliminary,
      csvHref: paths.indicatorsCsv.url({}, queryOf(wish)),
      averted: variants('I4', 'I5', 'I9'),
      evictions: variants('I8', 'G8a', 'G8b', 'G14'),
      stock: variants('I1a', 'I1b', 'I1c'),
      persons: variants('I2', 'I3'),
      cohorts: variants('I2b12', 'I2b18', 'I2b24', 'I2b36'),
    })
  })

  get(paths.indicatorsCsv, async (req, res) => {
    const actor = actorOf(res)
    const wish = readWish(req.query, actor.today)
    const { smallGroup } = await settingsFor(db, actor)
    const takeovers = (await takeoverCounting(db, actor)).report(wish)
    const cases = (await caseCounting(db, actor, wish)).report(wish, readReadings(req.query))
    const rows = [...figureRows(takeovers, smallGroup), ...figureRows(cases, smallGroup)]
    const { year, period, only } = takeovers.period
    sendCsv(res, `indikatorer-${year}-${period}${only ? '-enbart' : ''}.csv`, csvBytes(FIGURES_HEADER, rows))
  })

  /** What a page about one indicator begins with: the family it is of, the period and readings asked for, and the report. */
  const reportFor = async (res: Response, code: IndicatorCode, query: unknown) => {
    const actor = actorOf(res)
    const wish = readWish(query, actor.today)
    const readings = readingsOf(code, readReadings(query))
    const counting = await countingOf(code)(db, actor)
    const report = counting.report(wish, readings, familyOf(code))
    return { actor, wish, readings, counting, report, chosen: pick(report.indicators, code) }
  }

  get(paths.indicator, async (req, res) => {
    const code = codeOf(req.params.code)
    const { actor, wish, readings, counting, report, chosen } = await reportFor(res, code, req.query)
    const { years } = counting
    const lastYear = Math.min(yearOf(wish.today), Math.max(wish.year, (years.at(-1) ?? wish.year) + yearsInChart - 1))
    const drawn = years
      .filter((year) => year <= lastYear)
      .slice(0, yearsInChart)
      .reverse()
    const perYear = drawn.map((year) => {
      const one = counting.report({ ...wish, year }, readings, [code])
      return { year, period: one.period, indicator: pick(one.indicators, code) }
    })
    const beside = readingsBeside(chosen).map((other) => pick(counting.report(wish, other, [code]).indicators, code))
    const variants =
      beside.length > 0
        ? readingVariants([chosen, ...beside], wish, chosen)
        : familyOf(code).map((one) => variantOf(pick(report.indicators, one), wish, chosen))
    const address = (query: Record<string, string | number | null | undefined> = {}) =>
      paths.indicator.url({ code }, { ...queryOf(wish), ...readingsQuery(readings), ...query })
    page(res, 'indicators/show', {
      title: label(code),
      active: 'indicators',
      crumbs: [{ href: paths.indicators.url({}, queryOf(wish)), text: 'Indikatorer' }],
      code,
      chosen,
      readings: readingWords(chosen),
      variants,
      facts: factsOf(chosen, wish.year, asKnownAtEnd(chosen, report.period, counting, wish)),
      ...choicesOf(
        wish,
        years,
        (_, query) => paths.indicator.url({ code }, { ...query, ...readingsQuery(readings) }),
        readingsQuery(readings),
      ),
      periodWords: periodWords(report.period),
      isPreliminary: chosen.isPreliminary,
      points: pointsOf(perYear, wish.today),
      chart: { unit: chosen.measure === 'SHARE' ? 'percent' : 'count', words: chartWords(chosen) },
      rows: may(actor.role, 'readIndicatorRows') ? await rowsSection() : null,
    })

    async function rowsSection() {
      const asked = readRowsWish(req.query)
      const behind = counting.rows(chosen, report, asked.cut, wish.today)
      const sorted = req.query.sortera === undefined ? { ...asked, ...firstSort(code, behind.kind) } : asked
      const list = await rowsPage(db, actor, behind, sorted)
      const next = code === 'G14' ? await nextActions(db, actor, report.period.lastOn, list.rows) : new Map<number, string>()
      const rowsQuery = {
        rader: asked.cut === 'NUMERATOR' ? null : CUT_SLUGS[asked.cut],
        sortera: req.query.sortera === undefined ? null : `${sorted.descending ? '-' : ''}${sorted.sort}`,
      }
      const counts = cutCounts(chosen)
      const behindOf = new Map(behind.kind === 'CASES' ? behind.rows.map((row) => [row.groupId, row]) : [])
      return {
        list: {
          ...list,
          rows: list.rows.map((row) =>
            row === null
              ? null
              : { ...cellsOf(behind.kind, row, behindOf.get(row.groupId), wish.today), next: next.get(row.groupId) ?? null },
          ),
        },
        size: rowsPerPage,
        cuts: cutsOf(chosen, counts, asked.cut).map((cut) => ({ ...cut, href: `${address({ rader: cut.slug })}#rader` })),
        columns: rowsTable(
          columnsOf(behind.kind, chosen, asked.cut),
          sorted,
          (sort) => `${address({ ...rowsQuery, sortera: sort })}#rader`,
        ),
        averageMonths: asked.cut === 'NUMERATOR' && list.masked === 0 ? averageMonths(behind, wish.today) : null,
        pageHref: (sida: number) => `${address({ ...rowsQuery, sida: sida === 1 ? null : sida })}#rader`,
        csvHref: paths.indicatorRows.url({ code }, { ...queryOf(wish), ...readingsQuery(readings), ...rowsQuery }),
      }
    }
  })

  get(paths.indicatorRows, async (req, res) => {
    const code = codeOf(req.params.code)
    const { actor, wish, readings, counting, report, chosen } = await reportFor(res, code, req.query)
    const asked = readRowsWish(req.query)
    const behind = counting.rows(chosen, report, asked.cut, wish.today)
    const sorted = req.query.sortera === undefined && behind.kind === 'CASES' ? { ...asked, ...firstSort(code, behind.kind) } : asked
    const rows = await exportRows(db, actor, behind, sorted, { code, period: report.period, readings, cut: asked.cut })
    const next = code === 'G14' ? await nextActions(db, actor, report.period.lastOn, rows) : new Map<number, string>()
    const behindOf = new Map(behind.kind === 'CASES' ? behind.rows.map((row) => [row.groupId, row]) : [])
    const columns = fileColumns(behind.kind, chosen, asked.cut)
    const words = readingWords(chosen).join('. ')
    const readingColumn = words !== '' ? ['Räknesätt'] : []
    sendCsv(
      res,
      `${code}-${wish.year}-${wish.period}-${CUT_SLUGS[asked.cut]}.csv`,
      csvBytes(
        [...columns.map(({ text }) => text), ...readingColumn],
        rows.map((row) => [
          ...fileCells(
            columns,
            behind.kind,
            row,
            row === null ? undefined : behindOf.get(row.groupId),
            wish.today,
            row === null ? null : (next.get(row.groupId) ?? null),
          ),
          ...readingColumn.map(() => words),
        ]),
      ),
    )
  })

  return router
}

/** Apartments by address, the register of children by risk, the rest by what happened last. */
function firstSort(code: IndicatorCode, kind: string) {
  if (kind === 'APARTMENTS') return { sort: 'adress' as const, descending: false }
  if (code === 'G14') return { sort: 'risk' as const, descending: true }
  return { sort: kind === 'CASES' && code !== 'I8' && code !== 'G8a' ? ('in' as const) : ('ut' as const), descending: true }
}

/** Links and fields that change the period and keep the rest. */
function choicesOf(
  wish: Required<PeriodWish>,
  years: readonly number[],
  url: (parameters: object, query: Record<string, string | number | null>) => string,
  alsoKept: Record<string, string | null> = {},
) {
  const to = (change: Partial<Required<PeriodWish>>) => url({}, queryOf({ ...wish, ...change }))
  const isRunning = wish.year === yearOf(wish.today)
  const { ar: _year, ...kept } = { ...queryOf(wish), ...alsoKept }
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
