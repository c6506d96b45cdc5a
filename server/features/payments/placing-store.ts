/** Money that somebody places: a waiting payment laid on one or several people, and a payment typed by hand. */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db } from '../../db.js'
import { isDay, type Day } from '../../domain/calendar.js'
import type { PayerKind, SettlementKind, UnmatchedReason } from '../../domain/codes.js'
import { matchPayment, paidOn } from '../../domain/payment-matching.js'
import { lockLedger } from '../rent/allocation-store.js'
import { settle } from './ending-store.js'
import { payersKnown } from './known-payer-store.js'
import { receivedInReach, showPayments, type ListedPayment } from './list-store.js'
import { ownersOf, staysOf } from './matching-store.js'
import { changePayerKind } from './payment-store.js'
import { addPaymentEntries, addReceivedPayments, referencesFromText } from './received-store.js'
import { mayBeNamed } from './suggestion-store.js'

export interface Placing {
  personId: number
  /** the bill to pay first; null: the oldest */
  reference: string | null
  amountOre: number
}
/** Why money cannot be placed so. */
export type PlacingRefusal = 'ALREADY_PLACED' | 'TOO_MUCH' | 'NOT_PLACEABLE' | 'PERSON_NOT_FOUND' | 'NO_STAY'

export interface WaitingPayment extends ListedPayment {
  payerNameAsWritten: string | null
  referenceAsWritten: string | null
  /** null: the reference is on a bill by now */
  reason: UnmatchedReason | null
  suspectOfId: number | null
  /** some of it stands on somebody, or stood and was reversed: whose the rest is has somebody to say */
  laid: 'IN_PART' | 'REVERSED' | null
  /** what the payer is said to be, or was the last time */
  payerKind: PayerKind | null
}

/** How many payments wait in the nämnd. */
export const countWaiting = (db: Db, actor: Actor) =>
  db.prisma.receivedPayment.count({ where: { namndId: actor.namndId, unmatchedOre: { gt: 0 } } })

/** Payments that wait, the oldest first, each with why it waits today. */
export async function listWaiting(tx: Db, actor: Actor, limit: number, offset: number): Promise<WaitingPayment[]> {
  return withReasons(
    tx,
    actor,
    await showPayments(
      tx,
      actor,
      sql`where ${receivedInReach(actor)} and r."unmatchedOre" > 0
        order by coalesce(r."orderedOn", r."bookedOn"), r."id" limit ${limit} offset ${offset}`,
    ),
  )
}

export interface DonePayment {
  payment: ListedPayment
  kind: SettlementKind
  amountOre: number
  reason: string
  at: string
  by: string | null
}

/** What was done with payments that waited, the latest first. */
export async function listDone(tx: Db, actor: Actor, limit: number, offset: number): Promise<DonePayment[]> {
  const rows = await tx.rows<Omit<DonePayment, 'payment'> & { receivedId: number }>(sql`
    select s."receivedId", s."kind", s."amountOre", s."reason", s."recordedAt" as "at", u."name" as "by"
    from "ReceivedSettlement" s join "ReceivedPayment" r on r."id" = s."receivedId" left join "User" u on u."id" = s."recordedById"
    where ${ofDone(actor)} order by s."recordedAt" desc, s."id" desc limit ${limit} offset ${offset}`)
  if (rows.length === 0) return []
  const payments = await showPayments(tx, actor, sql`where r."id" in (${joinSql(rows.map((row) => row.receivedId))})`)
  const byId = new Map(payments.map((payment) => [payment.id, payment]))
  return rows.flatMap(({ receivedId, ...row }) => {
    const payment = byId.get(receivedId)
    return payment ? [{ ...row, payment }] : []
  })
}
export async function countDone(db: Db, actor: Actor): Promise<number> {
  const [row] = await db.rows<{ count: number }>(sql`
    select count(*) as "count" from "ReceivedSettlement" s join "ReceivedPayment" r on r."id" = s."receivedId" where ${ofDone(actor)}`)
  return row?.count ?? 0
}
/** A payment that was taken back is told by the deduction that took it. */
const ofDone = (actor: Actor) => sql`s."namndId" = ${actor.namndId} and s."kind" <> 'TAKEN_BACK' and ${receivedInReach(actor)}`

/** One received payment of the nämnd. */
export async function waitingPayment(tx: Db, actor: Actor, receivedId: number): Promise<WaitingPayment | null> {
  const [payment] = await withReasons(
    tx,
    actor,
    await showPayments(tx, actor, sql`where ${receivedInReach(actor)} and r."id" = ${receivedId}`),
  )
  return payment ?? null
}

