/**
 * Takes payments in: each is written as it came, once, and what finds its person goes to that person's ledger and pays bills. The one
 * way in for bank files, for what is typed by hand and for the register's sheet of payments.
 */
import type { Actor } from '../../actor.js'
import { recordChanges } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PayerKind, PaymentSource } from '../../domain/codes.js'
import { normalizeReference } from '../../domain/ocr.js'
import { matchPayment, paidOn, type MatchedPart } from '../../domain/payment-matching.js'
import { allocateOpenCredits } from '../rent/allocation-store.js'
import { addEntries, byWhom } from '../rent/entry-store.js'
import { ownersOf, staysOf } from './matching-store.js'

export interface IncomingPayment {
  /** position in its file or sheet, from 1 */
  ordinal: number
  kind: 'PAYMENT' | 'DEDUCTION'
  amountOre: number
  currency: string
  bookedOn: Day
  valueOn: Day | null
  /** the legal day of payment where the file says it */
  orderedOn: Day | null
  references: readonly { reference: string; amountOre: number | null }[]
  message: string | null
  payerName: string | null
  /** null: nobody knows; a bank file does not say */
  payerKind: PayerKind | null
  /** whose it is, where somebody has said so and the references do not */
  personId: number | null
  /** why it was typed by hand */
  reason: string | null
  /** unique in the nämnd: the same key again is the same payment */
  transactionKey: string
}

export interface ReceivedCount {
  matched: number
  unmatched: number
  /** known already: skipped */
  duplicates: number
  matchedOre: number
}

/** Adds the payments, lays matched ones on ledgers and lets them pay bills. Call lockLedger first, in the same transaction. */
export async function addReceivedPayments(
  tx: Db,
  actor: Actor,
  payments: readonly IncomingPayment[],
  source: PaymentSource,
  importId: number | null = null,
): Promise<ReceivedCount> {
  const partsOf = await matchAll(tx, actor, payments)
  const added = await addRows(tx, actor, payments, source, importId, partsOf)
  const count: ReceivedCount = { matched: 0, unmatched: 0, duplicates: 0, matchedOre: 0 }
  const entries: PlacedPayment[] = []
  for (const payment of payments) {
    const receivedId = added.get(payment.transactionKey)
    const parts = partsOf.get(payment) ?? []
    if (receivedId === undefined) count.duplicates++
    else if (parts.length === 0) count.unmatched++
    else {
      count.matched++
      count.matchedOre += payment.amountOre
      for (const part of parts)
        entries.push({ ...part, receivedId, effectiveOn: paidOn(payment), payerKind: payment.payerKind, reason: payment.reason })
    }
    added.delete(payment.transactionKey) // the same key twice in one file: the second is a duplicate
  }
  await addPaymentEntries(tx, actor, entries)
  return count
}

export interface PlacedPayment extends MatchedPart {
  receivedId: number
  effectiveOn: Day
  payerKind: PayerKind | null
  reason: string | null
}

/** Writes payments on ledgers, pays open bills with them, and logs it on each person. unmatchedOre is the caller's to keep. */
export async function addPaymentEntries(tx: Db, actor: Actor, entries: readonly PlacedPayment[]): Promise<void> {
  if (entries.length === 0) return
  await addEntries(
    tx,
    actor,
    entries.map((entry) => ({
      kind: 'PAYMENT',
      unitId: entry.unitId,
      personId: entry.personId,
      tenancyId: entry.tenancyId,
      amountOre: entry.amountOre,
      effectiveOn: entry.effectiveOn,
      reason: entry.reason,
      ocr: entry.reference,
      receivedId: entry.receivedId,
      payerKind: entry.payerKind,
    })),
  )
  // Nobody else has both open money and open bills, so for a large file the whole nämnd is the same answer, found sooner.
  const few = entries.length <= 200
  await allocateOpenCredits(tx, actor, few ? entries.map((entry) => entry.personId) : undefined)
  await recordChanges(
    tx,
    actor,
    { action: 'CREATE', subject: 'PAYMENT' },
    entries.map((entry) => ({
      subjectId: entry.receivedId,
      personId: entry.personId,
      after: { amountOre: entry.amountOre, effectiveOn: entry.effectiveOn },
    })),
  )
}

