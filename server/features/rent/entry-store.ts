/**
 * The one way onto the ledger: entries are added, many in one statement, each with the cost centre and the boendeform of the stay's
 * place on its day (the month is closed by them). Call lockLedger first, in the same transaction.
 *
 * An entry is open with all of its amount. Whoever adds one that is used up as it is written (REVERSAL, REFUND, the taking half of a
 * TRANSFER, a WRITE_OFF) joins it with what it uses in the same transaction (allocation-store.ts `allocateParts`).
 *
 * A closed month takes no more entries: one whose day lies in it is dated the first open day and points back to its own
 * (domain/month-close.ts `datedOn`; a trigger refuses any other).
 */
import type { Actor } from '../../actor.js'
import { joinSql, rawSql, sql, type Db, type Sql } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { EntryKind, PayerKind } from '../../domain/codes.js'
import type { Direction } from '../../domain/rent-ledger.js'
import { datedOn } from '../../domain/month-close.js'
import { chunksOf } from '../../many-rows.js'
import { firstOpenDay } from '../month-close/closed-store.js'

export interface NewEntry {
  unitId: number
  personId: number
  tenancyId: number
  kind: EntryKind
  amountOre: number
  effectiveOn: Day
  reason?: string | null
  period?: Month | null
  dueOn?: Day | null
  ocr?: string | null
  /** left out: those of the stay's place on the day */
  housingForm?: string | null
  costCentre?: string | null
  specification?: string | null
  receivedId?: number | null
  payerKind?: PayerKind | null
  reversesId?: number | null
  direction?: Direction | null
  chargeKind?: string | null
  belongsOn?: Day | null
  decisionReference?: string | null
}

const columns = {
  unitId: 'int',
  personId: 'int',
  tenancyId: 'int',
  kind: 'text',
  amountOre: 'int',
  effectiveOn: 'text',
  reason: 'text',
  period: 'text',
  dueOn: 'text',
  ocr: 'text',
  housingForm: 'text',
  costCentre: 'text',
  specification: 'text',
  receivedId: 'int',
  payerKind: 'text',
  reversesId: 'int',
  direction: 'int',
  chargeKind: 'text',
  belongsOn: 'text',
  decisionReference: 'text',
} as const satisfies Record<keyof NewEntry, 'int' | 'text'>

/** What the statement asks for in every row; the other columns are read only where some entry has them, since each costs. */
const asked: (keyof NewEntry)[] = ['dueOn', 'housingForm', 'costCentre', 'belongsOn']

/** Adds the entries; returns their ids, in order. */
export async function addEntries(tx: Db, actor: Actor, entries: readonly NewEntry[]): Promise<number[]> {
  const ids: number[] = []
  for (const some of chunksOf(await inOpenMonths(tx, actor, entries))) {
    const added = await tx.rows<{ id: number }>(sql`${insertOf(tx, actor, some)} returning "id"`)
    for (const { id } of added.sort((a, b) => a.id - b.id)) ids.push(id)
  }
  return ids
}

/** Adds bills; a stay that has a bill that stands for the period keeps it. Returns how many were added. */
export async function addBills(tx: Db, actor: Actor, bills: readonly NewEntry[]): Promise<number> {
  let added = 0
  for (const some of chunksOf(await inOpenMonths(tx, actor, bills)))
    added += await tx.run(sql`${insertOf(tx, actor, some)} on conflict ("period", "tenancyId") where "reversedById" is null do nothing`)
  return added
}

/** The entries with the days they can have now. */
async function inOpenMonths(tx: Db, actor: Actor, entries: readonly NewEntry[]): Promise<readonly NewEntry[]> {
  const open = await firstOpenDay(tx, actor.namndId)
  return open === null || entries.every((entry) => entry.effectiveOn >= open)
    ? entries
    : entries.map((entry) => (entry.effectiveOn < open ? { ...entry, ...datedOn(entry.effectiveOn, open) } : entry))
}

function insertOf(tx: Db, actor: Actor, entries: readonly NewEntry[]): Sql {
  const names = (Object.keys(columns) as (keyof NewEntry)[]).filter(
    (name) => asked.includes(name) || entries.some((entry) => (entry[name] ?? null) !== null),
  )
  const place = rawSql(`from "Tenancy" t join "HousingFormPeriod" f on f."apartmentId" = t."apartmentId" where t."id" = r."tenancyId"`)
  const day = rawSql(`coalesce(r."belongsOn", r."effectiveOn")`)
  const filled: Record<string, Sql> = {
    costCentre: sql`coalesce(r."costCentre",
      (select a."costCentre" from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId" where t."id" = r."tenancyId"))`,
    // A day before the place had any boendeform (money ahead of the stay) gets its first.
    housingForm: sql`coalesce(r."housingForm",
      (select f."housingForm" ${place} and f."startsOn" <= ${day} order by f."startsOn" desc limit 1),
      (select f."housingForm" ${place} order by f."startsOn" limit 1))`,
  }
  return sql`
    insert into "LedgerEntry" (${rawSql(names.map((name) => `"${name}"`).join(', '))}, "namndId", "recordedAt", "recordedById", "openOre", "settledOn")
    select ${joinSql(names.map((name) => filled[name] ?? rawSql(`r."${name}"`)))}, ${actor.namndId}, ${actor.now}, ${byWhom(actor)}, r."amountOre",
      case when r."kind" = 'CHARGE' and r."amountOre" = 0 then r."dueOn" end
    from ${tx.table(entries, Object.fromEntries(names.map((name) => [name, columns[name]])))} r where true`
}

export const byWhom = (actor: Actor) => (actor.userId === null ? sql`cast(null as integer)` : sql`cast(${actor.userId} as integer)`)
