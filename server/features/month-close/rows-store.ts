/** The entries, or the people's balances, behind one figure of a month: within reach, a page at a time. */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { firstOfMonth, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import type { EntryKind } from '../../domain/codes.js'
import { kindOf, type MonthColumn } from '../../domain/month-close.js'
import { inReach } from '../../reach.js'
import { showPeople, type ShownPerson } from '../payments/people-store.js'
import { signedOre } from './store.js'

/** Which figure: undefined = every group, null = the group without one. */
export interface FigureWish {
  month: Month
  column: MonthColumn | 'openingOre' | 'closingOre'
  costCentre: string | null | undefined
  housingForm: string | null | undefined
}
export interface EntryBehind {
  id: number
  person: ShownPerson | null
  kind: EntryKind
  /** the kind a reversal turns */
  turned: EntryKind | null
  effectiveOn: Day
  /** the day it points back to */
  belongsOn: Day | null
  period: Month | null
  /** what a charge is for; null for what is no charge */
  chargeKind: string | null
  reason: string | null
  /** + adds to the debt */
  signedOre: number
}
export interface BalanceBehind {
  person: ShownPerson | null
  signedOre: number
}
export interface Count {
  total: number
  signedOre: number
}

/** How many entries there are, and their sum. */
export async function countEntries(db: Db, actor: Actor, wish: FigureWish): Promise<Count> {
  const [count] = await db.rows<Count>(
    sql`select count(*) as "total", coalesce(sum(${signedOre}), 0) as "signedOre" ${entriesOf(actor, wish)}`,
  )
  return count ?? { total: 0, signedOre: 0 }
}

/** One page of the entries in the order they count; the people's readings are logged. */
export async function entriesBehind(tx: Db, actor: Actor, wish: FigureWish, limit: number, offset: number): Promise<EntryBehind[]> {
  const rows = await tx.rows<Omit<EntryBehind, 'person'> & { personId: number }>(sql`
    select e."id", e."personId", e."kind" as "kind", x."kind" as "turned", e."effectiveOn", e."belongsOn", coalesce(e."period", x."period") as "period",
      coalesce(e."chargeKind", x."chargeKind") as "chargeKind", e."reason", ${signedOre} as "signedOre"
    ${entriesOf(actor, wish)} order by e."effectiveOn", e."id" limit ${limit} offset ${offset}`)
  const people = await showPeople(
    tx,
    actor,
    rows.map((row) => row.personId),
  )
  return rows.map(({ personId, ...row }) => ({ ...row, person: people.get(personId) ?? null }))
}

/** How many people had something to pay or to their good, and the sum, when the month began or ended. */
export async function countBalances(db: Db, actor: Actor, wish: FigureWish): Promise<Count> {
  const [count] = await db.rows<Count>(
    sql`select count(*) as "total", coalesce(sum(b."signedOre"), 0) as "signedOre" from (${balancesOf(actor, wish)}) b`,
  )
  return count ?? { total: 0, signedOre: 0 }
}

/** One page of the balances, the largest debt first. */
export async function balancesBehind(tx: Db, actor: Actor, wish: FigureWish, limit: number, offset: number): Promise<BalanceBehind[]> {
  const rows = await tx.rows<{ personId: number; signedOre: number }>(sql`
    select b."personId", b."signedOre" from (${balancesOf(actor, wish)}) b order by b."signedOre" desc, b."personId" limit ${limit} offset ${offset}`)
  const people = await showPeople(
    tx,
    actor,
    rows.map((row) => row.personId),
  )
  return rows.map(({ personId, ...row }) => ({ ...row, person: people.get(personId) ?? null }))
}

function entriesOf(actor: Actor, wish: FigureWish): Sql {
  const kind = kindOf(wish.column as MonthColumn)
  return sql`from "LedgerEntry" e left join "LedgerEntry" x on x."id" = (case when e."kind" = 'REVERSAL' then e."reversesId" end)
    where ${inReach(actor, 'e')} and e."effectiveOn" >= ${firstOfMonth(wish.month)} and e."effectiveOn" < ${firstOfMonth(nextMonth(wish.month))}
      and (e."kind" = ${kind} or (e."kind" = 'REVERSAL' and x."kind" = ${kind})) ${ofGroup(wish)}`
}

function balancesOf(actor: Actor, wish: FigureWish): Sql {
  const before = wish.column === 'openingOre' ? firstOfMonth(wish.month) : firstOfMonth(nextMonth(wish.month))
  return sql`select e."personId", sum(${signedOre}) as "signedOre" from "LedgerEntry" e
    where ${inReach(actor, 'e')} and e."effectiveOn" < ${before} ${ofGroup(wish)} group by e."personId" having sum(${signedOre}) <> 0`
}

function ofGroup({ costCentre, housingForm }: FigureWish): Sql {
  const is = (column: Sql, value: string | null | undefined) =>
    value === undefined ? sql`` : value === null ? sql`and ${column} is null` : sql`and ${column} = ${value}`
  return sql`${is(sql`e."costCentre"`, costCentre)} ${is(sql`e."housingForm"`, housingForm)}`
}
