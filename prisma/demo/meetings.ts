/** Meetings planned in the demo's cases: one today, one that was moved, one whose day has passed, one that nobody came to. */
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import { answerMeeting, recordMeeting } from '../../server/features/eviction-prevention/meeting-store.js'
import type { House } from '../../server/house.js'

export async function loadMeetings({ db }: House, system: Actor, on: Day): Promise<void> {
  const worker = await db.prisma.user.findFirst({ where: { namndId: system.namndId, role: 'VRAKNINGSFOREBYGGARE' } })
  if (!worker) return
  const cases = await db.prisma.preventionCase.findMany({
    where: { namndId: system.namndId, closedOn: null, openedOn: { lte: addDays(on, -6) }, person: { protection: 'NEJ' } },
    orderBy: { id: 'desc' },
    take: 4,
  })
  const maria = (daysAgo: number): Actor => ({
    ...system,
    userId: worker.id,
    name: worker.name,
    role: 'VRAKNINGSFOREBYGGARE',
    today: addDays(on, -daysAgo),
    now: `${addDays(on, -daysAgo)}T10:20:00.000Z`,
  })
  const plan = (caseId: number, daysAgo: number, days: number, atTime: string, place: string, text: string | null = null) =>
    recordMeeting(db, maria(daysAgo), caseId, { on: addDays(on, days), atTime, place, withUserId: worker.id, named: worker.name, text })
  const [today, moved, passed, missed] = cases.map(({ id }) => id)
  if (today) await plan(today, 4, 0, '13.00', 'Lunda medborgarkontor, Torget 1')
  if (moved) {
    await plan(moved, 5, 2, '09.30', 'Lunda medborgarkontor, Torget 1')
    await plan(moved, 1, 9, '10.00', 'Lunda medborgarkontor, Torget 1', 'Hushållet är bortrest den dagen.')
  }
  if (passed) await plan(passed, 5, -1, '14.15', 'Stadsdelskontoret, rum 214')
  if (missed) {
    const planned = await plan(missed, 6, -3, '11.00', 'Lunda medborgarkontor, Torget 1')
    if (planned && !planned.refused)
      await answerMeeting(db, maria(3), missed, { kind: 'MEETING_MISSED', meetingId: planned.meetingId, happenedOn: addDays(on, -3), text: 'Svarade inte på telefon efteråt.' })
  }
}
