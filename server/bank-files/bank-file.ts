/**
 * What a bank file holds, whatever the bank calls it: payments in, deductions back out, and the file's own control sums.
 * Nothing here knows the ledger. Amounts are whole hundredths of the file's own currency and are never converted.
 * Sources: domain.md §5.3–5.5 (BgMax from Bankgirot's technical manual, camt from ISO 20022), 12 kap. 20 § JB for `orderedOn`.
 */
import type { PayerKind } from '../domain/codes.js'

/** PAYMENT_LIST: a list that somebody wrote by hand, as a workbook or CSV (payment-list.ts). */
export type BankFileFormat = 'CAMT054' | 'CAMT053' | 'BGMAX' | 'PAYMENT_LIST'

export interface PaymentReference {
  reference: string
  /** The part of the payment that belongs to this reference; negative where the reference is deducted (BgMax 23). Null: the file does not say. */
  amountOre: number | null
}

export interface BankPayment {
  /** Position among the payments of the file, from 1. */
  ordinal: number
  /** DEDUCTION: money that leaves the account again (BgMax 21, a reversed or returned credit, a debit notification). */
  kind: 'PAYMENT' | 'DEDUCTION'
  /** Always positive: `kind` gives the direction. */
  amountOre: number
  currency: string
  bookedOn: string | null
  valueOn: string | null
  /** The day the payer's bank took the order, where the file says it: the legal day of payment (12 kap. 20 § 3 st JB). */
  orderedOn: string | null
  references: PaymentReference[]
  message: string
  payerName: string
  /** Who paid, where a list written by hand says it; a bank never does. */
  payerKind: PayerKind | null
  /** Own id or personnummer of whose it is, as written in a list; a bank never says. */
  person: string | null
  payerAccount: string | null
  /** As normaliseAccount writes it. */
  receivingAccount: string
  bankReference: string | null
  /** The same transaction in another copy of the file, or in the statement after the notification, has the same key. */
  transactionKey: string
  /** The bank's booking that this payment is part of: several payments of one deposit share it. */
  entryKey: string
  /** Where in the file: "rad 12", "Ntry 3, TxDtls 2". */
  place: string
}

export interface FileRemark {
  place: string
  reason: string
}

export type BankFileControl =
  | { label: string; statedOre: number; foundOre: number; ok: boolean }
  | { label: string; statedCount: number; foundCount: number; ok: boolean }

/** One of the bank's sums over a statement, beside what the file holds: in öre, or a number of entries. */
export interface PageSum {
  label: string
  inOre: boolean
  /** Null: this page does not say. */
  stated: number | null
  /** Banks differ in whether they count all entries or the booked ones only. */
  foundAll: number
  foundBooked: number
}

/** A statement that is spread over several files, as far as this file has it. join-files.ts puts them together. */
export interface StatementPage {
  account: string
  statementId: string
  page: number
  /** Null: the file does not say. */
  last: boolean | null
  sums: PageSum[]
  /** Warnings of this file that are untrue once all pages are there: the same objects as in `warnings`. */
  remarks: FileRemark[]
}

export interface BankFile {
  format: BankFileFormat
  version: string
  messageId: string
  /** UTC instant (or the text as written where it is no instant). */
  createdAt: string | null
  /** The receiving accounts named in the file, each once, as normaliseAccount writes them. */
  accounts: string[]
  payments: BankPayment[]
  /** Empty unless a statement goes on in another file. */
  pages: StatementPage[]
  warnings: FileRemark[]
  controls: BankFileControl[]
}

export type BankFileResult = { ok: true; file: BankFile } | { ok: false; errors: FileRemark[] }

/** Larger files are refused: a year of payments for 25,000 tenancies is under half of this. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024
/** One payment must fit the database's whole number: 21 474 836,47. */
export const MAX_PAYMENT_ORE = 2_147_483_647
export const MAX_ERRORS = 20
const MAX_WARNINGS = 500

/** Errors and warnings while a file is read. A file with one error gives nothing else; the lists are capped, the counts are not. */
export interface Findings {
  errors: FileRemark[]
  warnings: FileRemark[]
  /** How many warnings there were, also those beyond the cap. */
  warningCount: number
}

export function noFindings(): Findings {
  return { errors: [], warnings: [], warningCount: 0 }
}

export function refuse(findings: Findings, place: string, reason: string): void {
  if (findings.errors.length < MAX_ERRORS) findings.errors.push({ place, reason })
}

export function warn(findings: Findings, place: string, reason: string): FileRemark {
  const remark = { place, reason }
  findings.warningCount += 1
  if (findings.warnings.length < MAX_WARNINGS) findings.warnings.push(remark)
  return remark
}

/** All or nothing: the file as read, or its errors. */
export function asResult(findings: Findings, file: Omit<BankFile, 'warnings'>): BankFileResult {
  if (findings.errors.length > 0) return { ok: false, errors: findings.errors }
  const hidden = findings.warningCount - findings.warnings.length
  const warnings =
    hidden > 0 ? [...findings.warnings, { place: 'Filen', reason: `Det finns ${hidden} anmärkningar till.` }] : findings.warnings
  return { ok: true, file: { ...file, warnings } }
}
