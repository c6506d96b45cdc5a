/**
 * A list of payments that somebody wrote by hand (workbook or CSV), to the same shape as a bank file, so that it is looked through,
 * booked and undone in the same way. All rows or nothing; what is wrong is told with its row and column.
 * Columns are known by their names, in any order, whatever the case, spaces and diacritics; rows may stand above them (a title). A last
 * row "Summa" with an amount is the list's own control sum.
 * Example: Dag 2026-01-30 · Belopp 6 480,00 · OCR 1001202602030 → one payment of 648 000 öre; the same row twice is two payments, the same
 * list again is the same payments.
 */
import { type Cell, isUnreadable, readCell } from '../documents/cell-values.js'
import { foldName } from '../documents/fold-name.js'
import { MAX_TITLE_ROWS, readCsv } from '../documents/read-csv.js'
import { type RawCell, readXlsx } from '../documents/read-xlsx.js'
import type { PayerKind } from '../domain/codes.js'
import {
  asResult,
  type BankFileControl,
  type BankFileResult,
  type BankPayment,
  type Findings,
  noFindings,
  refuse,
  warn,
} from './bank-file.js'
import { keyOf, keysOfFile, kronor } from './fields.js'
import { columnOf, isListColumn, LIST_COLUMNS, type ListColumn, payerKindOf } from './payment-list-columns.js'

/** A list by hand is some hundred rows; a larger file is something else. */
export const MAX_LIST_BYTES = 4 * 1024 * 1024
const MAX_ROWS = 20_000

export async function readPaymentWorkbook(bytes: Uint8Array, name: string): Promise<BankFileResult> {
  if (bytes.length > MAX_LIST_BYTES) return refusal(name, TOO_LARGE)
  const workbook = await readXlsx(bytes, null, WORKBOOK_LIMITS)
  if ('reason' in workbook) return refusal(name, workbook.reason)
  const lists = workbook.sheets.filter(({ rows }) => headingOf(rows) !== null)
  const [list, second] = lists
  if (!list) return refusal(name, NO_COLUMNS)
  if (second) return refusal(name, `Både bladet ${list.name} och bladet ${second.name} har betalningar. Läs in ett blad i taget.`)
  return readList(list.rows)
}

export function readPaymentCsv(bytes: Uint8Array, name: string): BankFileResult {
  if (bytes.length > MAX_LIST_BYTES) return refusal(name, TOO_LARGE)
  const csv = readCsv(bytes, isListColumn)
  if ('reason' in csv) return refusal(csv.row === null ? name : `rad ${csv.row}`, csv.reason)
  return readList(csv.rows)
}

/** Whether the first bytes of a text file look like such a list: the columns of the day and the amount are named near the top. */
export const looksLikeList = (head: Uint8Array): boolean => headingOf(rowsNearTop(head)) !== null

/** Of a text file that names some columns of such a list but not those of the day and the amount: what it lacks. */
export function lackedByList(head: Uint8Array): string | null {
  for (const row of rowsNearTop(head)) {
    const named = row.map((cell) => columnOf(cell))
    const lacked = (['dag', 'belopp'] as const).filter((column) => !named.includes(column))
    if (lacked.length < 2 && named.filter((column) => column !== null).length > 1)
      return `Betalningslistan saknar kolumnen ${lacked.join(' och ')}. Utgå från mallen.`
  }
  return null
}

/** In either of the two encodings a list is saved in: a column of Bokföringsdag has to be known before the rest is read. */
function rowsNearTop(head: Uint8Array): string[][] {
  const bytes = Buffer.from(head)
  const utf8 = bytes.toString('utf8')
  const isLatin1 = utf8.includes('\ufffd') && !bytes.includes(0) // UTF-16 has a zero in every other byte
  const text = (isLatin1 ? bytes.toString('latin1') : utf8).replaceAll('\0', '')
  return text.split('\n', MAX_TITLE_ROWS).map((line) => line.split(/[;,\t]/))
}

