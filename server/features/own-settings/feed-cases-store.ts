/** Which of the cases a user is responsible for, and the time of day of the evictions planned in them. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { inReach } from '../../reach.js'

export interface ResponsibleCase {
  id: number
  /** by the planned day; the newest plan of a day holds */
  plannedTimes: ReadonlyMap<Day, string>
}

export async function responsibleCases(db: Db, actor: Actor): Promise<ResponsibleCase[]> {
  const rows = await db.rows<{ id: number; plannedOn: Day | null; atTime: string | null }>(sql`
    select c."id", v."happenedOn" as "plannedOn", v."atTime" from "PreventionCase" c
    left join "CaseEvent" v on v."caseId" = c."id" and v."kind" = 'EVICTION_PLANNED'
    where ${inReach(actor, 'c')} and c."responsibleId" = ${actor.userId ?? 0} order by c."id", v."id"`)
  const times = new Map<number, Map<Day, string>>()
  for (const { id, plannedOn, atTime } of rows) {
    const ofCase = times.get(id) ?? new Map<Day, string>()
    times.set(id, ofCase)
    if (plannedOn === null) continue
    if (atTime === null) ofCase.delete(plannedOn)
    else ofCase.set(plannedOn, atTime.replace('.', ':'))
  }
  return [...times].map(([id, plannedTimes]) => ({ id, plannedTimes }))
}
