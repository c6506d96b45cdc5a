/**
 * Whose payment is it? A payment finds its person by the references the payer gave, and by nothing else: a name or an amount is only
 * ever a suggestion to somebody who decides. What finds nobody waits in a list and is never lost. Money that leaves again (a
 * deduction) and money in another currency are never booked by themselves, and no currency is converted.
 *
 * Source: domain.md §5.2 (OCR), §5.3 (BgMax: several references in one payment, deducted references), 12 kap. 20 § JB for the day
 * the payment counts from: the day the payer's bank took the order where the file says it.
 *
 * Worked example: 11 120 kr with the references A 6 480 kr and B 4 640 kr, A on Leila's bill and B on Jonas's: two parts, one on
 * each ledger. The same payment without the two amounts belongs to nobody yet; had both bills been Leila's, it would be one part of
 * 11 120 kr with reference A.
 */
import type { Day, Month } from './calendar.js'
import type { UnmatchedReason } from './codes.js'

export interface PaymentToMatch {
  kind: 'PAYMENT' | 'DEDUCTION'
  amountOre: number
  currency: string
  /** references as normalizeReference (ocr.ts) writes them; amountOre is the part that belongs to it, null where nobody says */
  references: readonly { reference: string; amountOre: number | null }[]
}

/** Whose bill a reference stands on, or will stand on. */
export interface ReferenceOwner {
  personId: number
  tenancyId: number
  unitId: number
  /** the month of the bill */
  period: Month | null
}

/** What a reference leads to; SEVERAL_PEOPLE when it stands on bills of more than one person. */
export type OwnerOf = (reference: string) => ReferenceOwner | 'SEVERAL_PEOPLE' | undefined

export interface MatchedPart extends ReferenceOwner {
  /** null: paid without a reference, chosen by somebody */
  reference: string | null
  amountOre: number
}

export type PaymentMatch = { matched: true; parts: MatchedPart[] } | { matched: false; reason: UnmatchedReason }

/** The ledgers a payment goes to, or why it waits. The parts add up to the payment. */
export function matchPayment(payment: PaymentToMatch, ownerOf: OwnerOf): PaymentMatch {
  const { references } = payment
  if (payment.kind === 'DEDUCTION') return waits('DEDUCTION')
  if (payment.currency !== 'SEK') return waits('OTHER_CURRENCY')
  const [first] = references
  if (first === undefined) return waits('NO_REFERENCE')
  const owners: ReferenceOwner[] = []
  for (const { reference } of references) {
    const owner = ownerOf(reference)
    if (owner === undefined) return waits('UNKNOWN_REFERENCE')
    if (owner === 'SEVERAL_PEOPLE') return waits('SEVERAL_PEOPLE')
    owners.push(owner)
  }
  const stated = references.filter((one) => one.amountOre !== null)
  const statedOre = stated.reduce((sum, one) => sum + (one.amountOre ?? 0), 0)
  if (stated.length > 0 && (stated.length < references.length || statedOre !== payment.amountOre)) return waits('PARTS_DO_NOT_SUM')
  if (stated.length > 0 && stated.every((one) => (one.amountOre ?? 0) > 0)) {
    return { matched: true, parts: owners.map((owner, index) => ({ ...owner, ...partOf(references[index]) })) }
  }
  // Without amounts, or with a reference that was deducted from the others: only one person's money can be told.
  const [owner] = owners
  if (owner === undefined || owners.some((other) => other.personId !== owner.personId)) return waits('SEVERAL_PEOPLE')
  return { matched: true, parts: [{ ...owner, reference: first.reference, amountOre: payment.amountOre }] }
}

/** The day a payment counts from: the order where it is known, else the bank's booking. */
export function paidOn(payment: { orderedOn: Day | null; bookedOn: Day }): Day {
  return payment.orderedOn ?? payment.bookedOn
}

/**
 * References that a slip of the finger makes into this one: one digit wrong, two neighbours swapped, one digit missing or one too
 * many. 12 digits give some 250; text and what is too short give none.
 */
export function nearReferences(digits: string): string[] {
  if (!/^\d{4,25}$/.test(digits)) return []
  const near = new Set<string>()
  const allDigits = '0123456789'
  for (let at = 0; at <= digits.length; at++) {
    const before = digits.slice(0, at)
    const here = digits.charAt(at)
    const after = digits.slice(at + 1)
    for (const digit of allDigits) {
      near.add(before + digit + here + after)
      if (here !== '') near.add(before + digit + after)
    }
    if (here !== '') near.add(before + after)
    if (after !== '') near.add(before + after.charAt(0) + here + after.slice(1))
  }
  near.delete(digits)
  return [...near]
}

/** What points at a person: a reference a slip away, one found in the message, the payer's earlier payments, the name, the amount. */
export type SignKind = 'BILL_IN_MESSAGE' | 'NEAR_REFERENCE' | 'PAID_BEFORE' | 'SAME_NAME' | 'SAME_AMOUNT'
export interface Sign {
  personId: number
  why: SignKind
  /** the bill it points at, if any */
  ocr: string | null
  period: Month | null
}
export interface Suggestion {
  personId: number
  /** the bill to pay first, where a reference points at just one; otherwise the oldest is paid */
  ocr: string | null
  period: Month | null
  why: SignKind[]
}

const weights: Record<SignKind, number> = { BILL_IN_MESSAGE: 8, PAID_BEFORE: 4, NEAR_REFERENCE: 3, SAME_NAME: 3, SAME_AMOUNT: 2 }
const mostSuggestions = 5
const tooManyAlike = 5

/**
 * The likeliest people, at most five, most signs first. An amount that many bills have says nothing of its own: it then only counts
 * for people something else points at too. Only a reference says which bill was meant, and only if it can be no other of theirs.
 */
export function rankSuggestions(signs: readonly Sign[], sameAmount: readonly Sign[]): Suggestion[] {
  const pointedAt = new Set(signs.map((sign) => sign.personId))
  const counted = [...signs, ...(sameAmount.length > tooManyAlike ? sameAmount.filter((sign) => pointedAt.has(sign.personId)) : sameAmount)]
  const people = new Map<number, Suggestion>()
  for (const { personId, why } of counted) {
    const known = people.get(personId)
    if (!known) people.set(personId, { personId, ocr: null, period: null, why: [why] })
    else if (!known.why.includes(why)) known.why.push(why)
  }
  for (const person of people.values()) Object.assign(person, billMeant(counted.filter((sign) => sign.personId === person.personId)))
  const score = (one: Suggestion) => one.why.reduce((sum, why) => sum + weights[why], 0)
  return [...people.values()].sort((a, b) => score(b) - score(a) || a.personId - b.personId).slice(0, mostSuggestions)
}

/** The one bill that a reference in the payment, or a slip away from it, points at. */
function billMeant(signs: readonly Sign[]): { ocr: string | null; period: Month | null } {
  for (const why of ['BILL_IN_MESSAGE', 'NEAR_REFERENCE'] as const) {
    const bills = signs.filter((sign) => sign.why === why)
    const [bill] = bills
    if (bill) return bills.every((other) => other.ocr === bill.ocr) ? { ocr: bill.ocr, period: bill.period } : { ocr: null, period: null }
  }
  return { ocr: null, period: null }
}

function waits(reason: UnmatchedReason): PaymentMatch {
  return { matched: false, reason }
}

function partOf(reference: { reference: string; amountOre: number | null } | undefined) {
  return { reference: reference?.reference ?? null, amountOre: reference?.amountOre ?? 0 }
}
