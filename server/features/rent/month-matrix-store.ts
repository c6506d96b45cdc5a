/**
 * Person by month: the sums of every month over the whole selection, one page of people, their bills and what settled them. Four queries
 * whatever the size.
 */
import type { Actor } from '../../actor.js'
import { recordChange, recordReadings } from '../../audit.js'
import { noSql, sql, type Db, type Sql } from '../../db.js'
import type { Month } from '../../domain/calendar.js'
import type { MonthBill } from '../../domain/month-state.js'
import { inReach, mayBeShown } from '../../reach.js'
import { notUnderRespite, respiteUntilOn } from '../respite/respite-sql.js'
import { lateOn } from './late-sql.js'
import { isRent } from './open-bills-sql.js'
import { mayBeLateOrUnpaid, paidDays } from './paid-days-store.js'

/** A whole enhet of the plans (about 300 places) stands on one page. */
export const matrixPageSize = 300

export interface MatrixFilter {
  from: Month
  to: Month
  boendestodjareId: number | null
  housingForm: string | null
  costCentre: string | null
  withDebt: boolean
}
export interface MatrixPerson {
  personId: number
  /** null when protected from the one who asks */
  name: string | null
  /** of the newest bill */
  housingForm: string | null
  costCentre: string | null
  rentOre: number
  bills: Map<Month, MonthBill[]>
}
export interface MonthSum {
  period: Month
  chargedOre: number
  paidOre: number
  /** late and open */
  lateOre: number
}
export interface Matrix {
  people: MatrixPerson[]
  total: number
  sums: MonthSum[]
}

/** The people with bills in the months, a page at a time; they are logged as read. */
export async function monthMatrix(db: Db, actor: Actor, filter: MatrixFilter & { page: number }): Promise<Matrix> {
  return db.reading((tx) => readMatrix(tx, actor, filter, sql`limit ${matrixPageSize} offset ${(filter.page - 1) * matrixPageSize}`))
}

/** All of the selection, to take home: everybody in it is logged as read, and that it was taken. */
export async function wholeMatrix(db: Db, actor: Actor, filter: MatrixFilter): Promise<Matrix> {
  return db.reading(async (tx) => {
    const matrix = await readMatrix(tx, actor, filter, noSql)
    await recordChange(tx, actor, {
      action: 'EXPORT',
      subject: 'RENT',
      after: { list: 'MONTHS', format: 'xlsx', ...filter, rows: matrix.people.length },
    })
    return matrix
  })
}

async function readMatrix(tx: Db, actor: Actor, filter: MatrixFilter, limit: Sql): Promise<Matrix> {
  const sums = await tx.rows<MonthSum>(sql`
    select e."period", sum(e."amountOre") as "chargedOre", sum(e."amountOre" - e."openOre") as "paidOre",
      sum(case when ${isLate(actor)} then e."openOre" else 0 end) as "lateOre"
    ${from(actor, filter)} group by e."period" order by e."period"`)
  const rows = await tx.rows<{ personId: number; name: string; shown: number; total: number }>(sql`
    select p."id" as "personId", p."givenName" || ' ' || p."familyName" as "name", ${mayBeShown(actor)} as "shown", count(*) over () as "total"
    from "Person" p where p."id" in (select e."personId" ${from(actor, filter)})
    order by ${mayBeShown(actor)} desc, p."sortName", p."id" ${limit}`)
  const ofPage = sql`${from(actor, filter)} and e."personId" in (select w."id" from ${tx.table(
    rows.map((row) => ({ id: row.personId })),
    { id: 'int' },
  )} w)`
  const bills = await tx.rows<
    MonthBill & { id: number; personId: number; period: Month; housingForm: string | null; costCentre: string | null }
  >(sql`
    select e."id", e."personId", e."period", e."amountOre", e."openOre", e."dueOn", e."settledOn", e."housingForm", e."costCentre",
      case when e."openOre" = 0 then e."settledOn" when e."openOre" < e."amountOre"
        then (select max(x."effectiveOn") from "Allocation" x where x."chargeId" = e."id" and x."amountOre" > 0) end as "paidOn",
      ${respiteUntilOn(actor.today)} as "respiteUntilOn"
    ${ofPage} order by e."period", e."dueOn", e."id"`)
  const settledWith = await paidDays(tx, sql`select e."id" ${ofPage} and ${mayBeLateOrUnpaid(actor)}`)
  await recordReadings(
    tx,
    actor,
    rows.map((row) => row.personId),
  )
  const people = new Map(
    rows.map((row) => [
      row.personId,
      {
        personId: row.personId,
        name: row.shown === 1 ? row.name : null,
        housingForm: null,
        costCentre: null,
        rentOre: 0,
        bills: new Map(),
      } as MatrixPerson,
    ]),
  )
  for (const bill of bills) {
    const person = people.get(bill.personId)
    if (!person) continue
    const known = person.bills.get(bill.period)
    const withPaid = { ...bill, paid: settledWith.get(bill.id) ?? null }
    if (known) known.push(withPaid)
    else person.bills.set(bill.period, [withPaid])
    Object.assign(person, { housingForm: bill.housingForm, costCentre: bill.costCentre, rentOre: bill.amountOre })
  }
  return { people: [...people.values()], total: rows[0]?.total ?? 0, sums }
}

/** What the filters offer: boendestödjare and cost centres. */
export async function matrixChoices(db: Db, actor: Actor) {
  const supporters = await db.rows<{ id: number; name: string }>(sql`
    select u."id", u."name" from "User" u where ${actor.unitId === null ? sql`u."namndId" = ${actor.namndId}` : sql`u."namndId" = ${actor.namndId} and u."unitId" = ${actor.unitId}`}
      and u."role" = 'BOENDESTOD' and u."deactivatedAt" is null order by u."name"`)
  const costCentres = await db.rows<{ costCentre: string }>(sql`
    select distinct a."costCentre" from "Apartment" a where ${inReach(actor, 'a')} and a."costCentre" is not null order by a."costCentre"`)
  return {
    supporters: supporters.map((user) => ({ value: user.id, text: user.name })),
    costCentres: costCentres.map((row) => ({ value: row.costCentre, text: row.costCentre })),
  }
}

/** Rents of the months that stand. Who is whose client is nothing to ask of a protected person. */
function from(actor: Actor, filter: MatrixFilter): Sql {
  const parts = [
    sql`from "LedgerEntry" e where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and ${isRent} and e."reversedById" is null
      and e."period" >= ${filter.from} and e."period" <= ${filter.to}`,
    filter.housingForm ? sql`and e."housingForm" = ${filter.housingForm}` : noSql,
    filter.costCentre ? sql`and e."costCentre" = ${filter.costCentre}` : noSql,
    filter.boendestodjareId
      ? sql`and e."personId" in (select p."id" from "Person" p where p."boendestodjareId" = ${filter.boendestodjareId} and ${mayBeShown(actor)} = 1)`
      : noSql,
    filter.withDebt ? sql`and e."personId" in (select o."personId" from (${lateBills(actor)}) o)` : noSql,
  ]
  return parts.reduce((all, part) => sql`${all} ${part}`)
}

/** Everybody with late rent, whatever month it is of. */
const lateBills = (actor: Actor) => sql`
  select e."personId" from "LedgerEntry" e where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."openOre" > 0 and ${isRent} and ${isLate(actor)}`

const isLate = ({ today }: Actor): Sql => sql`(${lateOn(today)} and ${notUnderRespite(today)})`
