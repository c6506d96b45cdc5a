/** I dag: what to do about whom, worked out from the facts when the page is opened. */
import type { Router } from 'express'
import { linesFor, todayLines } from '../../domain/today.js'
import type { House } from '../../house.js'
import { pageWithin } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { countDrafts } from '../people/draft-store.js'
import { TodayQuery } from './form.js'
import { aboutOf, maskedLast } from './line-about.js'
import { wordsOf } from './line-words.js'
import { todayFacts } from './store.js'
import { hiddenPeople, ownPeople, readSubjects } from './subjects-store.js'
import { cutsOf, groupsOf, ledeOf, linesAbout, linesPerPage, opensWithOwn, ROLES_WITH_OWN_PEOPLE } from './today-page.js'

export function todayRoutes(house: House): Router {
  const { get, router } = door(house)

  get(paths.today, async (req, res) => {
    const actor = actorOf(res)
    const role = actor.role
    const query = TodayQuery.parse(req.query)
    const settings = await settingsFor(house.db, actor)
    const own = ROLES_WITH_OWN_PEOPLE.includes(role) ? await ownPeople(house.db, actor) : null
    const isOwn = own !== null && (query.urval === 'mina' || (query.urval === null && opensWithOwn(role, own.ids)))
    const facts = await todayFacts(house.db, actor, actor.today, settings, isOwn ? { of: own } : {})
    const all = linesFor(role, todayLines(facts, actor.today, settings, role))
    const lines = isOwn ? maskedLast(linesAbout(own.ids, all), own.hidden) : maskedLast(all, await hiddenPeople(house.db, actor))
    const groups = groupsOf(lines, query, actor.today, settings)
    const subjects = await readSubjects(
      house.db,
      actor,
      groups.flatMap((group) => group.lines),
    )
    const [only] = groups
    page(res, 'today/show', {
      title: 'I dag',
      active: 'today',
      lede: ledeOf(lines, actor.today),
      cuts: own && cutsOf(role, own.current, actor.unitId === null, isOwn),
      groups: groups.map((group) => ({
        ...group,
        lines: group.lines.map((line) => wordsOf(line, aboutOf(line, subjects), role, actor.today)),
      })),
      drafts: await countDrafts(house.db, actor),
      nothingHere: !isOwn && facts.stays.length === 0 && lines.length === 0,
      pager:
        query.visa === null || !only
          ? null
          : {
              ...pageWithin(query.sida, only.count, linesPerPage),
              total: only.count,
              size: linesPerPage,
              href: (sida: number) => paths.today.url({}, { urval: query.urval, visa: only.id, sida: sida === 1 ? null : sida }),
            },
      backHref: query.visa === null ? null : paths.today.url({}, { urval: query.urval }),
    })
  })
  return router
}
