/** Störningar: homes that are not quiet, nearest deadline first; and the page of one. */
import type { Router } from 'express'
import { daysBetween, type Day } from '../../domain/calendar.js'
import type { Role } from '../../domain/codes.js'
import type { Settings } from '../../domain/policy.js'
import { label } from '../../labels.sv.js'
import type { House } from '../../house.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { householdNow, type HouseholdNow } from '../eviction-prevention/next-store.js'
import { titleOf } from '../eviction-prevention/next-words.js'
import { dueWords } from '../today/line-words.js'
import { detailsOf } from './detail-store.js'
import { crumbsTo, deadlinesOf, disturbanceWords, legalFacts } from './disturbance-page.js'
import { disturbanceById, openDisturbances, quietDisturbances, quietPerPage, type Disturbance } from './disturbance-store.js'
import { DisturbancesQuery } from './form.js'
import { reportRoutes } from './report-routes.js'
import { stepLink } from './step-link.js'
import { stepRoutes } from './step-routes.js'

type Cut = 'oppna' | 'mina' | 'tysta'

export function disturbanceRoutes(house: House): Router {
  const opened = door(house)
  const { db } = house

  opened.get(paths.disturbances, async (req, res) => {
    const actor = actorOf(res)
    const { urval, sida } = DisturbancesQuery.parse(req.query)
    const settings = await settingsFor(db, actor)
    const open = await openDisturbances(db, actor)
    const of = { oppna: open, mina: open.filter((one) => one.shown && one.mine) }
    const quiet = urval === 'tysta' ? await quietDisturbances(db, actor, sida) : null
    const sorted = urval === 'tysta' ? [] : byDeadline(of[urval], actor.today, settings)
    const total = quiet?.total ?? sorted.length
    const shown = quiet?.rows ?? sorted.slice((sida - 1) * quietPerPage, sida * quietPerPage)
    const href = (cut: Cut, n = 1) => paths.disturbances.url({}, { urval: cut === 'oppna' ? null : cut, sida: n === 1 ? null : n })
    page(res, 'disturbances/index', {
      title: 'Störningar',
      active: 'disturbances',
      urval,
      cuts: (['oppna', 'mina', 'tysta'] as const).map((cut) => ({
        href: href(cut),
        text: { oppna: 'Öppna', mina: 'Mina', tysta: 'Tysta' }[cut],
        count: cut === 'tysta' ? undefined : of[cut].length,
        current: cut === urval,
      })),
      items: shown.map((one) => itemOf(one, actor.today, settings, actor.role)),
      pager: {
        page: sida,
        pages: pagesOf(total, quietPerPage),
        total,
        size: quietPerPage,
        href: (n: number) => href(urval, n),
      },
    })
  })

  reportRoutes(house, opened) // before the disturbance: /storningar/ny is not an id

  opened.get(paths.disturbance, async (req, res) => {
    const actor = actorOf(res)
    const one = found(await disturbanceById(db, actor, idOf(req, 'disturbanceId')))
    const settings = await settingsFor(db, actor)
    const words = disturbanceWords(one, actor.today, settings)
    const household = await householdNow(db, actor, one.personId, settings)
    page(res, 'disturbances/show', {
      title: `Störning, ${one.name}`,
      active: 'disturbances',
      crumbs: crumbsTo(),
      one,
      words,
      before: one.closedOn === null ? comesBefore(household, one, actor.today) : null,
      nextTitle: words.next ? titleOf(words.next, actor.today) : null,
      nextLink: words.next ? stepLink(words.next.done, one.id, actor.role) : null,
      also: words.also.map((action) => ({
        href: stepLink(action.done, one.id, actor.role)?.href ?? null,
        text: titleOf(action, actor.today),
      })),
      due: words.next ? dueWords(words.next.dueOn, actor.today) : null,
      deadlines: deadlinesOf(words, one, actor.today),
      legal: legalFacts(words),
      quietDays: daysBetween(words.state.latestOn, words.state.closed?.on ?? actor.today),
      quietWanted: settings.disturbanceQuietDays,
      ...(await detailsOf(db, actor, one)),
    })
  })

  stepRoutes(house, opened)
  return opened.router
}

/** What comes first for the household, where it is something else than what this disturbance asks for. */
function comesBefore({ actions, caseId }: HouseholdNow, one: Disturbance, today: Day): { text: string; href: string } | null {
  const [first] = actions
  if (!first || first.disturbance?.id === one.id) return null
  const href = first.disturbance
    ? paths.disturbance.url({ disturbanceId: first.disturbance.id })
    : caseId === null
      ? paths.person.url({ personId: one.personId })
      : paths.case.url({ caseId })
  return { text: titleOf(first, today), href }
}

/** Nearest deadline first, then children, then the oldest; those that may not be shown last, for a place between two days tells a day. */
function byDeadline(rows: readonly Disturbance[], today: Day, settings: Settings): Disturbance[] {
  const dueOf = new Map(rows.map((one) => [one.id, disturbanceWords(one, today, settings).next?.dueOn ?? '9999']))
  const due = (one: Disturbance) => dueOf.get(one.id) ?? '9999'
  return [...rows].sort(
    (a, b) =>
      Number(b.shown) - Number(a.shown) ||
      (a.shown ? (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0) : 0) ||
      Number(b.children > 0) - Number(a.children > 0) ||
      a.id - b.id,
  )
}

function itemOf(one: Disturbance, today: Day, settings: Settings, role: Role) {
  if (!one.shown) return { masked: true }
  const words = disturbanceWords(one, today, settings)
  const { next, state } = words
  const kinds = [...new Set(one.facts.reports.map((report) => label(report.kind).toLowerCase()))].join(', ')
  return {
    masked: false,
    title: one.name,
    href: words.href,
    action: next ? titleOf(next, today) : null,
    why: next?.reason ?? (state.closed?.unfounded ? 'Anmälan stämde inte.' : 'Det blev tyst.'),
    kinds,
    seriousness: { tone: TONES[state.worst], text: label(state.worst) },
    reports: one.facts.reports.length,
    children: one.children,
    address: one.address,
    due: next ? dueWords(next.dueOn, today) : null,
    since: one.openedOn,
    sinceDays: daysBetween(one.openedOn, today),
    closed: state.closed,
    link: next ? stepLink(next.done, one.id, role) : null,
  }
}

const TONES = { MINOR_DISTURBANCE: 'neutral', SERIOUS_DISTURBANCE: 'warning', ESPECIALLY_SERIOUS: 'danger' } as const
