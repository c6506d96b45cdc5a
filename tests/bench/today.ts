/**
 * "I dag" for one boendestödjare (C8): everything the page asks and works out, beside the leanest SQL that knows the same of the same people.
 * The people of the first enhet are given to three boendestödjare, about a hundred each, and two of three of them owe nothing: the longer a
 * world lasts the more of its people owe, and whoever owes is not asked about the early signs of it. Ten years leave the same people with eight times
 * the open bills of two and four times what was written down of them: what the size alone costs is seen between worlds of as many months. That is
 * where their rows lie: in a city's tables each of them has a page of its own.
 */
import { recordReadings } from '../../server/audit.js'
import { inReach, mayBeShown } from '../../server/reach.js'
import type { Actor } from '../../server/actor.js'
import { rawSql, sql, type Db } from '../../server/db.js'
import { linesFor, todayLines } from '../../server/domain/today.js'
import { countDrafts } from '../../server/features/people/draft-store.js'
import { aboutOf, maskedLast } from '../../server/features/today/line-about.js'
import { wordsOf } from '../../server/features/today/line-words.js'
import { todayFacts } from '../../server/features/today/store.js'
import { ownPeople, readSubjects } from '../../server/features/today/subjects-store.js'
import { groupsOf, ledeOf, linesAbout } from '../../server/features/today/today-page.js'
import { settingsFor } from '../../server/settings.js'
import { measure } from './measure.js'
import { worldToday, type World } from './world.js'

export async function benchToday(world: World) {
  const { db } = world
  await db.run(sql`insert into "User" ("id", "namndId", "unitId", "email", "name", "role", "createdAt") values
    (3, 1, 1, 'boendestod@bench.example', 'Bo Endestöd', 'BOENDESTOD', ${`${worldToday}T09:00:00.000Z`}) on conflict do nothing`)
  await db.run(sql`update "Person" set "boendestodjareId" = 3 where "unitId" = 1 and "id" % 3 = 0`)
  await db.run(sql`update "LedgerEntry" set "openOre" = 0, "settledOn" = "dueOn" where "kind" = 'CHARGE' and "openOre" > 0 and "personId" in (
    select p."id" from "Person" p where p."boendestodjareId" = 3 and p."id" % 9 > 0)`)
  const actor: Actor = { ...world.inUnit, userId: 3, name: 'Bo Endestöd', role: 'BOENDESTOD' }
  const { read } = await product(db, actor)
  return measure(
    'Idag for one boendestödjare',
    world.name,
    2,
    () => product(db, actor),
    () => lean(db, actor, read),
    undefined,
    { warm: 60, timed: 40 },
  )
}

async function product(db: Db, actor: Actor) {
  const settings = await settingsFor(db, actor)
  const own = await ownPeople(db, actor)
  const facts = await todayFacts(db, actor, actor.today, settings, { of: own })
  const lines = maskedLast(linesAbout(own.ids, linesFor('BOENDESTOD', todayLines(facts, actor.today, settings, 'BOENDESTOD'))), own.hidden)
  const groups = groupsOf(lines, { urval: null, visa: null, sida: 1 }, actor.today, settings)
  const subjects = await readSubjects(
    db,
    actor,
    groups.flatMap((group) => group.lines),
  )
  const words = groups.map((group) => group.lines.map((line) => wordsOf(line, aboutOf(line, subjects), 'BOENDESTOD', actor.today)))
  const read = [...subjects.people.values()].filter((person) => person.shown).map((person) => person.id)
  return { words, lede: ledeOf(lines, actor.today), drafts: await countDrafts(db, actor), read }
}

/**
 * What no SQL for the page does without, each read once and known as the page has to know it: who the own people are, with home, rent, landlord,
 * children, step, contacts and whether they may be shown; what they owe and how those who owe nothing have paid of late; stays, checkpoints and
 * takeovers; plans, cases and disturbances with what has happened in them, and what was learned of the households; pauses, reminders and consents of
 * those who owe or have a case; the reader's drafts; and the log of those whom the page shows, `read`. Nothing is decided and no words are made.
 */
