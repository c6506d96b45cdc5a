/**
 * Samtycke to speak with a landlord. What we know of a household is secret also for its landlord unless it is clear that it does no harm
 * (OSL 26 kap. 1 §); the household may lift that by a consent, wholly or in part (OSL 12 kap. 2 §). So a consent names the landlord, what
 * may be spoken about and how long. It holds from the day it is given up to and with its last day, and no longer on the day it is
 * withdrawn. It can be withdrawn whenever the household wants, once. Letters and calls ask `consentOn`; nothing else decides.
 *
 * Worked example: on 2026-11-10 a household lets us speak with Stadsbacken about the rent until 2026-12-31, and withdraws it on
 * 2026-11-20. On 2026-11-19 we may speak of the rent and not of disturbances, on 2026-11-20 of neither, and with Norrgården never.
 */
import type { Day } from './calendar.js'
import type { ConsentScope } from './codes.js'
import type { Decision } from './decision.js'

/** Whom the consent is about: a landlord of the register, or one outside it by name. A registered one has its name here too. */
export interface LandlordNamed {
  landlordId: number | null
  landlordName: string | null
}

export interface ConsentFact extends LandlordNamed {
  id: number
  scope: ConsentScope
  givenOn: Day
  /** the last day it holds; null: until it is withdrawn */
  untilOn: Day | null
  /** the first day it no longer holds */
  withdrawnOn: Day | null
}

export type ConsentSubject = 'RENT' | 'DISTURBANCE'

/** For each subject the consent that lets us speak of it, the one that holds longest; null: we may not. */
export type ConsentNow<C extends ConsentFact = ConsentFact> = Record<ConsentSubject, C | null>

/** What may we speak of with the landlord on the day, and by which consent? */
export function consentOn<C extends ConsentFact>(consents: readonly C[], landlord: LandlordNamed, day: Day): ConsentNow<C> {
  const holding = consents.filter((consent) => isSameLandlord(consent, landlord) && holdsOn(consent, day))
  const longest = (subject: ConsentSubject) =>
    holding
      .filter((consent) => SUBJECTS[consent.scope].includes(subject))
      .reduce<C | null>((best, consent) => (best && endOf(best) >= endOf(consent) ? best : consent), null)
  return { RENT: longest('RENT'), DISTURBANCE: longest('DISTURBANCE') }
}

/** Does the consent hold on the day? */
export function holdsOn(consent: Pick<ConsentFact, 'givenOn' | 'untilOn' | 'withdrawnOn'>, day: Day): boolean {
  return (
    consent.givenOn <= day &&
    (consent.untilOn === null || consent.untilOn >= day) &&
    (consent.withdrawnOn === null || consent.withdrawnOn > day)
  )
}

/** What each scope lets us speak of. */
export const SUBJECTS: Record<ConsentScope, readonly ConsentSubject[]> = {
  RENT_ONLY: ['RENT'],
  DISTURBANCE_ONLY: ['DISTURBANCE'],
  RENT_AND_DISTURBANCE: ['RENT', 'DISTURBANCE'],
}

/** The same landlord: the same row of the register or, where one of them is outside it, the same name. */
export function isSameLandlord(one: LandlordNamed, other: LandlordNamed): boolean {
  if (one.landlordId !== null && other.landlordId !== null) return one.landlordId === other.landlordId
  const [name, otherName] = [plain(one.landlordName), plain(other.landlordName)]
  return name !== '' && name === otherName
}

export type ConsentRefusal = 'CONSENT_AFTER_TODAY' | 'CONSENT_ENDS_TOO_EARLY' | 'CONSENT_SCOPE_NEEDED' | 'CONSENT_LANDLORD_NEEDED'

export interface NewConsent extends LandlordNamed {
  scope: ConsentScope | null
  givenOn: Day
  untilOn: Day | null
}

/** May the consent be written down? */
export function decideConsent(consent: NewConsent, today: Day): Decision<object, ConsentRefusal> {
  const reasons: ConsentRefusal[] = []
  if (consent.landlordId === null && plain(consent.landlordName) === '') reasons.push('CONSENT_LANDLORD_NEEDED')
  if (consent.scope === null) reasons.push('CONSENT_SCOPE_NEEDED')
  if (consent.givenOn > today) reasons.push('CONSENT_AFTER_TODAY')
  if (consent.untilOn !== null && consent.untilOn <= consent.givenOn) reasons.push('CONSENT_ENDS_TOO_EARLY')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

export type WithdrawalRefusal = 'WITHDRAWN_ALREADY' | 'WITHDRAWAL_AFTER_TODAY' | 'WITHDRAWAL_BEFORE_GIVEN' | 'CONSENT_HAS_ENDED'

/** May the consent be withdrawn on the day? Once, from the day it was given to its last day; not ahead of time. */
export function decideWithdrawal(
  consent: Pick<ConsentFact, 'givenOn' | 'untilOn' | 'withdrawnOn'>,
  withdrawnOn: Day,
  today: Day,
): Decision<object, WithdrawalRefusal> {
  const reasons: WithdrawalRefusal[] = []
  if (consent.withdrawnOn !== null) reasons.push('WITHDRAWN_ALREADY')
  if (withdrawnOn > today) reasons.push('WITHDRAWAL_AFTER_TODAY')
  if (withdrawnOn < consent.givenOn) reasons.push('WITHDRAWAL_BEFORE_GIVEN')
  if (consent.untilOn !== null && consent.untilOn < withdrawnOn) reasons.push('CONSENT_HAS_ENDED')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

const endOf = (consent: ConsentFact) => consent.withdrawnOn ?? consent.untilOn ?? '9999-12-31'
const plain = (name: string | null) => (name ?? '').trim().replace(/\s+/g, ' ').toLowerCase()
