/**
 * Payments that came before anybody knew whose they were: when a bill, or a reference that follows a stay, is written, those that
 * name it find their person then, by the rule they were tried by when they came (domain/payment-matching.ts).
 */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PayerKind } from '../../domain/codes.js'
import { matchPayment, paidOn } from '../../domain/payment-matching.js'
import { settle } from './ending-store.js'
import { ownersOf } from './matching-store.js'
import { addPaymentEntries, referencesFromText } from './received-store.js'

/**
 * Lays the waiting payments whose references now lead to somebody on that person's ledger, and lets them pay bills. Returns how many.
 * Call lockLedger first, in the same transaction. The whole nämnd's, whatever enhet the actor has: the bank account is the nämnd's.
 * A payment that somebody has laid in part is that somebody's to finish.
 */
export async function matchWaiting(tx: Db, actor: Actor): Promise<number> {
  const waiting = await tx.rows<{
    id: number
    amountOre: number
    reference: string
    bookedOn: Day
    orderedOn: Day | null
    payerKind: PayerKind | null
  }>(sql`
    select r."id", r."amountOre", r."reference", r."bookedOn", r."orderedOn", r."payerKind" from "ReceivedPayment" r
    where r."namndId" = ${actor.namndId} and r."unmatchedOre" > 0 and r."unmatchedOre" = r."amountOre" and r."kind" = 'PAYMENT'
      and r."currency" = 'SEK' and r."reference" is not null and (r."suspectOfId" is null
        or exists (select 1 from "ReceivedPayment" o where o."id" = r."suspectOfId" and o."undoneAt" is not null))
      and not exists (select 1 from "LedgerEntry" e where e."receivedId" = r."id")
    order by coalesce(r."orderedOn", r."bookedOn"), r."id"`)
  const named = waiting.map((payment) => ({ ...payment, references: referencesFromText(payment.reference) }))
  const ownerOf = await ownersOf(
    tx,
    actor,
    named.flatMap((payment) => payment.references.map((one) => one.reference)),
  )
  const found = named.flatMap((payment) => {
    const match = matchPayment({ ...payment, kind: 'PAYMENT', currency: 'SEK' }, ownerOf)
    return match.matched ? [{ payment, parts: match.parts }] : []
  })
  if (found.length === 0) return 0
  await tx.run(sql`
    update "ReceivedPayment" set "unmatchedOre" = 0
    where "id" in (select w."id" from ${tx.table(
      found.map(({ payment }) => ({ id: payment.id })),
      { id: 'int' },
    )} w)`)
  await addPaymentEntries(
    tx,
    actor,
    found.flatMap(({ payment, parts }) =>
      parts.map((part) => ({
        ...part,
        receivedId: payment.id,
        effectiveOn: paidOn(payment),
        payerKind: payment.payerKind,
        reason: null,
      })),
    ),
  )
  await settle(
    tx,
    actor,
    found.map(({ payment }) => ({
      receivedId: payment.id,
      kind: 'PLACED',
      amountOre: payment.amountOre,
      otherId: null,
      reason: 'Avin finns nu',
    })),
  )
  await recordChange(tx, actor, {
    action: 'CHANGE',
    subject: 'PAYMENT',
    after: { matchedAfterWaiting: found.length, amountOre: found.reduce((sum, { payment }) => sum + payment.amountOre, 0) },
  })
  return found.length
}
