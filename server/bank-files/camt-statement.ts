/** The frame of a camt message: which message, which account, which page, and the bank's own sums (TxsSummry) against what was found. */
import { type FileRemark, type PageSum, refuse, warn } from './bank-file.js'
import { entryPayments } from './camt-payments.js'
import { newStatement, pageOf, type Reading, type Statement, type Totals } from './camt-reading.js'
import { controlOf, disagreement } from './control-sums.js'
import { amountOreOf, kronor } from './fields.js'

const FIRST_VERSION = 2
const LAST_VERSION = 13

export function beginMessage(reading: Reading, name: string): void {
  if (reading.format !== null) {
    reading.unreadable = 'Filen har flera meddelanden. Läs in ett i taget.'
    return
  }
  reading.format = name === 'BkToCstmrStmt' ? 'CAMT053' : 'CAMT054'
  const version = /camt\.\d{3}\.\d{3}\.(\d{2})/.exec(reading.namespace)?.[1]
  reading.version = version ?? ''
  if (version && (Number(version) < FIRST_VERSION || Number(version) > LAST_VERSION)) {
    warn(reading.findings, 'Filen', `Filens version är ${version}. Versionerna 02–13 är prövade; kontrollera beloppen extra noga.`)
  }
}

export function beginOtherMessage(reading: Reading): void {
  reading.unreadable = 'Filen är ett annat slags meddelande från banken. Välj en fil av typen camt.054 eller camt.053.'
}

export function endGroupHeader(reading: Reading): void {
  if (isPart(reading)) reading.pageRemark = warn(reading.findings, 'GrpHdr', pageReason('meddelandet', reading))
}

export function beginStatement(reading: Reading): void {
  reading.statements += 1
  reading.statement = newStatement()
}

/** One booking is complete: count it, and make its payments. */
export function endEntry(reading: Reading): void {
  const { entry, statement, findings } = reading
  const amountOre = entry.amount?.amountOre
  if (amountOre === null || amountOre === undefined)
    return refuse(findings, entry.place, 'Beloppet (Amt) saknas eller är inte ett belopp med högst två decimaler.')
  if (!/^[A-Z]{3}$/.test(entry.amount?.currency ?? '')) return refuse(findings, entry.place, 'Valutan (Ccy) saknas.')
  if (entry.direction !== 'CRDT' && entry.direction !== 'DBIT')
    return refuse(findings, entry.place, 'Det framgår inte om beloppet är in eller ut (CdtDbtInd).')
  if (statement.account === '') return refuse(findings, entry.place, 'Kontot (Acct) saknas.')

  const direction = entry.direction === 'CRDT' ? 'credit' : 'debit'
  add(statement.all[direction], amountOre)
  if (entry.status === 'BOOK') add(statement.booked[direction], amountOre)
  entryPayments(reading)
}

export function endStatement(reading: Reading): void {
  const { statement, findings } = reading
  const place = `Konto ${statement.account || 'okänt'}`
  if (statement.account !== '') reading.accounts.add(statement.account)
  if (statement.copy !== '') warn(findings, place, 'Banken har märkt utdraget som en kopia. Kontrollera att det inte redan är inläst.')
  const remarks = reading.pageRemark ? [reading.pageRemark] : []
  if (isPart(statement)) remarks.push(warn(findings, place, pageReason('utdraget', statement)))
  if (statement.outgoing.count > 0) {
    const { count, sumOre } = statement.outgoing
    const sum = `${kronor(sumOre)} ${statement.outgoingCurrency}`.trim()
    warn(findings, place, `${count === 1 ? 'En egen utbetalning' : `${count} egna utbetalningar`} på sammanlagt ${sum} läses inte in.`)
  }
  const sums = sumsOf(statement)
  const part = isPart(statement) || isPart(reading)
  compareSums(reading, sums, place, part ? remarks : null)
  if (part) {
    const { account, id: statementId } = statement
    reading.pages.push({ account, statementId, page: pageOf(reading), last: lastOf(reading), sums, remarks })
  }
  if (statement.id === '') warn(findings, place, 'Utdraget saknar nummer (Id).')
}

/**
 * TxsSummry against the entries. A wrong sum refuses the file, unless it is one page of several (its sums may be the whole statement's):
 * then the control is shown as not met and the rest is a warning, until all pages are there (join-files.ts).
 */
function compareSums({ findings, controls }: Reading, sums: PageSum[], place: string, pageRemarks: FileRemark[] | null): void {
  for (const sum of sums) {
    if (sum.stated === null) continue
    if (Number.isNaN(sum.stated)) {
      refuse(findings, place, `${sum.label} i bankens sammanställning (TxsSummry) är inte ett tal.`)
      continue
    }
    const control = controlOf(sum, place)
    controls.push(control)
    if (control.ok) continue
    const reason = disagreement(sum)
    if (!pageRemarks) refuse(findings, place, reason)
    else pageRemarks.push(warn(findings, place, `${reason} Utdraget är en av flera sidor, så summan kan gälla alla sidor.`))
  }
}

/** The bank's seven possible sums; `stated` is null where it gives none, NaN where it is no number. */
function sumsOf({ summary, all, booked }: Statement): PageSum[] {
  const count = (label: string, text: string | undefined, found: (of: Statement['all']) => number): PageSum => ({
    label,
    inOre: false,
    stated: text === undefined ? null : /^\d{1,15}$/.test(text) ? Number(text) : NaN,
    foundAll: found(all),
    foundBooked: found(booked),
  })
  const sum = (label: string, text: string | undefined, found: (of: Statement['all']) => number, sign = 1): PageSum => ({
    label,
    inOre: true,
    stated: text === undefined ? null : sign * (amountOreOf(text) ?? NaN),
    foundAll: found(all),
    foundBooked: found(booked),
  })
  return [
    count('Antal poster', summary.count, (of) => of.credit.count + of.debit.count),
    count('Antal insättningar', summary.creditCount, (of) => of.credit.count),
    count('Antal uttag', summary.debitCount, (of) => of.debit.count),
    sum('Summa poster', summary.sum, (of) => of.credit.sumOre + of.debit.sumOre),
    sum('Summa insättningar', summary.creditSum, (of) => of.credit.sumOre),
    sum('Summa uttag', summary.debitSum, (of) => of.debit.sumOre),
    sum('Netto', summary.net, (of) => of.credit.sumOre - of.debit.sumOre, summary.netDirection === 'DBIT' ? -1 : 1),
  ]
}

interface Paged {
  page: string
  lastPage: string
}

function isPart(of: Paged): boolean {
  return isLast(of) === false || Number(of.page || '1') > 1
}

function isLast({ lastPage }: Paged): boolean | null {
  if (lastPage === 'true' || lastPage === '1') return true
  return lastPage === 'false' || lastPage === '0' ? false : null
}

function lastOf(reading: Reading): boolean | null {
  return isLast(isPart(reading.statement) ? reading.statement : reading)
}

function pageReason(what: string, of: Paged): string {
  return `Filen är sida ${of.page || '1'}${isLast(of) ? ', den sista' : ''} av ${what}. Läs in de andra sidorna också.`
}

function add(totals: Totals, amountOre: number): void {
  totals.count += 1
  totals.sumOre += amountOre
}
