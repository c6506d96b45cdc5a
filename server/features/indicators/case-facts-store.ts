/** What the indicators of homes at risk are counted from, for everything the actor reaches: seven set-based queries, whatever the number of cases. */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db, type Sql } from '../../db.js'
import { dayInStockholm, type Day } from '../../domain/calendar.js'
import type { CaseFactsOfAll, CountedFrom } from '../../domain/case-indicators.js'
import type { CaseEventKind } from '../../domain/codes.js'
import type { ChildFact, ContactFact, EventFact, LostStay, NoticeFact } from '../../domain/indicators/case-facts.js'
import type { SettingRow } from '../../domain/policy.js'
import { inReach } from '../../reach.js'

/** The events the indicators ask for; the others stay in the database. */
const COUNTED_EVENTS: readonly CaseEventKind[] = [
  'OUTCOME',
  'CASE_REOPENED',
  'STILL_AT_HOME',
  'EVICTION_PLANNED',
  'EVICTION_CALLED_OFF',
  'SUPPORT_OFFERED',
  'SUPPORT_ACCEPTED',
  'SUPPORT_DECLINED',
  'NOT_REACHED',
  'MEETING_HELD',
  'MEETING_MISSED',
]

/** Of every case in reach, or of those alone that have to do with a period. */
export async function caseFacts(db: Db, actor: Actor, period: CountedFrom | null = null): Promise<CaseFactsOfAll> {
  const cases = await db.rows<CaseFactsOfAll['cases'][number]>(sql`
    select c."id", c."personId", c."openedOn", c."closedOn", c."recordedAt" from "PreventionCase" c
    where ${inReach(actor, 'c')} and ${period === null ? sql`1 = 1` : hasToDoWith(actor, period)} order by c."id"`)
  const asked = db.table(cases, { id: 'int', personId: 'int' })
  const notices = await db.rows<NoticeFact>(sql`
    select n."id", n."caseId", n."sender", n."kind", n."arrivedOn", n."children", n."recordedAt"
    from ${asked} k join "EvictionNotice" n on n."caseId" = k."id" order by n."arrivedOn", n."id"`)
  const events = await db.rows<EventFact>(sql`
    select v."id", v."caseId", v."noticeId", v."kind", v."happenedOn", v."outcome", v."recordedAt"
    from ${asked} k join "CaseEvent" v on v."caseId" = k."id" where v."kind" in (${joinSql(COUNTED_EVENTS)}) order by v."id"`)
  // A note that was corrected does not count, its correction does.
  const contacts = await db.rows<Omit<ContactFact, 'reached'> & { reached: string | null }>(sql`
    select n."personId", n."happenedOn" as "on", n."reached", min(n."writtenAt") as "recordedAt"
    from (select distinct k."personId" from ${asked} k) p join "Note" n on n."personId" = p."personId"
    where n."kind" <> 'NOTE' and not exists (select 1 from "Note" k where k."personId" = n."personId" and k."correctsId" = n."id")
    group by n."personId", n."happenedOn", n."reached" order by n."personId", n."happenedOn"`)
  const lostStays = await db.rows<LostStay>(sql`
    select t."id" as "tenancyId", t."personId", t."startsOn", t."endsOn", t."outcome" from "Tenancy" t
    where ${inReach(actor, 't')} and ${isLost} and t."endsOn" >= ${period?.startsOn ?? ''} order by t."id"`)
  const children = await db.rows<Omit<ChildFact, 'removedOn'> & { removedAt: string | null }>(sql`
    select h."personId", h."birthYear", h."residence", h."removedAt"
    from (select k."personId" from ${asked} k union select l."personId" from ${db.table(lostStays, { personId: 'int' })} l) p
    join "HouseholdChild" h on h."personId" = p."personId" order by h."id"`)
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

/** A case that went on, was told of or judged since the period began, or one of somebody whose stay was lost; and an eviction it is compared with. */
function hasToDoWith(actor: Actor, { startsOn, comparedFrom }: CountedFrom): Sql {
  return sql`(c."closedOn" is null or c."closedOn" >= ${startsOn}
    or exists (select 1 from "EvictionNotice" n where n."caseId" = c."id" and n."arrivedOn" >= ${startsOn})
    or exists (select 1 from "CaseEvent" v where v."caseId" = c."id" and v."kind" = 'OUTCOME'
      and (v."happenedOn" >= ${startsOn} or (v."outcome" = 'VERKSTALLD' and v."happenedOn" >= ${comparedFrom})))
    or c."personId" in (select t."personId" from "Tenancy" t where ${inReach(actor, 't')} and ${isLost} and t."endsOn" >= ${startsOn}))`
}

const isLost = sql`t."endsOn" is not null and t."outcome" in ('UPPSAGD', 'AVHYST')`

/** The first day of which there is something to count: of a case, and of a stay that was lost. */
export async function firstDays(db: Db, actor: Actor): Promise<{ ofCases: Day | null; ofStays: Day | null }> {
  const [row] = await db.rows<{ openedOn: Day | null; arrivedOn: Day | null; ofStays: Day | null }>(sql`
    select (select min(c."openedOn") from "PreventionCase" c where ${inReach(actor, 'c')}) as "openedOn",
      (select n."arrivedOn" from "EvictionNotice" n join "PreventionCase" c on c."id" = n."caseId"
        where n."namndId" = ${actor.namndId} and ${inReach(actor, 'c')} order by n."arrivedOn" limit 1) as "arrivedOn",
      (select min(t."endsOn") from "Tenancy" t where ${inReach(actor, 't')} and ${isLost}) as "ofStays"`)
  const { openedOn = null, arrivedOn = null, ofStays = null } = row ?? {}
  return { ofCases: openedOn !== null && arrivedOn !== null && arrivedOn < openedOn ? arrivedOn : openedOn, ofStays }
}
