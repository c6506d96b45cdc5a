/**
 * Moving in and moving out under a second-hand contract (andrahandskontrakt).
 *
 * Moving in: the place must be free (apartments.ts) and the person must not live in another of the nämnd's places at the same time.
 * The landlord must be told at once (12 kap. 39 § 3 st. JB: "Hyresvärden ska genast underrättas"). The tenant gets security of tenure
 * after more than two years in a row (12 kap. 45 § 1 st. 1 JB), in a block lease (three places or more) from the first day (45 § 2 st.),
 * unless it is waived in a document of its own (45 a §): that is a warning here, for a person to decide on.
 * Moving out: not before moving in, once, and with an outcome that the boendeform can have (domain.md §3).
 *
 * Worked example: A moves out 2026-11-15; B may move in 2026-11-15, not 2026-11-14. B's place is in a block lease without a waiver:
 * allowed, with BLOCK_LEASE_WITHOUT_WAIVER. B's landlord must be told on 2026-11-15. B moves out of a träningslägenhet with OVERTAG:
 * refused.
 */
import type { ApartmentLife, Conflict } from './apartments.js'
import { availability } from './apartments.js'
import type { Day } from './calendar.js'
import { addDays, addMonths } from './calendar.js'
import type { HeadLeaseKind, HousingForm, LadderStep, Outcome } from './codes.js'
import { OUTCOMES } from './codes.js'
import type { Decision } from './decision.js'
import type { Interval } from './interval.js'
import { isEmpty, overlaps } from './interval.js'
import { directionOf, stepOfHousingForm } from './ladder.js'
import type { Settings } from './policy.js'

export const MOVE_IN_REFUSALS = [
  'ENDS_BEFORE_START',
  'APARTMENT_TAKEN',
  'APARTMENT_VOID',
  'OUTSIDE_LEASE',
  'NO_HOUSING_FORM',
  'PERSON_LIVES_ELSEWHERE',
  'STAY_EXISTS',
  'APARTMENT_TO_BE_TAKEN_OVER',
] as const
export type MoveInRefusal = (typeof MOVE_IN_REFUSALS)[number]

export const MOVE_IN_WARNINGS = [
  'BLOCK_LEASE_WITHOUT_WAIVER',
  'WAIVER_ENDS_BEFORE_CONTRACT',
  'TWO_YEARS_WITHOUT_WAIVER',
  'LEASE_ENDS',
] as const
export type MoveInWarning = (typeof MOVE_IN_WARNINGS)[number]

export interface MoveInWish {
  wanted: Interval
  apartment: ApartmentLife
  /** All the person's stays, in every place. */
  personStays: readonly (Interval & { id: number })[]
  leaseKind: HeadLeaseKind | null
  /** Approved waiver of security of tenure, with its last day (null = no last day); null = there is none. */
  waiver: { untilOn: Day | null } | null
  /** The person has a stay in this place from this very day already. */
  stayExists?: boolean
  /** The day somebody is to take over the contract of the place; from then on it is not the nämnd's to let. */
  takeoverOn?: Day | null
}

/** What stands in the way of a move: the places' conflicts, and the person's other stays. */
export type MoveInConflict = Conflict | { kind: 'OTHER_STAY'; id: number; interval: Interval }

