/** Ärenden: homes at risk, and households with late rent before there is a case, the nearest day of the law first. */
import type { Router } from 'express'
import { z } from 'zod'
import type { ActingUser } from '../../actor.js'
import type { Settings } from '../../domain/policy.js'
import type { House } from '../../house.js'
import { pageSize, pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { fieldOf } from '../../web/read-form.js'
import { caseRoutes } from './case-routes.js'
import { householdEventRoutes } from './household-event-routes.js'
import { caseWords } from './case-page.js'
import { casesInReach } from './case-store.js'
import { caseItem, earlyHouseholds, earlyItem, newestFirst, ranked } from './list-page.js'
import { firstSignRoutes } from './first-sign-routes.js'
import { followUpRoutes } from './follow-up-routes.js'
import { meetingRoutes } from './meeting-routes.js'
import { noticeRoutes } from './notice-routes.js'
import { responsibleRoutes } from './responsible-routes.js'
import { supportRoutes } from './support-routes.js'

const CUTS = ['oppna', 'mina', 'barn', 'utan', 'avslutade'] as const
type Cut = (typeof CUTS)[number]
const CUT_WORDS: Record<Cut, string> = {
  oppna: 'Öppna',
  mina: 'Mina',
  barn: 'Med barn',
  utan: 'Tidiga signaler, utan ärende',
  avslutade: 'Avslutade',
}
const CasesQuery = z.object({
  urval: z.enum(CUTS).catch('oppna'),
  sida: fieldOf.pageNumber(),
})

export function evictionPreventionRoutes(house: House): Router {
  const opened = door(house)
  opened.get(paths.cases, async (req, res) => {
    const actor = actorOf(res)
    const { urval, sida } = CasesQuery.parse(req.query)
    const settings = await settingsFor(house.db, actor)
    const list = urval === 'utan' ? await earlyList(actor, settings, sida) : await caseList(actor, settings, urval, sida)
    page(res, 'eviction-prevention/index', {
      title: 'Ärenden',
      active: 'cases',
      urval,
      cuts: CUTS.map((cut) => ({
        href: paths.cases.url({}, { urval: cut === 'oppna' ? null : cut }),
        text: CUT_WORDS[cut],
        count: list.counts?.(cut),
        current: cut === urval,
      })),
      items: list.items,
      pager: {
        page: sida,
        pages: pagesOf(list.total, pageSize),
        total: list.total,
        size: pageSize,
        href: (n: number) => paths.cases.url({}, { urval: urval === 'oppna' ? null : urval, sida: n }),
      },
    })
  })

  /** The cases of the cut in their order; the counts of the cuts that are of open cases. */
  async function caseList(actor: ActingUser, settings: Settings, urval: Cut, sida: number) {
    const cases = await casesInReach(house.db, actor, settings, urval === 'avslutade')
    const withWords = cases.map((one) => ({ one, words: caseWords(one, actor.today, settings) }))
    const at = (cut: Cut) =>
      withWords.filter(({ one, words }) => {
        if (cut === 'avslutade') return true
        if (one.closedOn !== null && words.next === null) return false
        return cut === 'mina' ? one.responsibleId === actor.userId : cut === 'barn' ? one.shown && one.children > 0 : true
      })
    const byUrgency = await ranked(house.db, at(urval), actor.today, settings)
    const chosen = urval === 'avslutade' ? newestFirst(byUrgency) : byUrgency
    const shown = chosen.slice((sida - 1) * pageSize, sida * pageSize)
    return {
      total: chosen.length,
      items: shown.map((one) => caseItem(one, actor.today, actor.role)),
      counts: (cut: Cut) => (urval === 'avslutade' || cut === 'avslutade' || cut === 'utan' ? undefined : at(cut).length),
    }
  }

  async function earlyList(actor: ActingUser, settings: Settings, sida: number) {
    const { total, households } = await earlyHouseholds(house.db, actor, settings, sida, pageSize)
    return {
      total,
      items: households.map((one) => earlyItem(one, actor.today, actor.role)),
      counts: (cut: Cut) => (cut === 'utan' ? total : undefined),
    }
  }

  noticeRoutes(house, opened)
  firstSignRoutes(house, opened) // before the case: /arenden/oppna is not an id
  caseRoutes(house, opened)
  householdEventRoutes(house, opened)
  supportRoutes(house, opened)
  meetingRoutes(house, opened)
  responsibleRoutes(house, opened)
  followUpRoutes(house, opened)
  return opened.router
}
