/**
 * The demo's closed months: nine of them up to three months ago, closed one after the other as it would have been,
 * with a few write-offs on the way. Then money that came too late for its month: it is dated in the first open one and points back.
 * Last of all that writes on the ledger in the past: a closed month takes no more entries.
 */
import type { Actor } from '../../server/actor.js'
import { sql, type Db } from '../../server/db.js'
import { addDays, addMonths, firstOfMonth, lastOfMonth, monthOf, nextMonth, type Day, type Month } from '../../server/domain/calendar.js'
import { closeMonth } from '../../server/features/month-close/store.js'
import { addReceivedPayments } from '../../server/features/payments/received-store.js'
import { allocateParts, lockLedger } from '../../server/features/rent/allocation-store.js'
import { addEntries } from '../../server/features/rent/entry-store.js'

/** Months that are open in the demo, the running one not counted, and those closed before them. */
const openMonths = 2
const closedMonths = 9

export async function loadMonthCloses(db: Db, actor: Actor, closedById: number, today: Day): Promise<void> {
  const last = nextMonth(monthOf(today), -1 - openMonths)
  await writeOffs(db, actor, last)
  for (let month = nextMonth(last, 1 - closedMonths); month <= last; month = nextMonth(month)) {
    const day = addDays(firstOfMonth(nextMonth(month)), 5)
    await closeMonth(db, { ...actor, userId: closedById, today: day, now: `${day}T07:40:00.000Z` }, month, null)
  }
  await latePayments(db, actor, last)
}

interface OpenBill {
  id: number
  unitId: number
  personId: number
  tenancyId: number
  openOre: number
  dueOn: Day
}

/** What somebody who moved out never paid, written off by decision in the spring and the summer. */
async function writeOffs(db: Db, actor: Actor, last: Month): Promise<void> {
  const reasons = ['Utmätningsförsök utan resultat', 'Dödsbo utan tillgångar', 'Skuldsanering beviljad']
  await db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const bills = await openBills(tx, actor, addMonths(lastOfMonth(last), -7), 6)
    for (const [n, bill] of bills.entries()) {
      const on = `${nextMonth(last, -(n % 5))}-${12 + n}`
      const now = `${on}T09:10:00.000Z`
      const entry = { unitId: bill.unitId, personId: bill.personId, tenancyId: bill.tenancyId, amountOre: bill.openOre, effectiveOn: on }
      const [id = 0] = await addEntries(tx, { ...actor, now }, [
        { ...entry, kind: 'WRITE_OFF', reason: reasons[n % reasons.length], decisionReference: `SN ${on.slice(0, 4)}/${300 + n}` },
      ])
      await allocateParts(tx, { ...actor, now }, [{ creditId: id, chargeId: bill.id, amountOre: bill.openOre, effectiveOn: on }])
    }
  })
}

/** Paid in the last days of the last closed month, and found three weeks later. */
async function latePayments(db: Db, actor: Actor, last: Month): Promise<void> {
  const found = `${addDays(lastOfMonth(last), 18)}T12:00:00.000Z`
  await db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const bills = await openBills(tx, actor, lastOfMonth(last), 3, true)
    await addReceivedPayments(
      tx,
      { ...actor, now: found },
      bills.map((bill, n) => ({
        ordinal: n + 1,
        kind: 'PAYMENT' as const,
        amountOre: bill.openOre,
        currency: 'SEK',
        bookedOn: addDays(lastOfMonth(last), -3 - n),
        valueOn: null,
        orderedOn: null,
        references: [],
        message: 'Kvitto från receptionen',
        payerName: null,
        payerKind: 'KLIENT' as const,
        personId: bill.personId,
        reason: 'Betald i receptionen, kvittot kom fram efter bokslutet',
        transactionKey: `demo:sen:${n}`,
      })),
      'HAND',
    )
  })
}

/** A few open bills due before the day: of those who live there, or of those who do not any more. One a person. */
async function openBills(tx: Db, actor: Actor, before: Day, count: number, living = false): Promise<OpenBill[]> {
  return tx.rows<OpenBill>(sql`
    select e."id", e."unitId", e."personId", e."tenancyId", e."openOre", e."dueOn" from "LedgerEntry" e
    join "Tenancy" t on t."id" = e."tenancyId" join "Person" p on p."id" = e."personId"
    where e."namndId" = ${actor.namndId} and e."kind" = 'CHARGE' and e."openOre" > 0 and e."dueOn" < ${before} and p."protection" = 'NEJ'
      and ${living ? sql`t."endsOn" is null` : sql`t."endsOn" is not null`}
      and not exists (select 1 from "LedgerEntry" o where o."personId" = e."personId" and o."kind" = 'CHARGE' and o."openOre" > 0
        and (o."dueOn" < e."dueOn" or (o."dueOn" = e."dueOn" and o."id" < e."id")))
    order by e."dueOn" desc, e."id" limit ${count}`)
}