/** May the person move in? With the warnings and the landlord's deadline, or every reason and what is in the way. */
export function decideMoveIn(
  wish: MoveInWish,
  settings: Pick<Settings, 'securityOfTenureMonths'>,
): Decision<{ tellLandlordOn: Day; until: Day | null; warnings: MoveInWarning[] }, MoveInRefusal, { conflicts: MoveInConflict[] }> {
  const place = availability(wish.apartment, wish.wanted)
  const conflicts: MoveInConflict[] = place.available ? [] : [...place.conflicts]
  // A stay lasts until somebody moves out, also beyond the last day of a contract for a fixed time: so no later stay may follow it here.
  const untilMoveOut: Interval = { startsOn: wish.wanted.startsOn, endsOn: null }
  for (const tenancy of wish.apartment.tenancies) {
    if (!overlaps(tenancy, untilMoveOut) || overlaps(tenancy, wish.wanted)) continue
    conflicts.push({ kind: 'TENANCY', id: tenancy.id, interval: { startsOn: tenancy.startsOn, endsOn: tenancy.endsOn } })
  }
  for (const stay of wish.personStays) {
    if (!overlaps(stay, untilMoveOut)) continue
    // A stay in this same place is already named as what takes it.
    if (conflicts.some((conflict) => conflict.kind === 'TENANCY' && conflict.id === stay.id)) continue
    conflicts.push({ kind: 'OTHER_STAY', id: stay.id, interval: { startsOn: stay.startsOn, endsOn: stay.endsOn } })
  }
  const reasons = new Set<MoveInRefusal>()
  if (isEmpty(wish.wanted)) reasons.add('ENDS_BEFORE_START')
  for (const conflict of conflicts) reasons.add(REFUSAL_OF[conflict.kind])
  if (wish.stayExists) reasons.add('STAY_EXISTS')
  if (wish.takeoverOn) reasons.add('APARTMENT_TO_BE_TAKEN_OVER')
  if (reasons.size > 0 || !place.available) return { refused: true, reasons: [...reasons], conflicts }
  return {
    refused: false,
    tellLandlordOn: wish.wanted.startsOn,
    until: place.until,
    warnings: warningsFor(wish, place.until, settings.securityOfTenureMonths),
  }
}

const REFUSAL_OF: Record<MoveInConflict['kind'], MoveInRefusal> = {
  TENANCY: 'APARTMENT_TAKEN',
  VOID: 'APARTMENT_VOID',
  OUTSIDE_LEASE: 'OUTSIDE_LEASE',
  NO_HOUSING_FORM: 'NO_HOUSING_FORM',
  OTHER_STAY: 'PERSON_LIVES_ELSEWHERE',
}

export const MOVE_OUT_REFUSALS = [
  'BEFORE_MOVE_IN',
  'ALREADY_MOVED_OUT',
  'TRANING_CANNOT_BE_TAKEN_OVER',
  'OUTCOME_NOT_FROM_THIS_FORM',
  'TAKEOVER_PLANNED',
] as const
export type MoveOutRefusal = (typeof MOVE_OUT_REFUSALS)[number]

export interface MoveOutWish {
  stay: { startsOn: Day; endsOn: Day | null; outcome: Outcome | null }
  /** Boendeform of the place on the last night; null where it is not known. */
  form: HousingForm | null
  movesOutOn: Day
  outcome: Outcome
  /** A takeover that is planned has to be cancelled before the stay can end in another way. */
  takeoverPlanned?: boolean
}

/** May the stay end on the day with the outcome? `movesOutOn` is the move-out day, whose night is not counted. */
export function decideMoveOut(wish: MoveOutWish): Decision<{ endsOn: Day; outcome: Outcome }, MoveOutRefusal> {
  const reasons: MoveOutRefusal[] = []
  if (wish.movesOutOn < wish.stay.startsOn) reasons.push('BEFORE_MOVE_IN')
  if (wish.stay.outcome !== null) reasons.push('ALREADY_MOVED_OUT')
  if (wish.takeoverPlanned && wish.outcome !== 'OVERTAG') reasons.push('TAKEOVER_PLANNED')
  if (!outcomesFor(wish.form).includes(wish.outcome)) {
    const isTraining = wish.form === 'TRANINGSLAGENHET' && wish.outcome === 'OVERTAG'
    reasons.push(isTraining ? 'TRANING_CANNOT_BE_TAKEN_OVER' : 'OUTCOME_NOT_FROM_THIS_FORM')
  }
  if (reasons.length > 0) return { refused: true, reasons }
  return { refused: false, endsOn: wish.movesOutOn, outcome: wish.outcome }
}

