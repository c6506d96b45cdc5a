/**
 * The elements of camt that are read, as paths of local names, and what each tells. `A|B` in a step means either name.
 * Both the old and the new spelling stand here: `Sts` and `Sts/Cd`, `Dbtr/Nm` and `Dbtr/Pty/Nm`, `Dt` and `DtTm`.
 */
import { amountOreOf, normaliseAccount, utcInstant } from './fields.js'
import { beginMessage, beginOtherMessage, beginStatement, endEntry, endGroupHeader, endStatement } from './camt-statement.js'
import { type Money, newEntry, newStructured, newTransaction, type Reading } from './camt-reading.js'

type Tell = (reading: Reading, text: string, currency: string | undefined) => void

export interface Element {
  children: Map<string, Element>
  begin?: (reading: Reading, name: string) => void
  text?: Tell
  end?: (reading: Reading) => void
}

const MESSAGE = 'BkToCstmrDbtCdtNtfctn|BkToCstmrStmt'
const STATEMENT = `${MESSAGE}/Ntfctn|Stmt`
const ENTRY = `${STATEMENT}/Ntry`
const TRANSACTION = `${ENTRY}/NtryDtls/TxDtls`
const STRUCTURED = `${TRANSACTION}/RmtInf/Strd`

const TEXTS: Record<string, Tell> = {
  [`${MESSAGE}/GrpHdr/MsgId`]: (r, text) => (r.messageId = text),
  [`${MESSAGE}/GrpHdr/CreDtTm`]: (r, text) => (r.createdAt = utcInstant(text)),
  [`${MESSAGE}/GrpHdr/MsgPgntn/PgNb`]: (r, text) => (r.page = text),
  [`${MESSAGE}/GrpHdr/MsgPgntn/LastPgInd`]: (r, text) => (r.lastPage = text),

  [`${STATEMENT}/Id`]: (r, text) => (r.statement.id = text),
  [`${STATEMENT}/NtfctnPgntn|StmtPgntn/PgNb`]: (r, text) => (r.statement.page = text),
  [`${STATEMENT}/NtfctnPgntn|StmtPgntn/LastPgInd`]: (r, text) => (r.statement.lastPage = text),
  [`${STATEMENT}/CpyDplctInd`]: (r, text) => (r.statement.copy = text),
  [`${STATEMENT}/Acct/Id/IBAN`]: (r, text) => (r.statement.account = normaliseAccount(text)),
  [`${STATEMENT}/Acct/Id/Othr/Id`]: (r, text) => (r.statement.account ||= normaliseAccount(text)),
  [`${STATEMENT}/TxsSummry/TtlNtries/NbOfNtries`]: (r, text) => (r.statement.summary.count = text),
  [`${STATEMENT}/TxsSummry/TtlNtries/Sum`]: (r, text) => (r.statement.summary.sum = text),
  [`${STATEMENT}/TxsSummry/TtlNtries/TtlNetNtryAmt`]: (r, text) => (r.statement.summary.net = text),
  [`${STATEMENT}/TxsSummry/TtlNtries/CdtDbtInd`]: (r, text) => (r.statement.summary.netDirection = text),
  [`${STATEMENT}/TxsSummry/TtlNtries/TtlNetNtry/Amt`]: (r, text) => (r.statement.summary.net = text),
  [`${STATEMENT}/TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd`]: (r, text) => (r.statement.summary.netDirection = text),
  [`${STATEMENT}/TxsSummry/TtlCdtNtries/NbOfNtries`]: (r, text) => (r.statement.summary.creditCount = text),
  [`${STATEMENT}/TxsSummry/TtlCdtNtries/Sum`]: (r, text) => (r.statement.summary.creditSum = text),
  [`${STATEMENT}/TxsSummry/TtlDbtNtries/NbOfNtries`]: (r, text) => (r.statement.summary.debitCount = text),
  [`${STATEMENT}/TxsSummry/TtlDbtNtries/Sum`]: (r, text) => (r.statement.summary.debitSum = text),

  [`${ENTRY}/NtryRef`]: (r, text) => (r.entry.reference = text),
  [`${ENTRY}/Amt`]: (r, text, currency) => (r.entry.amount = money(text, currency)),
  [`${ENTRY}/CdtDbtInd`]: (r, text) => (r.entry.direction = text),
  [`${ENTRY}/RvslInd`]: (r, text) => (r.entry.reversal = text),
  [`${ENTRY}/Sts`]: (r, text) => (r.entry.status ||= text),
  [`${ENTRY}/Sts/Cd`]: (r, text) => (r.entry.status = text),
  [`${ENTRY}/BookgDt/Dt|DtTm`]: (r, text) => (r.entry.bookedOn = text),
  [`${ENTRY}/ValDt/Dt|DtTm`]: (r, text) => (r.entry.valueOn = text),
  [`${ENTRY}/AcctSvcrRef`]: (r, text) => (r.entry.servicerReference = text),
  [`${ENTRY}/BkTxCd/Domn/Fmly/Cd`]: (r, text) => (r.entry.family = text),
  [`${ENTRY}/AddtlNtryInf`]: (r, text) => (r.entry.note = text),
  [`${ENTRY}/NtryDtls/Btch/NbOfTxs`]: (r, text) => (r.entry.batchCount = text),

  [`${TRANSACTION}/Amt`]: (r, text, currency) => (r.transaction.amount = money(text, currency)),
  [`${TRANSACTION}/AmtDtls/TxAmt/Amt`]: (r, text, currency) => (r.transaction.transactionAmount = money(text, currency)),
  [`${TRANSACTION}/CdtDbtInd`]: (r, text) => (r.transaction.direction = text),
  [`${TRANSACTION}/Refs/AcctSvcrRef`]: (r, text) => (r.transaction.servicerReference = text),
  [`${TRANSACTION}/Refs/TxId`]: (r, text) => (r.transaction.transactionId = text),
  [`${TRANSACTION}/Refs/UETR`]: (r, text) => (r.transaction.uetr = text),
  [`${TRANSACTION}/Refs/EndToEndId`]: (r, text) => (r.transaction.endToEndId = text),
  [`${TRANSACTION}/RltdPties/Dbtr/Nm`]: (r, text) => (r.transaction.debtorName = text),
  [`${TRANSACTION}/RltdPties/Dbtr/Pty/Nm`]: (r, text) => (r.transaction.debtorName = text),
  [`${TRANSACTION}/RltdPties/Dbtr/Agt/FinInstnId/Nm`]: (r, text) => (r.transaction.debtorName ||= text),
  [`${TRANSACTION}/RltdPties/UltmtDbtr/Nm`]: (r, text) => (r.transaction.ultimateDebtorName = text),
  [`${TRANSACTION}/RltdPties/UltmtDbtr/Pty/Nm`]: (r, text) => (r.transaction.ultimateDebtorName = text),
  [`${TRANSACTION}/RltdPties/DbtrAcct/Id/IBAN`]: (r, text) => (r.transaction.debtorAccount = text),
  [`${TRANSACTION}/RltdPties/DbtrAcct/Id/Othr/Id`]: (r, text) => (r.transaction.debtorAccount ||= text),
  [`${TRANSACTION}/RltdDts/AccptncDtTm`]: (r, text) => (r.transaction.acceptedAt = text),
  [`${TRANSACTION}/RmtInf/Ustrd`]: (r, text) => r.transaction.messages.push(text),

  [`${STRUCTURED}/CdtrRefInf/Ref`]: (r, text) => (r.structured.creditorReference = text),
  [`${STRUCTURED}/RfrdDocInf/Nb`]: (r, text) => r.structured.invoiceNumbers.push(text),
  [`${STRUCTURED}/RfrdDocAmt/RmtdAmt`]: (r, text, currency) => (r.structured.remitted = money(text, currency)),
  [`${STRUCTURED}/AddtlRmtInf`]: (r, text) => r.transaction.messages.push(text),
}