/** How references are kept on the received payment, and told apart again. */
export const referencesAsText = (references: IncomingPayment['references']): string | null =>
  references.length === 0
    ? null
    : references
        .map(({ reference, amountOre }) =>
          amountOre === null ? normalizeReference(reference) : `${normalizeReference(reference)}=${amountOre}`,
        )
        .join(' ')
export const referencesFromText = (text: string | null): { reference: string; amountOre: number | null }[] =>
  (text ?? '')
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const parts = /^(.*)=(-?\d+)$/.exec(one)
      return parts ? { reference: parts[1] ?? '', amountOre: Number(parts[2]) } : { reference: one, amountOre: null }
    })

/** The parts of each payment that finds its person. */
export async function matchAll(db: Db, actor: Actor, payments: readonly IncomingPayment[]): Promise<Map<IncomingPayment, MatchedPart[]>> {
  const ownerOf = await ownersOf(
    db,
    actor,
    payments.flatMap((payment) => payment.references.map((one) => one.reference)),
  )
  const partsOf = new Map<IncomingPayment, MatchedPart[]>()
  const named: IncomingPayment[] = []
  for (const payment of payments) {
    const match = matchPayment(normalized(payment), ownerOf)
    if (match.matched) partsOf.set(payment, match.parts)
    else if (payment.personId !== null && match.reason !== 'DEDUCTION' && match.reason !== 'OTHER_CURRENCY') named.push(payment)
  }
  const stays = await staysOf(
    db,
    actor,
    named.map((payment) => ({ personId: payment.personId ?? 0, on: paidOn(payment) })),
  )
  for (const payment of named) {
    const stay = stays.get(`${payment.personId} ${paidOn(payment)}`)
    const reference = payment.references[0]
    if (stay)
      partsOf.set(payment, [
        { ...stay, reference: reference ? normalizeReference(reference.reference) : null, amountOre: payment.amountOre },
      ])
  }
  return partsOf
}

const normalized = (payment: IncomingPayment) => ({
  ...payment,
  references: payment.references.map((one) => ({ ...one, reference: normalizeReference(one.reference) })),
})

/** Writes the rows that are not known; returns the new ids by key. */
async function addRows(
  tx: Db,
  actor: Actor,
  payments: readonly IncomingPayment[],
  source: PaymentSource,
  importId: number | null,
  partsOf: Map<IncomingPayment, MatchedPart[]>,
): Promise<Map<string, number>> {
  const rows = payments.map((payment) => ({
    ...payment,
    reference: referencesAsText(payment.references),
    importId,
    unmatchedOre: payment.amountOre - (partsOf.get(payment) ?? []).reduce((sum, part) => sum + part.amountOre, 0),
  }))
  if (rows.length === 0) return new Map()
  const added = await tx.rows<{ id: number; transactionKey: string }>(sql`
    insert into "ReceivedPayment" ("namndId", "importId", "ordinal", "source", "kind", "amountOre", "currency", "bookedOn", "valueOn", "orderedOn",
      "reference", "message", "payerName", "payerKind", "transactionKey", "recordedAt", "recordedById", "unmatchedOre")
    select ${actor.namndId}, r."importId", r."ordinal", ${source}, r."kind", r."amountOre", r."currency", r."bookedOn", r."valueOn", r."orderedOn",
      r."reference", r."message", r."payerName", r."payerKind", r."transactionKey", ${actor.now}, ${byWhom(actor)}, r."unmatchedOre"
    from ${tx.table(rows, {
      importId: 'int',
      ordinal: 'int',
      kind: 'text',
      amountOre: 'int',
      currency: 'text',
      bookedOn: 'text',
      valueOn: 'text',
      orderedOn: 'text',
      reference: 'text',
      message: 'text',
      payerName: 'text',
      payerKind: 'text',
      transactionKey: 'text',
      unmatchedOre: 'int',
    })} r
    where true
    on conflict ("namndId", "transactionKey") where "undoneAt" is null do nothing
    returning "id", "transactionKey"`)
  return new Map(added.map((row) => [row.transactionKey, row.id]))
}
