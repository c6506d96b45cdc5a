/**
 * Övertag: the resident takes over the first-hand contract of the place lived in, and the nämnd steps out of it.
 *
 * Bostadsförmedlingen in Stockholm, "Försöks- och träningslägenheter" (domain.md §3): a försökslägenhet may become a first-hand
 * contract; of a träningslägenhet the resident "får inte överta kontraktet". A Bostad först contract may be taken over (domain.md §3).
 * Stödboende and jourlägenhet are no contracts to take over. The landlord must have approved before the transfer, on the transfer day
 * at the latest (12 kap. 32 § JB: no transfer without the landlord's consent). Where the landlord says no, hyresnämnden can give a kommun leave
 * to transfer (37 §): that day then stands for the approval. The stay must be going on until the transfer day, which is the first day of the
 * resident's own contract and so the stay's `endsOn`.
 *
 * Worked example: in a försökslägenhet since 2024-12-01, landlord approved 2026-11-16, transfer 2026-12-01 → the stay ends 2026-12-01
 * with OVERTAG, the person steps UP to EGET_KONTRAKT that day, interview between 2027-03-01 and 2027-06-01. Had the place been a
 * träningslägenhet on 30 November: refused.
 */
import type { FormPeriod } from './apartments.js'
import { formOn } from './apartments.js'
import type { Day } from './calendar.js'
import { addDays, addMonths } from './calendar.js'
import type { HousingForm, Outcome } from './codes.js'
import type { Decision } from './decision.js'
import type { Settings } from './policy.js'

export const TAKEOVER_REFUSALS = [
  'TRANING_CANNOT_BE_TAKEN_OVER',
  'FORM_CANNOT_BE_TAKEN_OVER',
  'LANDLORD_NOT_APPROVED',
  'BEFORE_APPROVAL',
  'STAY_NOT_ONGOING',
] as const
export type TakeoverRefusal = (typeof TAKEOVER_REFUSALS)[number]

/** What else stops a takeover when it is planned or carried through: other rows of the register. */
export const TAKEOVER_HINDRANCES = ['TAKEOVER_EXISTS', 'TRANSFER_NOT_YET', 'LET_TO_ANOTHER', 'LATER_STEP_MOVE'] as const
export type TakeoverHindrance = (typeof TAKEOVER_HINDRANCES)[number]

/** What each refusal rests on, in Swedish, to print beside it. */
export const TAKEOVER_REFUSAL_SOURCES: Record<TakeoverRefusal, string> = {
  TRANING_CANNOT_BE_TAKEN_OVER: 'Bostadsförmedlingen, Försöks- och träningslägenheter: den boende ”får inte överta kontraktet”',
  FORM_CANNOT_BE_TAKEN_OVER:
    'Bostadsförmedlingen, Försöks- och träningslägenheter: bara en försökslägenhet kan bli ett förstahandskontrakt',
  LANDLORD_NOT_APPROVED: '12 kap. 32 och 37 §§ JB: hyresrätten får inte överlåtas utan hyresvärdens samtycke eller hyresnämndens tillstånd',
  BEFORE_APPROVAL: '12 kap. 32 och 37 §§ JB: hyresrätten får inte överlåtas utan hyresvärdens samtycke eller hyresnämndens tillstånd',
  STAY_NOT_ONGOING: 'Ett kontrakt kan bara tas över av den som bor i lägenheten när det överlåts',
}

/** The places whose contract the resident can take over. */
export const FORMS_TO_TAKE_OVER: readonly HousingForm[] = ['FORSOKSLAGENHET', 'BOSTAD_FORST']

export interface TakeoverWish {
  stay: { startsOn: Day; endsOn: Day | null; outcome: Outcome | null }
  forms: readonly FormPeriod[]
  landlordApprovedOn: Day | null
  transfersOn: Day
}

export interface PlannedTakeover {
  transfersOn: Day
  stay: { endsOn: Day; outcome: 'OVERTAG' }
  stepMove: { toStep: 'EGET_KONTRAKT'; movesOn: Day }
  interview: { fromOn: Day; dueOn: Day }
}

/** May the contract be transferred on the day? With all that follows from it, or every reason why not. */
export function decideTakeover(
  wish: TakeoverWish,
  settings: Pick<Settings, 'takeoverInterviewMonths'>,
): Decision<{ takeover: PlannedTakeover }, TakeoverRefusal> {
  const { stay, landlordApprovedOn, transfersOn } = wish
  const reasons: TakeoverRefusal[] = []
  const refusedForm = refuseForm(formOn(wish.forms, addDays(transfersOn, -1)))
  if (refusedForm) reasons.push(refusedForm)
  if (landlordApprovedOn === null) reasons.push('LANDLORD_NOT_APPROVED')
  else if (transfersOn < landlordApprovedOn) reasons.push('BEFORE_APPROVAL')
  const isOngoing = stay.outcome === null && stay.startsOn < transfersOn && (stay.endsOn === null || transfersOn <= stay.endsOn)
  if (!isOngoing) reasons.push('STAY_NOT_ONGOING')
  if (reasons.length > 0) return { refused: true, reasons }

  const [first = 0, last = first] = settings.takeoverInterviewMonths
  return {
    refused: false,
    takeover: {
      transfersOn,
      stay: { endsOn: transfersOn, outcome: 'OVERTAG' },
      stepMove: { toStep: 'EGET_KONTRAKT', movesOn: transfersOn },
      interview: { fromOn: addMonths(transfersOn, first), dueOn: addMonths(transfersOn, last) },
    },
  }
}

export const TAKEOVER_STAGES = ['LANDLORD_APPROVAL', 'TRANSFER_DATE', 'TRANSFER', 'DONE'] as const
export type TakeoverStage = (typeof TAKEOVER_STAGES)[number]

/** The step a takeover that has been started waits for: approval, a date, the day itself, nothing. */
export function takeoverStage(facts: { landlordApprovedOn: Day | null; transfersOn: Day | null; transferred: boolean }): TakeoverStage {
  if (facts.transferred) return 'DONE'
  if (facts.landlordApprovedOn === null) return 'LANDLORD_APPROVAL'
  return facts.transfersOn === null ? 'TRANSFER_DATE' : 'TRANSFER'
}

/** Why a place of this boendeform cannot be taken over; null when it can. */
export function refuseForm(form: HousingForm | null): TakeoverRefusal | null {
  if (form === 'TRANINGSLAGENHET') return 'TRANING_CANNOT_BE_TAKEN_OVER'
  return form !== null && FORMS_TO_TAKE_OVER.includes(form) ? null : 'FORM_CANNOT_BE_TAKEN_OVER'
}