const PARTS: Record<string, Pick<Element, 'begin' | 'end'>> = {
  [MESSAGE]: { begin: beginMessage },
  // Messages that look alike but do not say what is booked on the account.
  'BkToCstmrAcctRpt|CstmrCdtTrfInitn|CstmrPmtStsRpt': { begin: beginOtherMessage },
  [`${MESSAGE}/GrpHdr`]: { end: endGroupHeader },
  [STATEMENT]: { begin: beginStatement, end: endStatement },
  [ENTRY]: { begin: (r) => (r.entry = newEntry(`Ntry ${++r.entries}`)), end: endEntry },
  [TRANSACTION]: {
    begin: (r) => (r.transaction = newTransaction()),
    end: (r) => r.entry.transactions.push(r.transaction),
  },
  [`${TRANSACTION}/RtrInf`]: { begin: (r) => (r.transaction.returned = true) },
  [STRUCTURED]: {
    begin: (r) => (r.structured = newStructured()),
    end: (r) => r.transaction.structured.push(r.structured),
  },
}

/** The element `Document`, from which every path starts. */
export const DOCUMENT: Element = grown()

function grown(): Element {
  const root: Element = { children: new Map() }
  for (const [path, text] of Object.entries(TEXTS)) for (const element of elementsAt(root, path)) element.text = text
  for (const [path, part] of Object.entries(PARTS)) for (const element of elementsAt(root, path)) Object.assign(element, part)
  return root
}

function elementsAt(root: Element, path: string): Element[] {
  return path
    .split('/')
    .reduce<Element[]>((parents, step) => parents.flatMap((parent) => step.split('|').map((name) => childOf(parent, name))), [root])
}

function childOf(parent: Element, name: string): Element {
  const child = parent.children.get(name) ?? { children: new Map<string, Element>() }
  parent.children.set(name, child)
  return child
}

function money(text: string, currency: string | undefined): Money {
  return { amountOre: amountOreOf(text), currency: currency?.trim() ?? '' }
}
