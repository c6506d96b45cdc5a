/**
 * The homes at risk of a world: 4 of 100 households have an open case, and as many had one in each year before, from its notices to its
 * outcome and the checks after it. What was learned of the households, their consents, reminders, pauses and disturbances, and the nights'
 * history of what was recommended. Written by the database itself, the same each time, while the triggers are away.
 */
import { rawSql, sql, type Db, type Sql } from '../../server/db.js'
import { MISSING_RENT_CAUSES } from '../../server/domain/codes.js'

export interface CaseWorldWish {
  tenancies: number
  months: number
  /** a common table expression of the numbers from 1 */
  numbers: (n: number) => Sql
  on: string
  now: string
}

export async function fillCases(tx: Db, wish: CaseWorldWish): Promise<void> {
  await cases(tx, wish)
  await events(tx, wish)
  await households(tx, wish)
  await disturbances(tx, wish)
  for (const table of ['story', 'arrived', 'happened', 'trouble']) await tx.run(rawSql(`drop table ${table}`))
}

/**
 * `story` is a case: `s` is what it varies by, `pace` the days between its notices. Of 20 that ended: 13 averted, 3 withdrawn, 3 moved
 * before, 1 evicted.
 */
async function cases(tx: Db, { tenancies, months, numbers, on }: CaseWorldWish): Promise<void> {
  const years = Math.max(1, Math.floor(months / 12))
  const daysBefore = (days: Sql) => sql`date(${on}, '-' || (${days}) || ' days')`
  await tx.run(sql`create temp table story as
    ${numbers(tenancies)}, y(k) as (select i - 1 from n where i <= ${years}),
    c as (
      select i as person, (i * 7919 + k * 104729) / 25 as s, k from n cross join y
      where (i * 7919 + k * 104729) % 25 = 11 and not (k = 0 and i % 25 = 3)
    ),
    ended as (
      select person, s, ${daysBefore(sql`k * 365 + 20 + s % 300 + 20 + (s / 3) % 130`)} as openedOn, ${daysBefore(sql`k * 365 + 20 + s % 300`)} as closedOn,
        case when s % 20 < 13 then 'AVVARJD' when s % 20 < 16 then 'ATERKALLAD' when s % 20 < 19 then 'FLYTTAT_FORE' else 'VERKSTALLD' end as outcome,
        case when s % 20 = 19 then 3 else 1 + s % 3 end as notices, (20 + (s / 3) % 130) / 4 as pace from c
    ),
    opened as (
      select i as person, i / 25 as s, ${daysBefore(sql`(i / 25 * 7) % 120`)} as openedOn, null as closedOn, null as outcome,
        case when i / 25 % 6 = 5 then 0 else 1 + i / 25 % 3 end as notices, 20 as pace from n where i % 25 = 3
    )
    select row_number() over (order by x.openedOn, x.person) as id, x.*, p."unitId" as unit, coalesce(x.closedOn, ${on}) as until
    from (select * from ended union all select * from opened) x join "Person" p on p."id" = x.person`)
  await tx.run(sql`insert into "PreventionCase" ("id", "namndId", "unitId", "personId", "caseNumber", "tenancyId", "address", "openedOn", "closedOn", "recordedAt", "responsibleId", "sign")
    select id, 1, unit, person, substr(openedOn, 1, 4) || '-' || id, case when outcome in ('FLYTTAT_FORE', 'VERKSTALLD') then null else person end,
      case when outcome in ('FLYTTAT_FORE', 'VERKSTALLD') then 'Annangatan ' || person end, openedOn, closedOn, openedOn || 'T09:00:00.000Z',
      case when s % 10 = 0 then null else 2 end, case when notices = 0 then 'RENT_LATE' end from story`)
  await tx.run(sql`create temp table arrived as
    ${numbers(3)} select row_number() over (order by c.id, i) as id, c.id as caseId, c.person, c.s, i as j, date(c.openedOn, ((i - 1) * c.pace) || ' days') as arrivedOn,
      case i when 1 then case c.s % 8 when 0 then 'HYRESSKULD' when 1 then 'STORNING' else 'UPPSAGNING' end when 2 then 'ANSOKAN' else 'TID_FOR_AVHYSNING' end as kind
    from story c join n on i <= c.notices where date(c.openedOn, ((i - 1) * c.pace) || ' days') <= c.until`)
  await tx.run(sql`insert into "EvictionNotice" ("id", "namndId", "caseId", "sender", "senderName", "kind", "arrivedAt", "arrivedOn", "amountOre", "children", "recordedAt")
    select id, 1, caseId, case j when 1 then 'HYRESVARD' else 'KRONOFOGDEN' end, case j when 1 then 'Hyresvärden ' || (1 + person % 40) end, kind, arrivedOn || 'T08:00:00.000Z', arrivedOn,
      ${1_224_690} + j * 10000, case when person % 4 = 0 then 1 else 0 end, arrivedOn || 'T08:10:00.000Z' from arrived`)
  const metOn = sql`date(openedOn, (7 * i - 6 + s % 3) || ' days')`
  await tx.run(sql`insert into "Note" ("namndId", "personId", "kind", "reached", "happenedOn", "text", "writtenAt", "authorId")
    ${numbers(4)} select 1, person, case (s + i) % 3 when 0 then 'VISIT' else 'CALL' end, case (s + i) % 3 when 1 then 'NEJ' else 'JA' end,
      ${metOn}, 'Samtal om meddelandet och vad som går att göra.', ${metOn} || 'T15:00:00.000Z', 1
    from story join n on i <= 1 + s % 4 and ${metOn} <= until`)
}

