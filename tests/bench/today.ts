/**
 * "I dag" for one boendestödjare (C8): everything the page asks and works out, beside the leanest SQL that knows the same of the same people.
 * The people of the first enhet are given to three boendestödjare, about a hundred each.
 */
import { recordReadings } from '../../server/audit.js'
import type { Actor } from '../../server/actor.js'
import { sql, type Db } from '../../server/db.js'
import { linesFor, todayLines } from '../../server/domain/today.js'
import { aboutOf } from '../../server/features/today/line-about.js'
import { wordsOf } from '../../server/features/today/line-words.js'
import { todayFacts } from '../../server/features/today/store.js'
import { hiddenPeople, ownPeople, readSubjects } from '../../server/features/today/subjects-store.js'
import { groupsOf, linesAbout } from '../../server/features/today/today-page.js'
import { settingsFor } from '../../server/settings.js'
import { measure } from './measure.js'
import { worldToday, type World } from './world.js'

export async function benchToday(world: World) {
  const { db } = world
  await db.run(sql`insert into "User" ("id", "namndId", "unitId", "email", "name", "role", "createdAt") values
    (3, 1, 1, 'boendestod@bench.example', 'Bo Endestöd', 'BOENDESTOD', ${`${worldToday}T09:00:00.000Z`}) on conflict do nothing`)
  await db.run(sql`update "Person" set "boendestodjareId" = 3 where "unitId" = 1 and "id" % 3 = 0`)
  const actor: Actor = { ...world.inUnit, userId: 3, name: 'Bo Endestöd', role: 'BOENDESTOD' }
  return measure(
    "Idag for one boendestödjare",
    world.name,
    2,
    () => product(db, actor),
    () => lean(db, actor),
  )
}

async function product(db: Db, actor: Actor): Promise<unknown> {
  const settings = await settingsFor(db, actor)
  const own = await ownPeople(db, actor)
  const facts = await todayFacts(db, actor, actor.today, settings, { of: own.ids })
  const lines = linesAbout(own.ids, linesFor('BOENDESTOD', todayLines(facts, actor.today, settings)))
  await hiddenPeople(db, actor)
  const groups = groupsOf(lines, { urval: null, visa: null, sida: 1 }, actor.today, settings)
  const subjects = await readSubjects(
    db,
    actor,
    groups.flatMap((group) => group.lines),
  )
  return groups.map((group) => group.lines.map((line) => wordsOf(line, aboutOf(line, subjects), 'BOENDESTOD', actor.today)))
}

/** Own people with their homes, rent, children and last contacts; what they owe; plans, checkpoints, leases; and the log of who was read. */
async function lean(db: Db, actor: Actor): Promise<void> {
  const on = worldToday
  const own = sql`select p."id" from "Person" p where p."namndId" = 1 and p."unitId" = 1 and p."boendestodjareId" = 3`
  await db.rows(sql`select s."name", s."value", s."fromOn" from "Setting" s where s."namndId" = 1`)
  const bills = await db.rows<{ personId: number }>(sql`
    select e."id", e."personId", e."tenancyId", e."period", e."dueOn", e."amountOre", e."openOre", t."apartmentId", t."endsOn",
      (select max(r."untilOn") from "Respite" r where r."chargeId" = e."id" and r."endedAt" is null) as "untilOn"
    from "LedgerEntry" e join "Tenancy" t on t."id" = e."tenancyId"
    where e."personId" in (${own}) and e."kind" = 'CHARGE' and e."openOre" > 0 and e."dueOn" < ${on}`)
  await db.rows(sql`
    select t.*, (select count(*) from "HouseholdChild" h where h."personId" = t."personId" and h."removedAt" is null) as "children"
    from "Tenancy" t where t."personId" in (${own}) and (t."endsOn" is null or t."endsOn" > ${on})`)
  await db.rows(sql`select c."tenancyId", c."months" from "CheckpointHeld" c join "Tenancy" t on t."id" = c."tenancyId" where t."personId" in (${own})`)
  await db.rows(sql`select h.* from "HeadLease" h join "Tenancy" t on t."apartmentId" = h."apartmentId" where t."personId" in (${own}) and h."endsOn" < '2027-06-01'`)
  await db.rows(sql`select q.*, i."dueOn", i."amountOre" from "RepaymentPlan" q join "PlanInstalment" i on i."planId" = q."id" where q."personId" in (${own}) and q."endedOn" is null`)
  await db.rows(sql`select c.*, n."kind", n."arrivedOn" from "PreventionCase" c left join "EvictionNotice" n on n."caseId" = c."id" where c."personId" in (${own}) and c."closedOn" is null`)
  await db.rows(sql`select v.* from "HouseholdEvent" v where v."personId" in (${own})`)
  await db.rows(sql`select n."personId", max(n."happenedOn") from "Note" n where n."personId" in (${own}) and n."happenedOn" <= ${on} and n."kind" <> 'NOTE'
    and not exists (select 1 from "Note" c where c."personId" = n."personId" and c."correctsId" = n."id") group by n."personId"`)
  // how each has paid of late, for the early signs
  await db.rows(sql`
    select e."personId", e."period", e."dueOn", e."amountOre", e."openOre", e."settledOn",
      (select count(distinct x."effectiveOn") from "Allocation" x where x."chargeId" = e."id" and x."effectiveOn" <= ${on}) as "paymentDays"
    from "LedgerEntry" e where e."personId" in (${own}) and e."kind" = 'CHARGE' and e."dueOn" >= '2026-02-24' order by e."dueOn", e."id"`)
  const people = await db.rows<{ id: number }>(sql`
    select p."id", p."ownId", p."givenName", p."familyName", p."phone", p."protection", a."address", a."apartmentNumber", r."amountOre" as "rentOre",
      (select m."toStep" from "StepMove" m where m."personId" = p."id" and m."movesOn" <= ${on} order by m."movesOn" desc limit 1) as "step"
    from "Person" p left join "Tenancy" t on t."personId" = p."id" and t."endsOn" is null left join "Apartment" a on a."id" = t."apartmentId"
    left join "TenancyRent" r on r."tenancyId" = t."id" where p."id" in (${own})`)
  const owing = new Set(bills.map((bill) => bill.personId))
  await db.transaction((tx) =>
    recordReadings(
      tx,
      actor,
      people.filter((one) => owing.has(one.id)).slice(0, 25).map((one) => one.id),
    ),
  )
}
