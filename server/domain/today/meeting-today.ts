/**
 * A meeting with a household that is planned today: one line, for whoever works with the case, whatever else the case asks for.
 *
 * Worked example: planned 2026-11-22 at 13.00: on the 22nd one line, due that day. Moved to the 24th: no line on the 22nd.
 */
import type { Day } from '../calendar.js'
import type { Role } from '../codes.js'
import { outcomeOf } from '../prevention-case.js'
import { plannedMeeting } from '../planned-meetings.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const MEETING_TODAY_ROLES: readonly Role[] = ['VRAKNINGSFOREBYGGARE', 'SOCIALSEKRETERARE', 'BOSAMORDNARE', 'BOENDESTOD']

export function meetingToday({ cases }: Pick<TodayFacts, 'cases'>, today: Day): FoundLine[] {
  return cases.flatMap((one): FoundLine[] => {
    const meeting = plannedMeeting(one.facts.events)
    if (meeting?.on !== today || outcomeOf(one.facts.events) !== null) return []
    const { atTime, place } = meeting
    return [
      {
        rule: 'MEETING_TODAY',
        roles: MEETING_TODAY_ROLES,
        personId: one.personId,
        apartmentId: null,
        tenancyId: null,
        reason: `Mötet är${atTime ? ` klockan ${atTime}` : ' i dag'}${place ? `, ${place}` : ''}.`,
        since: today,
        dueOn: today,
        action: { kind: 'MEET_HOUSEHOLD', caseId: one.id },
        children: one.children,
        amountOre: null,
      },
    ]
  })
}
