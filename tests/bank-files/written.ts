/** Small bank files written by the tests: a BgMax file from its rows, a camt message from its entries. All people and accounts are fictitious. */
import { readFileSync } from 'node:fs'
import type { BankFile, BankFileResult, FileRemark } from '../../server/bank-files/bank-file.js'
import { readBankFile } from '../../server/bank-files/read.js'

export const FIXTURES = [
  'inbetalningar.bgmax.txt',
  'avisering-v08.camt054.xml',
  'kontoutdrag-v02.camt053.xml',
  'utdrag-sida-1.camt053.xml',
  'utdrag-sida-2.camt053.xml',
] as const

export function fixture(name: (typeof FIXTURES)[number]): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
}

/** The file, which must be readable. */
export async function read(source: Buffer | string): Promise<BankFile> {
  const result = await readBankFile(Buffer.from(source), 'filen')
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.file
}

/** The errors of a file that must be refused. */
export async function errorsOf(source: Buffer | string): Promise<FileRemark[]> {
  const result: BankFileResult = await readBankFile(Buffer.from(source), 'filen')
  if (result.ok) throw new Error('the file was not refused')
  return result.errors
}

/** "rad 12: reason" of each, to compare in one line. */
export function told(remarks: FileRemark[]): string[] {
  return remarks.map(({ place, reason }) => `${place}: ${reason.replaceAll('\u00a0', ' ')}`)
}

/** BgMax rows of the fixture with some replaced (by row number, from 1; null drops the row). */
export function bgmaxWith(changes: Record<number, string | null>, lineEnd = '\r\n'): Buffer {
  const rows = fixture('inbetalningar.bgmax.txt').toString('latin1').split('\r\n')
  const changed = rows.map((row, index) => (changes[index + 1] === undefined ? row : changes[index + 1])).filter((row) => row !== null)
  return Buffer.from(changed.join(lineEnd), 'latin1')
}

/** Row `number` of the fixture with `text` written at position `at` (both from 1). */
export function bgmaxRow(number: number, at: number, text: string): string {
  const row = fixture('inbetalningar.bgmax.txt').toString('latin1').split('\r\n')[number - 1] ?? ''
  return row.slice(0, at - 1).padEnd(at - 1) + text + row.slice(at - 1 + text.length)
}

export interface CamtParts {
  kind?: '054' | '053'
  version?: string
  entries?: string[]
  summary?: string
  header?: string
  beforeDocument?: string
  account?: string
}

export function camt({
  kind = '054',
  version = '08',
  entries = [],
  summary = '',
  header = '',
  beforeDocument = '',
  account,
}: CamtParts): string {
  const [message, statement] = kind === '054' ? ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'] : ['BkToCstmrStmt', 'Stmt']
  return `<?xml version="1.0" encoding="UTF-8"?>${beforeDocument}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${version}"><${message}>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-30T18:00:00+01:00</CreDtTm></GrpHdr>
<${statement}><Id>N1</Id>${header}<Acct>${account ?? '<Id><IBAN>SE3550000000054910000003</IBAN></Id>'}</Acct>${summary}
${entries.join('\n')}
</${statement}></${message}></Document>`
}

export interface EntryParts {
  amount?: string
  currency?: string
  direction?: string
  status?: string
  booked?: string
  value?: string
  reference?: string
  extra?: string
  details?: string
}

export function entry(parts: EntryParts = {}): string {
  const { amount = '100.00', currency = 'SEK', direction = 'CRDT', status = '<Cd>BOOK</Cd>', booked = '<Dt>2026-01-30</Dt>' } = parts
  const { value = '<Dt>2026-01-30</Dt>', reference = 'R1', extra = '', details = '' } = parts
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${status}</Sts><BookgDt>${booked}</BookgDt><ValDt>${value}</ValDt>${
    reference && `<AcctSvcrRef>${reference}</AcctSvcrRef>`
  }${extra}${details && `<NtryDtls>${details}</NtryDtls>`}</Ntry>`
}

export function transaction(amount: string | null, reference: string, extra = ''): string {
  return `<TxDtls>${amount === null ? '' : `<Amt Ccy="SEK">${amount}</Amt>`}<RmtInf>${structured(reference)}</RmtInf>${extra}</TxDtls>`
}

export function structured(reference: string, amount?: string, currency = 'SEK'): string {
  const part = amount === undefined ? '' : `<RfrdDocAmt><RmtdAmt Ccy="${currency}">${amount}</RmtdAmt></RfrdDocAmt>`
  return `<Strd>${part}<CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>`
}

export function net(file: BankFile, currency = 'SEK'): number {
  const own = file.payments.filter((payment) => payment.currency === currency)
  return own.reduce((sum, payment) => sum + (payment.kind === 'PAYMENT' ? payment.amountOre : -payment.amountOre), 0)
}
