/**
 * A meeting with the household that is planned in a case: when, where and whom they meet. One is planned at a time. A plan is a fact, and so is
 * what comes after it, each pointing at the plan it is about: moved is a new plan, called off says why, held or missed is of its day or
 * later. A day that has passed without any of them is asked about, for nobody else knows how it went.
 *
 * Source: VP 2023 "arbetar uppsökande i samtliga fall" (domain.md §1.2 G8); a meeting that is held is a contact with the household.
 *
 * Worked example: planned 2026-12-10 (fact 7), moved to 2026-12-14 (fact 9, about 7): one meeting, on the 14th. On the 12th it can be moved or
 * called off, not told to be held. On the 14th MEETING_MISSED (about 9): no meeting is planned.
 */
import type { Day } from './calendar.js'
import type { CaseEventKind } from './codes.js'
import type { Decision } from './decision.js'
import { outcomeOf, type CaseEventFact, type CaseFacts } from './prevention-case.js'

export interface PlannedMeeting {
  /** the fact that planned it, or moved it last */
  id: number
  /** the first plan of it, whatever it was moved to */
  firstId: number
  on: Day
  /** HH.MM in Sweden */
  atTime: string | null
  place: string | null
  /** which of us the household meets */
  named: string | null
  withUserId: number | null
}

/** What can be told of a planned meeting. */
export const MEETING_ANSWERS = ['MEETING_HELD', 'MEETING_MISSED', 'MEETING_CALLED_OFF'] as const satisfies readonly CaseEventKind[]
export type MeetingAnswer = (typeof MEETING_ANSWERS)[number]

/** The meeting that is planned and not moved, called off, held or missed; its day may have passed. */
export function plannedMeeting(events: readonly CaseEventFact[]): PlannedMeeting | null {
  let newest: CaseEventFact | null = null
  for (const event of events) if (event.kind === 'MEETING_PLANNED' && (newest === null || event.id > newest.id)) newest = event
  if (newest === null) return null
  const { id, happenedOn, atTime = null, place = null, named = null, withUserId = null } = newest
  if (events.some((event) => event.meetingId === id && ENDS.includes(event.kind))) return null
  let first = newest
  for (let before = byId(events, first.meetingId); before !== undefined && before.id < first.id; before = byId(events, first.meetingId))
    first = before
  return { id, firstId: first.id, on: happenedOn, atTime, place, named, withUserId }
}

export type MeetingRefusal =
  | 'MEETING_BEFORE_TODAY'
  | 'MEETING_CASE_ENDED'
  | 'MEETING_NOT_PLANNED'
  | 'MEETING_NOT_YET'
  | 'MEETING_AFTER_TODAY'
  | 'MEETING_REASON_NEEDED'

/** May a meeting be planned on the day, or the planned one moved to it? */
export function decideMeeting({ events }: Pick<CaseFacts, 'events'>, on: Day, today: Day): Decision<object, MeetingRefusal> {
  const reasons: MeetingRefusal[] = []
  if (outcomeOf(events) !== null) reasons.push('MEETING_CASE_ENDED')
  if (on < today) reasons.push('MEETING_BEFORE_TODAY')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

/** May that be told of the planned meeting? A meeting is held or missed on its day or later, and called off with a reason. */
export function decideMeetingAnswer(
  { events }: Pick<CaseFacts, 'events'>,
  told: { kind: MeetingAnswer; meetingId: number; happenedOn: Day; text: string | null },
  today: Day,
): Decision<object, MeetingRefusal> {
  const reasons: MeetingRefusal[] = []
  const meeting = plannedMeeting(events)
  if (outcomeOf(events) !== null) reasons.push('MEETING_CASE_ENDED')
  if (meeting === null || meeting.id !== told.meetingId) return { refused: true, reasons: [...reasons, 'MEETING_NOT_PLANNED'] }
  if (told.happenedOn > today) reasons.push('MEETING_AFTER_TODAY')
  if (told.kind === 'MEETING_CALLED_OFF') {
    if (!told.text) reasons.push('MEETING_REASON_NEEDED')
  } else if (told.happenedOn < meeting.on) reasons.push('MEETING_NOT_YET')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

const ENDS: readonly CaseEventKind[] = [...MEETING_ANSWERS, 'MEETING_PLANNED']

const byId = (events: readonly CaseEventFact[], id: number | null | undefined) =>
  id === null || id === undefined ? undefined : events.find((event) => event.id === id && event.kind === 'MEETING_PLANNED')
