/** The busy pages' queries against the leanest SQL that answers the same question: what is shown, and the log of who read it. */
import { sql, type Db } from '../../server/db.js'
import { recordReadings } from '../../server/audit.js'
import { ArrearsQuery } from '../../server/features/arrears/form.js'
import { listPage } from '../../server/features/arrears/list.js'
import { ledgerLines } from '../../server/features/arrears/ledger-store.js'
import { ledgerEvents, paidBy, planStairs } from '../../server/features/arrears/timeline-store.js'
import { openPerson } from '../../server/features/people/person-store.js'
import { monthMatrix } from '../../server/features/rent/month-matrix-store.js'
import { measure } from './measure.js'
import { changeSomething, staysInUnit, worldToday, type World } from './world.js'

export async function benchPages(world: World) {
  const { db, inUnit } = world
  const read = (tx: Db, rows: { personId: number }[]) =>
    recordReadings(
      tx,
      inUnit,
      rows.map((row) => row.personId),
    )
  const arrears = await measure(
    'arrears page, its queries',
    world.name,
    2,
    () => listPage(db, inUnit, ArrearsQuery.parse({})),
    () => leanArrears(db, read),
    () => changeSomething(world),
    { warm: 20, timed: 21 },
  )
  const filter = { from: '2026-01', to: '2026-12', page: 1, boendestodjareId: null, housingForm: null, costCentre: null, withDebt: false }
  const matrix = await measure(
    'month matrix',
    world.name,
    2,
    () => monthMatrix(db, inUnit, filter),
    async () => {
      await db.transaction(async (tx) => {
        const people = await tx.rows<{ personId: number }>(
          sql`select "id" as "personId", "givenName", "familyName" from "Person" where "namndId" = 1 and "unitId" = 1 order by "sortName" limit 300`,
        )
        await tx.rows(
          sql`select "period", sum("amountOre"), sum("openOre") from "LedgerEntry" where "unitId" = 1 and "kind" = 'CHARGE' and "period" between '2026-01' and '2026-12' group by "period"`,
        )
        await tx.rows(sql`select "personId", "period", "amountOre", "openOre", "dueOn", "settledOn" from "LedgerEntry" where "personId" in
        (select "id" from ${tx.table(
          people.map((one) => ({ id: one.personId })),
          { id: 'int' },
        )} w) and "kind" = 'CHARGE' and "period" between '2026-01' and '2026-12'`)
        await read(tx, people)
      })
    },
  )
  const person = staysPerson(world)
  const ledger = await measure(
    "person's ledger",
    world.name,
    2,
    () =>
      db.transaction(async (tx) => {
        await openPerson(tx, inUnit, person)
        await ledgerLines(tx, inUnit, person, { on: worldToday })
        await ledgerEvents(tx, person, { on: worldToday })
        await paidBy(tx, inUnit, person, { on: worldToday })
        await planStairs(tx, person, worldToday)
      }),
    async () => {
      await db.transaction(async (tx) => {
        await tx.rows(sql`select "id", "givenName", "familyName" from "Person" where "id" = ${person}`)
        await tx.rows(
          sql`select e.*, r."source" from "LedgerEntry" e left join "ReceivedPayment" r on r."id" = e."receivedId" where e."personId" = ${person} order by e."effectiveOn", e."id"`,
        )
        await tx.rows(sql`select "id", "kind", "happenedOn", "text" from "Note" where "personId" = ${person} order by "happenedOn"`)
        await tx.rows(
          sql`select a."creditId", a."chargeId", a."amountOre" from "LedgerEntry" e join "Allocation" a on a."chargeId" = e."id" where e."personId" = ${person}`,
        )
        await read(tx, [{ personId: person }])
      })
    },
  )
  return [arrears, matrix, ledger]
}

/** Somebody of the first unit. */
function staysPerson(world: World): number {
  return Math.max(1, Math.round(world.tenancies / staysInUnit)) // 1 + i % units = 1
}

/**
 * The same list in the leanest SQL: of everybody in the unit with late rent, the debt by age, what was open a month ago, the newest bill's
 * stay, children, rent, contact and plan; of the fifty most urgent their contacts, plans, respites, pauses and reminders, and the log.
 */
