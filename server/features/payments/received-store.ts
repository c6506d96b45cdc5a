/**
 * Takes payments in: each is written as it came, once, and what finds its person goes to that person's ledger and pays bills. The one
 * way in for bank files, for what is typed by hand and for the register's sheet of payments.
 */
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../actor.js'
import { recordChanges } from '../../audit.js'
import { rawSql, sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PayerKind, PaymentSource } from '../../domain/codes.js'
import { normalizeReference } from '../../domain/ocr.js'
import { matchPayment, paidOn, type MatchedPart } from '../../domain/payment-matching.js'
import { chunksOf, mapInTurns } from '../../many-rows.js'
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
  payerAccount?: string | null
  /** the bank's booking it is part of */
  entryKey?: string | null
  /** an earlier payment it may be a copy of: it waits, whatever its references say */
  suspectOfId?: number | null
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
  return writeReceived(tx, actor, payments, await matchAll(tx, actor, payments), { source, importId })
}

/** As addReceivedPayments, where it is known already whose they are. */
export async function writeReceived(
  tx: Db,
  actor: Actor,
  payments: readonly IncomingPayment[],
  partsOf: ReadonlyMap<IncomingPayment, readonly MatchedPart[]>,
  from: { source: PaymentSource; importId: number | null; progress?: Progress },
): Promise<ReceivedCount> {
  const added = new Map<string, number>()
  for (const some of chunksOf(payments, rowsAtATime)) {
    for (const [key, id] of await addRows(tx, actor, some, from, partsOf)) added.set(key, id)
    await (from.progress ?? pause)(some.length / 2)
  }
  const count: ReceivedCount = { matched: 0, unmatched: 0, duplicates: 0, matchedOre: 0 }
  const entries: PlacedPayment[] = []
  await mapInTurns(payments, (payment) => {
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
  })
  await addPaymentEntries(tx, actor, entries, from.progress)
  return count
}

/** Told of how many more are done; other work gets its turn meanwhile. */
export type Progress = (done: number) => Promise<void>
const pause: Progress = () => setImmediate()
/** One statement takes some ten milliseconds: SQLite holds the whole program for as long. */
const rowsAtATime = 500

export interface PlacedPayment extends MatchedPart {
  receivedId: number
  effectiveOn: Day
  payerKind: PayerKind | null
  reason: string | null
}

/** Writes payments on ledgers, pays open bills with them, and logs it on each person. unmatchedOre is the caller's to keep. */
export async function addPaymentEntries(
  tx: Db,
  actor: Actor,
  entries: readonly PlacedPayment[],
  progress: Progress = pause,
): Promise<void> {
  for (const some of chunksOf(entries, rowsAtATime)) {
    await addEntries(
      tx,
      actor,
      some.map((entry) => ({
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
    await progress(some.length / 4)
  }
  // All are written before any pays a bill: a reference's own bill comes before the oldest, whoever stands first in the file.
  const people = [...new Set(entries.map((entry) => entry.personId))]
  for (const some of chunksOf(people, rowsAtATime)) {
    await allocateOpenCredits(tx, actor, some)
    await pause(0)
  }
  for (const some of chunksOf(entries, rowsAtATime)) {
    await recordChanges(
      tx,
      actor,
      { action: 'CREATE', subject: 'PAYMENT' },
      some.map((entry) => ({
        subjectId: entry.receivedId,
        personId: entry.personId,
        after: { amountOre: entry.amountOre, effectiveOn: entry.effectiveOn },
      })),
    )
    await progress(some.length / 4)
  }
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
async function matchAll(db: Db, actor: Actor, payments: readonly IncomingPayment[]): Promise<Map<IncomingPayment, MatchedPart[]>> {
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
  from: { source: PaymentSource; importId: number | null },
  partsOf: ReadonlyMap<IncomingPayment, readonly MatchedPart[]>,
): Promise<[string, number][]> {
  const rows = payments.map((payment) => ({
    ...payment,
    reference: referencesAsText(payment.references),
    importId: from.importId,
    unmatchedOre: payment.amountOre - (partsOf.get(payment) ?? []).reduce((sum, part) => sum + part.amountOre, 0),
  }))
  const names = Object.keys(receivedColumns)
  const added = await tx.rows<{ id: number; transactionKey: string }>(sql`
    insert into "ReceivedPayment" (${rawSql(names.map((name) => `"${name}"`).join(', '))}, "namndId", "source", "recordedAt", "recordedById")
    select ${rawSql(names.map((name) => `r."${name}"`).join(', '))}, ${actor.namndId}, ${from.source}, ${actor.now}, ${byWhom(actor)}
    from ${tx.table(rows, receivedColumns)} r
    where true
    on conflict ("namndId", "transactionKey") where "undoneAt" is null do nothing
    returning "id", "transactionKey"`)
  return added.map((row) => [row.transactionKey, row.id])
}

const receivedColumns = {
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
  payerAccount: 'text',
  transactionKey: 'text',
  entryKey: 'text',
  suspectOfId: 'int',
  unmatchedOre: 'int',
} as const
