/** The frame of a camt message: which message, which account, which page, and the bank's own sums (TxsSummry) against what was found. */
import { refuse, warn } from './bank-file.js'
import { entryPayments } from './camt-payments.js'
import { newStatement, type Reading, type Statement, type Totals } from './camt-reading.js'
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
  if (isPart(reading)) warn(reading.findings, 'GrpHdr', pageReason('meddelandet', reading))
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
  if (isPart(statement)) warn(findings, place, pageReason('utdraget', statement))
  if (statement.outgoing.count > 0) {
    const { count, sumOre } = statement.outgoing
    const sum = `${kronor(sumOre)} ${statement.outgoingCurrency}`.trim()
    warn(findings, place, `${count === 1 ? 'En egen utbetalning' : `${count} egna utbetalningar`} på sammanlagt ${sum} läses inte in.`)
  }
  compareSummary(reading, place)
  if (statement.id === '') warn(findings, place, 'Utdraget saknar nummer (Id).')
}

/**
 * TxsSummry against the entries. A wrong sum refuses the file, unless it is one page of several (its sums may be the whole message's):
 * then the control is shown as not met and the rest is a warning.
 */
function compareSummary(reading: Reading, place: string): void {
  const { statement, findings, controls } = reading
  const part = isPart(statement) || isPart(reading)
  const agree = (label: string, stated: number | null, found: (of: Statement['all']) => number, inOre: boolean) => {
    if (stated === null) return refuse(findings, place, `${label} i bankens sammanställning (TxsSummry) är inte ett tal.`)
    const right = [statement.all, statement.booked].map(found).find((sum) => sum === stated)
    const counted = right ?? found(statement.all)
    const ok = right !== undefined
    controls.push(
      inOre
        ? { label: `${place}: ${label}`, statedOre: stated, foundOre: counted, ok }
        : { label: `${place}: ${label}`, statedCount: stated, foundCount: counted, ok },
    )
    if (ok) return
    const reason = `${label} är ${inOre ? kronor(stated) : stated} enligt banken men ${inOre ? kronor(counted) : counted} i filen.`
    if (part) warn(findings, place, `${reason} Utdraget är en av flera sidor, så summan kan gälla alla sidor.`)
    else refuse(findings, place, reason)
  }
  const { summary } = statement
  const counts: [string, string | undefined, (of: Statement['all']) => number][] = [
    ['Antal poster', summary.count, (of) => of.credit.count + of.debit.count],
    ['Antal insättningar', summary.creditCount, (of) => of.credit.count],
    ['Antal uttag', summary.debitCount, (of) => of.debit.count],
  ]
  const sums: [string, string | undefined, (of: Statement['all']) => number][] = [
    ['Summa poster', summary.sum, (of) => of.credit.sumOre + of.debit.sumOre],
    ['Summa insättningar', summary.creditSum, (of) => of.credit.sumOre],
    ['Summa uttag', summary.debitSum, (of) => of.debit.sumOre],
    ['Netto', summary.net, (of) => (of.credit.sumOre - of.debit.sumOre) * (summary.netDirection === 'DBIT' ? -1 : 1)],
  ]
  for (const [label, stated, found] of counts)
    if (stated !== undefined) agree(label, /^\d{1,15}$/.test(stated) ? Number(stated) : null, found, false)
  for (const [label, stated, found] of sums) if (stated !== undefined) agree(label, amountOreOf(stated), found, true)
}

function isPart({ page, lastPage }: { page: string; lastPage: string }): boolean {
  return lastPage === 'false' || lastPage === '0' || Number(page || '1') > 1
}

function pageReason(what: string, { page, lastPage }: { page: string; lastPage: string }): string {
  const last = lastPage === 'true' || lastPage === '1' ? ', den sista' : ''
  return `Filen är sida ${page || '1'}${last} av ${what}. Läs in de andra sidorna också.`
}

function add(totals: Totals, amountOre: number): void {
  totals.count += 1
  totals.sumOre += amountOre
}
