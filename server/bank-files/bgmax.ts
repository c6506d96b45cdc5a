/**
 * BgMax (Bankgiro Inbetalningar): history until the sector leaves it on 27 November 2026. Source: Bankgirot's technical manual, domain.md §5.3–5.4.
 * The file is refused, with the row, when a row is not understood or a control sum is wrong: per deposit (15) amount = Σ20 − Σ21 and
 * number = rows 20 + 21, at the end (70) the number of 20, 21, 22 + 23 and 15.
 * Example: a deposit with 1 000,00 + 1 400,00 in (20) and 500,00 back (21) must end in a 15 row of 1 900,00 and 3 payments.
 */
import { setImmediate } from 'node:timers/promises'
import {
  asResult,
  type BankFileControl,
  type BankFileResult,
  type BankPayment,
  MAX_PAYMENT_ORE,
  noFindings,
  refuse,
  warn,
} from './bank-file.js'
import { digits, field, MAX_ROWS, ROW_LENGTH, rowsOf, words } from './bgmax-rows.js'
import { isDay, keyOf, keysOfFile, kronor, normaliseAccount, utcInstant } from './fields.js'

interface Section {
  bankgiro: string
  currency: string
  place: string
  payments: BankPayment[]
  /** Rows 20 and 21, also those of nothing: the bank counts them. */
  rows: number
  netOre: number
}

interface Deposit {
  section: Section
  paidOn: string
  /** What names it. */
  facts: string[]
}

const PAYMENTS_A_TURN = 2_000
const TOO_LONG = 'Raden är längre än 80 tecken. Filen är inte en hel BgMax-fil.'
const TOO_MANY_ROWS = 'Filen har fler än fyra miljoner rader. Be banken att dela upp den.'

/** Reads a whole BgMax file; all payments or errors with their rows. */
export async function readBgmax(pieces: AsyncIterable<Uint8Array>): Promise<BankFileResult> {
  const reading = newReading()
  for await (const { number, text } of rowsOf(pieces)) {
    reading.place = `rad ${number}`
    if (text === null) refuse(reading.findings, reading.place, number > MAX_ROWS ? TOO_MANY_ROWS : TOO_LONG)
    else if (text.trim() !== '') readRow(reading, text)
    for (const closed of reading.closed.splice(0)) await takeDeposit(reading, closed)
  }
  if (reading.ended === false) refuse(reading.findings, 'Filen', 'Filen är inte hel: slutposten (70) saknas.')
  if (reading.payments.length === 0) warn(reading.findings, 'Filen', 'Filen har inga betalningar.')
  return asResult(reading.findings, {
    format: 'BGMAX',
    version: reading.version,
    messageId: `BGMAX ${reading.stamp}`,
    createdAt: createdAtOf(reading.stamp),
    accounts: [...reading.accounts],
    payments: reading.payments,
    pages: [],
    controls: reading.controls,
  })
}

type Reading = ReturnType<typeof newReading>

function newReading() {
  return {
    findings: noFindings(),
    place: '',
    version: '',
    stamp: '',
    started: false,
    ended: false,
    section: null as Section | null,
    payment: null as BankPayment | null,
    /** A refused payment row: what follows belongs to it and needs no error of its own. */
    afterRefused: false,
    /** Deposits that are whole: their payments are taken before the next row. */
    closed: [] as Deposit[],
    payments: [] as BankPayment[],
    keyOf: keysOfFile(),
    accounts: new Set<string>(),
    controls: [] as BankFileControl[],
    counts: { '20': 0, '21': 0, extra: 0, '15': 0 },
  }
}

function readRow(reading: Reading, row: string): void {
  const type = field(row, 1, 2)
  const read = READERS[type]
  if (!read) return no(reading, `Posttypen ”${type.trim()}” finns inte i BgMax.`)
  if (row.slice(ROW_LENGTH).trim() !== '') return no(reading, 'Raden är längre än 80 tecken.')
  if (reading.ended) return no(reading, 'Raden kommer efter slutposten (70).')
  if (!reading.started && type !== '01') return no(reading, 'Filen börjar inte med en startpost (01).')
  read(reading, row)
}

