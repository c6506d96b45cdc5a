/** Månadsbokslut: the months, each with what was owed, charged and paid by cost centre and boendeform, the rows behind, and closing it. */
import type { Request, Response, Router } from 'express'
import type { ActingUser } from '../../actor.js'
import { csvBytes } from '../../documents/csv.js'
import { xlsxBytes, type XlsxValue } from '../../documents/xlsx.js'
import { may } from '../../domain/access.js'
import { firstOfMonth, isMonth, monthOf, nextMonth, type Month } from '../../domain/calendar.js'
import { MONTH_FIGURES, refuseClose, sumOf, type MonthAmounts } from '../../domain/month-close.js'
import { kronor } from '../../domain/money.js'
import { dayAndMonth, monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door, flash } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { plural, sentence } from '../../web/swedish-words.js'
import { closedThrough } from './closed-store.js'
import { CloseMonthForm, queryOf, readFigureWish } from './form.js'
import { COLUMN_SIGNS, COLUMN_WORDS, groupsOf, REPORT_HEADER, reportRows, type Grouping, type ReportGroup } from './presentation.js'
import { balancesBehind, countBalances, countEntries, entriesBehind, type FigureWish } from './rows-store.js'
import { beforeClosing, closeMonth, listMonths, markOf, monthReport, peopleBehind, type MonthReport } from './store.js'

const amountColumns = MONTH_FIGURES.map((key) => ({ key, text: COLUMN_WORDS[key], sign: COLUMN_SIGNS[key] }))

