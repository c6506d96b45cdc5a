/** A bank file, looked at and booked. What is shown before is worked out just as it is booked, and nothing is booked in part. */
import { createHash } from 'node:crypto'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { BankFile, BankPayment, FileRemark } from '../../bank-files/bank-file.js'
import { normaliseAccount } from '../../bank-files/fields.js'
import { readBankFile } from '../../bank-files/read.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { matchPayment, type MatchedPart } from '../../domain/payment-matching.js'
import type { UnmatchedReason } from '../../domain/codes.js'
import { formatBankgiro } from '../../domain/bankgiro.js'
import { kronor } from '../../domain/money.js'
import { lockLedger } from '../rent/allocation-store.js'
import { ownersOf } from './matching-store.js'
import { addReceivedPayments, type IncomingPayment } from './received-store.js'

export interface FileIdentity {
  sha256: string
  fileName: string
}
/** What will happen to one post of the file. */
export type PlannedPost = { payment: BankPayment } & (
  { state: 'MATCHED'; parts: MatchedPart[] } | { state: 'UNMATCHED'; reason: UnmatchedReason } | { state: 'DUPLICATE' }
)
export interface Tally {
  count: number
  /** payments less deductions, SEK */
  netOre: number
}
export interface PaymentsPreview {
  format: BankFile['format']
  version: string
  createdAt: string | null
  accounts: { number: string; own: boolean; name: string | null }[]
  firstOn: Day
  lastOn: Day
  payments: number
  deductions: number
  /** payments less deductions, SEK */
  amountOre: number
  /** what is in other currencies, never converted */
  otherCurrencies: { currency: string; count: number; netOre: number }[]
  controls: BankFile['controls']
  matched: Tally
  unmatched: Tally
  duplicates: Tally
  warnings: FileRemark[]
  /** when this very file was booked before */
  bookedAt: string | null
  posts: PlannedPost[]
}
export interface PaymentsImport {
  format: BankFile['format']
  payments: number
  deductions: number
  amountOre: number
  matched: number
  unmatched: number
  duplicates: number
  warnings: string[]
  /** posts that went to a person's ledger; the unmatched are kept too, and wait */
  booked: number
}

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What booking the file would do now. Reads only. */
export async function previewPayments(db: Db, actor: Actor, file: BankFile, sha256: string): Promise<PaymentsPreview> {
  const before = await db.prisma.paymentImport.findFirst({ where: { namndId: actor.namndId, sha256, undoneAt: null } })
  const known = before ? null : await knownKeys(db, actor, file)
  const ownerOf = await ownersOf(
    db,
    actor,
    file.payments.flatMap((payment) => payment.references.map((one) => one.reference)),
  )
  const posts = file.payments.map((payment): PlannedPost => {
    if (known === null || known.has(payment.transactionKey)) return { payment, state: 'DUPLICATE' }
    const match = matchPayment(payment, ownerOf)
    return match.matched ? { payment, state: 'MATCHED', parts: match.parts } : { payment, state: 'UNMATCHED', reason: match.reason }
  })
  const days = file.payments.map((payment) => bookedOnOf(payment, file, actor)).sort()
  const accounts = await ownAccountsOf(db, actor, file)
  return {
    format: file.format,
    version: file.version,
    createdAt: file.createdAt,
    accounts,
    firstOn: days[0] ?? actor.today,
    lastOn: days.at(-1) ?? actor.today,
    payments: file.payments.filter((payment) => payment.kind === 'PAYMENT').length,
    deductions: file.payments.filter((payment) => payment.kind === 'DEDUCTION').length,
    amountOre: netOf(file.payments, 'SEK'),
    otherCurrencies: otherCurrenciesOf(file),
    controls: file.controls,
    matched: tallyOf(posts, 'MATCHED'),
    unmatched: tallyOf(posts, 'UNMATCHED'),
    duplicates: tallyOf(posts, 'DUPLICATE'),
    warnings: file.warnings,
    bookedAt: before?.bookedAt ?? null,
    posts,
  }
}

