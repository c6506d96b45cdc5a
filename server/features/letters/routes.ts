/** Brev: made here, looked at here, and marked as sent by a person. Nothing is sent by itself. */
import type { Router } from 'express'
import { may } from '../../domain/access.js'
import { monthOf, nextMonth } from '../../domain/calendar.js'
import { LETTER_KINDS, LETTER_STATES } from '../../domain/codes.js'
import { monthName, stamp } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { pageSize, pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { batchRoutes } from './batch-routes.js'
import { bulkRoutes } from './bulk-routes.js'
import { caseLetterRoutes } from './case-letter-routes.js'
import { LettersQuery } from './form.js'
import { letterRoutes } from './letter-routes.js'
import { batchesOf, protectedLetters, singleLetters } from './list-store.js'
import { personRoutes } from './person-routes.js'
import { rowOf } from './words.js'

export function lettersRoutes(house: House): Router {
  const opened = door(house)
  const { get, router } = opened

  get(paths.letters, async (req, res) => {
    const actor = actorOf(res)
    const query = LettersQuery.parse(req.query)
    const batches = await batchesOf(house.db, actor, { limit: pageSize, offset: (query.sida - 1) * pageSize })
    const { slag, lage } = query
    const drafts = await singleLetters(
      house.db,
      actor,
      { state: lage, kind: slag },
      { limit: pageSize, offset: (query.utkast - 1) * pageSize },
    )
    const cut = { slag, lage: lage === 'DRAFT' ? null : lage }
    const coming = nextMonth(monthOf(actor.today))
    const maySend = may(actor.role, 'sendLetters')
    page(res, 'letters/index', {
      title: 'Brev',
      active: 'rents',
      subnav: rentSubnav('letters', may(actor.role, 'changeRents')),
      maySend,
      months: [nextMonth(monthOf(actor.today), -1), monthOf(actor.today), coming].map((month) => ({
        value: month,
        text: monthName(month),
      })),
      coming,
      batches: batches.rows.map((one) => ({
        ...one,
        href: paths.letterBatch.url({ batch: one.batch }),
        kindText: label(one.kind),
        made: [stamp(one.createdAt), one.createdBy].filter(Boolean).join(', '),
        left: one.letters - one.sent - one.stopped,
      })),
      batchPager: pagerOf(query.sida, batches.total, (n) => paths.letters.url({}, { ...cut, sida: n, utkast: query.utkast })),
      cut: { slag, lage },
      kinds: choices(LETTER_KINDS),
      states: choices(LETTER_STATES),
      total: drafts.total,
      drafts: drafts.rows.map(rowOf),
      draftPager: pagerOf(query.utkast, drafts.total, (n) => paths.letters.url({}, { ...cut, sida: query.sida, utkast: n })),
    })
  })

  get(paths.protectedLetters, async (_req, res) => {
    const actor = actorOf(res)
    const { rows, hiddenDrafts, hiddenSent } = await protectedLetters(house.db, actor)
    page(res, 'letters/protected', {
      title: 'Brev till skyddade personer',
      active: 'rents',
      crumbs: [{ href: paths.letters.url(), text: 'Brev' }],
      rows: rows.map(rowOf),
      hiddenDrafts,
      hiddenSent,
    })
  })

  bulkRoutes(house, opened)
  batchRoutes(house, opened)
  letterRoutes(house, opened)
  personRoutes(house, opened)
  caseLetterRoutes(house, opened)
  return router
}

const pagerOf = (current: number, total: number, href: (n: number) => string) => ({
  page: current,
  pages: pagesOf(total, pageSize),
  total,
  size: pageSize,
  href,
})
