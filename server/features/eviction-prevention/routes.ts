/** Ärenden: homes at risk, nearest legal day first. */
import type { Router } from 'express'
import { z } from 'zod'
import { daysBetween } from '../../domain/calendar.js'
import type { Role } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { dueWords } from '../today/line-words.js'
import { caseRoutes } from './case-routes.js'
import { householdEventRoutes } from './household-event-routes.js'
import { caseWords, linkOf, type CaseWords } from './case-page.js'
import { titleOf } from './next-words.js'
import { casesInReach, type OpenCase } from './case-store.js'
import { firstSignRoutes } from './first-sign-routes.js'
import { followUpRoutes } from './follow-up-routes.js'
import { noticeRoutes } from './notice-routes.js'
import { responsibleRoutes } from './responsible-routes.js'
import { supportRoutes } from './support-routes.js'

const pageSize = 25
const CasesQuery = z.object({
  urval: z.enum(['oppna', 'mina', 'barn', 'avslutade']).catch('oppna'),
  sida: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export function evictionPreventionRoutes(house: House): Router {
  const opened = door(house)
  opened.get(paths.cases, async (req, res) => {
    const actor = actorOf(res)
    const { urval, sida } = CasesQuery.parse(req.query)
    const settings = await settingsFor(house.db, actor)
    const cases = await casesInReach(house.db, actor, settings, urval === 'avslutade')
    const withWords = cases.map((one) => ({ one, words: caseWords(one, actor.today, settings) }))
    const at = (cut: string) =>
      withWords.filter(({ one, words }) => {
        if (cut === 'avslutade') return true
        if (one.closedOn !== null && words.next === null) return false
        return cut === 'mina' ? one.responsibleId === actor.userId : cut === 'barn' ? one.shown && one.children > 0 : true
      })
    const chosen = at(urval).sort(byUrgency)
    const shown = chosen.slice((sida - 1) * pageSize, sida * pageSize)
    page(res, 'eviction-prevention/index', {
      title: 'Ärenden',
      active: 'cases',
      urval,
      cuts: (['oppna', 'mina', 'barn', 'avslutade'] as const).map((cut) => ({
        href: paths.cases.url({}, { urval: cut === 'oppna' ? null : cut }),
        text: { oppna: 'Öppna', mina: 'Mina', barn: 'Med barn', avslutade: 'Avslutade' }[cut],
        count: urval === 'avslutade' || cut === 'avslutade' ? undefined : at(cut).length,
        current: cut === urval,
      })),
      items: shown.map(({ one, words }) => itemOf(one, words, actor.today, actor.role as Role)),
      pager: {
        page: sida,
        pages: Math.max(1, Math.ceil(chosen.length / pageSize)),
        total: chosen.length,
        size: pageSize,
        href: (n: number) => paths.cases.url({}, { urval: urval === 'oppna' ? null : urval, sida: n }),
      },
    })
  })
  noticeRoutes(house, opened)
  firstSignRoutes(house, opened) // before the case: /arenden/oppna is not an id
  caseRoutes(house, opened)
  householdEventRoutes(house, opened)
  supportRoutes(house, opened)
  responsibleRoutes(house, opened)
  followUpRoutes(house, opened)
  return opened.router
}

/** The nearest day to act first, then children, then the oldest case; each is shown on the line. */
function byUrgency(a: { one: OpenCase; words: CaseWords }, b: { one: OpenCase; words: CaseWords }): number {
  const dayOf = ({ words }: { words: CaseWords }) => words.next?.dueOn ?? words.nearest?.on ?? '9999'
  const [first, second] = [dayOf(a), dayOf(b)]
  if (first !== second) return first < second ? -1 : 1
  return Number(b.one.children > 0) - Number(a.one.children > 0) || (a.one.openedOn < b.one.openedOn ? -1 : 1)
}

function itemOf(one: OpenCase, words: CaseWords, today: string, role: Role) {
  if (!one.shown) return { masked: true }
  const { next, outcome } = words
  return {
    masked: false,
    title: outcome && !next ? `${one.name}: ${label(outcome.outcome).toLowerCase()}` : one.name,
    href: words.href,
    action: next ? titleOf(next, today) : null,
    why: next?.reason ?? (outcome ? `Avslutat ${outcome.on}.` : 'Inget att göra just nu.'),
    children: one.children,
    address: one.address,
    caseNumber: one.caseNumber,
    responsible: one.responsible,
    due: next ? dueWords(next.dueOn, today) : null,
    since: one.openedOn,
    sinceDays: daysBetween(one.openedOn, today),
    link: next ? linkOf(next, one, role) : null,
  }
}
