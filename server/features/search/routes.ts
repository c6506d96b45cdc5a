/** The search field of every page. One hit is gone to at once. */
import type { Router } from 'express'
import { z } from 'zod'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { search, type Hits } from './store.js'

const SearchQuery = z.object({ q: z.string().max(200).catch('') })

export function searchRoutes(house: House): Router {
  const { get, router } = door(house)
  get(paths.search, async (req, res) => {
    const { q } = SearchQuery.parse(req.query)
    const hits = await search(house.db, actorOf(res), q)
    const only = onlyHit(hits)
    if (only) return res.redirect(303, only)
    page(res, 'search/show', { title: 'Sök', q: q.trim(), hits })
  })
  return router
}

/** Where the one thing found is, or null when there are none or several. Bills of one person with one number count as one. */
function onlyHit({ people, apartments, bills }: Hits): string | null {
  const targets = new Set([
    ...people.map((person) => paths.person.url({ personId: person.id })),
    ...apartments.map((apartment) => paths.apartment.url({ apartmentId: apartment.id })),
    ...bills.map((bill) => paths.personLedger.url({ personId: bill.personId })),
  ])
  return targets.size === 1 ? ([...targets][0] ?? null) : null
}