const READERS: Record<string, (reading: Reading, row: string) => void> = {
  '01': readStart,
  '05': readOpening,
  '15': readDeposit,
  '20': (reading, row) => readPayment(reading, row, 'PAYMENT'),
  '21': (reading, row) => readPayment(reading, row, 'DEDUCTION'),
  '22': (reading, row) => readExtraReference(reading, row, 1),
  '23': (reading, row) => readExtraReference(reading, row, -1),
  '25': (reading, row) => ofPayment(reading, (payment) => (payment.message = joined(payment.message, words(row, 3, 52), '\n'))),
  '26': (reading, row) => ofPayment(reading, (payment) => (payment.payerName = joined(words(row, 3, 37), words(row, 38, 72), ' '))),
  // Address and organisation number are not needed to match a payment, so they are not kept.
  '27': (reading) => ofPayment(reading, () => undefined),
  '28': (reading) => ofPayment(reading, () => undefined),
  '29': (reading) => ofPayment(reading, () => undefined),
  '70': readEnd,
}

function readStart(reading: Reading, row: string): void {
  if (reading.started) return no(reading, 'Startposten (01) kommer två gånger. Läs in en fil i taget.')
  reading.started = true
  reading.version = field(row, 23, 24).trim()
  reading.stamp = field(row, 25, 44).trim()
  if (field(row, 45, 45) === 'T')
    warn(reading.findings, reading.place, 'Filen är märkt som testfil. Bokför den inte om den inte är en riktig bankfil.')
}

function readOpening(reading: Reading, row: string): void {
  if (reading.section) return no(reading, `Avsnittet som börjar på ${reading.section.place} saknar insättningspost (15).`)
  const bankgiro = normaliseAccount(field(row, 3, 12))
  const currency = field(row, 23, 25)
  if (!/^\d+$/.test(bankgiro)) return no(reading, 'Mottagarens bankgironummer (tecken 3–12) är inte ett nummer.')
  if (!/^[A-Z]{3}$/.test(currency)) return no(reading, 'Valutan (tecken 23–25) saknas.')
  reading.section = { bankgiro, currency, place: reading.place, payments: [], rows: 0, netOre: 0 }
  reading.accounts.add(bankgiro)
}

function readPayment(reading: Reading, row: string, kind: BankPayment['kind']): void {
  const { section } = reading
  reading.payment = null
  reading.afterRefused = true
  reading.counts[kind === 'PAYMENT' ? '20' : '21'] += 1
  if (!section) return no(reading, 'Betalningen ligger utanför ett avsnitt: öppningsposten (05) saknas.')
  const amountOre = digits(row, 38, 55)
  if (amountOre === null) return no(reading, 'Beloppet (tecken 38–55) är inte ett tal.')
  if (amountOre > MAX_PAYMENT_ORE) return no(reading, `Beloppet ${kronor(amountOre)} är större än ${kronor(MAX_PAYMENT_ORE)}.`)
  const sender = normaliseAccount(field(row, 3, 12))
  reading.afterRefused = false
  section.rows += 1
  section.netOre += kind === 'PAYMENT' ? amountOre : -amountOre
  reading.payment = {
    ordinal: 0,
    kind,
    amountOre,
    currency: section.currency,
    bookedOn: null,
    valueOn: null,
    orderedOn: null,
    references: referencesIn(row),
    message: '',
    payerName: '',
    payerKind: null,
    person: null,
    payerAccount: /^0*$/.test(sender) ? null : sender,
    receivingAccount: section.bankgiro,
    bankReference: field(row, 58, 69).trim() || null,
    transactionKey: '',
    entryKey: '',
    place: reading.place,
  }
  if (amountOre === 0) warn(reading.findings, reading.place, 'Betalningen är på 0 kronor och läses inte in.')
  else section.payments.push(reading.payment)
}

/** Reference code 3 (position 56): several references share the field, with spaces between. */
function referencesIn(row: string): BankPayment['references'] {
  const text = words(row, 13, 37)
  const several = field(row, 56, 56) === '3' ? text.split(' ') : [text]
  return several.filter((reference) => reference !== '').map((reference) => ({ reference, amountOre: null }))
}

/** Rows 22 (added) and 23 (deducted) name one more reference; one that the payment row already listed only gets its amount. */
function readExtraReference(reading: Reading, row: string, sign: 1 | -1): void {
  reading.counts.extra += 1
  const amount = digits(row, 38, 55)
  if (amount === null) return no(reading, 'Beloppet (tecken 38–55) är inte ett tal.')
  const amountOre = amount === 0 ? null : sign * amount
  ofPayment(reading, (payment) => {
    for (const { reference } of referencesIn(row)) {
      const listed = payment.references.find((one) => one.reference === reference && one.amountOre === null)
      if (listed) listed.amountOre = amountOre
      else payment.references.push({ reference, amountOre })
    }
  })
}

