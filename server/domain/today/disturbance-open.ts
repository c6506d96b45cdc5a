/**
 * The next right action of each open disturbance (disturbances.ts): one line each, with the rule's own reason and day. A chef sees those that are
 * especially serious or past their day: "klagomål … följs upp omedelbart av biträdande enhetschef eller enhetschef" (VP 2014, G20).
 *
 * Worked example: reported Friday 2026-11-20, on Sunday 2026-11-22 one line, due Monday the 23rd. On the 24th the chef sees it too.
 */
import type { Day } from '../calendar.js'
import type { Role } from '../codes.js'
import { disturbanceOn } from '../disturbances.js'
import type { Settings } from '../policy.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const DISTURBANCE_ROLES: readonly Role[] = ['BOENDESTOD', 'BOSAMORDNARE', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE']

export function disturbanceOpen({ disturbances }: Pick<TodayFacts, 'disturbances'>, today: Day, settings: Settings): FoundLine[] {
  return (disturbances ?? []).flatMap((one): FoundLine[] => {
    const { actions, state } = disturbanceOn(one.facts, today, settings)
    const [next] = actions
    if (!next) return []
    const toChef = state.worst === 'ESPECIALLY_SERIOUS' || next.dueOn < today
    return [
      {
        rule: 'DISTURBANCE_OPEN',
        roles: toChef ? [...DISTURBANCE_ROLES, 'CHEF'] : DISTURBANCE_ROLES,
        personId: one.personId,
        apartmentId: one.apartmentId,
        tenancyId: one.tenancyId,
        reason: next.reason,
        since: one.facts.openedOn,
        dueOn: next.dueOn,
        action: { kind: 'HANDLE_DISTURBANCE', disturbanceId: one.id, what: next.action, step: next.done },
        children: one.children,
        amountOre: null,
        covers: actions.map(({ done, ...action }) => ({
          ...action,
          noticeId: null,
          done: null,
          writes: null,
          disturbance: { id: one.id, step: done },
        })),
      },
    ]
  })
}
