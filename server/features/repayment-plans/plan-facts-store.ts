/**
 * What the check of repayment plans is worked out from: the plans that run on a day, their instalments and what is open of their
 * people's rent, in three queries for any number of plans. A one-off charge (key, damage, fee) is no rent and stands outside.
 */
import { rawSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PlanEventKind, PlanFrequency } from '../../domain/codes.js'
import type { RentBillOpen } from '../../domain/plan-checks.js'
import type { Instalment } from '../../domain/repayment-plans.js'
import { isRent, openAsOf, openNow } from '../rent/open-bills-sql.js'
import { respiteUntilOn } from '../respite/respite-sql.js'

export interface PlanRow {
  id: number
  personId: number
  agreedOn: Day
  signedOn: Day | null
  debtOre: number
  firstLumpOre: number
  instalmentOre: number
  frequency: PlanFrequency
  startsOn: Day
  endedOn: Day | null
  note: string | null
  recordedAt: string
}
export interface PlanFacts extends PlanRow {
  instalments: Instalment[]
  bills: RentBillOpen[]
}

export const planColumns: Sql = rawSql(
  'id personId agreedOn signedOn debtOre firstLumpOre instalmentOre frequency startsOn endedOn note recordedAt'
    .split(' ')
    .map((column) => `pl."${column}"`)
    .join(', '),
)

interface Asked {
  asOf?: boolean
  /** what is open of these people's rent bills that were due before the day, where it has been read already */
  bills?: readonly (RentBillOpen & { personId: number })[]
}

/** Plans of the condition on `RepaymentPlan pl` (and `Person p`), with everything a check needs. `asOf` counts from the facts. */
export async function planFacts(db: Db, which: Sql, on: Day, { asOf = false, bills: known }: Asked = {}): Promise<PlanFacts[]> {
  const plans = await db.rows<PlanRow>(sql`
    select ${planColumns} from "RepaymentPlan" pl join "Person" p on p."id" = pl."personId" where ${which} order by pl."id"`)
  if (plans.length === 0) return []
  const instalments = await db.rows<Instalment & { planId: number }>(sql`
    select pi."planId", pi."number", pi."dueOn", pi."amountOre" from "PlanInstalment" pi
    where pi."planId" in ${listed(db, plans, (plan) => plan.id)} order by pi."planId", pi."number"`)
  const bills = known ?? (await openRentOf(db, sql`e."personId" in ${listed(db, plans, (plan) => plan.personId)}`, on, { asOf }))
  const ofPlan = groupBy(instalments, (one) => one.planId)
  const ofPerson = groupBy(bills, (bill) => bill.personId)
  return plans.map((plan) => ({
    ...plan,
    instalments: (ofPlan.get(plan.id) ?? []).map(({ number, dueOn, amountOre }) => ({ number, dueOn, amountOre })),
    bills: ofPerson.get(plan.personId) ?? [],
  }))
}

const listed = <Row>(db: Db, rows: readonly Row[], idOf: (row: Row) => number): Sql =>
  sql`(select k."id" from ${db.table(
    [...new Set(rows.map(idOf))].map((id) => ({ id })),
    { id: 'int' },
  )} k)`

/** Running on the day: agreed by it, not ended by it. */
export function runsOn(day: Day): Sql {
  return sql`pl."agreedOn" <= ${day} and (pl."endedOn" is null or pl."endedOn" > ${day})`
}

export interface PlanEvent {
  id: number
  planId: number
  kind: PlanEventKind
  happenedOn: Day
  shortOre: number | null
  reason: string | null
  recordedAt: string
  recordedById: number | null
}

/** The latest event of each of the plans that tells whether it is followed (broken or back on plan), by then. */
export async function latestEvents(db: Db, which: Sql, on: Day): Promise<Map<number, Pick<PlanEvent, 'kind' | 'happenedOn'>>> {
  const rows = await db.rows<Pick<PlanEvent, 'planId' | 'kind' | 'happenedOn'>>(sql`
    select ev."planId", ev."kind", ev."happenedOn" from "PlanEvent" ev
    where ev."kind" in ('BREACHED', 'RETURNED') and ev."happenedOn" <= ${on}
      and ev."planId" in (select pl."id" from "RepaymentPlan" pl join "Person" p on p."id" = pl."personId" where ${which})
    order by ev."happenedOn", ev."id"`)
  return new Map(rows.map((row) => [row.planId, row]))
}

/** Plans that were read, and since when each of them is broken. */
export interface RunningPlans {
  plans: readonly PlanFacts[]
  latest: Map<number, Pick<PlanEvent, 'kind' | 'happenedOn'>>
}

/** The plans of the condition that run on the day, with the latest event of each. */
export async function runningPlansOf(db: Db, whom: Sql, on: Day, asked: Asked = {}): Promise<RunningPlans> {
  const plans = await planFacts(db, sql`${whom} and ${runsOn(on)}`, on, asked)
  return {
    plans,
    latest: plans.length === 0 ? new Map() : await latestEvents(db, sql`pl."id" in ${listed(db, plans, (plan) => plan.id)}`, on),
  }
}

/** What is open of rent bills due before the day, for people of the condition on `LedgerEntry e`. */
export async function openRentOf(
  db: Db,
  whom: Sql,
  on: Day,
  { asOf = false } = {},
): Promise<(RentBillOpen & { id: number; personId: number })[]> {
  const { openOre, candidates } = asOf ? openAsOf(on) : openNow
  return db.rows(sql`
    select b.* from (
      select e."id", e."personId", e."dueOn", ${openOre} as "openOre", ${respiteUntilOn(on, { asOf })} as "respiteUntilOn"
      from "LedgerEntry" e
      where ${whom} and e."kind" = 'CHARGE' and ${isRent} and e."dueOn" < ${on} and ${candidates}
    ) b where b."openOre" > 0 order by b."dueOn", b."id"`)
}

export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
