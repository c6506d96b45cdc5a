/**
 * Letters of a prevention case. Each is a draft that somebody approves; then the case as it stands is held against the case as it was
 * when the letter was made, and one that no longer holds is stopped with its reasons (letters.ts does the same for letters about rent).
 *
 * Sources: socialtjänstförordningen (2025:468) 11 kap. 3 § (confirmation the same day, with a named handläggare and a copy to the one to be
 * evicted), 12 kap. 44 § 4 st. 1 JB (undertaking in writing to the landlord within the three weeks), OSL 26:1 and 12:2 (a landlord is told
 * about a household only with its consent; docs/decisions/0014).
 *
 * Worked example: an undertaking of 1 524 000 öre is drafted 2026-11-22, last day 2026-12-02. On the 24th a notice tells of 1 724 000 öre:
 * AMOUNT_CHANGED. On the 25th the whole debt is paid: PAID as well. On 2026-12-03 also PERIOD_OVER. By post on Tuesday 2026-12-01 it is in
 * the landlord's hand on Thursday 3 December, two vardagar later: too late, while by hand on the 1st or the 2nd is in time.
 */
import { isVardag1930, addDays, type Day } from './calendar.js'
import type { CaseLetterKind, LandlordFact, NoticeKind, NoticeSender, SentHow, StopReason } from './codes.js'
import type { ConsentSubject } from './landlord-consent.js'

export type CaseLetterTo = 'PERSON' | 'KRONOFOGDEN' | 'LANDLORD'
export const RECIPIENT_OF: Record<CaseLetterKind, CaseLetterTo> = {
  CONFIRMATION: 'KRONOFOGDEN',
  CONFIRMATION_COPY: 'PERSON',
  UNDERTAKING: 'LANDLORD',
  LANDLORD_REPLY: 'LANDLORD',
  MEETING_CALL: 'PERSON',
  SUPPORT_OFFER: 'PERSON',
}

/** The notices a letter can answer; a letter that is not here answers none. */
export const NOTICES_OF_LETTER: Partial<Record<CaseLetterKind, { senders: readonly NoticeSender[]; kinds: readonly NoticeKind[] }>> = {
  CONFIRMATION: { senders: ['KRONOFOGDEN'], kinds: ['TID_FOR_AVHYSNING'] },
  CONFIRMATION_COPY: { senders: ['KRONOFOGDEN'], kinds: ['TID_FOR_AVHYSNING'] },
  UNDERTAKING: { senders: ['HYRESVARD', 'FORVALTNINGEN'], kinds: ['UPPSAGNING'] },
  LANDLORD_REPLY: { senders: ['HYRESVARD'], kinds: ['HYRESSKULD', 'RATTELSEANMANING', 'STORNING', 'UPPSAGNING'] },
}

/** How a case stands for one letter: kept with the letter when it is made, and worked out again when somebody approves it. */
export interface CaseStanding {
  closed: boolean
  /** the outcome of the notice it answers is written */
  noticeEnded: boolean
  confirmed: boolean
  copied: boolean
  /** the newest event of its kind, 0 without one: another than before has happened since */
  undertakenEvent: number
  declinedEvent: number
  debtPaidEvent: number
  supportAnswerEvent: number
  /** the planned meeting (planned-meetings.ts), 0 where none is; a draft from before meetings were planned has none */
  meetingId?: number
  livesThere: boolean
  landlordId: number | null
  responsibleId: number | null
  /** unpaid rent with us on the home of the case */
  unpaidOre: number
  /** the newest amount that a notice tells of */
  toldOre: number | null
  planId: number | null
  /** the consent in force to speak with the landlord, for each subject (landlord-consent.ts) */
  consents: Record<ConsentSubject, number | null>
  /** last day for an undertaking to reach the landlord; null while the three weeks have not begun */
  lastDayOn: Day | null
}