function readDeposit(reading: Reading, row: string): void {
  const { section, controls } = reading
  reading.counts['15'] += 1
  reading.section = null
  reading.payment = null
  reading.afterRefused = false
  if (!section) return no(reading, 'Insättningsposten (15) har inget avsnitt: öppningsposten (05) saknas.')
  const paidOn = `${field(row, 38, 41)}-${field(row, 42, 43)}-${field(row, 44, 45)}`
  const statedOre = digits(row, 51, 68)
  const statedCount = digits(row, 72, 79)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(paidOn) || !isDay(paidOn)) return no(reading, 'Betalningsdagen (tecken 38–45) är inte ett datum.')
  if (statedOre === null || statedCount === null) return no(reading, 'Insättningens belopp eller antal är inte ett tal.')
  const currency = field(row, 69, 71)
  if (currency !== section.currency) return no(reading, `Valutan är ${currency.trim() || 'tom'} men avsnittet är i ${section.currency}.`)

  const nth = reading.counts['15']
  const sum = { label: `Insättning ${nth}, belopp`, statedOre, foundOre: section.netOre, ok: statedOre === section.netOre }
  const count = { label: `Insättning ${nth}, antal betalningar`, statedCount, foundCount: section.rows, ok: statedCount === section.rows }
  controls.push(sum, count)
  if (!sum.ok) no(reading, `Insättningens belopp är ${kronor(statedOre)} men betalningarna blir ${kronor(section.netOre)}.`)
  if (!count.ok) no(reading, `Antalet betalningar är ${statedCount} enligt insättningen men ${section.rows} i filen.`)

  // The account, the day and the number of the deposit name it; the position in it tells its payments apart, since BGC's own serial does not.
  const deposit = [section.bankgiro, section.currency, normaliseAccount(field(row, 3, 37)), paidOn, field(row, 46, 50)]
  reading.closed.push({ section, paidOn, facts: deposit })
}

/** Some thousand payments a turn: a deposit can hold a year of them. */
async function takeDeposit(reading: Reading, { section, paidOn, facts }: Deposit): Promise<void> {
  const entryKey = keyOf(['BGMAX', ...facts])
  for (const [index, payment] of section.payments.entries()) {
    payment.ordinal = reading.payments.push(payment)
    payment.bookedOn = paidOn
    payment.entryKey = entryKey
    payment.transactionKey = reading.keyOf(
      keyOf(['BGMAX', ...facts, index + 1, payment.kind, payment.amountOre, payment.references[0]?.reference ?? null]),
    )
    if (index % PAYMENTS_A_TURN === PAYMENTS_A_TURN - 1) await setImmediate()
  }
}

function readEnd(reading: Reading, row: string): void {
  reading.ended = true
  if (reading.section) no(reading, `Avsnittet som börjar på ${reading.section.place} saknar insättningspost (15).`)
  const stated: [label: string, statedCount: number | null, foundCount: number][] = [
    ['Betalningar (20)', digits(row, 3, 10), reading.counts['20']],
    ['Avdrag (21)', digits(row, 11, 18), reading.counts['21']],
    ['Extra referenser (22 och 23)', digits(row, 19, 26), reading.counts.extra],
    ['Insättningar (15)', digits(row, 27, 34), reading.counts['15']],
  ]
  for (const [label, statedCount, foundCount] of stated) {
    if (statedCount === null) {
      no(reading, `${label}: antalet i slutposten är inte ett tal.`)
      continue
    }
    reading.controls.push({ label, statedCount, foundCount, ok: statedCount === foundCount })
    if (statedCount !== foundCount) no(reading, `${label}: slutposten säger ${statedCount} men filen har ${foundCount}.`)
  }
}

function ofPayment(reading: Reading, tell: (payment: BankPayment) => void): void {
  if (reading.payment) tell(reading.payment)
  else if (!reading.afterRefused) no(reading, 'Raden hör inte till någon betalning.')
}

function no(reading: Reading, reason: string): void {
  refuse(reading.findings, reading.place, reason)
}

function joined(one: string, other: string, by: string): string {
  return one && other ? one + by + other : one || other
}

/** 20260131083000123456 → the instant, written in Stockholm's time. */
function createdAtOf(stamp: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})/.exec(stamp)
  return parts ? utcInstant(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}`) : null
}
