/**
 * From one booking (Ntry) to its payments. What counts, and as what:
 * - Only booked entries (Sts BOOK) are payments; PDNG, INFO and FUTR are named in a warning.
 * - CRDT is a PAYMENT. A CRDT with RvslInd is an outgoing payment that came back: a PAYMENT with a warning, since it is nobody's rent.
 * - DBIT in camt.054 is a DEDUCTION (a notification of money taken back; domain.md §5.5). Where the bank's code says it was issued by
 *   the account itself there is a warning. DBIT in camt.053 is a DEDUCTION only where it takes a credit back (RvslInd, RtrInf, or bank
 *   code RCDT/RRCT = received credits); otherwise it is the account's own outgoing payment, left out and counted in one warning.
 * - One TxDtls: the entry's amount and currency hold, since that is what reached the account.
 * - Several TxDtls in the entry's currency: one payment each, and their sum must be the entry's, or the file is refused. CdtDbtInd of a
 *   TxDtls is followed when the sum then agrees, else all go the entry's way.
 * - Several TxDtls without amounts or in another currency: one payment of the entry, with all references and no parts. A warning.
 * Example: entry 7 500,00 CRDT with TxDtls 5 000,00 (OCR A) and 2 500,00 (OCR B) → two payments; the second 2 600,00 → refused.
 */
import { type BankPayment, MAX_PAYMENT_ORE, type PaymentReference, refuse, warn } from './bank-file.js'
import { type Entry, newTransaction, pageOf, type Reading, type Transaction } from './camt-reading.js'
import { keyOf, kronor, normaliseAccount, openKeyOf, stockholmDay } from './fields.js'

type Direction = BankPayment['kind']
interface Part {
  transaction: Transaction
  amountOre: number
  kind: Direction
  place: string
}

const NOT_BOOKED: Record<string, string> = { PDNG: 'väntar', INFO: 'är bara för kännedom', FUTR: 'gäller en kommande dag' }
/** Bank transaction families of credits received and of payments the account holder issued (ISO 20022 external code set). */
const RECEIVED = ['RCDT', 'RRCT']
const ISSUED = ['ICDT', 'IRCT', 'IDDT', 'ICHQ', 'RDDT', 'CCRD']

/** Adds the payments of the entry just read; its amount, currency and direction are known to be there. */
export function entryPayments(reading: Reading): void {
  const { entry, findings } = reading
  if (entry.status !== 'BOOK') {
    if (entry.status === '') return refuse(findings, entry.place, 'Det framgår inte om posten är bokförd (Sts).')
    return void warn(
      findings,
      entry.place,
      `Posten ${NOT_BOOKED[entry.status] ?? `har status ${entry.status}`} och är inte bokförd. Den läses inte in.`,
    )
  }
  const kind = kindOf(reading)
  if (kind === 'OWN_OUTGOING') {
    const { outgoing } = reading.statement
    outgoing.count += 1
    outgoing.sumOre += entry.amount?.amountOre ?? 0
    reading.statement.outgoingCurrency = entry.amount?.currency ?? ''
    return
  }
  const bookedOn = dayOf(reading, entry.bookedOn, 'Bokföringsdagen (BookgDt)')
  const valueOn = dayOf(reading, entry.valueOn, 'Valutadagen (ValDt)')
  if (bookedOn === undefined || valueOn === undefined) return
  const entryKey = entryKeyOf(reading, bookedOn ?? valueOn)
  for (const part of partsOf(reading, kind)) addPayment(reading, part, { bookedOn, valueOn, entryKey })
}

function kindOf(reading: Reading): Direction | 'OWN_OUTGOING' {
  const { entry, findings } = reading
  const reversal = entry.reversal === 'true' || entry.reversal === '1'
  if (entry.direction === 'CRDT') {
    if (reversal) warn(findings, entry.place, 'Posten är en egen utbetalning som har kommit tillbaka, inte en hyra.')
    return 'PAYMENT'
  }
  const takesBack = reversal || RECEIVED.includes(entry.family) || entry.transactions.some((transaction) => transaction.returned)
  if (takesBack) return 'DEDUCTION'
  if (reading.format === 'CAMT053') return 'OWN_OUTGOING'
  if (ISSUED.includes(entry.family)) {
    warn(
      findings,
      entry.place,
      'Beloppet går ut från kontot, och bankens kod säger att det är en egen utbetalning. Kontrollera avdraget innan du bokför.',
    )
  }
  return 'DEDUCTION'
}

