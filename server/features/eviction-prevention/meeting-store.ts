/** Meetings planned in a case: planned, moved, and told how they went. Each a fact that points at the plan it is about. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { Decision } from '../../domain/decision.js'
import {
  decideMeeting,
  decideMeetingAnswer,
  plannedMeeting,
  type MeetingAnswer,
  type MeetingRefusal,
} from '../../domain/planned-meetings.js'
import { writeNote } from '../people/note-store.js'
import { lockLedger } from '../rent/allocation-store.js'
import { caseById, reachedCase, type OpenCase } from './case-store.js'
import { addEvent } from './record-store.js'

export interface MeetingToPlan {
  on: Day
  atTime: string
  place: string
  /** which of us the household meets */
  withUserId: number
  named: string
  /** why it is moved */
  text: string | null
}

/** Plans the case's meeting, or moves the planned one. Null: there is no such case for the actor. */
export async function recordMeeting(db: Db, actor: Actor, caseId: number, meeting: MeetingToPlan) {
  return inCase(db, actor, caseId, (tx, one) => planMeeting(tx, actor, one, meeting))
}

/** The same within a transaction that holds the nämnd's lock. Just as it is planned already, nothing is written. */
export async function planMeeting(
  tx: Db,
  actor: Actor,
  one: OpenCase,
  { on, atTime, place, withUserId, named, text }: MeetingToPlan,
): Promise<Decision<{ meetingId: number }, MeetingRefusal>> {
  const planned = plannedMeeting(one.facts.events)
  if (planned?.on === on && planned.atTime === atTime && planned.place === place && planned.withUserId === withUserId)
    return { refused: false, meetingId: planned.id }
  const decision = decideMeeting(one.facts, on, actor.today)
  if (decision.refused) return decision
  const event = {
    kind: 'MEETING_PLANNED' as const,
    noticeId: null,
    happenedOn: on,
    outcome: null,
    named,
    text,
    place,
    withUserId,
    meetingId: planned?.id ?? null,
  }
  return { refused: false, meetingId: await addEvent(tx, actor, one.id, one.personId, event, atTime) }
}

/** How it went, or that it is called off. A meeting that was held or missed is a contact with the household too. Sent twice, it is told once. */
export async function answerMeeting(
  db: Db,
  actor: Actor,
  caseId: number,
  told: { kind: MeetingAnswer; meetingId: number; happenedOn: Day; text: string | null },
): Promise<Decision<object, MeetingRefusal> | null> {
  return inCase(db, actor, caseId, async (tx, one): Promise<Decision<object, MeetingRefusal>> => {
    if (one.facts.events.some((event) => event.kind === told.kind && event.meetingId === told.meetingId)) return { refused: false }
    const decision = decideMeetingAnswer(one.facts, told, actor.today)
    if (decision.refused) return decision
    const named = plannedMeeting(one.facts.events)?.named ?? null
    await addEvent(tx, actor, one.id, one.personId, { ...told, noticeId: null, outcome: null, named }, null)
    if (told.kind !== 'MEETING_CALLED_OFF') {
      const text = [told.kind === 'MEETING_HELD' ? 'Planerat möte.' : 'Planerat möte. Hushållet kom inte.', told.text]
        .filter(Boolean)
        .join(' ')
      const reached = told.kind === 'MEETING_HELD' ? 'JA' : 'NEJ'
      await writeNote(tx, actor, one.personId, { kind: 'MEETING', reached, happenedOn: told.happenedOn, text, correctsId: null })
    }
    return { refused: false }
  })
}

async function inCase<Answer>(
  db: Db,
  actor: Actor,
  caseId: number,
  work: (tx: Db, one: OpenCase) => Promise<Answer>,
): Promise<Answer | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const one = (await reachedCase(tx, actor, caseId)) && (await caseById(tx, actor, caseId))
    return one ? work(tx, one) : null
  })
}