const WORKBOOK_LIMITS = { heapMb: 128, unpackedBytes: 40 * 1024 * 1024 }
const TOO_LARGE = `Listan är större än ${MAX_LIST_BYTES / 1024 / 1024} MB. Dela upp den.`
const NO_COLUMNS = 'Arbetsboken är ingen betalningslista: kolumnerna dag och belopp saknas. Utgå från mallen.'
const TOTAL_NAMES = ['summa', 'total', 'totalt', 'totalsumma']

function headingOf(rows: readonly RawCell[][]): number | null {
  const index = rows.slice(0, MAX_TITLE_ROWS).findIndex((row) => {
    const named = row.map((cell) => (typeof cell === 'string' ? columnOf(cell) : null))
    return named.includes('dag') && named.includes('belopp')
  })
  return index === -1 ? null : index
}

interface Heading {
  index: number
  column: ListColumn
  /** As it is written in the list. */
  written: string
}

function readList(rows: readonly RawCell[][]): BankFileResult {
  const findings = noFindings()
  const controls: BankFileControl[] = []
  const payments: BankPayment[] = []
  const at = headingOf(rows)
  if (at === null) return refusal('Filen', NO_COLUMNS)
  if (rows.length - at - 1 > MAX_ROWS)
    return refusal('Filen', `Listan har fler än ${MAX_ROWS.toLocaleString('sv-SE')} rader. Dela upp den.`)
  const headings = headingsIn(rows[at] ?? [], at + 1, findings)
  const unique = keysOfFile()
  for (let index = at + 1; index < rows.length; index += 1) {
    const cells = cellsOf(rows[index] ?? [], headings)
    const place = `rad ${index + 1}`
    if (Object.values(cells).every((cell) => cell === null)) continue
    if (controls.length > 0) refuse(findings, place, 'Raden kommer efter summaraden.')
    else if (isTotal(rows[index] ?? [], cells)) readTotal(cells, place, payments, controls, findings)
    else readRow(cells, { place, headings, findings, unique }, payments)
  }
  if (payments.length === 0) warn(findings, 'Filen', 'Listan har inga betalningar.')
  return asResult(findings, {
    format: 'PAYMENT_LIST',
    version: '',
    messageId: '',
    createdAt: null,
    accounts: [],
    payments,
    pages: [],
    controls,
  })
}

/** Whether columns are there twice, and which are not read. */
function headingsIn(row: readonly RawCell[], number: number, findings: Findings): Heading[] {
  const headings: Heading[] = []
  for (const [index, cell] of row.entries()) {
    const written = cell === null ? '' : String(cell).trim()
    if (written === '') continue
    const column = columnOf(written)
    if (column === null) warn(findings, `rad ${number}`, `Kolumnen ${written.slice(0, 60)} läses inte.`)
    else if (headings.some((other) => other.column === column))
      refuse(findings, `rad ${number}, kolumn ${written}`, `Kolumnen ${LIST_COLUMNS[column].name} finns två gånger. Behåll en av dem.`)
    else headings.push({ index, column, written })
  }
  return headings
}

type Cells = Record<ListColumn, Cell>

function cellsOf(row: readonly RawCell[], headings: readonly Heading[]): Cells {
  const cells: Cells = { dag: null, belopp: null, ocr: null, person: null, betalare: null, betalartyp: null, meddelande: null }
  for (const { index, column } of headings) {
    const cell = row[index] ?? null
    cells[column] = typeof cell === 'boolean' ? (cell ? 'SANT' : 'FALSKT') : typeof cell === 'string' && cell.trim() === '' ? null : cell
  }
  return cells
}

function isTotal(row: readonly RawCell[], { dag }: Cells): boolean {
  const says = (cell: RawCell) => typeof cell === 'string' && TOTAL_NAMES.includes(foldName(cell))
  return (dag === null || says(dag)) && row.some(says)
}

