/**
 * What the ledger knows already of the lists' bills, payments and references. Lookups are `cross join`: to SQLite that says "the
 * list's rows first, then the index", else it reads the ledger for each row.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import { chunksOf } from '../../many-rows.js'

/** The bills there are or have been, by `tenancyId period`: a bill that was reversed does not come back with the next list. */
export async function storedBills(
  db: Db,
  bills: readonly { tenancyId: number | null; period: Month }[],
): Promise<Map<string, { amountOre: number; dueOn: Day }>> {
  const known = new Map<string, { amountOre: number; dueOn: Day }>()
  for (const some of chunksOf(bills.filter((bill) => bill.tenancyId !== null))) {
    const rows = await db.rows<{ tenancyId: number; period: Month; amountOre: number; dueOn: Day }>(sql`
      select e."tenancyId", e."period", e."amountOre", e."dueOn" from ${db.table(some, { tenancyId: 'int', period: 'text' })} r
      cross join "LedgerEntry" e where e."period" = r."period" and e."tenancyId" = r."tenancyId" and e."reversedById" is null
      union all
      select e."tenancyId", e."period", e."amountOre", e."dueOn" from "LedgerEntry" v join "LedgerEntry" e on e."id" = v."reversesId"
      join ${db.table(some, { tenancyId: 'int', period: 'text' })} r on e."period" = r."period" and e."tenancyId" = r."tenancyId"
      where v."reversesId" is not null and v."kind" = 'REVERSAL' and e."kind" = 'CHARGE'`)
    for (const { tenancyId, period, ...bill } of rows) known.set(`${tenancyId} ${period}`, bill)
  }
  return known
}

/** The keys that are stored in the nämnd. */
export async function knownPayments(db: Db, actor: Actor, payments: readonly { transactionKey: string }[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const some of chunksOf(payments)) {
    const rows = await db.rows<{ transactionKey: string }>(sql`
      select p."transactionKey" from ${db.table(some, { transactionKey: 'text' })} r
      cross join "ReceivedPayment" p where p."namndId" = ${actor.namndId} and p."transactionKey" = r."transactionKey"`)
    for (const { transactionKey } of rows) known.add(transactionKey)
  }
  return known
}

/** The own id of the person whose bill each reference stands on. */
export async function ownersOfBills(db: Db, actor: Actor, references: readonly string[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>()
  for (const some of chunksOf(references.map((ocr) => ({ ocr })))) {
    const rows = await db.rows<{ ocr: string; ownId: string }>(sql`
      select distinct e."ocr", p."ownId" from ${db.table(some, { ocr: 'text' })} r
      cross join "LedgerEntry" e join "Person" p on p."id" = e."personId"
      where e."ocr" = r."ocr" and e."kind" = 'CHARGE' and e."namndId" = ${actor.namndId}`)
    for (const { ocr, ownId } of rows) owners.set(ocr, ownId)
  }
  return owners
}