/** Every reason why a draft no longer holds; none when it does. */
export function caseStopReasons(
  letter: { kind: CaseLetterKind; standing: CaseStanding; facts: readonly LandlordFact[]; meetingOn: Day | null },
  now: CaseStanding,
  today: Day,
): StopReason[] {
  const { kind, standing: then } = letter
  const reasons: StopReason[] = []
  if (now.closed) reasons.push('CASE_CLOSED')
  else if (now.noticeEnded) reasons.push('NOTICE_ENDED')
  if (kind === 'CONFIRMATION' && now.confirmed) reasons.push('ALREADY_CONFIRMED')
  if (kind === 'CONFIRMATION' && now.responsibleId !== then.responsibleId) reasons.push('HANDLAGGARE_CHANGED')
  if (kind === 'CONFIRMATION_COPY' && now.copied) reasons.push('ALREADY_COPIED')
  if (kind !== 'CONFIRMATION' && then.livesThere && !now.livesThere) reasons.push('PERSON_MOVED')
  if (RECIPIENT_OF[kind] === 'LANDLORD' && now.landlordId !== then.landlordId) reasons.push('LANDLORD_CHANGED')
  if (kind === 'UNDERTAKING') {
    if (now.undertakenEvent !== then.undertakenEvent) reasons.push('ALREADY_UNDERTAKEN')
    if (now.declinedEvent !== then.declinedEvent) reasons.push('UNDERTAKING_DECLINED')
    if (now.lastDayOn !== null && now.lastDayOn < today) reasons.push('PERIOD_OVER')
  }
  if (kind === 'UNDERTAKING' || letter.facts.some((fact) => RENT_FACTS.includes(fact))) reasons.push(...ofMoney(then, now))
  if (letter.facts.includes('PLAN_AGREED') && now.planId !== then.planId) reasons.push('PLAN_ENDED')
  if (kind === 'LANDLORD_REPLY' && missingConsents(letter.facts, then).length === 0 && missingConsents(letter.facts, now).length > 0)
    reasons.push('CONSENT_WITHDRAWN')
  if (letter.meetingOn !== null && letter.meetingOn < today) reasons.push('MEETING_PASSED')
  // Moved or called off, the letter would call to a meeting that is not.
  if (kind === 'MEETING_CALL' && then.meetingId && now.meetingId !== then.meetingId)
    reasons.push(now.meetingId ? 'MEETING_MOVED' : 'MEETING_NOT_PLANNED_NOW')
  if (kind === 'SUPPORT_OFFER' && now.supportAnswerEvent !== then.supportAnswerEvent) reasons.push('SUPPORT_ANSWERED')
  return reasons
}

function ofMoney(then: CaseStanding, now: CaseStanding): StopReason[] {
  if (now.debtPaidEvent !== then.debtPaidEvent || (then.unpaidOre > 0 && now.unpaidOre === 0)) return ['PAID']
  return now.unpaidOre !== then.unpaidOre || now.toldOre !== then.toldOre ? ['AMOUNT_CHANGED'] : []
}

/** What an answer to the landlord speaks of and no consent covers: it waits until one does. An undertaking needs none, the law gives it. */
export function missingConsents(facts: readonly LandlordFact[], now: Pick<CaseStanding, 'consents'>): ConsentSubject[] {
  return subjectsOf(facts).filter((subject) => now.consents[subject] === null)
}

const RENT_FACTS: readonly LandlordFact[] = ['DEBT_TOLD_RECEIVED', 'RENT_PAID_ON', 'PAYMENT_EXPECTED_ON', 'PLAN_AGREED']

/** What the household must have consented to for these facts. */
export function subjectsOf(facts: readonly LandlordFact[]): ConsentSubject[] {
  const all: ConsentSubject[] = facts.map((fact) => (RENT_FACTS.includes(fact) ? 'RENT' : 'DISTURBANCE'))
  return [...new Set(all)]
}

/** Facts that are told with a day. */
export const DATED_FACTS: readonly LandlordFact[] = ['RENT_PAID_ON', 'PAYMENT_EXPECTED_ON', 'DISTURBANCE_FOLLOWED_UP_ON']

/** Where Kronofogden takes letters from everybody, until the nämnd writes another address (Administration, Nämnd). */
export const KRONOFOGDEN = { postAddress: 'Box 1050', postcode: '172 21', city: 'Sundbyberg' } as const

/** How a letter to an authority or a landlord may go. */
export const WAYS_TO_OTHERS: readonly SentHow[] = ['SECURE_EMAIL', 'HAND', 'REGISTERED', 'POST']

/** The day it is in the receiver's hand: the same day when handed over or e-mailed, the set number of vardagar later by post. */
export function reachesOn(how: SentHow, goneOn: Day, postVardagar: number): Day {
  let at = goneOn
  if (how === 'HAND' || how === 'SECURE_EMAIL') return at
  for (let left = postVardagar; left > 0;) {
    at = addDays(at, 1)
    if (isVardag1930(at)) left -= 1
  }
  return at
}

/** "Storgatan 5, 126 34 Lunda" → two lines for the window; empty where the postcode is missing, since such a letter comes back. */
export function typedAddressLines(typed: string | null): string[] {
  const [, street = '', first = '', last = '', city = ''] = /^(.+?),?\s+(\d{3})\s?(\d{2})\s+(\S.*)$/.exec(typed?.trim() ?? '') ?? []
  return city === '' ? [] : [street, `${first} ${last} ${city}`]
}
