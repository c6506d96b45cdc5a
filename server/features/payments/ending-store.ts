/** Waiting money that comes to an end: sent back, taken back by the bank, exchanged, a copy of an earlier payment, or not ours. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { joinSql, sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PayerKind, SettlementKind } from '../../domain/codes.js'
import { hindersEnding, takenBack, type Ending, type EndingRefusal } from '../../domain/payment-endings.js'
import { paidOn } from '../../domain/payment-matching.js'
import { lockLedger } from '../rent/allocation-store.js'
import { byWhom } from '../rent/entry-store.js'
import { reverseEntries } from '../rent/reversal-store.js'
import { receivedInReach } from './list-store.js'
import { addPaymentEntries, addReceivedPayments, referencesFromText } from './received-store.js'

export type Ended = { refused: false; endedOre: number; otherId: number | null } | { refused: true; reason: EndingRefusal }

/** Sends some of it, or all, back to whoever sent it. */
export async function returnReceived(
  db: Db,
  actor: Actor,
  receivedId: number,
  asked: { amountOre: number; returnedOn: Day; reason: string },
): Promise<Ended> {
  return ending(db, actor, receivedId, 'RETURN', asked.amountOre, async (tx) => {
    await tx.prisma.receivedReturn.create({
      data: { namndId: actor.namndId, receivedId, ...asked, recordedAt: actor.now, recordedById: actor.userId },
    })
    await settle(tx, actor, [{ receivedId, kind: 'RETURNED', amountOre: asked.amountOre, otherId: null, reason: asked.reason }])
    return { endedOre: asked.amountOre, otherId: null }
  })
}

/** Ends all that waits of it as a copy, or as not ours. */
export async function endReceived(
  db: Db,
  actor: Actor,
  receivedId: number,
  asked: { kind: 'DUPLICATE' | 'NOT_OURS'; reason: string },
): Promise<Ended> {
  return ending(db, actor, receivedId, asked.kind, 'ALL', async (tx, money) => {
    const otherId = asked.kind === 'DUPLICATE' ? money.suspectOfId : null
    await settle(tx, actor, [{ receivedId, kind: asked.kind, amountOre: money.unmatchedOre, otherId, reason: asked.reason }])
    return { endedOre: money.unmatchedOre, otherId }
  })
}

/** Money in another currency: what the bank paid for it in kronor comes in as a payment of its own, which finds its person as any. */
export async function exchangeReceived(
  db: Db,
  actor: Actor,
  receivedId: number,
  asked: { kronorOre: number; reason: string },
): Promise<Ended> {
  return ending(db, actor, receivedId, 'EXCHANGE', 'ALL', async (tx, money) => {
    const transactionKey = `exchange:${receivedId}`
    await addReceivedPayments(
      tx,
      actor,
      [
        {
          ordinal: 1,
          kind: 'PAYMENT',
          amountOre: asked.kronorOre,
          currency: 'SEK',
          bookedOn: money.bookedOn,
          valueOn: money.valueOn,
          orderedOn: money.orderedOn,
          references: referencesFromText(money.reference).map((one) => ({ ...one, amountOre: null })),
          message: money.message,
          payerName: money.payerName,
          payerKind: money.payerKind as PayerKind | null,
          personId: null,
          reason: asked.reason,
          transactionKey,
          payerAccount: money.payerAccount,
        },
      ],
      'HAND',
    )
    const other = await tx.prisma.receivedPayment.findFirst({ where: { namndId: actor.namndId, transactionKey, undoneAt: null } })
    const otherId = other?.id ?? null
    await settle(tx, actor, [{ receivedId, kind: 'EXCHANGED', amountOre: money.unmatchedOre, otherId, reason: asked.reason }])
    return { endedOre: money.unmatchedOre, otherId }
  })
}

/** What a deduction takes back: a part of a payment that stands on a ledger (entryId), or the part that waits (null). */
export interface TakeBack {
  paymentId: number
  entryId: number | null
  reason: string
}

/**
 * Ties a deduction to the payment it takes back. The payment's entry is reversed from the day the bank took the money; what the
 * deduction does not reach stands again from the payment's own day.
 */
export async function takeBackPayment(db: Db, actor: Actor, deductionId: number, asked: TakeBack): Promise<Ended> {
  return ending(db, actor, deductionId, 'TAKE_BACK', 'ALL', async (tx, deduction) => {
    const payment = await tx.prisma.receivedPayment.findFirst({
      where: { id: asked.paymentId, namndId: actor.namndId, kind: 'PAYMENT', currency: 'SEK', undoneAt: null },
    })
    if (!payment) return 'TARGET_GONE'
    const entry =
      asked.entryId === null
        ? null
        : await tx.prisma.ledgerEntry.findFirst({
            where: { id: asked.entryId, receivedId: payment.id, kind: 'PAYMENT', reversedById: null, namndId: actor.namndId },
          })
    const partOre = asked.entryId === null ? payment.unmatchedOre : (entry?.amountOre ?? 0)
    if (partOre === 0) return 'TARGET_GONE'
    const { takenOre, standsOre } = takenBack(deduction.unmatchedOre, partOre)
    if (entry) {
      const from = paidOn(deduction as { orderedOn: Day | null; bookedOn: Day })
      const turned = await reverseFrom(tx, actor, entry, { takenOre, standsOre, paidOn: paidOn(payment), from, reason: asked.reason })
      if (turned !== null) return turned
    }
    // What was reversed waits again, in all or in two steps; it has its end here.
    const waitsOre = entry && standsOre > 0 ? partOre + takenOre : takenOre
    await tx.run(sql`update "ReceivedPayment" set "unmatchedOre" = "unmatchedOre" - ${waitsOre} where "id" = ${payment.id}`)
    await settle(tx, actor, [
      { receivedId: deductionId, kind: 'TAKES_BACK', amountOre: takenOre, otherId: payment.id, reason: asked.reason },
      { receivedId: payment.id, kind: 'TAKEN_BACK', amountOre: takenOre, otherId: deductionId, reason: asked.reason },
    ])
    return { endedOre: takenOre, otherId: payment.id }
  })
}

