/** Person by month for one year: three queries whatever the size. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import { inReach, mayBeShown } from '../../reach.js'

export const matrixPageSize = 50

export interface MatrixFilter {
  year: number
  page: number
  boendestodjareId: number | null
  housingForm: string | null
  costCentre: string | null
  withDebt: boolean
}
export interface MatrixPerson {
  personId: number
  name: string | null
  housingForm: string | null
  bills: Map<Month, { amountOre: number; openOre: number; dueOn: Day; settledOn: Day | null }>
  leftOre: number
}
export interface MonthSum {
  period: Month
  chargedOre: number
  leftOre: number
}

/** The people with bills in the year, a page at a time, with each month's bill, and the sums of every month over all of them. */
export async function monthMatrix(
  db: Db,
  actor: Actor,
  filter: MatrixFilter,
): Promise<{ people: MatrixPerson[]; total: number; sums: MonthSum[] }> {
  return db.transaction(async (tx) => {
    const sums = await tx.rows<MonthSum>(sql`
      select e."period", sum(e."amountOre") as "chargedOre", sum(e."openOre") as "leftOre"
      ${from(actor, filter)} group by e."period" order by e."period"`)
    const rows = await tx.rows<{ personId: number; name: string; shown: number; total: number }>(sql`
      select p."id" as "personId", p."givenName" || ' ' || p."familyName" as "name", ${mayBeShown(actor)} as "shown", count(*) over () as "total"
      from "Person" p where p."id" in (select e."personId" ${from(actor, filter)})
      order by ${mayBeShown(actor)} desc, p."sortName", p."id"
      limit ${matrixPageSize} offset ${(filter.page - 1) * matrixPageSize}`)
    const bills = await tx.rows<{
      personId: number
      period: Month
      amountOre: number
      openOre: number
      dueOn: Day
      settledOn: Day | null
      housingForm: string | null
    }>(sql`
      select e."personId", e."period", sum(e."amountOre") as "amountOre", sum(e."openOre") as "openOre", min(e."dueOn") as "dueOn",
        (case when sum(e."openOre") = 0 then max(e."settledOn") end) as "settledOn", max(e."housingForm") as "housingForm"
      ${from(actor, filter)} and e."personId" in (select "id" from ${tx.table(
        rows.map((row) => ({ id: row.personId })),
        { id: 'int' },
      )} w)
      group by e."personId", e."period" order by e."period"`)
    await recordReadings(
      tx,
      actor,
      rows.map((row) => row.personId),
    )
    const people = rows.map((row): MatrixPerson => {
      const own = bills.filter((bill) => bill.personId === row.personId)
      return {
        personId: row.personId,
        name: row.shown === 1 ? row.name : null,
        housingForm: own.at(-1)?.housingForm ?? null,
        bills: new Map(own.map((bill) => [bill.period, bill])),
        leftOre: own.reduce((sum, bill) => sum + bill.openOre, 0),
      }
    })
    return { people, total: rows[0]?.total ?? 0, sums }
  })
}

/** What the filters offer: boendestödjare, cost centres and years with bills. */
export async function matrixChoices(db: Db, actor: Actor) {
  const supporters = await db.prisma.user.findMany({
    where: { namndId: actor.namndId, role: 'BOENDESTOD', deactivatedAt: null, ...(actor.unitId === null ? {} : { unitId: actor.unitId }) },
    orderBy: { name: 'asc' },
  })
  const costCentres = await db.rows<{ costCentre: string }>(sql`
    select distinct a."costCentre" from "Apartment" a where ${inReach(actor, 'a')} and a."costCentre" is not null order by a."costCentre"`)
  return {
    supporters: supporters.map((user) => ({ value: user.id, text: user.name })),
    costCentres: costCentres.map((row) => ({ value: row.costCentre, text: row.costCentre })),
  }
}

function from(actor: Actor, filter: MatrixFilter): Sql {
  const parts = [
    sql`from "LedgerEntry" e where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."reversedById" is null
      and e."period" >= ${`${filter.year}-01`} and e."period" <= ${`${filter.year}-12`}`,
    filter.housingForm ? sql`and e."housingForm" = ${filter.housingForm}` : sql``,
    filter.costCentre ? sql`and e."costCentre" = ${filter.costCentre}` : sql``,
    filter.boendestodjareId
      ? sql`and e."personId" in (select b."id" from "Person" b where b."boendestodjareId" = ${filter.boendestodjareId})`
      : sql``,
    filter.withDebt
      ? sql`and e."personId" in (select o."personId" from "LedgerEntry" o where o."kind" = 'CHARGE' and o."openOre" > 0 and o."dueOn" < ${actor.today}
          and o."namndId" = ${actor.namndId})`
      : sql``,
  ]
  return parts.reduce((all, part) => sql`${all} ${part}`)
}