/** From what was served and decided to the outcome and the checks after it; a planned eviction may lie ahead. */
async function events(tx: Db, { on }: CaseWorldWish): Promise<void> {
  const ofNotice = (kind: string, days: number, where: Sql) =>
    sql`select caseId, id as noticeId, ${kind} as kind, date(arrivedOn, ${days} || ' days') as happenedOn, null as outcome, ${null} as supportKind, arrivedOn as writtenOn from arrived where ${where}`
  const ofCase = (kind: string, from: Sql, where: Sql, support: string | null = null) =>
    sql`select id, null, ${kind}, ${from}, null, ${support}, ${from} from story where ${where}`
  const after = (days: number) => sql`date(openedOn, ${days} || ' days')`
  const checked = (days: number) => sql`date(closedOn, ${days} || ' days')`
  await tx.run(sql`create temp table happened as select * from (
    ${ofNotice('SERVED', 2, sql`kind = 'UPPSAGNING' and s % 10 > 0`)}
    union all ${ofNotice('INQUIRY_OPENED', 1, sql`(s + j) % 12 > 3`)}
    union all ${ofNotice('INQUIRY_NOT_OPENED', 1, sql`(s + j) % 12 between 1 and 3`)}
    union all ${ofNotice('EVICTION_PLANNED', 25, sql`j = 3`)}
    union all ${ofNotice('CONFIRMED', 0, sql`j = 3 and s % 8 > 0`)}
    union all ${ofNotice('COPIED', 0, sql`j = 3 and s % 8 > 0`)}
    union all ${ofCase('NOT_REACHED', after(3), sql`s % 6 = 1`)}
    union all ${ofCase('SUPPORT_OFFERED', after(4), sql`s % 6 <> 1`, 'BUDGET_ADVICE')}
    union all ${ofCase('SUPPORT_ACCEPTED', after(6), sql`s % 6 between 2 and 4`, 'BUDGET_ADVICE')}
    union all ${ofCase('SUPPORT_DECLINED', after(6), sql`s % 6 = 0`, 'BUDGET_ADVICE')}
    union all ${ofCase('LANDLORD_ANSWERED', after(7), sql`s % 3 = 0`)}
    union all ${ofCase('MEETING_HELD', after(10), sql`s % 2 = 0`)}
    union all ${ofCase('UNDERTAKEN', after(12), sql`s % 9 = 0`)}
    union all ${ofCase('DEBT_PAID', checked(-1), sql`outcome = 'AVVARJD'`)}
    union all select id, null, 'OUTCOME', closedOn, outcome, null, closedOn from story where outcome is not null
    union all ${ofCase('STILL_AT_HOME', checked(30), sql`outcome = 'AVVARJD' and s % 11 > 0`)}
    union all ${ofCase('STILL_AT_HOME', checked(183), sql`outcome = 'AVVARJD' and s % 7 > 0`)}
  ) v where v.writtenOn <= ${on} and (v.happenedOn <= ${on} or v.kind = 'EVICTION_PLANNED')`)
  await tx.run(sql`insert into "CaseEvent" ("namndId", "caseId", "noticeId", "kind", "happenedOn", "outcome", "supportKind", "named", "text", "recordedAt", "recordedById")
    select 1, caseId, noticeId, kind, happenedOn, outcome, supportKind, case kind when 'CONFIRMED' then 'Vera Handläggare' end,
      case when kind in ('INQUIRY_NOT_OPENED', 'LANDLORD_ANSWERED') then 'Familjen har redan stöd av oss.' end, writtenOn || 'T10:00:00.000Z', 2
    from happened order by writtenOn, caseId`)
}

