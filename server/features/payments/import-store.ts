/** A bank file, looked at and booked. What is shown before is worked out just as it is booked, and nothing is booked in part. */
import { createHash } from 'node:crypto'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { BankFile, BankPayment, FileRemark } from '../../bank-files/bank-file.js'
import { normaliseAccount } from '../../bank-files/fields.js'
import { joinSql, sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { formatBankgiro } from '../../domain/bankgiro.js'
import type { MatchedPart } from '../../domain/payment-matching.js'
import { lockLedger } from '../rent/allocation-store.js'
import { planPayments, bookedOnOf, type PaymentFile, type PaymentsPlan, type PlannedPost } from './plan-store.js'
import { writeReceived, type IncomingPayment, type Progress } from './received-store.js'

export interface FileIdentity {
  sha256: string
  fileName: string
}
/** What to do with posts that may have come before: let them wait until somebody has seen them, leave them out, or book them all. */
export const SUSPECT_CHOICES = ['WAIT', 'SKIP', 'BOOK'] as const
export type SuspectChoice = (typeof SUSPECT_CHOICES)[number]

export interface Tally {
  count: number
  /** payments less deductions, SEK */
  netOre: number
}
export interface PaymentsPreview extends PaymentsPlan {
  format: BankFile['format']
  version: string
  createdAt: string | null
  accounts: { number: string; own: boolean; name: string | null }[]
  firstOn: Day
  lastOn: Day
  days: number
  payments: number
  deductions: number
  /** payments less deductions, SEK */
  amountOre: number
  /** what is in other currencies, never converted */
  otherCurrencies: { currency: string; count: number; netOre: number }[]
  controls: BankFile['controls']
  matched: Tally
  unmatched: Tally
  suspected: Tally
  duplicates: Tally
  /** sums without details that came before, whose details are here */
  replaced: number
  warnings: FileRemark[]
}
export interface BookedFile {
  importId: number | null
  matched: number
  unmatched: number
  suspected: number
  duplicates: number
  bookedOre: number
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What booking the file would do now. Reads only. */
export async function previewPayments(db: Db, actor: Actor, file: PaymentFile, sha256: string): Promise<PaymentsPreview> {
  const plan = await planPayments(db, actor, file, sha256)
  const days = [...new Set(file.payments.map((payment) => bookedOnOf(payment, file, actor)))].sort()
  return {
    ...plan,
    format: file.format,
    version: file.version,
    createdAt: file.createdAt,
    accounts: await ownAccountsOf(db, actor, file),
    firstOn: days[0] ?? actor.today,
    lastOn: days.at(-1) ?? actor.today,
    days: days.length,
    payments: file.payments.filter((payment) => payment.kind === 'PAYMENT').length,
    deductions: file.payments.filter((payment) => payment.kind === 'DEDUCTION').length,
    amountOre: netOf(file.payments, 'SEK'),
    otherCurrencies: otherCurrenciesOf(file),
    controls: file.controls,
    matched: tallyOf(plan.posts, 'MATCHED'),
    unmatched: tallyOf(plan.posts, 'UNMATCHED'),
    suspected: tallyOf(plan.posts, 'SUSPECT'),
    duplicates: tallyOf(plan.posts, 'DUPLICATE'),
    replaced: new Set(plan.posts.flatMap((post) => ('replaces' in post && post.replaces !== null ? [post.replaces] : []))).size,
    warnings: file.warnings,
  }
}

/** Books the file, all or nothing. A file or a payment that is known already is recognised and skipped. */
export async function bookPayments(
  db: Db,
  actor: Actor,
  file: PaymentFile,
  identity: FileIdentity,
  options: { suspects?: SuspectChoice; progress?: Progress } = {},
): Promise<BookedFile> {
  return db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const plan = await planPayments(tx, actor, file, identity.sha256)
    if (plan.errors.length > 0) throw new Error('a list with errors is never booked')
    const nothing = { importId: null, matched: 0, unmatched: 0, suspected: 0, bookedOre: 0, duplicates: file.payments.length }
    if (plan.before) return nothing
    const importId = plan.again ?? (await addImport(tx, actor, file, identity))
    const { taken, alike, partsOf, replaced } = takenFrom(plan.posts, options.suspects ?? 'WAIT')
    const source = file.format === 'PAYMENT_LIST' ? 'LIST' : 'BANK'
    const from = { source, importId, progress: options.progress } as const
    await replaceSums(tx, replaced, importId)
    const { matchedOre, ...count } = await writeReceived(tx, actor, taken, partsOf, from)
    const waiting = await writeReceived(tx, actor, await withTwins(tx, actor, alike, plan.posts), partsOf, from)
    const unmatched = count.unmatched + waiting.unmatched
    const done = {
      matched: count.matched,
      unmatched,
      suspected: waiting.unmatched,
      duplicates: file.payments.length - count.matched - unmatched,
    }
    await recordChange(tx, actor, {
      action: plan.again === null ? 'CREATE' : 'CHANGE',
      subject: 'PAYMENT_IMPORT',
      subjectId: importId,
      after: { fileName: identity.fileName, ...done, matchedOre, ...(replaced.length > 0 ? { replaced } : {}) },
    })
    return { importId, ...done, bookedOre: matchedOre }
  })
}

async function addImport(tx: Db, actor: Actor, file: PaymentFile, { sha256, fileName }: FileIdentity): Promise<number> {
  const of = (kind: BankPayment['kind']) => file.payments.filter((payment) => payment.kind === kind).length
  const [added] = await tx.rows<{ id: number }>(sql`
    insert into "PaymentImport" ("namndId", "format", "fileName", "sha256", "messageId", "payments", "deductions", "netOre", "bookedAt", "bookedById")
    values (${actor.namndId}, ${file.format}, ${fileName}, ${sha256}, ${file.messageId || null}, ${of('PAYMENT')}, ${of('DEDUCTION')},
      ${netOf(file.payments, 'SEK')}, ${actor.now}, ${actor.userId}) returning "id"`)
  if (!added) throw new Error('the file was not added')
  return added.id
}

