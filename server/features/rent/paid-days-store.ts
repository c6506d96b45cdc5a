/** What settled some bills, for domain/paid-in-time.ts: one query whatever the number. */
import type { Actor } from '../../actor.js'
import { noSql, sql, type Db, type Sql } from '../../db.js'
import { endOfDayInStockholm } from '../../domain/calendar.js'
import type { PaidDays } from '../../domain/paid-in-time.js'
import type { LedgerView } from '../../domain/rent-ledger.js'
import { inReach } from '../../reach.js'

/**
 * A list need only ask about these: most bills were settled with money by their due day, and are in time whatever it was. `e` is a
 * LedgerEntry of kind CHARGE.
 */
export const mayBeLateOrUnpaid = (actor: Actor): Sql => sql`e."openOre" = 0 and (e."settledOn" > e."dueOn" or e."id" in (
  select a."chargeId" from "LedgerEntry" k join "Allocation" a on a."creditId" = k."id"
  where k."namndId" = ${actor.namndId} and k."kind" not in ('CHARGE', 'PAYMENT') and k."kind" in ('CREDIT', 'WRITE_OFF')))`

/** Of one person's bills. */
export const paidDaysOf = (db: Db, actor: Actor, personId: number, view: LedgerView | null = null) =>
  paidDays(
    db,
    sql`select e."id" from "LedgerEntry" e where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."kind" = 'CHARGE'`,
    view,
  )

/** Of the bills that the statement `which` names (a select of LedgerEntry ids), by bill: now, or in a view of the ledger. */
export async function paidDays(db: Db, which: Sql, view: LedgerView | null = null): Promise<Map<number, PaidDays>> {
  const known = view?.knownOn ? sql`and a."recordedAt" < ${endOfDayInStockholm(view.knownOn)}` : noSql
  const rows = await db.rows<PaidDays & { chargeId: number }>(sql`
    select w."chargeId", max(case when w."isMoney" = 1 and w."orderKnown" = 1 then w."on" end) as "orderedOn",
      max(case when w."isMoney" = 1 and w."orderKnown" = 0 then w."on" end) as "bookedOn",
      sum(case when w."kind" = 'CREDIT' then w."ore" else 0 end) as "creditedOre",
      sum(case when w."kind" = 'WRITE_OFF' then w."ore" else 0 end) as "writtenOffOre"
    from (
      select a."chargeId", k."id", k."kind", sum(a."amountOre") as "ore", min(coalesce(k."belongsOn", k."effectiveOn")) as "on",
        min(case when k."kind" in ('PAYMENT', 'TRANSFER') then 1 else 0 end) as "isMoney",
        min(case when r."orderedOn" is not null then 1 else 0 end) as "orderKnown"
      from (${which}) b join "Allocation" a on a."chargeId" = b."id"
        join "LedgerEntry" k on k."id" = a."creditId" left join "ReceivedPayment" r on r."id" = k."receivedId"
      where ${view === null ? sql`1 = 1` : sql`a."effectiveOn" <= ${view.on}`} ${known}
      group by a."chargeId", k."id", k."kind" having sum(a."amountOre") > 0
    ) w group by w."chargeId"`)
  return new Map(rows.map(({ chargeId, ...paid }) => [chargeId, paid]))
}