/** Books the file, all or nothing. A file or a payment that is known already is recognised and skipped. */
export async function bookPayments(
  db: Db,
  actor: Actor,
  file: BankFile,
  identity: FileIdentity,
): Promise<{ matched: number; unmatched: number; duplicates: number; bookedOre: number }> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const where = { namndId: actor.namndId, sha256: identity.sha256, undoneAt: null }
    if (await tx.prisma.paymentImport.findFirst({ where }))
      return { matched: 0, unmatched: 0, duplicates: file.payments.length, bookedOre: 0 }
    const imported = await tx.prisma.paymentImport.create({
      data: {
        namndId: actor.namndId,
        format: file.format,
        fileName: identity.fileName,
        sha256: identity.sha256,
        messageId: file.messageId || null,
        payments: file.payments.filter((payment) => payment.kind === 'PAYMENT').length,
        deductions: file.payments.filter((payment) => payment.kind === 'DEDUCTION').length,
        netOre: BigInt(netOf(file.payments, 'SEK')),
        bookedAt: actor.now,
        bookedById: actor.userId,
      },
    })
    const { matchedOre, ...count } = await addReceivedPayments(
      tx,
      actor,
      file.payments.map((payment) => incoming(payment, file, actor)),
      'BANK',
      imported.id,
    )
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'PAYMENT_IMPORT',
      subjectId: imported.id,
      after: { fileName: identity.fileName, ...count, matchedOre },
    })
    return { ...count, bookedOre: matchedOre }
  })
}

/** Reads and books (or, in a dry run, only counts) a file given as bytes: the command `payments import`. */
export async function importPaymentsFile(
  db: Db,
  actor: Actor,
  source: { name: string; bytes: Uint8Array },
  options: { dryRun: boolean },
): Promise<({ ok: true } & PaymentsImport) | { ok: false; errors: FileRemark[] }> {
  const read = await readBankFile(source.bytes, source.name)
  if (!read.ok) return read
  const sha256 = sha256Of(source.bytes)
  const plan = await previewPayments(db, actor, read.file, sha256)
  const done = options.dryRun ? null : await bookPayments(db, actor, read.file, { sha256, fileName: source.name })
  return {
    ok: true,
    format: plan.format,
    payments: plan.payments,
    deductions: plan.deductions,
    amountOre: plan.amountOre,
    matched: done?.matched ?? plan.matched.count,
    unmatched: done?.unmatched ?? plan.unmatched.count,
    duplicates: done?.duplicates ?? plan.duplicates.count,
    warnings: warningTexts(plan),
    booked: done?.matched ?? 0,
  }
}

/** Everything somebody should know before booking, in words. */
export function warningTexts(plan: PaymentsPreview): string[] {
  return [
    ...plan.accounts.filter((account) => !account.own).map((account) => `Kontot ${account.number} är inte registrerat som nämndens eget.`),
    ...plan.otherCurrencies.map(
      ({ currency, count }) => `${count} ${count === 1 ? 'post' : 'poster'} i ${currency} räknas inte om och väntar utan träff.`,
    ),
    ...plan.warnings.map(({ place, reason }) => `${place}: ${reason}`),
  ]
}

/** "Filens summa 246 370,00 kr mot 246 370,00 kr": one control of the file, stated and found. */
export function controlWords(control: BankFile['controls'][number]): { label: string; stated: string; found: string; ok: boolean } {
  return 'statedOre' in control
    ? { label: control.label, stated: kronor(control.statedOre), found: kronor(control.foundOre), ok: control.ok }
    : { label: control.label, stated: String(control.statedCount), found: String(control.foundCount), ok: control.ok }
}

function incoming(payment: BankPayment, file: BankFile, actor: Actor): IncomingPayment {
  return {
    ordinal: payment.ordinal,
    kind: payment.kind,
    amountOre: payment.amountOre,
    currency: payment.currency,
    bookedOn: bookedOnOf(payment, file, actor),
    valueOn: payment.valueOn,
    orderedOn: payment.orderedOn,
    references: payment.references,
    message: payment.message.trim() || null,
    payerName: payment.payerName.trim() || null,
    payerKind: null,
    personId: null,
    reason: null,
    transactionKey: payment.transactionKey,
  }
}

/** The bank's booking day; where it is missing the nearest the file knows, last of all today. */
function bookedOnOf(payment: BankPayment, file: BankFile, actor: Actor): Day {
  const made = /^\d{4}-\d{2}-\d{2}/.exec(file.createdAt ?? '')?.[0]
  return payment.bookedOn ?? payment.valueOn ?? payment.orderedOn ?? made ?? actor.today
}

async function knownKeys(db: Db, actor: Actor, file: BankFile): Promise<Set<string>> {
  const keys = db.table(
    file.payments.map((payment) => ({ key: payment.transactionKey })),
    { key: 'text' },
  )
  const rows = await db.rows<{ key: string; id: number | null }>(sql`
    select r."key", (select p."id" from "ReceivedPayment" p where p."namndId" = ${actor.namndId} and p."transactionKey" = r."key" and p."undoneAt" is null) as "id" from ${keys} r`)
  return new Set(rows.filter((row) => row.id !== null).map((row) => row.key))
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
  return payments.filter((payment) => payment.currency === currency).reduce((sum, payment) => sum + signed(payment), 0)
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
