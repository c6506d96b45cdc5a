/** The busy pages' queries against the leanest SQL that answers the same question: what is shown, and the log of who read it. */
import { sql, type Db } from '../../server/db.js'
import { recordReadings } from '../../server/audit.js'
import { ArrearsQuery } from '../../server/features/arrears/form.js'
import { listPage } from '../../server/features/arrears/list.js'
import { ledgerLines } from '../../server/features/arrears/ledger-store.js'
import { openPerson } from '../../server/features/people/person-store.js'
import { monthMatrix } from '../../server/features/rent/month-matrix-store.js'
import { measure } from './measure.js'
import { staysInUnit, worldToday, type World } from './world.js'

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
    async () => {
      const rows = await db.rows<{ personId: number }>(sql`
        select p."id" as "personId", p."ownId", p."givenName", p."familyName", a."address", d."ore", d."dueOn", d."bills",
          (select max(k."effectiveOn") from "LedgerEntry" k where k."personId" = p."id" and k."kind" = 'PAYMENT') as "paid",
          (select count(*) from "HouseholdChild" h where h."personId" = p."id") as "children",
          (select r."amountOre" from "TenancyRent" r where r."tenancyId" = d."tenancyId") as "rent"
        from (select e."personId", max(e."tenancyId") as "tenancyId", sum(e."openOre") as "ore", min(e."dueOn") as "dueOn", count(*) as "bills" from "LedgerEntry" e
          where e."namndId" = 1 and e."unitId" = 1 and e."kind" = 'CHARGE' and e."openOre" > 0 and e."dueOn" < ${worldToday} group by e."personId") d
        join "Person" p on p."id" = d."personId" join "Tenancy" t on t."id" = d."tenancyId" join "Apartment" a on a."id" = t."apartmentId"
        order by d."ore" desc`)
      await db.transaction((tx) => read(tx, rows.slice(0, 50)))
    },
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
      }),
    async () => {
      await db.transaction(async (tx) => {
        await tx.rows(sql`select "id", "givenName", "familyName" from "Person" where "id" = ${person}`)
        await tx.rows(
          sql`select e.*, r."source" from "LedgerEntry" e left join "ReceivedPayment" r on r."id" = e."receivedId" where e."personId" = ${person} order by e."effectiveOn", e."id"`,
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
