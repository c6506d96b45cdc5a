/** What is known so far while a camt message streams by. The current entry is dropped as soon as its payments are made. */
import type { BankFileControl, BankFileFormat, BankPayment, FileRemark, StatementPage } from './bank-file.js'
import { noFindings } from './bank-file.js'
import { keysOfFile } from './fields.js'

export interface Money {
  /** Null: written in a way that is no amount. */
  amountOre: number | null
  currency: string
}

/** One `Strd`: usually one OCR number or one invoice. */
export interface Structured {
  creditorReference: string
  invoiceNumbers: string[]
  remitted: Money | null
}

/** One `TxDtls`: one payer's payment inside the bank's booking. */
export interface Transaction {
  amount: Money | null
  transactionAmount: Money | null
  direction: string
  servicerReference: string
  transactionId: string
  uetr: string
  endToEndId: string
  debtorName: string
  ultimateDebtorName: string
  debtorAccount: string
  acceptedAt: string
  returned: boolean
  messages: string[]
  structured: Structured[]
}

/** One `Ntry`: one booking on the account. */
export interface Entry {
  place: string
  amount: Money | null
  direction: string
  reversal: string
  status: string
  bookedOn: string
  valueOn: string
  reference: string
  servicerReference: string
  /** `BkTxCd/Domn/Fmly/Cd`: RCDT received, ICDT issued, … */
  family: string
  note: string
  batchCount: string
  transactions: Transaction[]
}

export interface Totals {
  count: number
  sumOre: number
}

/** `TxsSummry`: the bank's own sums, as written. */
export type Summary = Partial<
  Record<'count' | 'sum' | 'net' | 'netDirection' | 'creditCount' | 'creditSum' | 'debitCount' | 'debitSum', string>
>

/** One `Ntfctn` or `Stmt`. */
export interface Statement {
  id: string
  /** As normaliseAccount writes it. */
  account: string
  page: string
  lastPage: string
  copy: string
  summary: Summary
  /** All entries, and the booked ones only: banks differ in which of them TxsSummry counts. */
  all: { credit: Totals; debit: Totals }
  booked: { credit: Totals; debit: Totals }
  /** The account's own outgoing payments in a statement, which are not read in. */
  outgoing: Totals
  outgoingCurrency: string
}

export function newReading() {
  return {
    findings: noFindings(),
    /** The XML cannot be read on; what `unreadable` says is then the reason. */
    stopped: false,
    unreadable: '',
    namespace: '',
    format: null as BankFileFormat | null,
    version: '',
    messageId: '',
    createdAt: null as string | null,
    page: '',
    lastPage: '',
    /** What was said of the message being one page of several; untrue once all are there. */
    pageRemark: null as FileRemark | null,
    pages: [] as StatementPage[],
    entries: 0,
    statements: 0,
    statement: newStatement(),
    entry: newEntry(''),
    transaction: newTransaction(),
    structured: newStructured(),
    accounts: new Set<string>(),
    payments: [] as BankPayment[],
    keyOf: keysOfFile(),
    controls: [] as BankFileControl[],
  }
}

export type Reading = ReturnType<typeof newReading>

/** Which page of its statement is being read: the statement's own number, else the message's. */
export function pageOf({ statement, page }: Reading): number {
  return Number(statement.page || page || '1') || 1
}

export function newStatement(): Statement {
  const totals = () => ({ credit: { count: 0, sumOre: 0 }, debit: { count: 0, sumOre: 0 } })
  return {
    id: '',
    account: '',
    page: '',
    lastPage: '',
    copy: '',
    summary: {},
    all: totals(),
    booked: totals(),
    outgoing: { count: 0, sumOre: 0 },
    outgoingCurrency: '',
  }
}

export function newEntry(place: string): Entry {
  return {
    place,
    amount: null,
    direction: '',
    reversal: '',
    status: '',
    bookedOn: '',
    valueOn: '',
    reference: '',
    servicerReference: '',
    family: '',
    note: '',
    batchCount: '',
    transactions: [],
  }
}

export function newTransaction(): Transaction {
  return {
    amount: null,
    transactionAmount: null,
    direction: '',
    servicerReference: '',
    transactionId: '',
    uetr: '',
    endToEndId: '',
    debtorName: '',
    ultimateDebtorName: '',
    debtorAccount: '',
    acceptedAt: '',
    returned: false,
    messages: [],
    structured: [],
  }
}

export function newStructured(): Structured {
  return { creditorReference: '', invoiceNumbers: [], remitted: null }
}
