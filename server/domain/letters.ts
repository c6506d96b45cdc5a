/**
 * Letters: who gets one, and whether a draft still says what is true. Nothing is sent by itself: a letter is a draft until somebody
 * says that it is sent, and then today's facts are held against those it was made from. One that no longer holds is stopped, with the
 * reasons; a stopped letter is never sent, a new one is made instead.
 *
 * Source: 12 kap. 20 och 42 §§ JB (when rent is late), lag (1981:739) 2 § (a reminder is a writing to the debtor), domain.md §2 and §4.
 *
 * Worked example: a reminder about October, 648 000 öre, is made on 2026-11-20. On the 22nd 200 000 öre have come in: it is stopped
 * with AMOUNT_CHANGED. With all of it paid: PAID. With a pause of reminders until the 30th, also PAUSED. On 2026-12-05, after its last
 * day to pay, DAY_PASSED.
 */
import type { Day } from './calendar.js'
import { RECIPIENT_OF } from './case-letters.js'
import type { CaseLetterKind, LeftOutReason, LetterKind, LetterState, Protection, SentHow, StopReason } from './codes.js'

/** What a letter rests on: as it was when it was made, and as it is now. */
export interface LetterBasis {
  protection: Protection
  /** the lines in the window of the envelope; empty when there is nowhere to send it, or the address may not be printed */
  address: string[]
  /** the bills it tells of and what was open on each */
  bills: { id: number; openOre: number }[]
  bankgiro: string | null
  balanceOre: number
  paused: boolean
  /** bills among these with a respite that runs */
  respited: number[]
  plan: { id: number; state: PlanState } | null
}
export type PlanState = 'RUNNING' | 'BROKEN' | 'ENDED'

/** Every reason why a draft no longer holds; none when it does. `now.bills` are the same bills as they stand, 0 where nothing is open. */
export function stopReasons(
  letter: { kind: LetterKind; basis: LetterBasis; lastDay: Day | null },
  now: LetterBasis & { reversed: readonly number[] },
  today: Day,
): StopReason[] {
  const { kind, basis } = letter
  const reasons: StopReason[] = []
  if (basis.protection === 'NEJ' && now.protection !== 'NEJ') reasons.push('PROTECTED_NOW')
  if (basis.protection !== 'NEJ' && now.protection === 'NEJ') reasons.push('NOT_PROTECTED_NOW')
  if (kind === 'RENT_BILL' || kind === 'REMINDER') {
    const open = new Map(now.bills.map((bill) => [bill.id, bill.openOre]))
    const left = basis.bills.reduce((sum, bill) => sum + (open.get(bill.id) ?? 0), 0)
    if (basis.bills.some((bill) => now.reversed.includes(bill.id))) reasons.push('REVERSED')
    else if (left === 0) reasons.push('PAID')
    else if (basis.bills.some((bill) => (open.get(bill.id) ?? 0) !== bill.openOre)) reasons.push('AMOUNT_CHANGED')
    if (basis.bankgiro !== now.bankgiro) reasons.push('BANKGIRO_CHANGED')
  }
  if (kind === 'REMINDER') {
    if (now.paused) reasons.push('PAUSED')
    if (basis.bills.some((bill) => now.respited.includes(bill.id))) reasons.push('RESPITE')
    if (now.plan?.state === 'RUNNING') reasons.push('PLAN_RUNNING')
  }
  if (kind === 'REPAYMENT_PLAN' && (now.plan?.id !== basis.plan?.id || now.plan?.state === 'ENDED')) reasons.push('PLAN_ENDED')
  if (kind === 'PAYMENT_OVERVIEW' && basis.balanceOre !== now.balanceOre) reasons.push('BALANCE_CHANGED')
  if (
    now.protection === 'NEJ' &&
    basis.protection === 'NEJ' &&
    now.address.join('\n') !== basis.address.join('\n') &&
    now.address.length > 0 &&
    (!isOfCase(kind) || RECIPIENT_OF[kind] === 'PERSON')
  )
    reasons.push('ADDRESS_CHANGED')
  if (letter.lastDay !== null && letter.lastDay < today) reasons.push('DAY_PASSED')
  return reasons
}

export const isOfCase = (kind: LetterKind): kind is CaseLetterKind => kind in RECIPIENT_OF

/** Why somebody with late bills gets no reminder now; null when nothing stands in the way. The first that holds is told. */
export function leftOutOfReminders(facts: {
  lateOre: number
  lateAfterRespiteOre: number
  paused: boolean
  plan: PlanState | null
  hasDraft: boolean
  lastRemindedOn: Day | null
  /** reminders sent on this day or later are recent */
  recentFrom: Day
  hasAddress: boolean
  protected: boolean
}): LeftOutReason | null {
  if (facts.lateOre === 0) return 'NO_DEBT'
  if (facts.paused) return 'PAUSED'
  if (facts.plan === 'RUNNING') return 'PLAN_RUNNING'
  if (facts.lateAfterRespiteOre === 0) return 'RESPITE'
  if (facts.hasDraft) return 'LETTER_EXISTS'
  if (facts.lastRemindedOn !== null && facts.lastRemindedOn >= facts.recentFrom) return 'RECENTLY_REMINDED'
  if (!facts.hasAddress && !facts.protected) return 'NO_POSTAL_ADDRESS'
  return null
}

/** The fee of a reminder in öre: what the act allows, and only when the nämnd has decided to ask for it. Not decided: 0; 60 kr: 6 000. */
export function reminderFeeOre(settings: { chargesReminderFee: number; reminderFeeKronor: number }): number {
  return settings.chargesReminderFee === 1 ? settings.reminderFeeKronor * 100 : 0
}

/** Why somebody gets no avi for a month. */
export function leftOutOfBills(facts: {
  openOre: number
  hasLetter: boolean
  hasAddress: boolean
  protected: boolean
}): LeftOutReason | null {
  if (facts.openOre === 0) return 'ALREADY_PAID'
  if (facts.hasLetter) return 'LETTER_EXISTS'
  if (!facts.hasAddress && !facts.protected) return 'NO_POSTAL_ADDRESS'
  return null
}

/** Draft until somebody sends or stops it. */
export function letterState(letter: { sentAt: string | null; stoppedAt: string | null }): LetterState {
  return letter.sentAt !== null ? 'SENT' : letter.stoppedAt !== null ? 'STOPPED' : 'DRAFT'
}

/** How a letter may go: the address of a protected person is not printed, so its post goes through Skatteverket or from hand to hand. */
export function waysToSend(protection: Protection): readonly SentHow[] {
  return protection === 'NEJ' ? ['POST', 'HAND'] : ['SKATTEVERKET', 'HAND']
}

/**
 * The lines of the window: street and apartment number, postcode and city. Empty without all three of street, postcode and city, since
 * such a letter comes back. "Provgatan 1", lgh 1101, "12634 Lunda" → ["Provgatan 1 lgh 1101", "126 34 Lunda"].
 */
export function addressLines(
  home: { address: string | null; apartmentNumber: string | null; postcode: string | null; city: string | null } | null,
): string[] {
  const postcode = home?.postcode?.replace(/\s/g, '') ?? ''
  if (!home?.address || !/^\d{5}$/.test(postcode) || !home.city) return []
  const number = home.apartmentNumber ? ` lgh ${home.apartmentNumber}` : ''
  return [`${home.address}${number}`, `${postcode.slice(0, 3)} ${postcode.slice(3)} ${home.city}`]
}