/** What is written of the plan, with whose it is; and apart from it what waits since it may have come before. */
function takenFrom(posts: readonly PlannedPost[], suspects: SuspectChoice) {
  const taken: IncomingPayment[] = []
  const alike: { incoming: IncomingPayment; ofId: number }[] = []
  const partsOf = new Map<IncomingPayment, MatchedPart[]>()
  const replaced = new Set<number>()
  for (const post of posts) {
    const { incoming } = post
    if (post.state === 'DUPLICATE' || (post.state === 'SUSPECT' && suspects === 'SKIP')) continue
    if (post.state === 'SUSPECT' && suspects === 'WAIT') {
      alike.push({ incoming, ofId: post.ofId })
      continue
    }
    taken.push(incoming)
    if (post.state !== 'UNMATCHED' && post.parts.length > 0) partsOf.set(incoming, post.parts)
    if ('replaces' in post && post.replaces !== null && post.replaces > 0) replaced.add(post.replaces)
  }
  return { taken, alike, partsOf, replaced: [...replaced] }
}

/** Each with the earlier payment it may be a copy of; the plan counts one of the same upload from -1 down. */
async function withTwins(
  tx: Db,
  actor: Actor,
  alike: readonly { incoming: IncomingPayment; ofId: number }[],
  posts: readonly PlannedPost[],
): Promise<IncomingPayment[]> {
  const keyOf = (ofId: number) => posts[-1 - ofId]?.incoming.transactionKey ?? ''
  const keys = alike.filter(({ ofId }) => ofId < 0).map(({ ofId }) => ({ key: keyOf(ofId) }))
  const rows =
    keys.length === 0
      ? []
      : await tx.rows<{ id: number; key: string }>(sql`
          select p."id", r."key" from ${tx.table(keys, { key: 'text' })} r
          join "ReceivedPayment" p on p."namndId" = ${actor.namndId} and p."transactionKey" = r."key" and p."undoneAt" is null`)
  const written = new Map(rows.map((row) => [row.key, row.id]))
  return alike.map(({ incoming, ofId }) => ({ ...incoming, suspectOfId: ofId > 0 ? ofId : (written.get(keyOf(ofId)) ?? null) }))
}

/** A sum that nobody had touched gives way to its details. */
async function replaceSums(tx: Db, ids: readonly number[], importId: number): Promise<void> {
  if (ids.length === 0) return
  await tx.run(sql`
    update "ReceivedPayment" set "undoneAt" = (select i."bookedAt" from "PaymentImport" i where i."id" = ${importId}),
      "replacedById" = ${importId}, "unmatchedOre" = 0
    where "id" in (${joinSql(ids)}) and "unmatchedOre" = "amountOre" and "undoneAt" is null`)
}

async function ownAccountsOf(db: Db, actor: Actor, file: BankFile): Promise<PaymentsPreview['accounts']> {
  const own = await db.prisma.ownAccount.findMany({ where: { namndId: actor.namndId, closedAt: null } })
  const names = new Map(own.map((account) => [normaliseAccount(account.number), account.name]))
  return file.accounts.map((number) => ({
    number: accountWords(number, file.format),
    own: names.has(normaliseAccount(number)),
    name: names.get(normaliseAccount(number)) ?? null,
  }))
}

/** As people read it: a bankgiro with its hyphen, an IBAN in groups of four. */
function accountWords(number: string, format: BankFile['format']): string {
  if (format === 'BGMAX') return formatBankgiro(number)
  return /^[A-Z]{2}\d{2}/.test(number) ? number.replace(/(.{4})(?=.)/g, '$1 ') : number
}

function netOf(payments: readonly BankPayment[], currency: string): number {
  return payments.reduce((sum, payment) => (payment.currency === currency ? sum + signed(payment) : sum), 0)
}

function otherCurrenciesOf(file: BankFile): PaymentsPreview['otherCurrencies'] {
  const others = [...new Set(file.payments.map((payment) => payment.currency))].filter((currency) => currency !== 'SEK').sort()
  return others.map((currency) => ({
    currency,
    count: file.payments.filter((payment) => payment.currency === currency).length,
    netOre: netOf(file.payments, currency),
  }))
}

function tallyOf(posts: readonly PlannedPost[], state: PlannedPost['state']): Tally {
  const of = posts.filter((post) => post.state === state).map((post) => post.payment)
  return { count: of.length, netOre: netOf(of, 'SEK') }
}

const signed = (payment: BankPayment) => (payment.kind === 'DEDUCTION' ? -payment.amountOre : payment.amountOre)

/** Whatever a plan depends on has a number that grows or a day that changes. */
export async function planStamp(db: Db): Promise<string> {
  const [row] = await db.rows<Record<string, number | string | null>>(sql`
    select (select max("id") from "LedgerEntry") as "entry", (select max("id") from "ReceivedPayment") as "received",
      (select max("id") from "Tenancy") as "tenancy", (select max("id") from "PaymentImport") as "import", (select max("undoneAt") from "PaymentImport") as "undone",
      (select max("id") from "ReceivedReturn") as "returned", (select max("id") from "ReceivedSettlement") as "settled",
      (select count(*) from "OwnAccount" where "closedAt" is null) as "accounts", (select max("recordedAt") from "KnownPayer") as "payers"`)
  return JSON.stringify(row)
}
