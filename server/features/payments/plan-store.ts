/**
 * What each post of a bank file will become: on whose ledger, waiting, or not at all since it has come before. The same plan is shown
 * and booked. Some thousand rows a turn, so that a year of payments never holds the program.
 */
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../actor.js'
import type { BankFile, BankPayment, FileRemark } from '../../bank-files/bank-file.js'
import { joinSql, sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { UnmatchedReason } from '../../domain/codes.js'
import { originsOf, type KnownPost, type PostOrigin } from '../../domain/payment-duplicates.js'
import { matchPayment, paidOn, type MatchedPart } from '../../domain/payment-matching.js'
import { normalizeReference } from '../../domain/ocr.js'
import { chunksOf, mapInTurns } from '../../many-rows.js'
import { payersKnown } from './known-payer-store.js'
import { namedInList } from './list-person-store.js'
import { ownersOf, staysOf } from './matching-store.js'
import { referencesAsText, type IncomingPayment } from './received-store.js'

/** A file, with the format of each post (by its key) where several were read as one. */
export interface PaymentFile extends BankFile {
  formats?: ReadonlyMap<string, BankFile['format']>
}

/** SUSPECT: may be the same as an earlier payment. `replaces`: the sum that this is the details of. */
export type PlannedPost = { payment: BankPayment; incoming: IncomingPayment } & (
  | { state: 'MATCHED'; parts: MatchedPart[]; replaces: number | null }
  | { state: 'UNMATCHED'; reason: UnmatchedReason; replaces: number | null }
  | { state: 'SUSPECT'; ofId: number; parts: MatchedPart[] }
  | { state: 'DUPLICATE'; ofId: number | null }
)

export interface PaymentsPlan {
  /** when this very file was booked before, and holds nothing that has gone since */
  before: { bookedAt: string; bookedBy: string | null } | null
  /** the booking of this very file, where another file with the same payments was undone since: what went with that one comes in again */
  again: number | null
  posts: PlannedPost[]
  /** posts of payers somebody has told the kind of before */
  payersKnown: number
  /** what a list written by hand says that cannot be */
  errors: FileRemark[]
}

/** Reads only. */
export async function planPayments(db: Db, actor: Actor, file: PaymentFile, sha256: string): Promise<PaymentsPlan> {
  const { payments } = file
  const kindOf = await payersKnown(db, actor)
  let known = 0
  const incoming = await mapInTurns(payments, (payment): IncomingPayment => {
    const payerKind = payment.payerKind ?? kindOf(payment.payerName, payment.payerAccount)
    if (payerKind !== payment.payerKind) known++
    return { ...asIncoming(payment, file, actor), payerKind }
  })
  await setImmediate()
  const booked = await bookedBefore(db, actor, sha256)
  const asBefore = (): PaymentsPlan => {
    const posts = payments.map((payment, index) => ({ payment, incoming: at(incoming, index), state: 'DUPLICATE' as const, ofId: null }))
    return { before: booked, again: null, posts, payersKnown: 0, errors: [] }
  }
  if (booked?.undoneSince === 0) return asBefore()
  const { matches, errors } = await matchesOf(db, actor, file, incoming)
  const origins = await allOrigins(db, actor, file, incoming, matches)
  const posts = await mapInTurns(payments, (payment, index): PlannedPost => {
    const post = { payment, incoming: at(incoming, index) }
    const origin = origins[index] ?? { origin: 'NEW' as const }
    const match = at(matches, index)
    if (origin.origin === 'KNOWN') return { ...post, state: 'DUPLICATE', ofId: origin.ofId }
    if (origin.origin === 'MAYBE') return { ...post, state: 'SUSPECT', ofId: origin.ofId, parts: match.matched ? match.parts : [] }
    const replaces = origin.origin === 'REPLACES' ? origin.ofId : null
    return match.matched
      ? { ...post, state: 'MATCHED', parts: match.parts, replaces }
      : { ...post, state: 'UNMATCHED', reason: match.reason, replaces }
  })
  if (booked && posts.every((post) => post.state === 'DUPLICATE')) return asBefore()
  return { before: null, again: booked?.id ?? null, posts, payersKnown: known, errors }
}

/** The bank's booking day; where it is missing the nearest the file knows, last of all today. */
export function bookedOnOf(payment: BankPayment, file: BankFile, actor: Actor): Day {
  const made = /^\d{4}-\d{2}-\d{2}/.exec(file.createdAt ?? '')?.[0]
  return payment.bookedOn ?? payment.valueOn ?? payment.orderedOn ?? made ?? actor.today
}

/** The booking of this very file that stands, and how many files that were booked before it have been undone since. */
async function bookedBefore(db: Db, actor: Actor, sha256: string) {
  const [row] = await db.rows<{ id: number; bookedAt: string; bookedBy: string | null; undoneSince: number }>(sql`
    select i."id", i."bookedAt", u."name" as "bookedBy",
      (select count(*) from "PaymentImport" o where o."namndId" = i."namndId" and o."id" < i."id" and o."undoneAt" >= i."bookedAt") as "undoneSince"
    from "PaymentImport" i left join "User" u on u."id" = i."bookedById"
    where i."namndId" = ${actor.namndId} and i."sha256" = ${sha256} and i."undoneAt" is null`)
  return row ?? null
}

function asIncoming(payment: BankPayment, file: BankFile, actor: Actor): IncomingPayment {
  return {
    ordinal: payment.ordinal,
    kind: payment.kind,
    amountOre: payment.amountOre,
    currency: payment.currency,
    bookedOn: bookedOnOf(payment, file, actor),
    valueOn: payment.valueOn,
    orderedOn: payment.orderedOn,
    references: payment.references.map((one) => ({ ...one, reference: normalizeReference(one.reference) })),
    message: payment.message.trim() || null,
    payerName: payment.payerName.trim() || null,
    payerKind: null,
    personId: null,
    reason: null,
    transactionKey: payment.transactionKey,
    payerAccount: payment.payerAccount,
    entryKey: payment.entryKey || null,
  }
}

/** By the references; in a list written by hand also by the person it names. */
async function matchesOf(db: Db, actor: Actor, file: BankFile, incoming: readonly IncomingPayment[]) {
  const ownerOf = await ownersOf(
    db,
    actor,
    incoming.flatMap((payment) => payment.references.map((one) => one.reference)),
  )
  const matches = await mapInTurns(incoming, (payment) => matchPayment(payment, ownerOf))
  const named = await namedInList(db, actor, file)
  const stays = await staysOf(
    db,
    actor,
    [...named.people].map(([index, personId]) => ({ personId, on: paidOn(at(incoming, index)) })),
  )
  const errors = [...named.errors]
  // What a bank says it has booked has come; a day typed in a list may be a slip, and money cannot have come on it.
  if (file.format === 'PAYMENT_LIST')
    for (const { bookedOn, place } of file.payments)
      if (bookedOn !== null && bookedOn > actor.today) errors.push({ place, reason: 'Dagen har inte kommit än.' })
  for (const [index, personId] of named.people) {
    const payment = at(incoming, index)
    const match = at(matches, index)
    const place = file.payments[index]?.place ?? ''
    const stay = stays.get(`${personId} ${paidOn(payment)}`)
    if (match.matched) {
      if (match.parts.some((part) => part.personId !== personId))
        errors.push({ place, reason: 'OCR-numret hör till någon annan än personen. Rätta det ena.' })
    } else if (!stay) errors.push({ place, reason: 'Personen har inget boende att bokföra betalningen på.' })
    else if (payment.kind === 'PAYMENT' && payment.currency === 'SEK')
      matches[index] = {
        matched: true,
        parts: [{ ...stay, reference: payment.references[0]?.reference ?? null, amountOre: payment.amountOre }],
      }
  }
  return { matches, errors }
}

/** Notifications first, then statements: of a booking in both, the one with the details counts. */
async function allOrigins(
  db: Db,
  actor: Actor,
  file: PaymentFile,
  incoming: readonly IncomingPayment[],
  matches: readonly ReturnType<typeof matchPayment>[],
): Promise<PostOrigin[]> {
  const posts = await mapInTurns(incoming, (payment, index) => {
    const match = at(matches, index)
    return {
      kind: payment.kind,
      amountOre: payment.amountOre,
      currency: payment.currency,
      bookedOn: payment.bookedOn,
      orderedOn: payment.orderedOn,
      transactionKey: payment.transactionKey,
      entryKey: payment.entryKey ?? null,
      reference: referencesAsText(payment.references),
      payerName: payment.payerName,
      personIds: match.matched ? match.parts.map((part) => part.personId) : [],
    }
  })
  await setImmediate()
  const known = await receivedOn(db, actor, new Set(posts.flatMap((post) => [post.bookedOn, post.orderedOn ?? post.bookedOn])))
  await addPeople(db, known, new Set(posts.map((post) => post.amountOre)))
  const one = file.formats === undefined
  const formats = file.payments.map((payment) => file.formats?.get(payment.transactionKey) ?? file.format)
  const origins = posts.map((): PostOrigin => NEW)
  for (const format of formatsInOrder.filter((one) => formats.includes(one))) {
    if (known.length === 0 && one) break
    const indexes = [...posts.keys()].filter((index) => formats[index] === format)
    const answers =
      known.length === 0
        ? []
        : originsOf(
            indexes.map((index) => at(posts, index)),
            format,
            known,
          )
    answers.forEach((answer, n) => (origins[at(indexes, n)] = answer))
    if (!one)
      for (const index of indexes)
        if (at(origins, index).origin !== 'KNOWN') known.push({ ...at(posts, index), id: -1 - index, format, untouched: false })
    await setImmediate()
  }
  return origins
}

const NEW: PostOrigin = { origin: 'NEW' }
const formatsInOrder: readonly BankFile['format'][] = ['CAMT054', 'CAMT053', 'BGMAX', 'PAYMENT_LIST']
const rowsAtATime = 2000

/** What has come in with one of the days, and was not undone. */
async function receivedOn(db: Db, actor: Actor, days: ReadonlySet<Day>): Promise<KnownPost[]> {
  const filled = await db.rows<{ day: Day; many: number }>(sql`
    select r."bookedOn" as "day", count(*) as "many" from "ReceivedPayment" r
    where r."namndId" = ${actor.namndId} and r."bookedOn" in (select d."day" from ${db.table(
      [...days].map((day) => ({ day })),
      { day: 'text' },
    )} d)
    group by r."bookedOn"`)
  const known: KnownPost[] = []
  for (const some of batches(filled, rowsAtATime)) {
    let after = 0
    let found: KnownPost[]
    do {
      found = (
        await db.rows<KnownPost & { unmatchedOre: number }>(sql`
          select r."id", r."kind", r."amountOre", r."currency", r."bookedOn", r."orderedOn", r."transactionKey", r."entryKey", r."reference",
            r."payerName", r."unmatchedOre", i."format"
          from "ReceivedPayment" r left join "PaymentImport" i on i."id" = r."importId"
          where r."namndId" = ${actor.namndId} and r."undoneAt" is null and r."bookedOn" in (${joinSql(some.map(({ day }) => day))}) and r."id" > ${after}
          order by r."id" limit ${rowsAtATime}`)
      ).map(({ unmatchedOre, ...row }) => ({ ...row, untouched: unmatchedOre === row.amountOre, personIds: [] }))
      known.push(...found)
      after = found.at(-1)?.id ?? after
      await setImmediate()
    } while (found.length === rowsAtATime)
  }
  return known
}

/** Whose ledgers they stand on; only of those whose amount is in the file at all. */
async function addPeople(db: Db, known: readonly KnownPost[], amounts: ReadonlySet<number>): Promise<void> {
  for (const some of chunksOf(
    known.filter((one) => amounts.has(one.amountOre)),
    rowsAtATime,
  )) {
    const byId = new Map(some.map((one) => [one.id, one]))
    const rows = await db.rows<{ receivedId: number; personId: number }>(sql`
      select e."receivedId", e."personId" from ${db.table(
        some.map(({ id }) => ({ id })),
        { id: 'int' },
      )} w
      cross join "LedgerEntry" e where e."receivedId" = w."id" and e."kind" = 'PAYMENT'`)
    for (const { receivedId, personId } of rows) {
      const one = byId.get(receivedId)
      if (one) one.personIds = [...one.personIds, personId]
    }
    await setImmediate()
  }
}

/** Days together until they hold so many rows. */
function* batches(days: readonly { day: Day; many: number }[], rows: number): Generator<{ day: Day }[]> {
  let some: { day: Day }[] = []
  let held = 0
  for (const day of days) {
    if (some.length > 0 && (held + day.many > rows || some.length >= 100)) {
      yield some
      some = []
      held = 0
    }
    some.push(day)
    held += day.many
  }
  if (some.length > 0) yield some
}

function at<One>(list: readonly One[], index: number): One {
  const one = list[index]
  if (one === undefined) throw new Error(`nothing at ${index}`)
  return one
}
