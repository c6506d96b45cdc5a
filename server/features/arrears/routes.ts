/** Skulder: who is behind, how much and since when. */
import type { Router } from 'express'
import { z } from 'zod'
import { may } from '../../domain/access.js'
import type { Role } from '../../domain/codes.js'
import { stepOfHousingForm } from '../../domain/ladder.js'
import { recordReadings } from '../../audit.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { ledgerRoutes } from './ledger-routes.js'
import { arrearsOn, lastPaymentDays, type ArrearsRow } from './store.js'

const pageSize = 50
const ArrearsQuery = z.object({
  sida: z.coerce.number().int().min(1).max(100_000).catch(1),
  urval: z.enum(['mina', 'barn', 'utflyttade']).optional().catch(undefined),
})
/** half a rent or more warns, two rents or more is red: the design's words for debt */
const toneOf = (months: number | null) => (months === null || months < 0.5 ? 'neutral' : months >= 2 ? 'danger' : 'warning')

export function arrearsRoutes(house: House): Router {
  const opened = door(house)
  const { get, router } = opened

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
    const personIds = rows.map((row) => row.personId)
    const paidOn = await house.db.transaction(async (tx) => {
      await recordReadings(tx, actor, personIds)
      return lastPaymentDays(tx, personIds, actor.today)
    })
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
        lastPaidOn: paidOn.get(row.personId) ?? null,
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

  ledgerRoutes(house, opened)
  return router
}
