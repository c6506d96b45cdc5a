/** The notices the register has before an import, with what has happened to each. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { CaseEventFact } from '../../domain/prevention-case.js'
import { grouped } from './overlaps.js'
import type { StoredNotice } from './plan-notices.js'

/** Every notice of the nämnd with its events, by the people's own ids. */
export async function storedNotices(db: Db, actor: Actor): Promise<StoredNotice[]> {
  const notices = await db.rows<Omit<StoredNotice, 'events'>>(sql`
    select n."id", n."caseId", p."ownId" as "personId", c."closedOn" as "caseClosedOn", c."openedOn" as "caseOpenedOn", n."sender", n."kind", n."arrivedOn"
    from "EvictionNotice" n join "PreventionCase" c on c."id" = n."caseId" join "Person" p on p."id" = c."personId"
    where n."namndId" = ${actor.namndId} order by n."id"`)
  const events = await db.rows<CaseEventFact & { caseId: number }>(sql`
    select v."id", v."caseId", v."noticeId", v."kind", v."happenedOn", v."outcome" from "CaseEvent" v where v."namndId" = ${actor.namndId} order by v."id"`)
  const ofCase = grouped(events, (event) => String(event.caseId))
  return notices.map((notice) => ({ ...notice, events: ofCase.get(String(notice.caseId)) ?? [] }))
}
