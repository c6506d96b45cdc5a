/** What the indicators of homes at risk are counted from, for everything the actor reaches: seven set-based queries, whatever the number of cases. */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db } from '../../db.js'
import { dayInStockholm } from '../../domain/calendar.js'
import type { CaseFactsOfAll } from '../../domain/case-indicators.js'
import type { CaseEventKind } from '../../domain/codes.js'
import type { ChildFact, ContactFact, EventFact, LostStay, NoticeFact } from '../../domain/indicators/case-facts.js'
import type { SettingRow } from '../../domain/policy.js'
import { inReach } from '../../reach.js'

/** The events the indicators ask for; the others stay in the database. */
const COUNTED_EVENTS: readonly CaseEventKind[] = [
  'OUTCOME',
  'STILL_AT_HOME',
  'EVICTION_PLANNED',
  'EVICTION_CALLED_OFF',
  'SUPPORT_OFFERED',
  'SUPPORT_ACCEPTED',
  'SUPPORT_DECLINED',
  'NOT_REACHED',
  'MEETING_HELD',
]

export async function caseFacts(db: Db, actor: Actor): Promise<CaseFactsOfAll> {
  const reached = inReach(actor, 'c')
  const cases = await db.rows<CaseFactsOfAll['cases'][number]>(sql`
    select c."id", c."personId", c."openedOn", c."closedOn", c."recordedAt" from "PreventionCase" c where ${reached} order by c."id"`)
  const notices = await db.rows<NoticeFact>(sql`
    select n."id", n."caseId", n."sender", n."kind", n."arrivedOn", n."children", n."recordedAt"
    from "EvictionNotice" n join "PreventionCase" c on c."id" = n."caseId" where ${reached} order by n."arrivedOn", n."id"`)
  const events = await db.rows<EventFact>(sql`
    select v."id", v."caseId", v."noticeId", v."kind", v."happenedOn", v."outcome", v."recordedAt"
    from "CaseEvent" v join "PreventionCase" c on c."id" = v."caseId"
    where ${reached} and v."kind" in (${joinSql(COUNTED_EVENTS)}) order by v."id"`)
  // A note that was corrected does not count, its correction does.
  const contacts = await db.rows<Omit<ContactFact, 'reached'> & { reached: string | null }>(sql`
    select n."personId", n."happenedOn" as "on", n."reached", min(n."writtenAt") as "recordedAt" from "Note" n
    where n."namndId" = ${actor.namndId} and n."kind" <> 'NOTE' and n."personId" in (select c."personId" from "PreventionCase" c where ${reached})
      and not exists (select 1 from "Note" k where k."personId" = n."personId" and k."correctsId" = n."id")
    group by n."personId", n."happenedOn", n."reached" order by n."personId", n."happenedOn"`)
  const lostStays = await db.rows<LostStay>(sql`
    select t."id" as "tenancyId", t."personId", t."endsOn", t."outcome" from "Tenancy" t
    where ${inReach(actor, 't')} and t."endsOn" is not null and t."outcome" in ('UPPSAGD', 'AVHYST') order by t."id"`)
  const children = await db.rows<Omit<ChildFact, 'removedOn'> & { removedAt: string | null }>(sql`
    select h."personId", h."birthYear", h."residence", h."removedAt" from "HouseholdChild" h
    where h."personId" in (select c."personId" from "PreventionCase" c where ${reached})
      or h."personId" in (select t."personId" from "Tenancy" t where ${inReach(actor, 't')} and t."outcome" in ('UPPSAGD', 'AVHYST'))
    order by h."id"`)
  const settings = await db.rows<SettingRow>(sql`
    select s."name", s."value", s."fromOn" from "Setting" s where s."namndId" = ${actor.namndId} order by s."id"`)
  return {
    cases,
    notices,
    events,
    contacts: contacts.map((contact) => ({ ...contact, reached: contact.reached === 'JA' })),
    children: children.map(({ removedAt, ...child }) => ({ ...child, removedOn: removedAt === null ? null : dayInStockholm(removedAt) })),
    lostStays,
    settings,
  }
}