/**
 * Reverses what is taken back from the day the bank took it. Of a payment that is taken back in part, the whole is reversed from its own
 * day and written as two: the part that stands, and the part that stood until then. So every day's balance is right: 6 480 kr paid on 30
 * October, 1 000 kr taken on 3 November: 6 480 kr until then, 5 480 kr from then on.
 */
async function reverseFrom(
  tx: Db,
  actor: Actor,
  entry: {
    id: number
    personId: number
    tenancyId: number
    unitId: number
    ocr: string | null
    receivedId: number | null
    payerKind: string | null
  },
  { takenOre, standsOre, reason, ...days }: { takenOre: number; standsOre: number; paidOn: Day; from: Day; reason: string },
): Promise<EndingRefusal | null> {
  const first = await reverseEntries(tx, actor, [entry.id], reason, standsOre > 0 ? null : days.from)
  if (first.refused) return first.reasons.includes('MONEY_GONE_ON') ? 'TARGET_MOVED_ON' : 'TARGET_GONE'
  if (standsOre === 0) return null
  const again = (amountOre: number) => ({
    personId: entry.personId,
    tenancyId: entry.tenancyId,
    unitId: entry.unitId,
    period: null,
    reference: entry.ocr,
    amountOre,
    receivedId: entry.receivedId ?? 0,
    effectiveOn: days.paidOn,
    payerKind: entry.payerKind as PayerKind | null,
    reason,
  })
  await addPaymentEntries(tx, actor, [again(standsOre), again(takenOre)])
  const taken = await tx.prisma.ledgerEntry.findFirstOrThrow({
    where: { receivedId: entry.receivedId, kind: 'PAYMENT', reversedById: null, amountOre: takenOre, personId: entry.personId },
    orderBy: { id: 'desc' },
  })
  const second = await reverseEntries(tx, actor, [taken.id], reason, days.from)
  if (second.refused) throw new Error(`entry ${taken.id}, just written, was refused: ${second.reasons.join(', ')}`)
  return null
}

interface Settlement {
  receivedId: number
  kind: SettlementKind
  amountOre: number
  otherId: number | null
  reason: string
}

/** Writes what was done, for the list of what is done. */
export async function settle(tx: Db, actor: Actor, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return
  await tx.run(sql`
    insert into "ReceivedSettlement" ("namndId", "receivedId", "kind", "amountOre", "otherId", "reason", "recordedAt", "recordedById")
    select ${actor.namndId}, r."receivedId", r."kind", r."amountOre", r."otherId", r."reason", ${actor.now}, ${byWhom(actor)}
    from ${tx.table(settlements, { receivedId: 'int', kind: 'text', amountOre: 'int', otherId: 'int', reason: 'text' })} r`)
}

type Money = NonNullable<Awaited<ReturnType<Db['prisma']['receivedPayment']['findFirst']>>>

/** Locks, looks, ends and lowers what waits. */
async function ending(
  db: Db,
  actor: Actor,
  receivedId: number,
  way: Ending,
  asked: number | 'ALL',
  end: (tx: Db, money: Money) => Promise<{ endedOre: number; otherId: number | null } | EndingRefusal>,
): Promise<Ended> {
  // A refusal inside comes before anything is written but the lock.
  return db.transaction(async (tx): Promise<Ended> => {
    await lockLedger(tx, actor.namndId)
    const [reached] = await tx.rows<{ id: number }>(
      sql`select r."id" from "ReceivedPayment" r where ${joinSql([receivedInReach(actor), sql`r."id" = ${receivedId}`], ' and ')} and r."undoneAt" is null`,
    )
    const money = reached && (await tx.prisma.receivedPayment.findUnique({ where: { id: receivedId } }))
    if (!money) return { refused: true, reason: 'NOT_THIS_WAY' }
    const facts = {
      kind: money.kind as 'PAYMENT' | 'DEDUCTION',
      currency: money.currency,
      unmatchedOre: money.unmatchedOre,
      suspected: money.suspectOfId !== null,
    }
    const hinder = hindersEnding(facts, way, asked === 'ALL' ? money.unmatchedOre : asked)
    if (hinder) return { refused: true, reason: hinder }
    const done = await end(tx, money)
    if (typeof done === 'string') return { refused: true, reason: done }
    await tx.run(sql`update "ReceivedPayment" set "unmatchedOre" = "unmatchedOre" - ${done.endedOre} where "id" = ${receivedId}`)
    await recordChange(tx, actor, { action: 'END', subject: 'PAYMENT', subjectId: receivedId, after: { way, ...done } })
    return { refused: false, ...done }
  })
}