async function lean(db: Db, actor: Actor, read: readonly number[]): Promise<void> {
  const on = worldToday
  await db.rows(sql`select s."name", s."value", s."fromOn" from "Setting" s where s."namndId" = 1`)
  const people = await db.rows<{ id: number }>(sql`
    select p."id", p."ownId", p."givenName", p."familyName", p."phone", p."email", ${mayBeShown(actor)} as "shown",
      t."id" as "tenancyId", t."startsOn", t."endsOn", t."outcome", t."contractUntilOn", t."recordedAt", t."landlordToldOn",
      a."id" as "apartmentId", a."ownId" as "home", a."address", a."apartmentNumber", d."name" as "landlord", r."amountOre" as "rentOre",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and h."removedAt" is null) as "children",
      (select m."toStep" from "StepMove" m where m."personId" = p."id" and m."movesOn" <= ${on} order by m."movesOn" desc limit 1) as "step"
    from "Person" p left join "Tenancy" t on t."personId" = p."id" and (t."endsOn" is null or t."endsOn" > '2026-08-24')
    left join "Apartment" a on a."id" = t."apartmentId" left join "Landlord" d on d."id" = a."landlordId"
    left join "TenancyRent" r on r."tenancyId" = t."id" where ${inReach(actor, 'p')} and (p."boendestodjareId" = 3 or p."socialsekreterareId" = 3)`)
  const own = sql`select p."id" from "Person" p where ${inReach(actor, 'p')} and p."boendestodjareId" = 3`
  const ofOwn = (name: string) =>
    sql`"Person" p join ${rawSql(`"${name}"`)} x on x."personId" = p."id" where ${inReach(actor, 'p')} and p."boendestodjareId" = 3`
  await db.rows(sql`
    select x."personId", max(case when coalesce(x."reached", 'JA') <> 'NEJ' then x."happenedOn" end) as "reachedOn",
      max(case when x."reached" = 'NEJ' then x."happenedOn" end) as "missedOn", max(case when x."reached" = 'JA' then x."happenedOn" end) as "talkedOn"
    from ${ofOwn('Note')} and x."happenedOn" <= ${on} and x."kind" <> 'NOTE' and not exists (select 1 from "Note" c where c."correctsId" = x."id")
    group by x."personId"`)
  const bills = await db.rows<{ personId: number }>(sql`
    select e."id", e."personId", e."tenancyId", e."period", e."dueOn", e."amountOre", e."openOre",
      (select max(r."untilOn") from "Respite" r where r."chargeId" = e."id" and r."endedAt" is null) as "untilOn"
    from "Person" p join "LedgerEntry" e on e."personId" = p."id"
    where ${inReach(actor, 'p')} and p."boendestodjareId" = 3 and e."kind" = 'CHARGE' and e."openOre" > 0 and e."dueOn" < ${on} and coalesce(e."chargeKind", 'RENT') = 'RENT'`)
  const owing = new Set(bills.map((bill) => bill.personId))
  const table = (ids: Iterable<number>) =>
    db.table(
      [...ids].map((id) => ({ id })),
      { id: 'int' },
    )
  const listed = (ids: Iterable<number>) => sql`(select k."id" from ${table(ids)} k)`
  const cases = await db.rows<{ id: number; personId: number }>(sql`
    select c."id", c."personId", c."openedOn", c."closedOn", c."tenancyId", c."responsibleId" from "PreventionCase" c where c."personId" in (${own})
      and (c."closedOn" is null or (c."closedOn" >= '2025-11-23' and exists (select 1 from "CaseEvent" v where v."caseId" = c."id" and v."outcome" = 'AVVARJD')))`)
  const known = new Set([...owing, ...cases.map((one) => one.personId)])
  const atRisk = listed(known)
  // how each who owes nothing and has no case has paid of late
  const allocations = sql`from "Allocation" x where x."chargeId" = e."id" and x."effectiveOn" <= ${on}`
  await db.rows(sql`
    select e."personId", e."period", e."dueOn", e."amountOre", e."openOre", e."settledOn",
      (select max(r."untilOn") from "Respite" r where r."chargeId" = e."id" and r."endedAt" is null) as "untilOn",
      case when (select min(x."effectiveOn") = max(x."effectiveOn") ${allocations}) then 1 else
        (select count(distinct x."effectiveOn") ${allocations} and x."amountOre" > 0
          and exists (select 1 from "LedgerEntry" c where c."id" = x."creditId" and c."kind" = 'PAYMENT')
          and not exists (select 1 from "Allocation" u where u."undoesId" = x."id")) end as "paymentDays"
    from ${table(people.map((one) => one.id).filter((id) => !known.has(id)))} k join "Tenancy" t on t."personId" = k."id" cross join "LedgerEntry" e
    where e."period" in (${months}) and e."tenancyId" = t."id" and e."kind" = 'CHARGE' and coalesce(e."chargeKind", 'RENT') = 'RENT' and e."reversedById" is null
    order by e."dueOn", e."id"`)
  // whoever owes has paid something late not long ago
  await db.rows(sql`
    select k."personId", max(x."effectiveOn") as "paidOn" from ${table(owing)} w
    join "LedgerEntry" k on k."personId" = w."id" and k."kind" = 'PAYMENT' and k."effectiveOn" > '2026-10-25' and k."effectiveOn" <= ${on}
    join "Allocation" x on x."creditId" = k."id" join "LedgerEntry" b on b."id" = x."chargeId" and b."dueOn" < x."effectiveOn" group by k."personId"`)
  await db.rows(
    sql`select c."tenancyId", c."months" from "CheckpointHeld" c join "Tenancy" t on t."id" = c."tenancyId" where t."personId" in (${own})`,
  )
  await db.rows(
    sql`select o.* from "Takeover" o join "Tenancy" t on t."id" = o."tenancyId" where t."personId" in (${own}) and o."transferredAt" is null`,
  )
  const plans = await db.rows<{ id: number }>(sql`
    select q."id", q."personId", q."agreedOn", q."signedOn", q."debtOre", (select v."happenedOn" from "PlanEvent" v where v."planId" = q."id" and v."kind" = 'BREACHED') as "brokenOn"
    from "RepaymentPlan" q where q."personId" in (${own}) and q."endedOn" is null`)
  await db.rows(
    sql`select i."planId", i."dueOn", i."amountOre" from "PlanInstalment" i where i."planId" in ${listed(plans.map((plan) => plan.id))}`,
  )
  const inCases = listed(cases.map((one) => one.id))
  await db.rows(sql`
    select n."caseId", n."id", n."sender", n."senderName", n."kind", n."arrivedOn", n."amountOre" from "EvictionNotice" n where n."caseId" in ${inCases}`)
  await db.rows(sql`
    select v."caseId", v."noticeId", v."kind", v."happenedOn", v."outcome" from "CaseEvent" v where v."caseId" in ${inCases} order by v."id"`)
  await db.rows(sql`
    select c."id", n."happenedOn", n."reached" from "PreventionCase" c join "Note" n on n."personId" = c."personId"
    where c."id" in ${inCases} and n."happenedOn" >= c."openedOn" and n."kind" <> 'NOTE' and not exists (select 1 from "Note" o where o."correctsId" = n."id")`)
  const disturbed = await db.rows<{ id: number }>(sql`
    select x."id", x."personId", x."tenancyId", x."openedOn" from ${ofOwn('Disturbance')} and x."closedOn" is null`)
  const inTrouble = listed(disturbed.map((one) => one.id))
  await db.rows(sql`
    select r."disturbanceId", r."reporter", r."reportedOn", r."happenedOn", r."kind", r."seriousness" from "DisturbanceReport" r where r."disturbanceId" in ${inTrouble}`)
  await db.rows(sql`
    select s."disturbanceId", s."kind", s."happenedOn", s."urgedBy" from "DisturbanceStep" s where s."disturbanceId" in ${inTrouble}`)
  await db.rows(
    sql`select x."personId", x."id", x."kind", x."happenedOn", x."untilOn", x."cause" from ${ofOwn('HouseholdEvent')} order by x."id"`,
  )
  await db.rows(sql`select x."personId", x."untilOn", x."reason" from ${ofOwn('ReminderPause')} and x."untilOn" >= ${on}`)
  await db.rows(sql`
    select x."personId", max(x."sentAt") as "sentAt" from "Letter" x where x."personId" in ${atRisk} and x."kind" = 'REMINDER' group by x."personId"`)
  await db.rows(sql`
    select x."personId", x."landlordId", x."landlordName", x."scope", x."givenOn", x."untilOn", x."withdrawnOn" from "LandlordConsent" x where x."personId" in ${atRisk}`)
  await db.rows(sql`select count(*) from "NoteDraft" x where x."namndId" = 1 and x."authorId" = 3`)
  await db.reading((tx) => recordReadings(tx, actor, read))
}

/** The months of the bills that show how somebody usually pays. */
const months = rawSql("'2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'")