export function monthCloseRoutes(house: House): Router {
  const { get, post, router } = door(house)
  const { db } = house
  const crumbs = [
    { href: paths.rentFollowUp.url(), text: 'Uppföljning' },
    { href: paths.monthCloses.url(), text: 'Månadsbokslut' },
  ]

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

  get(paths.monthCloseEntries, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    const wish: FigureWish = { month, ...readFigureWish(req.query) }
    const balances = wish.column === 'openingOre' || wish.column === 'closingOre'
    const shown = await db.reading(async (tx) => {
      const count = await (balances ? countBalances : countEntries)(tx, actor, wish)
      const paging = pageAsked(req.query.sida, count.total)
      const entries = balances ? [] : await entriesBehind(tx, actor, wish, pageSize, paging.offset)
      const people = balances ? await balancesBehind(tx, actor, wish, pageSize, paging.offset) : []
      return { count, paging, entries, people }
    })
    const lowers = COLUMN_SIGNS[wish.column] === '\u2212'
    const asShown = (ore: number) => (lowers ? -ore : ore) + 0
    page(res, 'month-close/entries', {
      title: `${COLUMN_WORDS[wish.column]} ${monthName(month)}`,
      active: 'rents',
      crumbs: [...crumbs.slice(1), { href: paths.monthClose.url({ month }), text: sentence(monthName(month)) }],
      group: [
        wish.costCentre === undefined ? '' : (wish.costCentre ?? 'Utan kostnadsställe'),
        wish.housingForm === undefined ? '' : wish.housingForm === null ? 'Utan boendeform' : label(wish.housingForm),
      ]
        .filter(Boolean)
        .join(', '),
      balances,
      total: shown.count.total,
      sumOre: asShown(shown.count.signedOre),
      entries: shown.entries.map((entry) => ({ ...entry, shownOre: asShown(entry.signedOre), what: whatOf(entry) })),
      people: shown.people.map((row) => ({ ...row, shownOre: asShown(row.signedOre) })),
      columns: amountColumns.map((column) => ({
        href: paths.monthCloseEntries.url({ month }, queryOf({ ...wish, column: column.key })),
        text: column.text,
        current: column.key === wish.column,
      })),
      pager: {
        ...shown.paging,
        total: shown.count.total,
        size: pageSize,
        noun: 'poster',
        href: (n: number) => paths.monthCloseEntries.url({ month }, { ...queryOf(wish), sida: n }),
      },
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

  get(paths.monthClosing, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    if (refuseClose(month, await closedThrough(db, actor.namndId), actor.today) === 'MONTH_CLOSED')
      return res.redirect(303, paths.monthClose.url({ month }))
    await closingPage(res, month)
  })
  post(paths.monthClosing, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    const form = readForm(CloseMonthForm, req.body)
    const isClosed = refuseClose(month, await closedThrough(db, actor.namndId), actor.today) === 'MONTH_CLOSED'
    const { checked, seen } = form.ok ? form.value : { checked: false, seen: '' }
    if (!isClosed && !checked) return closingPage(res, month, [{ field: 'checked', message: 'Kryssa i att du har gått igenom siffrorna' }])
    const done = await closeMonth(db, actor, month, seen)
    if (done.refused)
      return closingPage(
        res,
        month,
        done.reasons.map((reason) => ({ field: 'checked', message: label(reason) })),
      )
    if (done.again) flash(req, `${sentence(monthName(month))} är redan stängd. Inget ändrades.`, 'warning')
    else
      flash(req, `${sentence(monthName(month))} är stängd. Poster som kommer sent dateras ${dayAndMonth(firstOfMonth(nextMonth(month)))}.`)
    res.redirect(303, paths.monthClose.url({ month }))
  })
  return router

  async function closingPage(res: Response, month: Month, errors: { field: string; message: string }[] = []): Promise<void> {
    const actor = actorOf(res)
    const closed = await closedThrough(db, actor.namndId)
    const refusal = refuseClose(month, closed, actor.today)
    const report = await monthReport(db, actor, month)
    const sums = sumOf(report.lines)
    const known = await beforeClosing(db, actor, month)
    const firstOpen = dayAndMonth(firstOfMonth(nextMonth(month)))
    page(
      res,
      'month-close/closing',
      {
        title: `Stäng ${monthName(month)}`,
        active: 'rents',
        errors,
        crumbs: [...crumbs.slice(1), { href: paths.monthClose.url({ month }), text: sentence(monthName(month)) }],
        month,
        refusal: refusal === null ? null : label(refusal),
        nextHref: paths.monthCloses.url(),
        action: paths.monthClosing.url({ month }),
        fields: { seen: markOf(report.lines) },
        groups: [
          {
            id: 'bokslutet',
            title: actor.unitId === null ? 'Bokslutet' : 'Bokslutet för din enhet',
            items: amountColumns.map(({ key, text, sign }) => ({
              label: text,
              value: `${['', '='].includes(sign) ? '' : `${sign} `}${kronor(sums[key])}`,
            })),
          },
        ],
        warning: warningOf(known, month),
        consequences: [
          ...(closed === null ? [`Alla månader före ${monthName(month)} räknas också som stängda. De ingår i det ingående saldot.`] : []),
          `Siffrorna för ${monthName(month)} fryses, för hela nämnden.`,
          `En post som kommer sent dateras ${firstOpen} och pekar på sin egen dag. Om hyran kom i tid avgörs ändå av den dagen.`,
          'Det går inte att öppna månaden igen.',
        ],
        check: { name: 'checked', label: `Jag har gått igenom siffrorna för ${monthName(month)}` },
        submit: `Stäng ${monthName(month)}`,
        cancelHref: paths.monthClose.url({ month }),
      },
      errors.length > 0 ? 422 : 200,
    )
  }

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

/** The month in the address, if it has begun; any other is an address that does not exist. */
function monthAsked(req: Request, actor: ActingUser): Month {
  const text = String(req.params.month)
  return found(isMonth(text) && text <= monthOf(actor.today) ? text : null)
}

function stateOf(report: MonthReport, closed: Month | null, actor: ActingUser): { tone: string; text: string; words: string } {
  if (report.closedAt !== null) return { tone: 'done', text: 'Stängd', words: 'Siffrorna är frysta.' }
  if (closed !== null && report.month <= closed)
    return { tone: 'done', text: 'Stängd', words: 'Månaden ligger före det första bokslutet och ingår i dess ingående saldo.' }
  if (report.month === monthOf(actor.today)) return { tone: 'progress', text: 'Pågår', words: 'Siffrorna ändras tills månaden är stängd.' }
  return { tone: 'warning', text: 'Öppen', words: 'Siffrorna ändras tills månaden är stängd.' }
}

function warningOf(
  { waiting, withoutBill }: Awaited<ReturnType<typeof beforeClosing>>,
  month: Month,
): { text: string; detail?: string } | undefined {
  const parts = [
    waiting.payments === 0
      ? ''
      : `${plural(waiting.payments, 'inbetalning', 'inbetalningar')} till och med ${monthName(month)} väntar utan träff, ${kronor(waiting.ore)}.`,
    withoutBill === 0 ? '' : `${plural(withoutBill, 'boende', 'boenden')} har ingen hyresavi för ${monthName(month)}.`,
  ].filter(Boolean)
  return parts.length === 0
    ? undefined
    : { text: parts.join(' '), detail: 'Det går att stänga ändå. Det som bokförs efteråt hamnar i nästa månad.' }
}

const whatOf = (entry: { kind: string; turned: string | null; period: Month | null; chargeKind: string | null }) => {
  const named = (kind: string) =>
    label(kind === 'CHARGE' && entry.chargeKind !== null && entry.chargeKind !== 'RENT' ? entry.chargeKind : kind)
  const name = entry.turned === null ? named(entry.kind) : `${label(entry.kind)} av ${named(entry.turned).toLowerCase()}`
  return entry.period === null ? name : `${name}, ${monthName(entry.period)}`
}