/** The payments of the entry: one for each TxDtls where their amounts say how the entry is shared, else one for the whole. */
function partsOf(reading: Reading, kind: Direction): Part[] {
  const { entry, findings } = reading
  const { transactions } = entry
  const entryOre = entry.amount?.amountOre ?? 0
  const stated = entry.batchCount === '' || transactions.length === 0 ? transactions.length : Number(entry.batchCount)
  if (stated !== transactions.length) {
    warn(findings, entry.place, `Posten ska ha ${entry.batchCount} betalningar men visar ${transactions.length}.`)
  }
  if (transactions.length < 2) {
    if (transactions.length === 0 && Number(entry.batchCount) > 1)
      warn(findings, entry.place, `Posten samlar ${entry.batchCount} betalningar, men filen visar inte vilka.`)
    const transaction = transactions[0] ?? newTransaction()
    warnOtherAmount(reading, transaction)
    return [{ transaction, amountOre: entryOre, kind, place: transactions.length === 0 ? entry.place : `${entry.place}, TxDtls 1` }]
  }
  const amounts = transactions.map((transaction) => amountIn(transaction, entry))
  if (amounts.includes(undefined)) {
    warn(
      findings,
      entry.place,
      `Postens ${transactions.length} betalningar saknar delbelopp i ${entry.amount?.currency}. Posten läses in som ett enda belopp.`,
    )
    return [{ transaction: merged(transactions), amountOre: entryOre, kind, place: entry.place }]
  }
  const parts = transactions.map((transaction, index) => {
    const against = transaction.direction !== '' && transaction.direction !== entry.direction
    return {
      transaction,
      amountOre: amounts[index] ?? 0,
      kind: against ? opposite(kind) : kind,
      place: `${entry.place}, TxDtls ${index + 1}`,
    }
  })
  const sum = parts.reduce((total, part) => total + part.amountOre, 0)
  const net = parts.reduce((total, part) => total + (part.kind === kind ? part.amountOre : -part.amountOre), 0)
  if (net === entryOre) return parts
  if (sum === entryOre) return parts.map((part) => ({ ...part, kind }))
  refuse(findings, entry.place, `Betalningarna blir ${kronor(sum)} men posten är på ${kronor(entryOre)}.`)
  return []
}

function addPayment(reading: Reading, part: Part, days: Pick<BankPayment, 'bookedOn' | 'valueOn' | 'entryKey'>): void {
  const { entry, statement, findings } = reading
  const { transaction, amountOre, kind, place } = part
  const currency = entry.amount?.currency ?? ''
  if (amountOre === 0) return void warn(findings, place, 'Betalningen är på 0 kronor och läses inte in.')
  if (amountOre > MAX_PAYMENT_ORE) return refuse(findings, place, `Beloppet ${kronor(amountOre)} är större än ${kronor(MAX_PAYMENT_ORE)}.`)
  const orderedOn = dayOf(reading, transaction.acceptedAt, 'Dagen då banken tog emot uppdraget (AccptncDtTm)')
  if (orderedOn === undefined) return
  const references = referencesOf(reading, part, currency)
  const endToEndId = transaction.endToEndId === 'NOTPROVIDED' ? '' : transaction.endToEndId
  // The bank's own reference tells a transaction in any file. Without one, only a copy of the same notification is sure to be the same.
  const strong = transaction.servicerReference || transaction.transactionId || transaction.uetr || entry.servicerReference
  const day = days.bookedOn ?? days.valueOn
  const transactionKey = strong
    ? openKeyOf(['T', statement.account, kind, amountOre, currency, day, strong])
    : keyOf(['T', statement.account, kind, amountOre, currency, day, ...weakFacts(reading, transaction, endToEndId, references)])
  const payment: BankPayment = {
    ordinal: 0,
    kind,
    amountOre,
    currency,
    bookedOn: days.bookedOn,
    valueOn: days.valueOn,
    orderedOn,
    references,
    message: messageOf(transaction, entry),
    payerName: oneLine(transaction.debtorName || transaction.ultimateDebtorName),
    payerKind: null,
    person: null,
    payerAccount: normaliseAccount(transaction.debtorAccount) || null,
    receivingAccount: statement.account,
    bankReference: strong || endToEndId || entry.reference || null,
    transactionKey: reading.keyOf(transactionKey),
    entryKey: days.entryKey,
    place,
  }
  payment.ordinal = reading.payments.push(payment)
}

function weakFacts(reading: Reading, transaction: Transaction, endToEndId: string, references: PaymentReference[]) {
  const { entry, statement } = reading
  const page = pageOf(reading)
  const where = page > 1 ? `${statement.id} ${page}` : statement.id
  return [where, endToEndId, entry.reference, references[0]?.reference ?? '', transaction.debtorName]
}

