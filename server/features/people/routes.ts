/** People: the list and the person's own page. What is changed about a person stands in the other -routes files of this folder. */
import type { Router } from 'express'
import { LADDER_STEPS } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { householdNow } from '../eviction-prevention/next-store.js'
import { nextWords } from '../eviction-prevention/next-words.js'
import { disturbanceLines } from '../disturbances/disturbance-page.js'
import { disturbancesAbout } from '../disturbances/disturbance-store.js'
import { agreementsOf } from '../respite/agreements-store.js'
import { personWarnings } from './person-warnings-store.js'
import { PeopleQuery } from './form.js'
import { draftOf } from './draft-store.js'
import { draftRoutes } from './draft-routes.js'
import { householdRoutes } from './household-routes.js'
import { identityRoutes } from './identity-routes.js'
import { listPeople, peoplePerPage } from './list-store.js'
import { filterOf, listUrl, sortColumn } from './list-url.js'
import { newPersonRoutes } from './new-routes.js'
import { noteRoutes } from './note-routes.js'
import { overviewOf } from './overview.js'
import { loadOverview } from './overview-store.js'
import { particularsRoutes } from './particulars-routes.js'
import { pageNameOf } from './page-names.js'
import { personLocals, personPage } from './person-page.js'
import { protectionRoutes } from './protection-routes.js'
import { readingsRoutes } from './readings-routes.js'

export function peopleRoutes(house: House): Router {
  const here = door(house)
  const { get, router } = here

  get(paths.people, async (req, res) => {
    const query = PeopleQuery.parse(req.query)
    const { people, total, hidden } = await listPeople(house.db, actorOf(res), filterOf(query))
    page(res, 'people/list', {
      title: 'Personer',
      active: 'people',
      query,
      people,
      total,
      hidden,
      size: peoplePerPage,
      pages: pagesOf(total, peoplePerPage),
      filtered: Boolean(query.q.trim() || query.steg || query.mina || query.skuld || query.barn),
      stepChoices: [...choices(LADDER_STEPS), { value: 'INGET', text: 'På inget steg' }],
      sortColumn: (name: 'namn' | 'skuld' | 'fodd', firstDown?: boolean) => sortColumn(query, name, firstDown),
      pageUrl: (sida: number) => listUrl(query, { sida }),
      listUrl: (changed: Partial<typeof query>) => listUrl(query, changed),
    })
  })

  newPersonRoutes(house, here) // before the person: /personer/ny is not an id

  get(paths.person, async (req, res) => {
    const actor = actorOf(res)
    const person = await personPage(house, req, res)
    if (!person) return
    const facts = await loadOverview(house.db, actor, person)
    const now = await householdNow(house.db, actor, person.id, facts.settings)
    page(res, 'people/show', {
      title: person.name,
      ...personLocals(person),
      facts,
      overview: overviewOf(facts, actor.today),
      next: nextWords(now, { personId: person.id, caseId: now.caseId }, actor.role, actor.today),
      draft: await draftOf(house.db, actor, person.id),
      warnings: await personWarnings(house.db, actor, person.id, facts.settings),
      disturbances: disturbanceLines(await disturbancesAbout(house.db, actor, { personId: person.id })),
      newHref: paths.newDisturbance.url({}, { person: person.id }),
      agreements: await agreementsOf(house.db, actor, person.id),
      readings: facts.readings.map((reading) => ({ ...reading, pageName: pageNameOf(reading.page), own: reading.userId === actor.userId })),
    })
  })

  particularsRoutes(house, here)
  identityRoutes(house, here)
  householdRoutes(house, here)
  protectionRoutes(house, here)
  readingsRoutes(house, here)
  noteRoutes(house, here)
  draftRoutes(house, here)
  return router
}