async function leanArrears(db: Db, read: (tx: Db, rows: { personId: number }[]) => Promise<void>): Promise<void> {
  const [on, since] = [worldToday, '2026-10-24']
  const then = sql`case when e."dueOn" < ${since} then e."amountOre" - coalesce((select sum(x."amountOre") from "Allocation" x
    where x."chargeId" = e."id" and x."effectiveOn" <= ${since}), 0) else 0 end`
  const bills = sql`from "LedgerEntry" e where e."namndId" = 1 and e."unitId" = 1 and e."kind" = 'CHARGE'`
  const rows = await db.rows<{ personId: number; ore: number; planId: number | null }>(sql`
    select p."id" as "personId", p."ownId", p."givenName", p."familyName", p."protection", p."boendestodjareId", a."address", a."ownId" as "apartment", t."endsOn",
      b."housingForm", b."costCentre", d.*, q."id" as "planId",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and h."removedAt" is null) as "children",
      (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${on} order by r."fromOn" desc limit 1) as "rent",
      (select max(n."happenedOn") from "Note" n where n."personId" = p."id" and n."happenedOn" <= ${on} and n."kind" <> 'NOTE'
        and not exists (select 1 from "Note" c where c."personId" = n."personId" and c."correctsId" = n."id")) as "contactOn",
      (select k."shortOre" from "PlanCheck" k where k."planId" = q."id" order by k."checkedOn" desc limit 1) as "short"
    from (
      select o."personId", max(o."id") as "newest", sum(o."late" * o."openOre") as "ore", min(case when o."late" = 1 then o."dueOn" end) as "oldest", sum(o."late") as "bills",
        sum((1 - o."late") * o."openOre") as "c0", sum(case when o."dueOn" >= '2026-11-17' then o."late" * o."openOre" else 0 end) as "c1",
        sum(case when o."dueOn" >= '2026-10-25' and o."dueOn" < '2026-11-17' then o."late" * o."openOre" else 0 end) as "c2",
        sum(case when o."dueOn" >= '2026-08-26' and o."dueOn" < '2026-10-25' then o."late" * o."openOre" else 0 end) as "c3",
        sum(case when o."dueOn" < '2026-08-26' then o."late" * o."openOre" else 0 end) as "c4", sum(o."then") as "then"
      from (
        select e."id", e."personId", e."dueOn", e."openOre", ${then} as "then", case when e."dueOn" < ${on} and coalesce(e."chargeKind", 'RENT') = 'RENT'
          and not exists (select 1 from "Respite" r where r."chargeId" = e."id" and r."untilOn" >= ${on}) then 1 else 0 end as "late"
        ${bills} and e."openOre" > 0
        union all select e."id", e."personId", e."dueOn", 0, ${then}, 0 ${bills} and e."settledOn" > ${since}
      ) o group by o."personId" having sum(o."late") > 0
    ) d
    join "LedgerEntry" b on b."id" = d."newest" join "Person" p on p."id" = d."personId" join "Tenancy" t on t."id" = b."tenancyId"
    join "Apartment" a on a."id" = t."apartmentId" left join "RepaymentPlan" q on q."personId" = p."id" and q."endedOn" is null`)
  const shown = rows.sort((a, b) => b.ore - a.ore).slice(0, 50)
  await db.transaction(async (tx) => {
    const ids = tx.table(shown, { personId: 'int' })
    await tx.rows(sql`select n."personId", max(n."kind"), max(n."reached"), max(n."happenedOn") as "on" from "Note" n where n."personId" in (select "personId" from ${ids} w)
      and n."happenedOn" <= ${on} and n."kind" <> 'NOTE' group by n."personId", case when n."reached" = 'NEJ' then 1 else 0 end`)
    await tx.rows(sql`select q."id", q."instalmentOre", count(*) as "left", min(i."dueOn") as "next" from "RepaymentPlan" q join "PlanInstalment" i on i."planId" = q."id"
      and i."dueOn" > ${on} where q."endedOn" is null and q."personId" in (select "personId" from ${ids} w) group by q."id"`)
    await tx.rows(sql`select w."personId", (select max(r."untilOn") from "Respite" r where r."personId" = w."personId") as "respite",
      (select max(r."untilOn") from "ReminderPause" r where r."personId" = w."personId") as "pause",
      (select max(l."sentAt") from "Letter" l where l."personId" = w."personId" and l."kind" = 'REMINDER') as "reminded" from ${ids} w`)
    await read(tx, shown)
  })
}
