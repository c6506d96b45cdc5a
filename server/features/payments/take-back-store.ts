/** The payments that a deduction may take back: of the same payer or number, or of the same amount not long before. A person decides. */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db, type Sql } from '../../db.js'
import { addDays, type Day } from '../../domain/calendar.js'
import { receivedInReach, showPayments, type ListedPayment } from './list-store.js'
import { referencesFromText } from './received-store.js'
import { findPeople } from './suggestion-store.js'

/** A part of a payment that can be taken back: on a ledger (entryId), or still waiting (null). */
export interface TakeBackPart {
  payment: ListedPayment
  entryId: number | null
  personId: number | null
  amountOre: number
}

const most = 10
/** Banks take back within some weeks; a returned direct debit within thirteen months, by hand. */
const daysBack = 90

export async function partsToTakeBack(
  tx: Db,
  actor: Actor,
  deduction: { id: number; payerName: string | null; reference: string | null; amountOre: number; paidOn: Day },
  typed: string,
): Promise<TakeBackPart[]> {
  const ids = new Set<number>()
  const add = async (query: Sql) => {
    for (const { id } of await tx.rows<{ id: number }>(query)) ids.add(id)
  }
  const earlier = sql`r."namndId" = ${actor.namndId} and r."kind" = 'PAYMENT' and r."currency" = 'SEK' and r."undoneAt" is null and r."bookedOn" <= ${deduction.paidOn}`
  const people = await findPeople(tx, actor, typed)
  if (people.length > 0)
    await add(sql`select r."id" from "LedgerEntry" e join "ReceivedPayment" r on r."id" = e."receivedId"
      where e."personId" in (${joinSql(people.map((one) => one.personId))}) and e."kind" = 'PAYMENT' and e."reversedById" is null and ${earlier}
      order by r."bookedOn" desc, r."id" desc limit ${most}`)
  const numbers = referencesFromText(deduction.reference).map((one) => one.reference)
  if (numbers.length > 0)
    await add(sql`select r."id" from "LedgerEntry" e join "ReceivedPayment" r on r."id" = e."receivedId"
      where e."ocr" in (${joinSql(numbers)}) and e."kind" = 'PAYMENT' and e."reversedById" is null and ${earlier} order by r."id" desc limit ${most}`)
  if (deduction.payerName)
    await add(
      sql`select r."id" from "ReceivedPayment" r where r."payerName" = ${deduction.payerName} and ${earlier} order by r."id" desc limit ${most}`,
    )
  await add(sql`select r."id" from "ReceivedPayment" r where r."bookedOn" >= ${addDays(deduction.paidOn, -daysBack)} and ${earlier}
    and r."amountOre" = ${deduction.amountOre} order by r."id" desc limit ${most}`)
  if (ids.size === 0) return []
  const payments = await showPayments(
    tx,
    actor,
    sql`where ${receivedInReach(actor)} and r."id" in (${joinSql([...ids])}) order by r."bookedOn" desc, r."id" desc`,
  )
  const entries = await tx.rows<{ receivedId: number; entryId: number; personId: number; amountOre: number }>(sql`
    select e."receivedId", e."id" as "entryId", e."personId", e."amountOre" from "LedgerEntry" e
    where e."receivedId" in (${joinSql([...ids])}) and e."kind" = 'PAYMENT' and e."reversedById" is null order by e."id"`)
  return payments
    .filter((payment) => !payment.masked)
    .flatMap((payment) => [
      ...entries
        .filter((entry) => entry.receivedId === payment.id)
        .map(({ entryId, personId, amountOre }): TakeBackPart => ({ payment, entryId, personId, amountOre })),
      ...(payment.unmatchedOre > 0 ? [{ payment, entryId: null, personId: null, amountOre: payment.unmatchedOre }] : []),
    ])
}