/** What was learned, said and sent, whether or not there is a case. */
async function households(tx: Db, { tenancies, months, numbers, on, now }: CaseWorldWish): Promise<void> {
  const years = Math.max(1, Math.floor(months / 12))
  const cause = rawSql(
    `case s % ${MISSING_RENT_CAUSES.length} ${MISSING_RENT_CAUSES.map((code, i) => `when ${i} then '${code}'`).join(' ')} end`,
  )
  const before = (days: Sql) => sql`date(${on}, '-' || (${days}) || ' days')`
  // A missing rent is looked into every other year, the last time of late.
  await tx.run(sql`create temp table trouble as ${numbers(tenancies)}, y(k) as (select i - 1 from n where i <= ${years})
    select i as person, i + k * 31 as s, ${before(sql`k * 365 + (i * 13 + k * 7) % 300`)} as happenedOn from n cross join y where (i + k) % 2 = 0`)
  const event = (kind: string, where: Sql, happenedOn: Sql, untilOn: Sql = sql`null`) =>
    sql`select i, ${kind}, ${happenedOn}, ${untilOn}, null from n where ${where}`
  await tx.run(sql`insert into "HouseholdEvent" ("namndId", "personId", "kind", "happenedOn", "untilOn", "cause", "recordedAt", "recordedById")
    ${numbers(tenancies)} select 1, v.person, v.kind, v.happenedOn, v.untilOn, v.cause, v.happenedOn || 'T10:00:00.000Z', 2 from (
      select person, 'RENT_TROUBLESHOT' as kind, happenedOn, null as untilOn, ${cause} as cause from trouble
      union all select person, 'CAUSE_HANDLED', date(happenedOn, '+5 days'), null, null from trouble where s % 8 in (0, 2, 3, 4) and s % 3 > 0
      union all ${event('INSURANCE_SEEN', sql`i % 5 > 1`, before(sql`i % 350`), sql`date(${on}, (365 - i % 350) || ' days')`)}
      union all ${event('INSURANCE_OUT', sql`i % 50 = 1`, before(sql`i % 60`))}
      union all ${event('BENEFIT_STOPPED', sql`i % 30 = 2`, before(sql`40 + i % 60`))}
      union all ${event('BENEFIT_RESUMED', sql`i % 60 = 2`, before(sql`i % 30`))}
      union all ${event('LANDLORD_TOLD_OF_DEBT', sql`i % 40 = 5`, before(sql`i % 90`))}
      union all ${event('SUPPORT_OFFERED', sql`i % 20 = 6`, before(sql`10 + i % 200`))}
      union all ${event('SUPPORT_ACCEPTED', sql`i % 40 = 6`, before(sql`i % 10`))}
      union all ${event('PLAN_DECLINED', sql`i % 50 = 8`, before(sql`i % 200`))}
      union all ${event('HEARING_PLANNED', sql`i % 200 = 53`, before(sql`i % 14`), sql`date(${on}, (3 + i % 40) || ' days')`)}
    ) v where v.happenedOn <= ${on} order by v.happenedOn`)
  await tx.run(sql`insert into "LandlordConsent" ("namndId", "personId", "landlordId", "scope", "givenOn", "givenHow", "untilOn", "recordedAt", "recordedById", "withdrawnOn", "withdrawnAt", "withdrawnById")
    ${numbers(tenancies)} select 1, i, 1 + i % 40, case i % 3 when 0 then 'RENT_ONLY' else 'RENT_AND_DISTURBANCE' end, ${before(sql`30 + i % 600`)}, case i % 2 when 0 then 'WRITTEN' else 'SPOKEN' end,
      case when i % 10 = 4 then date(${on}, (i % 300) || ' days') end, ${now}, 2,
      case when i % 35 = 4 then ${before(sql`i % 30`)} end, case when i % 35 = 4 then ${now} end, case when i % 35 = 4 then 2 end from n where i % 5 = 4`)
  await tx.run(sql`insert into "Letter" ("namndId", "unitId", "personId", "kind", "number", "content", "createdAt", "sentAt", "sentById", "sentHow")
    select 1, p."unitId", person, 'REMINDER', row_number() over (order by happenedOn, person), '{}', happenedOn || 'T10:00:00.000Z', happenedOn || 'T11:00:00.000Z', 2, 'POST'
    from trouble join "Person" p on p."id" = person where s % 2 = 0`)
  await tx.run(sql`insert into "ReminderPause" ("namndId", "personId", "reason", "untilOn", "recordedAt", "recordedById")
    ${numbers(tenancies)} select 1, i, 'PROMISED', date(${on}, (i % 20 - 5) || ' days'), ${now}, 2 from n where i % 50 = 9`)
  // What the nights before have recommended: once a year something else was first. What stands now the first night writes.
  await tx.run(sql`insert into "ActionHistory" ("namndId", "personId", "action", "dueOn", "sinceOn", "recordedAt", "endedOn", "endedAt")
    ${numbers(tenancies)}, y(k) as (select i from n where i <= ${years})
    select 1, i, case (i + k) % 3 when 0 then 'TROUBLESHOOT_RENT' when 1 then 'CALL_ABOUT_RENT' else 'OFFER_PLAN' end, ${before(sql`k * 365 - 5`)}, ${before(sql`k * 365`)},
      ${before(sql`k * 365`)} || 'T03:00:00.000Z', ${before(sql`k * 365 - 20`)}, ${before(sql`k * 365 - 20`)} || 'T03:00:00.000Z' from y cross join n order by k desc`)
}