/** Outcomes that a boendeform cannot have; all others are possible from all. */
const IMPOSSIBLE: Record<HousingForm, readonly Outcome[]> = {
  JOURLAGENHET: ['OVERTAG', 'STEG_NED'],
  STODBOENDE: ['OVERTAG'],
  TRANINGSLAGENHET: ['OVERTAG'],
  // Above försökslägenhet is only an own contract, which has outcomes of its own.
  FORSOKSLAGENHET: ['STEG_UPP'],
  BOSTAD_FORST: ['STEG_UPP', 'STEG_NED'],
}

/** The outcomes a stay in a place of this boendeform can end with, in the order they are shown. */
export function outcomesFor(form: HousingForm | null): readonly Outcome[] {
  return form === null
    ? OUTCOMES.filter((outcome) => outcome !== 'OVERTAG')
    : OUTCOMES.filter((outcome) => !IMPOSSIBLE[form].includes(outcome))
}

/** How the old stay ends when somebody moves from one place to another: by the step each place stands on (ladder.ts). */
export function outcomeOfMove(from: HousingForm | null, to: HousingForm): Outcome {
  const direction = directionOf(from === null ? null : stepOfHousingForm(from), stepOfHousingForm(to))
  if (direction === 'UP') return 'STEG_UPP'
  return direction === 'DOWN' ? 'STEG_NED' : 'FLYTT_SAMMA_STEG'
}

/** The step a move-out leads to: null = off the ladder; 'NEW_STAY' = the next stay says it, so nothing moves yet. */
export function stepAfterMoveOut(outcome: Outcome): LadderStep | null | 'NEW_STAY' {
  if (outcome === 'OVERTAG' || outcome === 'EGET_KONTRAKT_ANNAN') return 'EGET_KONTRAKT'
  return outcome === 'STEG_UPP' || outcome === 'STEG_NED' || outcome === 'FLYTT_SAMMA_STEG' ? 'NEW_STAY' : null
}

/**
 * The day the landlord must be told of the new tenant at the latest, "genast" (12 kap. 39 § 3 st. JB): the day of moving in. Null when
 * told, when the stay is over, or when the stay was history already when it was recorded (imported lists), for then it is no new
 * letting. `today` also stands in for a later recording day, so that a list can be asked for a day that has passed.
 */
export function landlordNoticeDue(
  stay: { startsOn: Day; endsOn: Day | null; landlordToldOn: Day | null; recordedOn: Day },
  today: Day,
  settings: Pick<Settings, 'historyDays'>,
): Day | null {
  if (stay.landlordToldOn !== null) return null
  if (stay.endsOn !== null && stay.endsOn <= today) return null
  const seenOn = stay.recordedOn < today ? stay.recordedOn : today
  return stay.startsOn < addDays(seenOn, -settings.historyDays) ? null : stay.startsOn
}

function warningsFor(wish: MoveInWish, until: Day | null, securityOfTenureMonths: number): MoveInWarning[] {
  const { wanted, waiver } = wish
  const warnings: MoveInWarning[] = []
  // A contract until further notice goes on as long as the nämnd has the place.
  const lastsUntil = wanted.endsOn ?? until
  if (waiver === null) {
    const protectedFrom = addMonths(wanted.startsOn, securityOfTenureMonths)
    if (wish.leaseKind === 'BLOCK') warnings.push('BLOCK_LEASE_WITHOUT_WAIVER')
    else if (lastsUntil === null || lastsUntil > protectedFrom) warnings.push('TWO_YEARS_WITHOUT_WAIVER')
  } else if (waiver.untilOn !== null && (lastsUntil === null || addDays(lastsUntil, -1) > waiver.untilOn)) {
    warnings.push('WAIVER_ENDS_BEFORE_CONTRACT')
  }
  if (wanted.endsOn === null && until !== null) warnings.push('LEASE_ENDS')
  return warnings
}