/** Lays a waiting payment, or some of it, on people. Refused when it has been placed meanwhile. */
export async function placeReceived(
  db: Db,
  actor: Actor,
  receivedId: number,
  placings: readonly Placing[],
  payerKind: PayerKind | null = null,
): Promise<{ refused: false; placedOre: number } | { refused: true; reasons: PlacingRefusal[] }> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const received = await tx.prisma.receivedPayment.findFirst({ where: { id: receivedId, namndId: actor.namndId } })
    const placedOre = placings.reduce((sum, placing) => sum + placing.amountOre, 0)
    if (!received || received.kind !== 'PAYMENT' || received.currency !== 'SEK' || placedOre <= 0) return no('NOT_PLACEABLE')
    if (received.unmatchedOre === 0) return no('ALREADY_PLACED')
    if (placedOre > received.unmatchedOre) return no('TOO_MUCH')
    const named = await mayBeNamed(tx, actor, placings)
    if (placings.some((placing) => !named.has(placing.personId))) return no('PERSON_NOT_FOUND')
    const on = paidOn(received)
    const stays = await staysOf(
      tx,
      actor,
      placings.map(({ personId }) => ({ personId, on })),
    )
    const ownerOf = await ownersOf(
      tx,
      actor,
      placings.flatMap((placing) => placing.reference ?? []),
    )
    const entries = placings.flatMap((placing) => {
      const owner = placing.reference === null ? undefined : ownerOf(placing.reference)
      const stay =
        owner !== undefined && owner !== 'SEVERAL_PEOPLE' && owner.personId === placing.personId
          ? owner
          : stays.get(`${placing.personId} ${on}`)
      return stay
        ? [
            {
              ...stay,
              ...placing,
              receivedId,
              effectiveOn: on,
              payerKind: payerKind ?? (received.payerKind as PayerKind | null),
              reason: 'Person vald för hand',
            },
          ]
        : []
    })
    if (entries.length < placings.length) return no('NO_STAY')
    await tx.run(sql`update "ReceivedPayment" set "unmatchedOre" = "unmatchedOre" - ${placedOre} where "id" = ${receivedId}`)
    await addPaymentEntries(tx, actor, entries)
    await settle(tx, actor, [{ receivedId, kind: 'PLACED', amountOre: placedOre, otherId: null, reason: 'Person vald för hand' }])
    if (payerKind !== null) await changePayerKind(tx, actor, receivedId, { payerKind, reason: null, remember: true })
    return { refused: false, placedOre }
  })
}

export interface HandPayment extends Placing {
  paidOn: Day
  payerKind: PayerKind
  reason: string
  /** made with the check page: the same page sent twice is one payment */
  key: string
}

/** Books a payment typed by hand. `again` when this very page was sent before: then nothing is booked. */
export async function addByHand(
  db: Db,
  actor: Actor,
  payment: HandPayment,
): Promise<{ refused: false; again: boolean } | { refused: true; reasons: PlacingRefusal[] }> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    if (!(await mayBeNamed(tx, actor, [payment])).has(payment.personId)) return no('PERSON_NOT_FOUND')
    if (!isDay(payment.paidOn) || (await staysOf(tx, actor, [{ personId: payment.personId, on: payment.paidOn }])).size === 0)
      return no('NO_STAY')
    const references = payment.reference === null ? [] : [{ reference: payment.reference, amountOre: null }]
    const done = await addReceivedPayments(
      tx,
      actor,
      [
        {
          ordinal: 1,
          kind: 'PAYMENT',
          amountOre: payment.amountOre,
          currency: 'SEK',
          bookedOn: payment.paidOn,
          valueOn: null,
          orderedOn: null,
          references,
          message: payment.reason,
          payerName: null,
          payerKind: payment.payerKind,
          personId: payment.personId,
          reason: payment.reason,
          transactionKey: `hand:${payment.key}`,
        },
      ],
      'HAND',
    )
    return { refused: false, again: done.duplicates === 1 }
  })
}

async function withReasons(tx: Db, actor: Actor, payments: readonly ListedPayment[]): Promise<WaitingPayment[]> {
  const written = await tx.prisma.receivedPayment.findMany({
    where: { id: { in: payments.map((payment) => payment.id) } },
    select: { id: true, payerName: true, reference: true, payerKind: true, payerAccount: true, suspectOfId: true },
  })
  const asWritten = new Map(written.map((row) => [row.id, row]))
  const referencesOf = (payment: ListedPayment) => referencesFromText(asWritten.get(payment.id)?.reference ?? null)
  const ownerOf = await ownersOf(
    tx,
    actor,
    payments.flatMap((payment) => referencesOf(payment).map((one) => one.reference)),
  )
  const kindOf = await payersKnown(tx, actor)
  const copied = await standing(tx, [...asWritten.values()])
  const laid = await laidOf(tx, actor, [...asWritten.keys()])
  return payments.map((payment) => {
    const match = matchPayment({ ...payment, references: referencesOf(payment) }, ownerOf)
    const row = asWritten.get(payment.id)
    return {
      ...payment,
      payerNameAsWritten: row?.payerName ?? null,
      referenceAsWritten: row?.reference ?? null,
      reason: row && copied.has(row.suspectOfId) ? 'MAYBE_DUPLICATE' : match.matched ? null : match.reason,
      suspectOfId: row?.suspectOfId ?? null,
      laid: laid.get(payment.id) ?? null,
      payerKind: (row?.payerKind as PayerKind | null | undefined) ?? kindOf(row?.payerName ?? null, row?.payerAccount ?? null),
    }
  })
}

async function laidOf(tx: Db, actor: Actor, ids: readonly number[]): Promise<Map<number, 'IN_PART' | 'REVERSED'>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ receivedId: number; standing: number }>(sql`
    select e."receivedId", cast(sum(case when e."reversedById" is null then 1 else 0 end) as integer) as "standing" from "LedgerEntry" e
    where e."namndId" = ${actor.namndId} and e."receivedId" in (${joinSql(ids)}) and e."kind" = 'PAYMENT' group by e."receivedId"`)
  return new Map(rows.map((row) => [row.receivedId, row.standing > 0 ? 'IN_PART' : 'REVERSED']))
}

/** The earlier payments these may be copies of, where those have not been undone. */
async function standing(tx: Db, rows: readonly { suspectOfId: number | null }[]): Promise<Set<number | null>> {
  const ids = rows.flatMap((row) => row.suspectOfId ?? [])
  if (ids.length === 0) return new Set()
  const found = await tx.prisma.receivedPayment.findMany({ where: { id: { in: ids }, undoneAt: null }, select: { id: true } })
  return new Set(found.map((row) => row.id))
}

const no = (reason: PlacingRefusal): { refused: true; reasons: PlacingRefusal[] } => ({ refused: true, reasons: [reason] })
