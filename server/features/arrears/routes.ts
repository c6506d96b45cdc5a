/** Skulder: who is behind, how much and since when; and one person's ledger. */
import type { Router } from 'express'
import { z } from 'zod'
import { may } from '../../domain/access.js'
import { isOverdue } from '../../domain/arrears.js'
import { billState } from '../../domain/bill-state.js'
import { isDay } from '../../domain/calendar.js'
import type { Role } from '../../domain/codes.js'
import { stepOfHousingForm } from '../../domain/ladder.js'
import { monthName } from '../../domain/swedish-dates.js'
import { recordReadings } from '../../audit.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { payCell, rentSubnav } from '../rent/rent-pages.js'
import { personLedger, type LedgerLine } from './ledger-store.js'
import { arrearsOn, type ArrearsRow } from './store.js'

const pageSize = 50
const ArrearsQuery = z.object({
  sida: z.coerce.number().int().min(1).max(100_000).catch(1),
  urval: z.enum(['mina', 'barn', 'utflyttade']).optional().catch(undefined),
})
/** half a rent or more warns, two rents or more is red: the design's words for debt */
const toneOf = (months: number | null) => (months === null || months < 0.5 ? 'neutral' : months >= 2 ? 'danger' : 'warning')

export function arrearsRoutes(house: House): Router {
  const { get, router } = door(house)

  get(paths.arrears, async (req, res) => {
    const actor = actorOf(res)
    const query = ArrearsQuery.parse(req.query)
    const all = await arrearsOn(house.db, actor, actor.today)
    const cuts: Record<string, (row: ArrearsRow) => boolean> = {
      mina: (row) => row.boendestodjareId === actor.userId,
      barn: (row) => row.shown && row.children > 0,
      utflyttade: (row) => row.movedOut,
    }
    const chosen = query.urval ? all.filter(cuts[query.urval] ?? (() => true)) : all
    const rows = chosen.slice((query.sida - 1) * pageSize, query.sida * pageSize)
    await house.db.transaction((tx) =>
      recordReadings(
        tx,
        actor,
        rows.map((row) => row.personId),
      ),
    )
    const { expectedLossDays } = await settingsFor(house.db, actor)
    const sum = (some: ArrearsRow[]) => some.reduce((total, row) => total + row.overdueOre, 0)
    page(res, 'arrears/index', {
      title: 'Skulder',
      active: 'rents',
      subnav: rentSubnav('arrears', may(actor.role as Role, 'changeRents')),
      totals: {
        ore: sum(all),
        people: all.length,
        children: all.filter(cuts.barn ?? Boolean).length,
        oldOre: sum(all.filter((row) => row.daysOverdue > expectedLossDays)),
        expectedLossDays,
      },
      cuts: [
        { key: undefined, text: 'Alla', count: all.length },
        { key: 'mina', text: 'Mina', count: all.filter(cuts.mina ?? Boolean).length },
        { key: 'barn', text: 'Med barn', count: all.filter(cuts.barn ?? Boolean).length },
        { key: 'utflyttade', text: 'Utflyttade', count: all.filter(cuts.utflyttade ?? Boolean).length },
      ].map(({ key, ...cut }) => ({ ...cut, href: paths.arrears.url({}, { urval: key }), current: key === query.urval })),
      rows: rows.map((row) => ({
        ...row,
        person: { href: paths.person.url({ personId: row.personId }), name: row.name, masked: !row.shown },
        step: row.housingForm ? stepOfHousingForm(row.housingForm as never) : null,
        tone: toneOf(row.monthsOwed),
        monthsText: row.monthsOwed === null ? '–' : row.monthsOwed.toFixed(1).replace('.', ','),
      })),
      pager: {
        page: query.sida,
        pages: Math.max(1, Math.ceil(chosen.length / pageSize)),
        total: chosen.length,
        size: pageSize,
        href: (n: number) => paths.arrears.url({}, { urval: query.urval, sida: n }),
      },
    })
  })

  get(paths.personLedger, async (req, res) => {
    const actor = actorOf(res)
    const personId = idOf(req, 'personId')
    const asked = String(req.query.dag ?? '')
    const on = isDay(asked) ? asked : actor.today
    const ledger = found(await personLedger(house.db, actor, personId, on))
    const { toleranceBankDays } = await settingsFor(house.db, actor)
    const bills = ledger.lines.filter((line) => line.kind === 'CHARGE')
    const ended = on === actor.today
    const overdue = bills.filter((bill) => bill.openOre > 0 && isOverdue(bill.dueOn ?? on, on))
    page(res, 'arrears/ledger', {
      title: ledger.shown ? `Hyra: ${ledger.name}` : 'Skyddad person',
      active: 'people',
      crumbs: [
        { href: paths.people.url(), text: 'Personer' },
        ...(ledger.shown ? [{ href: paths.person.url({ personId }), text: ledger.name ?? '' }] : []),
      ],
      ledger,
      on,
      isToday: ended,
      dayWrong: asked !== '' && !isDay(asked) ? asked : null,
      mayPay: may(actor.role as Role, 'changeRents'),
      overdueOre: overdue.reduce((sum, bill) => sum + bill.openOre, 0),
      overdueBills: overdue.length,
      oldestDueOn: overdue.map((bill) => bill.dueOn ?? '').sort()[0] ?? null,
      lines: [...ledger.lines].reverse().map((line) => ({
        ...line,
        what: whatOf(line),
        state: line.kind === 'CHARGE' && ended ? payCell(billState({ ...line, dueOn: line.dueOn ?? on }, on, toleranceBankDays), on) : null,
      })),
    })
  })
  return router
}

function whatOf(line: LedgerLine): string {
  if (line.kind === 'CHARGE') return line.period ? `Hyra ${monthName(line.period)}` : label('CHARGE')
  return line.payerKind ? `${label(line.kind)}, ${label(line.payerKind).toLowerCase()}` : label(line.kind)
}