function readTotal(cells: Cells, place: string, payments: readonly BankPayment[], controls: BankFileControl[], findings: Findings): void {
  const statedOre = cells.belopp === null ? { reason: 'Summan saknas.' } : readCell('kronor', cells.belopp, NO_DAY)
  if (isUnreadable(statedOre)) return refuse(findings, place, statedOre.reason)
  const foundOre = payments.reduce((sum, payment) => sum + payment.amountOre, 0)
  controls.push({ label: 'Listans summa', statedOre, foundOre, ok: statedOre === foundOre })
  if (statedOre !== foundOre) refuse(findings, place, `Summan är ${kronor(statedOre)} men raderna blir ${kronor(foundOre)}.`)
}

interface RowContext {
  place: string
  headings: readonly Heading[]
  findings: Findings
  unique: (key: string) => string
}

/** readCell asks for today only where it reads birth years and personnummer, which this list leaves to whoever looks people up. */
const NO_DAY = '1900-01-01'

function readRow(cells: Cells, { place, headings, findings, unique }: RowContext, payments: BankPayment[]): void {
  let readable = true
  const no = (column: ListColumn, reason: string) => {
    readable = false
    const written = headings.find((heading) => heading.column === column)?.written ?? LIST_COLUMNS[column].name
    refuse(findings, `${place}, kolumn ${written}`, reason)
  }
  const read = <K extends 'day' | 'kronor' | 'ocr' | 'text' | 'id'>(column: ListColumn, kind: K) => {
    const cell = cells[column]
    if (cell === null) return null
    const value = readCell(kind, kind === 'day' ? dayWritten(cell) : cell, NO_DAY)
    if (!isUnreadable(value)) return value
    no(column, value.reason)
    return null
  }
  const day = read('dag', 'day') as string | null
  const amountOre = read('belopp', 'kronor') as number | null
  const ocr = read('ocr', 'ocr') as string | null
  const person = read('person', 'id') as string | null
  const payer = read('betalare', 'text') as string | null
  const message = read('meddelande', 'text') as string | null
  const { kind, name } = payerOf(cells.betalartyp, payer, () =>
    no('betalartyp', 'Skriv klient, socialtjänst eller annan, eller lämna cellen tom.'),
  )
  if (cells.dag === null) no('dag', 'Dagen saknas.')
  if (cells.belopp === null) no('belopp', 'Beloppet saknas.')
  if (amountOre === 0) no('belopp', 'Beloppet ska vara mer än noll.')
  if (cells.ocr === null && cells.person === null) no('ocr', 'Fyll i OCR-nummer eller person, så att betalningen hittar rätt.')
  if (!readable || day === null || amountOre === null) return
  payments.push({
    ordinal: payments.length + 1,
    kind: 'PAYMENT',
    amountOre,
    currency: 'SEK',
    bookedOn: day,
    valueOn: null,
    orderedOn: null,
    references: ocr === null ? [] : [{ reference: ocr, amountOre: null }],
    message: message ?? '',
    payerName: name,
    payerKind: kind,
    person,
    payerAccount: null,
    receivingAccount: '',
    bankReference: null,
    transactionKey: unique(keyOf(['LIST', day, amountOre, ocr, person, name, kind, message])),
    entryKey: '',
    place,
  })
}

/** In the register's own list of payments the column of the payer holds the kind. */
function payerOf(typed: Cell, payer: string | null, refused: () => void): { kind: PayerKind | null; name: string } {
  const kind = typed === null ? null : payerKindOf(String(typed))
  if (typed !== null && kind === null) refused()
  const asKind = typed === null && payer !== null ? payerKindOf(payer) : null
  return asKind === null ? { kind, name: payer ?? '' } : { kind: asKind, name: '' }
}

/** 20260130, 2026/01/30 and 2026.01.30 are the same day; with the day first it could be either of two. */
function dayWritten(cell: Exclude<Cell, null>): Exclude<Cell, null> {
  const parts = /^\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})\s*$/.exec(String(cell))
  return parts && (typeof cell === 'number' || typeof cell === 'string') ? `${parts[1]}-${parts[3]}-${parts[4]}` : cell
}

function refusal(place: string, reason: string): BankFileResult {
  return { ok: false, errors: [{ place, reason }] }
}
