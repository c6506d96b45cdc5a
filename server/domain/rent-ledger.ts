/**
 * The ledger's arithmetic. Amounts are positive öre; the kind gives the direction. CHARGE and REFUND add to what the person owes,
 * PAYMENT, CREDIT and WRITE_OFF take from it, and a REVERSAL or TRANSFER turns the entry it points at.
 *
 * Source: house rule for append-only ledgers; JB 12 kap. 20 § for when a payment counts (effectiveOn is the day the bank took the
 * order where the file says so, else the booking day; domain.md §2).
 *
 * Worked example: charge 648 000, payment 600 000, credit 8 000: balance 648 000 − 600 000 − 8 000 = 40 000 öre owed.
 */
import type { Day } from './calendar.js'
import type { EntryKind } from './codes.js'

export interface LedgerFact {
  id: number
  kind: EntryKind
  amountOre: number
  effectiveOn: Day
  reversesId: number | null
}

/** +1 adds to the debt, −1 takes from it. A reversal turns what it reverses; `reversed` is that entry's kind. */
export function signOf(kind: EntryKind, reversed?: EntryKind): 1 | -1 {
  if (kind === 'REVERSAL' || kind === 'TRANSFER') return reversed === undefined || signOf(reversed) === -1 ? 1 : -1
  return kind === 'CHARGE' || kind === 'REFUND' ? 1 : -1
}

/** What is owed after the entries that count on `on` (öre; negative = the person has paid too much). */
export function balanceOn(entries: readonly LedgerFact[], on: Day): number {
  const kinds = new Map(entries.map((entry) => [entry.id, entry.kind]))
  return entries
    .filter((entry) => entry.effectiveOn <= on)
    .reduce((sum, entry) => sum + signOf(entry.kind, kinds.get(entry.reversesId ?? 0)) * entry.amountOre, 0)
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
