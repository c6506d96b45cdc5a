/**
 * The ledger's arithmetic. Amounts are positive öre; the kind gives the direction: CHARGE and REFUND add to what the person owes,
 * PAYMENT, CREDIT and WRITE_OFF take from it. A REVERSAL goes against the entry it reverses and a TRANSFER has a half each way: they
 * carry their direction with them.
 *
 * Two days: an entry counts from `effectiveOn`, and was known from the instant it was recorded. A balance as of a day takes what
 * counts by then; as known on a day, only what was recorded before that day ended in Sweden. A reversal counts from the day of what it
 * reverses, so as of any day a wrong entry never was, while as known before the correction it was.
 *
 * Source: house rule for append-only ledgers; JB 12 kap. 20 § for when a payment counts (effectiveOn is the day the bank took the
 * order where the file says so, else the booking day; domain.md §2).
 *
 * Worked example: charge 648 000, payment 600 000, credit 8 000: balance 648 000 − 600 000 − 8 000 = 40 000 öre owed. The payment was
 * another person's and is reversed on 20 November: 640 000 owed, also as of 1 November; as known on 19 November, 40 000.
 */
import { endOfDayInStockholm, type Day } from './calendar.js'
import type { EntryKind } from './codes.js'

export type Direction = 1 | -1

export interface LedgerFact {
  kind: EntryKind
  /** of a REVERSAL or TRANSFER; null where the kind says it */
  direction: Direction | null
  amountOre: number
  effectiveOn: Day
  /** UTC instant */
  recordedAt: string
}

/** The day a ledger is looked at, and the day whose knowledge it is looked at with (without it: all there is). */
export interface LedgerView {
  on: Day
  knownOn?: Day | null
}

/** +1 adds to the debt, −1 takes from it. */
export function signOf(entry: Pick<LedgerFact, 'kind' | 'direction'>): Direction {
  return entry.direction ?? (entry.kind === 'CHARGE' || entry.kind === 'REFUND' ? 1 : -1)
}

/** The entries that count by the day and, where that is asked, were known by then. */
export function entriesIn<Fact extends Pick<LedgerFact, 'effectiveOn' | 'recordedAt'>>(
  entries: readonly Fact[],
  { on, knownOn }: LedgerView,
): Fact[] {
  const knownBefore = knownOn ? endOfDayInStockholm(knownOn) : null
  return entries.filter((entry) => entry.effectiveOn <= on && (knownBefore === null || entry.recordedAt < knownBefore))
}

/** What is owed by the entries of the view (öre; negative = the person has paid too much). */
export function balanceOn(entries: readonly LedgerFact[], view: LedgerView): number {
  return entriesIn(entries, view).reduce((sum, entry) => sum + signOf(entry) * entry.amountOre, 0)
}

/** What can be said of any booking by hand: the ledger moved on meanwhile, the stay is not the person's, more than was ever charged. */
export type BookingRefusal = 'LEDGER_CHANGED' | 'NO_STAY_CHOSEN' | 'MORE_THAN_CHARGED'

export type ReversalRefusal = 'ENTRY_NOT_FOUND' | 'ALREADY_REVERSED' | 'IS_A_REVERSAL' | 'MONEY_GONE_ON' | 'WRITTEN_OFF'

/**
 * Why an entry cannot be reversed. Each is turned once, and what turns is never turned itself: a reversal that was wrong is followed by
 * a new entry. Money that was sent back to the person or moved to another stay comes back first, and a bill that was written off is
 * taken out of the losses first: else the loss would become money to the person's good.
 */
export function hindersReversal(entry: {
  kind: EntryKind
  reversedById: number | null
  usedElsewhere: boolean
  writtenOff: boolean
}): ReversalRefusal | null {
  if (entry.kind === 'REVERSAL') return 'IS_A_REVERSAL'
  if (entry.reversedById !== null) return 'ALREADY_REVERSED'
  if (entry.writtenOff) return 'WRITTEN_OFF'
  return entry.usedElsewhere ? 'MONEY_GONE_ON' : null
}

/** A payment or credit with something left, in the order it is used up. */
export interface OpenCredit {
  id: number
  effectiveOn: Day
  openOre: number
  /** the reference the payer gave */
  ocr: string | null
}
/** A bill with something left to pay. */
export interface OpenCharge {
  id: number
  dueOn: Day
  openOre: number
  ocr: string | null
}
export interface AllocationPart {
  creditId: number
  chargeId: number
  amountOre: number
}

/**
 * Which bill each payment of one person pays: first the bills its OCR names, oldest first; what is left of anything then pays the
 * oldest open bill; what is left after that stays as credit. The set-based SQL in features/rent/allocation-store.ts does the same
 * for everybody at once; a property test holds them together.
 */
export function allocate(credits: readonly OpenCredit[], charges: readonly OpenCharge[]): AllocationPart[] {
  const creditLeft = new Map(credits.map((credit) => [credit.id, credit.openOre]))
  const chargeLeft = new Map(charges.map((charge) => [charge.id, charge.openOre]))
  const inOrder = [...credits].sort((a, b) => compare(a.effectiveOn, b.effectiveOn) || a.id - b.id)
  const oldest = [...charges].sort((a, b) => compare(a.dueOn, b.dueOn) || a.id - b.id)
  const parts: AllocationPart[] = []
  const pay = (credit: OpenCredit, charge: OpenCharge) => {
    const amountOre = Math.min(creditLeft.get(credit.id) ?? 0, chargeLeft.get(charge.id) ?? 0)
    if (amountOre === 0) return
    creditLeft.set(credit.id, (creditLeft.get(credit.id) ?? 0) - amountOre)
    chargeLeft.set(charge.id, (chargeLeft.get(charge.id) ?? 0) - amountOre)
    parts.push({ creditId: credit.id, chargeId: charge.id, amountOre })
  }
  for (const credit of inOrder) {
    if (credit.ocr !== null) for (const charge of oldest) if (charge.ocr === credit.ocr) pay(credit, charge)
  }
  for (const credit of inOrder) for (const charge of oldest) pay(credit, charge)
  return parts
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
