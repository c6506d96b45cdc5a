/** What is under way in the demo's cases: support offered and answered in different ways, a draft nobody has saved. */
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import { recordSupport } from '../../server/features/eviction-prevention/support-store.js'
import { saveDraft } from '../../server/features/people/draft-store.js'
import type { House } from '../../server/house.js'
import { workerOf } from './worker.js'

export async function loadCaseWork(house: House, system: Actor, on: Day): Promise<void> {
  const { db } = house
  const worker = await workerOf(db, system, on, '09:45')
  if (!worker) return
  const [first, second] = await db.prisma.preventionCase.findMany({
    where: { namndId: system.namndId, closedOn: null, openedOn: { lte: addDays(on, -6) }, person: { protection: 'NEJ' } },
    orderBy: { id: 'asc' },
    take: 2,
  })
  const said = (
    kind: 'SUPPORT_OFFERED' | 'SUPPORT_ACCEPTED' | 'SUPPORT_DECLINED',
    supportKind: 'BUDGET_ADVICE' | 'HOME_VISIT' | 'HELP_TO_APPLY',
    days: number,
    by: string | null,
  ) => ({
    kind,
    supportKind,
    happenedOn: addDays(on, -days),
    answeredBy: by,
    text: null,
  })
  if (first) {
    await recordSupport(db, worker.on(5), first.id, [
      said('SUPPORT_OFFERED', 'BUDGET_ADVICE', 5, null),
      said('SUPPORT_OFFERED', 'HOME_VISIT', 5, null),
      said('SUPPORT_OFFERED', 'HELP_TO_APPLY', 5, null),
    ])
    await recordSupport(db, worker.on(4), first.id, [
      said('SUPPORT_ACCEPTED', 'BUDGET_ADVICE', 4, 'Hyresgästen'),
      said('SUPPORT_ACCEPTED', 'HOME_VISIT', 4, 'Hyresgästen'),
    ])
    const visit = {
      kind: 'HOME_VISIT_MADE' as const,
      supportKind: 'HOME_VISIT' as const,
      happenedOn: addDays(on, -2),
      answeredBy: null,
      text: 'Gick igenom räkningarna vid köksbordet.',
    }
    await recordSupport(db, worker.on(2), first.id, [visit])
    await saveDraft(db, worker.on(0), first.personId, {
      tab: 'demo-utkast',
      version: 0,
      kind: 'CALL',
      reached: 'JA',
      happenedOn: on,
      correctsId: null,
      text: 'Ringde om ansökan. Ska skicka in',
      savedAt: `${on}T08:40:00.000Z`,
    })
  }
  if (second)
    await recordSupport(db, worker.on(4), second.id, [
      said('SUPPORT_OFFERED', 'HOME_VISIT', 5, null),
      said('SUPPORT_DECLINED', 'HOME_VISIT', 4, 'Hyresgästen'),
    ])
}
