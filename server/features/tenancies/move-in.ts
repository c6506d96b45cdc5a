/** All that a move-in leads to, put together from the rules: what is stored, what it costs and what to know before saving. */
import { formOn } from '../../domain/apartments.js'
import { addDays, monthOf, type Day } from '../../domain/calendar.js'
import type { HousingForm, Outcome } from '../../domain/codes.js'
import { decideStepMove, stepOfHousingForm, type PlannedStepMove, type StepMoveRefusal, type StepMoveWarning } from '../../domain/ladder.js'
import type { Settings } from '../../domain/policy.js'
import { chargeForMonth, type MonthCharge } from '../../domain/rent-charges.js'
import {
  decideMoveIn,
  decideMoveOut,
  outcomeOfMove,
  type MoveInConflict,
  type MoveInRefusal,
  type MoveInWarning,
  type MoveOutRefusal,
} from '../../domain/tenancies.js'
import { formAtEnd, type MovingPerson, type PersonStay, type Place } from './move-facts-store.js'

export interface MoveInWish {
  startsOn: Day
  rentOre: number
  /** last day of a contract for a fixed time; null = until further notice */
  contractUntilOn: Day | null
  landlordToldOn: Day | null
  reason: string | null
  decisionReference: string | null
  endsOldStay: boolean
}

export interface MoveInPlan {
  form: HousingForm
  oldStay: { id: number; place: string; outcome: Outcome } | null
  /** null: the person stands on the step of the place already */
  stepMove: PlannedStepMove | null
  firstBill: MonthCharge
  warnings: (MoveInWarning | StepMoveWarning)[]
}

export type MoveInAnswer =
  | { refused: false; plan: MoveInPlan }
  | { refused: true; reasons: (MoveInRefusal | MoveOutRefusal | StepMoveRefusal)[]; conflicts: MoveInConflict[] }

/** The stay that goes on when the person is to move in: the one that can be ended the same day. */
export function stayToEnd(person: MovingPerson, startsOn: Day): PersonStay | null {
  return person.stays.find((stay) => stay.reached && stay.startsOn <= startsOn && (stay.endsOn === null || stay.endsOn > startsOn)) ?? null
}

/** The stay the person has in the place from the very day, null when there is none. Saved twice, it is one. */
export function sameStay(person: MovingPerson, place: Pick<Place, 'id'>, startsOn: Day): PersonStay | null {
  return person.stays.find((stay) => stay.apartmentId === place.id && stay.startsOn === startsOn) ?? null
}

/** May the person move in as wished? With all that is saved, or every reason why not. */
export function planMoveIn(
  person: MovingPerson,
  place: Place,
  wish: MoveInWish,
  settings: Pick<Settings, 'securityOfTenureMonths'>,
): MoveInAnswer {
  const { startsOn } = wish
  const form = formOn(place.forms, startsOn)
  const old = wish.endsOldStay ? stayToEnd(person, startsOn) : null
  const oldForm = old && formAtEnd(old.forms, old.startsOn, startsOn)
  const oldOutcome = old && form && outcomeOfMove(oldForm, form)
  const ending =
    old && oldOutcome
      ? decideMoveOut({ stay: old, form: oldForm, movesOutOn: startsOn, outcome: oldOutcome, takeoverPlanned: old.takeoverPlanned })
      : null
  const ended = <T extends { id: number; startsOn: Day; endsOn: Day | null }>(stays: readonly T[]): T[] =>
    stays.map((stay) => (stay.id === old?.id ? { ...stay, endsOn: startsOn } : stay))

  const lease = place.leases.find((one) => one.startsOn <= startsOn && (one.endsOn === null || one.endsOn > startsOn))
  const moveIn = decideMoveIn(
    {
      wanted: { startsOn, endsOn: wish.contractUntilOn === null ? null : addDays(wish.contractUntilOn, 1) },
      apartment: { ...place, tenancies: ended(place.tenancies) },
      personStays: ended(person.stays),
      leaseKind: lease?.kind ?? null,
      waiver: lease?.waiverApprovedOn ? { untilOn: lease.waiverUntilOn } : null,
      stayExists: sameStay(person, place, startsOn) !== null,
      takeoverOn: place.takeover?.transfersOn ?? null,
    },
    settings,
  )
  const step = form && stepFor(person, form, wish)
  const reasons = [
    ...(moveIn.refused ? moveIn.reasons : []),
    ...(ending?.refused ? ending.reasons : []),
    ...(step?.refused ? step.reasons : []),
  ]
  if (moveIn.refused || !form || reasons.length > 0) {
    const conflicts = moveIn.refused ? [...moveIn.conflicts] : []
    if (ending?.refused && old) conflicts.push({ kind: 'OTHER_STAY', id: old.id, interval: old })
    const same = sameStay(person, place, startsOn)
    const named = conflicts.flatMap((one) => (one.kind === 'TENANCY' || one.kind === 'OTHER_STAY' ? [one.id] : []))
    const also = [same?.id, place.takeover?.tenancyId].filter((id) => id !== undefined && !named.includes(id))
    for (const stay of place.tenancies.filter((one) => also.includes(one.id))) {
      conflicts.push({ kind: 'TENANCY', id: stay.id, interval: { startsOn: stay.startsOn, endsOn: stay.endsOn } })
    }
    return { refused: true, reasons, conflicts }
  }
  return {
    refused: false,
    plan: {
      form,
      oldStay: old && oldOutcome ? { id: old.id, place: old.place, outcome: oldOutcome } : null,
      stepMove: step && !step.refused ? step.move : null,
      firstBill: chargeForMonth({
        month: monthOf(startsOn),
        rents: [{ fromOn: startsOn, amountOre: wish.rentOre }],
        stay: { startsOn, endsOn: null },
      }),
      warnings: [...moveIn.warnings, ...(step && !step.refused ? step.warnings : [])],
    },
  }
}

/** The step move the new home brings; null when the latest move led to its step already. */
function stepFor(person: MovingPerson, form: HousingForm, wish: MoveInWish) {
  const toStep = stepOfHousingForm(form)
  const latest = person.steps.at(-1)
  if (latest?.toStep === toStep && latest.movesOn <= wish.startsOn) return null
  return decideStepMove({
    moves: person.steps,
    to: toStep,
    on: wish.startsOn,
    reason: wish.reason ?? 'Inflyttning i nytt boende',
    decisionReference: wish.decisionReference,
    stayGoesOn: true,
  })
}
