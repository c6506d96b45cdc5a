/**
 * The step moves that follow from a person's stays, for history that comes as stays only (the register import): a person stands on the
 * step of the boendeform the place had on the day of moving in (domain.md §1.0 finding 3). Moving to another place on the same step is
 * no step move. A stay that ends with OVERTAG or EGET_KONTRAKT_ANNAN leads to EGET_KONTRAKT that day. Any other end leads off the ladder
 * unless the person moves in somewhere within fourteen days: short gaps between places are moves, not exits (our own reading).
 * A move a caseworker has recorded holds: nothing is derived for that day.
 *
 * Worked example: träningslägenhet 2023-01-01 to 2024-02-01 (STEG_UPP), försökslägenhet 2024-02-10 to 2026-04-01 (OVERTAG) gives IN to
 * träningslägenhet 2023-01-01, UP to försökslägenhet 2024-02-10 (nine days between), UP to eget kontrakt 2026-04-01. Three moves.
 */
import { addDays } from './calendar.js'
import type { Day } from './calendar.js'
import type { HousingForm, LadderStep, Outcome, StepDirection } from './codes.js'
import { directionOf, stepOfHousingForm } from './ladder.js'
import type { StepMoveFact } from './ladder.js'

/** `endsOn` is the move-out day; `form` the boendeform of the place on the day of moving in, null when it had none. */
export interface StayOnLadder {
  startsOn: Day
  endsOn: Day | null
  outcome: Outcome | null
  form: HousingForm | null
}

/** `stay` is the stay the move follows from. */
export interface DerivedMove<S> {
  movesOn: Day
  fromStep: LadderStep | null
  toStep: LadderStep | null
  direction: StepDirection
  stay: S
}

/** Days between moving out and moving in that still are one move. */
export const DAYS_BETWEEN_PLACES = 14

/** The moves in date order. `recorded` are the moves of caseworkers. An end after `today` without an outcome is only planned: no exit. */
export function stepsFromStays<S extends StayOnLadder>(
  stays: readonly S[],
  recorded: readonly StepMoveFact[],
  today: Day,
): DerivedMove<S>[] {
  const decidedDays = new Set(recorded.map((move) => move.movesOn))
  const events: { on: Day; toStep: LadderStep | null; stay: S | null }[] = recorded.map((move) => ({
    on: move.movesOn,
    toStep: move.toStep,
    stay: null,
  }))
  const inOrder = [...stays].sort((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))
  inOrder.forEach((stay, index) => {
    if (stay.form !== null && !decidedDays.has(stay.startsOn)) {
      events.push({ on: stay.startsOn, toStep: stepOfHousingForm(stay.form), stay })
    }
    const end = stepAtEnd(stay, inOrder[index + 1], today)
    if (end !== undefined && stay.endsOn !== null && !decidedDays.has(stay.endsOn)) events.push({ on: stay.endsOn, toStep: end, stay })
  })
  events.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) // stable: an end was added before the next stay's start

  const moves: DerivedMove<S>[] = []
  let step: LadderStep | null = null
  for (const { on, toStep, stay } of events) {
    if (stay !== null && toStep !== step) moves.push({ movesOn: on, fromStep: step, toStep, direction: directionOf(step, toStep), stay })
    step = toStep
  }
  return moves
}

/** Where the end of the stay leads: a step, null = off the ladder, undefined = nowhere new. */
function stepAtEnd(stay: StayOnLadder, next: StayOnLadder | undefined, today: Day): LadderStep | null | undefined {
  if (stay.endsOn === null) return undefined
  if (stay.outcome === 'OVERTAG' || stay.outcome === 'EGET_KONTRAKT_ANNAN') return 'EGET_KONTRAKT'
  if (stay.outcome === null && stay.endsOn > today) return undefined
  return next && next.startsOn <= addDays(stay.endsOn, DAYS_BETWEEN_PLACES) ? undefined : null
}
