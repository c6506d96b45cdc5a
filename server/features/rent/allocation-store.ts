/**
 * Uses open payments and credits to pay open bills, for everybody at once: the OCR's own bills first, then the oldest
 * (domain/rent-ledger.ts `allocate` is the same rule for one person). Facts are added; open amounts are the projection.
 */
import type { Actor } from '../../actor.js'
import { rawSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { byWhom } from './entry-store.js'

/**
 * First in every transaction that writes to the ledger: one at a time per nämnd. Writing to the nämnd's row waits for whoever holds
 * it, on both engines, and makes an SQLite transaction a writer before it has read anything.
 */
export async function lockLedger(tx: Db, namndId: number): Promise<void> {
  await tx.run(sql`update "Namnd" set "name" = "name" where "id" = ${namndId}`)
}

/** Allocates whatever is open in the nämnd, or for the given people only. Returns the number of allocations made. */
export async function allocateOpenCredits(tx: Db, actor: Actor, personIds?: readonly number[]): Promise<number> {
  const whom = personIds === undefined ? sql`"namndId" = ${actor.namndId}` : only(tx, actor, personIds)
  const byOcr = await match(tx, actor, whom, 'OCR')
  const oldestFirst = await match(tx, actor, whom, 'PERSON')
  return byOcr + oldestFirst
}

function only(tx: Db, actor: Actor, personIds: readonly number[]): Sql {
  const rows = [...new Set(personIds)].map((id) => ({ id }))
  return sql`"namndId" = ${actor.namndId} and "personId" in (select "id" from ${tx.table(rows, { id: 'int' })} w)`
}

/**
 * Lays a person's open credits end to end, and the open bills end to end: where a credit or a bill ends, a piece ends, and each piece is
 * one credit paying one bill. One statement for any number of people, and its time grows with the number of credits and bills, not with
 * their product. It walks the credits and asks for each person's open bills by index ("cross join" keeps SQLite to that order, whatever
 * it believes about how many there are of each). What is paid counts from the day the money belongs to, also when that day's month was
 * closed when it was written.
 *
 * Credits of 60 and 60 and bills of 100 and 50 end at 60, 120 and at 100, 150. The pieces end at 60, 100, 120 (150: no credit is left):
 * 60 of the first credit to the first bill, 40 of the second to the first, 20 of the second to the second.
 */
async function match(tx: Db, actor: Actor, whom: Sql, by: 'OCR' | 'PERSON'): Promise<number> {
  const group = rawSql(by === 'OCR' ? `"personId", "ocr"` : `"personId"`)
  const withOcr = rawSql(by === 'OCR' ? `and "ocr" is not null` : ``)
  const same = (one: string, other: string) =>
    rawSql(`${one}."personId" = ${other}."personId"${by === 'OCR' ? ` and ${one}."ocr" = ${other}."ocr"` : ``}`)
  const endToEnd = (order: string) =>
    rawSql(`
    sum("openOre") over (partition by ${group.sql} order by ${order} rows unbounded preceding) as "until",
    row_number() over (partition by ${group.sql} order by ${order}) as "number"`)
  const after = await lastAllocation(tx)
  const made = await tx.run(sql`
    insert into "Allocation" ("namndId", "creditId", "chargeId", "amountOre", "effectiveOn", "recordedAt", "recordedById")
    with "credit" as materialized (
      select "id", "namndId", "personId", "ocr", coalesce("belongsOn", "effectiveOn") as "on", ${endToEnd('coalesce("belongsOn", "effectiveOn"), "id"')}
      from "LedgerEntry" where ${whom} and "openOre" > 0 and "kind" <> 'CHARGE' ${withOcr}
    ), "bill" as materialized (
      select "id", "personId", "ocr", ${endToEnd('"dueOn", "id"')}
      from (
        select e."id", e."personId", e."ocr", e."dueOn", e."openOre" from (select distinct ${group} from "credit") w
        cross join "LedgerEntry" e where ${same('e', 'w')} and e."kind" = 'CHARGE' and e."openOre" > 0
      ) o
    ), "piece" as materialized (
      select ${group}, "until", "until" - lag("until", 1, 0) over "sofar" as "ore",
        1 + sum("credits") over "sofar" - "credits" as "creditNumber", 1 + sum("bills") over "sofar" - "bills" as "billNumber"
      from (
        select ${group}, "until", sum("isCredit") as "credits", sum(1 - "isCredit") as "bills"
        from (select ${group}, "until", 1 as "isCredit" from "credit" union all select ${group}, "until", 0 from "bill") u
        group by ${group}, "until"
      ) e
      window "sofar" as (partition by ${group} order by "until" rows unbounded preceding)
    )
    select c."namndId", c."id", b."id", p."ore", c."on", ${actor.now}, ${byWhom(actor)}
    from "piece" p
    join "credit" c on ${same('c', 'p')} and c."number" = p."creditNumber"
    join "bill" b on ${same('b', 'p')} and b."number" = p."billNumber"`)
  if (made > 0) await project(tx, actor.namndId, after)
  return made
}

export interface NewAllocation {
  /** an entry that takes from the debt */
  creditId: number
  /** an entry that adds to it */
  chargeId: number
  amountOre: number
  effectiveOn: Day
  reason?: string | null
}

/** Joins these entries with each other: what is used up as it is written, and what somebody decides. The caller has seen that it is open. */
export async function allocateParts(tx: Db, actor: Actor, parts: readonly NewAllocation[]): Promise<void> {
  await added(
    tx,
    actor,
    sql`select r."creditId", r."chargeId", r."amountOre", r."effectiveOn", r."reason", cast(null as integer) as "undoesId"
      from ${tx.table(parts, { creditId: 'int', chargeId: 'int', amountOre: 'int', effectiveOn: 'text', reason: 'text' })} r`,
  )
}

/**
 * Takes back what stands of the allocations that the condition on `a` names, as rows with the sign turned. They count from the same
 * day as what they take back, or from `from` where that is later: a wrong allocation never was, one that is undone later was till then.
 */
export async function takeBackAllocations(tx: Db, actor: Actor, which: Sql, reason: string, from: Day | null = null): Promise<number> {
  return added(
    tx,
    actor,
    sql`select a."creditId", a."chargeId", -a."amountOre" as "amountOre",
        case when a."effectiveOn" > ${from ?? ''} then a."effectiveOn" else ${from ?? ''} end as "effectiveOn", ${reason} as "reason", a."id" as "undoesId"
      from "Allocation" a where ${which} and ${stands('a')}`,
  )
}

/** One of them. */
export const takeBackAllocation = (tx: Db, actor: Actor, id: number, reason: string) =>
  takeBackAllocations(tx, actor, sql`a."id" = ${id}`, reason)

/** On an allocation: it takes nothing back, and nothing has taken it back. */
export function stands(table: 'a' | 'b'): Sql {
  const id = rawSql(`${table}."id"`)
  return sql`${rawSql(table)}."undoesId" is null and not exists (select 1 from "Allocation" z where z."undoesId" = ${id})`
}

/** Writes the allocations of a query and brings the projection along. */
async function added(tx: Db, actor: Actor, rows: Sql): Promise<number> {
  const after = await lastAllocation(tx)
  const made = await tx.run(sql`
    insert into "Allocation" ("namndId", "creditId", "chargeId", "amountOre", "effectiveOn", "reason", "undoesId", "recordedAt", "recordedById")
    select ${actor.namndId}, w."creditId", w."chargeId", w."amountOre", w."effectiveOn", w."reason", w."undoesId", ${actor.now}, ${byWhom(actor)}
    from (${rows}) w`)
  if (made > 0) await project(tx, actor.namndId, after)
  return made
}

async function lastAllocation(tx: Db): Promise<number> {
  const [last] = await tx.rows<{ id: number }>(sql`select coalesce(max("id"), 0) as "id" from "Allocation"`)
  return last?.id ?? 0
}

/**
 * Brings open amounts and settled days in line with what this nämnd has allocated since (another nämnd may write at the same time). A
 * bill is settled on the last day that something counts that still stands on it. What is new is taken out first ("materialized"): asked
 * for sums by bill or by credit, a database otherwise walks an index of every allocation ever made to have them in order.
 */
async function project(tx: Db, namndId: number, after: number): Promise<void> {
  const fresh = sql`with a as materialized (
    select x."chargeId", x."creditId", x."amountOre" from "Allocation" x where x."id" > ${after} and x."namndId" = ${namndId})`
  await tx.run(sql`
    update "LedgerEntry" set "openOre" = "openOre" - s."paid",
      "settledOn" = case when "kind" = 'CHARGE' and "openOre" - s."paid" = 0 then s."lastOn" end
    from (
      ${fresh} select a."chargeId", sum(a."amountOre") as "paid",
        (select max(b."effectiveOn") from "Allocation" b where b."chargeId" = a."chargeId" and ${stands('b')}) as "lastOn"
      from a group by a."chargeId"
    ) s where "LedgerEntry"."id" = s."chargeId"`)
  await tx.run(sql`
    update "LedgerEntry" set "openOre" = "openOre" - s."used"
    from (${fresh} select a."creditId", sum(a."amountOre") as "used" from a group by a."creditId") s
    where "LedgerEntry"."id" = s."creditId"`)
}
