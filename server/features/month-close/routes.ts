/** Månadsbokslut: the months, each with what was owed, charged and paid by cost centre and boendeform, and as files. */
import type { Request, Router } from 'express'
import type { ActingUser } from '../../actor.js'
import { csvBytes } from '../../documents/csv.js'
import { xlsxBytes, type XlsxValue } from '../../documents/xlsx.js'
import { may } from '../../domain/access.js'
import { monthOf, nextMonth, type Month } from '../../domain/calendar.js'
import { MONTH_FIGURES, refuseClose, sumOf, type MonthAmounts } from '../../domain/month-close.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { closedThrough } from './closed-store.js'
import { closingRoutes } from './closing-routes.js'
import { entriesRoutes } from './entries-routes.js'
import { queryOf } from './form.js'
import { amountColumns, crumbs, monthAsked } from './month-pages.js'
import { groupsOf, REPORT_HEADER, reportRows, type Grouping, type ReportGroup } from './presentation.js'
import { listMonths, monthReport, peopleBehind, type MonthReport } from './store.js'

export function monthCloseRoutes(house: House): Router {
  const opened = door(house)
  const { get, router } = opened
  const { db } = house

  get(paths.monthCloses, async (req, res) => {
    const actor = actorOf(res)
    const months = await listMonths(db, actor, monthOf(actor.today))
    const closed = await closedThrough(db, actor.namndId)
    const next = closed === null ? nextMonth(monthOf(actor.today), -1) : nextMonth(closed)
    const paging = pageAsked(req.query.sida, months.length)
    const mayClose = may(actor.role, 'closeMonths')
    page(res, 'month-close/index', {
      title: 'Månadsbokslut',
      active: 'rents',
      crumbs: crumbs.slice(0, 1),
      columns: withWeight(months),
      closed,
      mayClose,
      next:
        mayClose && refuseClose(next, closed, actor.today) === null ? { month: next, href: paths.monthClosing.url({ month: next }) } : null,
      choices:
        closed === null && mayClose
          ? months.filter((one) => refuseClose(one.month, closed, actor.today) === null).map((one) => one.month)
          : [],
      rows: months.slice(paging.offset, paging.offset + pageSize).map((one) => ({
        ...one,
        href: paths.monthClose.url({ month: one.month }),
        running: one.month === monthOf(actor.today),
      })),
      pager: {
        ...paging,
        total: months.length,
        size: pageSize,
        noun: 'månader',
        href: (n: number) => paths.monthCloses.url({}, { sida: n }),
      },
    })
  })

  get(paths.monthClose, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    const report = await monthReport(db, actor, month)
    const closed = await closedThrough(db, actor.namndId)
    const mayRead = may(actor.role, 'readRents')
    const shown = await groupings(actor, report)
    const figure = (group: ReportGroup | null) =>
      MONTH_FIGURES.map((column) => ({
        ore: (group?.amounts ?? sumOf(report.lines))[column],
        href:
          mayRead && (group === null || group.query !== null)
            ? paths.monthCloseEntries.url(
                { month },
                { ...queryOf({ column, costCentre: undefined, housingForm: undefined }), ...group?.query },
              )
            : null,
      }))
    const table = (by: Grouping, caption: string) => ({
      by,
      caption,
      hidden: shown[by].hidden,
      rows: shown[by].groups.map((group) => ({ costCentre: group.costCentre, housingForm: group.housingForm, figures: figure(group) })),
    })
    page(res, 'month-close/show', {
      title: `Månadsbokslut ${monthName(month)}`,
      active: 'rents',
      crumbs,
      month,
      report,
      columns: withWeight(report.lines),
      state: stateOf(report, closed, actor),
      ofUnit: actor.unitId !== null,
      closing:
        may(actor.role, 'closeMonths') && refuseClose(month, closed, actor.today) === null ? paths.monthClosing.url({ month }) : null,
      sums: sumOf(report.lines),
      sumFigures: figure(null),
      tables: [
        table('costCentre', 'Per kostnadsställe'),
        table('housingForm', 'Per boendeform'),
        table('both', 'Per kostnadsställe och boendeform'),
      ],
      files: { xlsx: paths.monthCloseXlsx.url({ month }), csv: paths.monthCloseCsv.url({ month }) },
      before: paths.monthClose.url({ month: nextMonth(month, -1) }),
      after: month < monthOf(actor.today) ? paths.monthClose.url({ month: nextMonth(month) }) : null,
    })
  })

  get(paths.monthCloseCsv, async (req, res) => {
    const { month, sheets } = await files(req, actorOf(res))
    const rows = sheets.at(-1)?.rows ?? []
    res.attachment(`manadsbokslut-${month}.csv`).type('text/csv; charset=utf-8').send(csvBytes(REPORT_HEADER, rows))
  })

  get(paths.monthCloseXlsx, async (req, res) => {
    const { month, sheets } = await files(req, actorOf(res))
    const columns = REPORT_HEADER.map((header) => ({ header }))
    const bytes = await xlsxBytes(sheets.map(({ name, rows }) => ({ name, columns, rows: rows as XlsxValue[][] })))
    res.attachment(`manadsbokslut-${month}.xlsx`).send(bytes)
  })

  entriesRoutes(house, opened)
  closingRoutes(house, opened)
  return router

  /** The three groupings; for who reads sums only, without groups in which somebody could be told. */
  async function groupings(actor: ActingUser, report: MonthReport): Promise<Record<Grouping, ReturnType<typeof groupsOf>>> {
    const sumsOnly = !may(actor.role, 'readRents')
    const { smallGroup } = await settingsFor(db, actor)
    const one = async (by: Grouping) =>
      groupsOf(report, by, sumsOnly ? { counts: await peopleBehind(db, actor, report.month, by), smallGroup } : undefined)
    return { costCentre: await one('costCentre'), housingForm: await one('housingForm'), both: await one('both') }
  }

  async function files(req: Request, actor: ActingUser) {
    const month = monthAsked(req, actor)
    const report = await monthReport(db, actor, month)
    const shown = await groupings(actor, report)
    const sheet = (name: string, by: Grouping) => ({ name, rows: reportRows(report, shown[by].groups, by) })
    return { month, sheets: [sheet('Per kostnadsställe', 'costCentre'), sheet('Per boendeform', 'housingForm'), sheet('Båda', 'both')] }
  }
}

/** The columns; one with nothing in any row is left out on a phone. */
const withWeight = (lines: readonly MonthAmounts[]) =>
  amountColumns.map((column) => ({ ...column, secondary: lines.every((line) => line[column.key] === 0) }))

function stateOf(report: MonthReport, closed: Month | null, actor: ActingUser): { tone: string; text: string; words: string } {
  if (report.closedAt !== null) return { tone: 'done', text: 'Stängd', words: 'Siffrorna är frysta.' }
  if (closed !== null && report.month <= closed)
    return { tone: 'done', text: 'Stängd', words: 'Månaden ligger före det första bokslutet och ingår i dess ingående saldo.' }
  if (report.month === monthOf(actor.today)) return { tone: 'progress', text: 'Pågår', words: 'Siffrorna ändras tills månaden är stängd.' }
  return { tone: 'warning', text: 'Öppen', words: 'Siffrorna ändras tills månaden är stängd.' }
}