/** One home of a hundred is disturbed now, and as many were in each year before. */
async function disturbances(tx: Db, { tenancies, months, numbers, on }: CaseWorldWish): Promise<void> {
  const years = Math.max(1, Math.floor(months / 12))
  const toldOn = sql`date(d."openedOn", (4 * i - 4) || ' days')`
  await tx.run(sql`insert into "Disturbance" ("namndId", "unitId", "personId", "tenancyId", "openedOn", "recordedAt", "recordedById", "closedOn")
    ${numbers(tenancies)}, y(k) as (select i - 1 from n where i <= ${years}),
    d as (select i, k, date(${on}, '-' || (k * 365 + (i * 17 + k) % 80) || ' days') as o from n cross join y where (i + k * 37) % 100 = 17)
    select 1, p."unitId", d.i, d.i, d.o, d.o || 'T10:00:00.000Z', 2, case when d.k > 0 then date(d.o, '+60 days') end from d join "Person" p on p."id" = d.i order by d.o`)
  await tx.run(sql`insert into "DisturbanceReport" ("namndId", "disturbanceId", "reporter", "reportedOn", "happenedOn", "atTime", "kind", "seriousness", "text", "recordedAt", "recordedById")
    ${numbers(3)} select 1, d."id", case i when 1 then 'FROM_LANDLORD' else 'FROM_NEIGHBOUR' end, ${toldOn}, date(${toldOn}, '-1 day'),
      '23:30', case d."id" % 3 when 0 then 'QUARREL' else 'NOISE' end, case d."id" % 4 when 0 then 'SERIOUS_DISTURBANCE' else 'MINOR_DISTURBANCE' end, 'Hög musik på natten.', ${toldOn} || 'T10:00:00.000Z', 2
    from "Disturbance" d join n on i <= 1 + d."id" % 3 where ${toldOn} <= ${on}`)
  const step = (kind: string, days: number, where: Sql) =>
    sql`select "id", ${kind} as kind, date("openedOn", ${days} || ' days') as happenedOn from "Disturbance" where ${where}`
  await tx.run(sql`insert into "DisturbanceStep" ("namndId", "disturbanceId", "kind", "happenedOn", "text", "recordedAt", "recordedById")
    select 1, v."id", v.kind, v.happenedOn, case v.kind when 'LANDLORD_ANSWERED' then 'Vi har talat med hushållet.' end, v.happenedOn || 'T12:00:00.000Z', 2 from (
      ${step('SPOKE_WITH_HOUSEHOLD', 2, sql`"id" % 4 > 0`)}
      union all ${step('LANDLORD_ANSWERED', 3, sql`"id" % 2 = 0`)}
      union all ${step('FOUND_QUIET', 60, sql`"closedOn" is not null`)}
      union all ${step('DISTURBANCE_CLOSED', 60, sql`"closedOn" is not null`)}
    ) v where v.happenedOn <= ${on} order by v.happenedOn, v."id"`)
}