/** The amount of a TxDtls in the entry's currency: Amt, else AmtDtls/TxAmt; undefined when there is none. */
function amountIn(transaction: Transaction, entry: Entry): number | undefined {
  for (const money of [transaction.amount, transaction.transactionAmount]) {
    if (money && money.amountOre !== null && money.currency === entry.amount?.currency) return money.amountOre
  }
  return undefined
}

function warnOtherAmount(reading: Reading, transaction: Transaction): void {
  const { entry, findings } = reading
  const told = amountIn(transaction, entry)
  if (told === undefined || told === entry.amount?.amountOre) return
  warn(
    findings,
    entry.place,
    `Betalaren har skickat ${kronor(told)} men ${kronor(entry.amount?.amountOre ?? 0)} är bokfört. Det bokförda beloppet läses in.`,
  )
}

/** OCR or creditor reference of each Strd, else its invoice numbers, else a message of digits alone; in order. */
function referencesOf(reading: Reading, part: Part, currency: string): PaymentReference[] {
  const references: PaymentReference[] = []
  for (const { creditorReference, invoiceNumbers, remitted } of part.transaction.structured) {
    const amountOre = remitted?.currency === currency ? remitted.amountOre || null : null
    if (creditorReference) references.push({ reference: oneLine(creditorReference), amountOre })
    else
      for (const number of invoiceNumbers)
        references.push({ reference: oneLine(number), amountOre: invoiceNumbers.length === 1 ? amountOre : null })
  }
  if (references.length === 0) {
    return part.transaction.messages.filter((message) => /^\d{2,25}$/.test(message)).map((reference) => ({ reference, amountOre: null }))
  }
  if (references.every(({ amountOre }) => amountOre === null)) return references
  const shared = references.reduce((total, { amountOre }) => total + (amountOre ?? 0), 0)
  const allShared = references.every(({ amountOre }) => amountOre !== null)
  if (shared > part.amountOre || (allShared && shared !== part.amountOre)) {
    warn(
      reading.findings,
      part.place,
      `Delbeloppen blir ${kronor(shared)} men betalningen är ${kronor(part.amountOre)}. Delbeloppen används inte.`,
    )
    return references.map(({ reference }) => ({ reference, amountOre: null }))
  }
  return references
}

function messageOf(transaction: Transaction, entry: Entry): string {
  if (transaction.messages.length === 0 && transaction.ultimateDebtorName === '') return oneLine(entry.note)
  const behalf = transaction.debtorName && transaction.ultimateDebtorName && transaction.ultimateDebtorName !== transaction.debtorName
  const lines = [...transaction.messages.map(oneLine), ...(behalf ? [`För ${oneLine(transaction.ultimateDebtorName)}`] : [])]
  return lines.length > 0 ? lines.join('\n') : oneLine(entry.note)
}

/** Several TxDtls that cannot be told apart by amount, as one: all references and messages, the payer only where it is one and the same. */
function merged(transactions: Transaction[]): Transaction {
  const same = (of: (transaction: Transaction) => string) => {
    const values = new Set(transactions.map(of))
    return values.size === 1 ? ([...values][0] ?? '') : ''
  }
  return {
    ...newTransaction(),
    servicerReference: same((one) => one.servicerReference),
    endToEndId: same((one) => one.endToEndId),
    debtorName: same((one) => one.debtorName),
    debtorAccount: same((one) => one.debtorAccount),
    acceptedAt: same((one) => one.acceptedAt),
    messages: transactions.flatMap((one) => one.messages),
    structured: transactions.flatMap((one) => one.structured).map((one) => ({ ...one, remitted: null })),
  }
}

/** The day, null when the file has none, undefined (and an error) when it has one that does not exist. */
function dayOf(reading: Reading, text: string, what: string): string | null | undefined {
  if (text === '') return null
  const day = stockholmDay(text)
  if (day !== null) return day
  refuse(reading.findings, reading.entry.place, `${what} är inte ett datum: ${text.slice(0, 40)}.`)
  return undefined
}

function entryKeyOf({ entry, statement }: Reading, day: string | null): string {
  const reference = entry.servicerReference || entry.transactions[0]?.servicerReference || ''
  return openKeyOf([
    'N',
    statement.account,
    entry.direction,
    entry.amount?.amountOre ?? null,
    entry.amount?.currency ?? null,
    day,
    reference,
  ])
}

function opposite(kind: Direction): Direction {
  return kind === 'PAYMENT' ? 'DEDUCTION' : 'PAYMENT'
}

function oneLine(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text
}
