/**
 * The next right action of each prevention case (eviction-prevention.ts): one line a case, with the rule's own reason and day.
 *
 * Worked example: a termination that came 2026-11-11 and is not decided on: on 2026-11-22 one line, due 2026-11-12, BRADSKAR.
 */
import type { Day } from '../calendar.js'
import type { Role } from '../codes.js'
import { caseOn, type NextAction } from '../eviction-prevention.js'
import type { Settings } from '../policy.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const CASE_ROLES: readonly Role[] = ['VRAKNINGSFOREBYGGARE', 'SOCIALSEKRETERARE']

export function caseAction({ cases }: Pick<TodayFacts, 'cases'>, today: Day, settings: Settings): FoundLine[] {
  return cases.flatMap((one): FoundLine[] => {
    const covers = withoutOwnLines(caseOn(one.facts, today, settings).actions, today)
    const [next] = covers
    if (!next) return []
    return [
      {
        rule: 'CASE_ACTION',
        roles: CASE_ROLES,
        personId: one.personId,
        apartmentId: null,
        tenancyId: null,
        reason: next.reason,
        since: one.facts.openedOn,
        dueOn: next.dueOn,
        action: { kind: 'HANDLE_CASE', caseId: one.id, what: next.action },
        children: one.children,
        amountOre: null,
        covers,
      },
    ]
  })
}

/** What a disturbance asks for, and today's meeting, have lines of their own (disturbance-open.ts, meeting-today.ts). */
export function withoutOwnLines(actions: readonly NextAction[], today: Day): NextAction[] {
  return actions.filter(({ action, dueOn, disturbance }) => disturbance === null && (action !== 'NOTE_MEETING' || dueOn !== today))
}
