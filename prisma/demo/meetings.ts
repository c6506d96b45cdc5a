/** Meetings planned in the demo's cases: one today, one that was moved; those that were called to and are past, nobody came to. */
import type { Actor } from '../../server/actor.js'
import { addDays, daysBetween, type Day } from '../../server/domain/calendar.js'
import { plannedMeeting } from '../../server/domain/planned-meetings.js'
import type { CaseEventFact } from '../../server/domain/prevention-case.js'
import { answerMeeting, recordMeeting } from '../../server/features/eviction-prevention/meeting-store.js'
import type { House } from '../../server/house.js'
import { workerOf } from './worker.js'

export async function loadMeetings({ db }: House, system: Actor, on: Day): Promise<void> {
  const worker = await workerOf(db, system, on, '10:20')
  if (!worker) return
  const plan = (caseId: number, daysAgo: number, days: number, atTime: string, place: string, text: string | null = null) =>
    recordMeeting(db, worker.on(daysAgo), caseId, { on: addDays(on, days), atTime, place, withUserId: worker.id, named: worker.name, text })
  const cases = await db.prisma.preventionCase.findMany({
    where: { namndId: system.namndId, closedOn: null, openedOn: { lte: addDays(on, -6) }, person: { protection: 'NEJ' } },
    orderBy: { id: 'desc' },
    include: { events: { orderBy: { id: 'asc' } } },
  })
  const meetings = cases.map(({ id, events }) => ({ id, meeting: plannedMeeting(events as CaseEventFact[]) }))
  for (const { id, meeting } of meetings) {
    if (!meeting || meeting.on >= on) continue
    const told = {
      kind: 'MEETING_MISSED' as const,
      meetingId: meeting.id,
      happenedOn: meeting.on,
      text: 'Svarade inte på telefon efteråt.',
    }
    await answerMeeting(db, worker.on(daysBetween(meeting.on, on)), id, told)
  }
  const [today, moved, passed] = meetings.filter(({ meeting }) => meeting === null).map(({ id }) => id)
  if (today) await plan(today, 4, 0, '13.00', 'Lunda medborgarkontor, Torget 1')
  if (moved) {
    await plan(moved, 3, 2, '09.30', 'Lunda medborgarkontor, Torget 1')
    await plan(moved, 1, 4, '10.00', 'Lunda medborgarkontor, Torget 1', 'Hushållet är bortrest den dagen.')
  }
  if (passed) await plan(passed, 5, -1, '14.15', 'Stadsdelskontoret, rum 214')
}
