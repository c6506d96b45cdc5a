/** The board put in order: who stands on which step, nearest checkpoint first, hidden persons last so that their place tells nothing. */
import { addMonths, dayInStockholm, daysBetween, type Day } from '../../domain/calendar.js'
import { checkpointToHold } from '../../domain/checkpoints.js'
import { LADDER_STEPS, type LadderStep } from '../../domain/codes.js'
import type { Settings } from '../../domain/policy.js'
import type { OnLadder } from './board-store.js'
import type { BoardCut } from './form.js'

/** Own contracts are followed for this long. */
const monthsFollowed = 12

export interface Placed extends OnLadder {
  days: number
  checkpointOn: Day | null
}

export interface BoardStep {
  step: LadderStep
  people: Placed[]
  /** of those who are shown; null when nobody is */
  medianDays: number | null
}

/** Everybody the board shows today, with the days on the step and the next checkpoint. */
export function placesOf(people: readonly OnLadder[], today: Day, settings: Settings): Placed[] {
  const followedAfter = addMonths(today, -monthsFollowed)
  const checkpointOn = checkpointDays(today, settings)
  return people
    .filter((one) => one.step !== 'EGET_KONTRAKT' || one.since > followedAfter)
    .map((one) => ({ ...one, days: daysBetween(one.since, today), checkpointOn: one.stay && checkpointOn(one.stay) }))
}

/** The people of a cut. Hidden persons are only among all. */
export function cutOf(people: readonly Placed[], cut: BoardCut): Placed[] {
  if (cut === 'barn') return people.filter((one) => one.shown && one.children > 0)
  if (cut === 'skuld') return people.filter((one) => one.shown && one.overdueOre > 0)
  return [...people]
}

/** The steps in order, each with its people in order. */
export function stepsOf(people: readonly Placed[]): BoardStep[] {
  return LADDER_STEPS.map((step) => {
    const there = people.filter((one) => one.step === step).sort(byNearestCheckpoint)
    return { step, people: there, medianDays: median(there.filter((one) => one.shown).map((one) => one.days)) }
  })
}

function byNearestCheckpoint(a: Placed, b: Placed): number {
  if (a.shown !== b.shown) return a.shown ? -1 : 1
  if (!a.shown) return a.personId - b.personId
  const [aOn, bOn] = [a.checkpointOn ?? '9999', b.checkpointOn ?? '9999']
  if (aOn !== bOn) return aOn < bOn ? -1 : 1
  return a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.personId - b.personId
}

/** The middle one; of two in the middle the mean, rounded to whole days. */
export function median(days: readonly number[]): number | null {
  if (days.length === 0) return null
  const sorted = [...days].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[half - 1] ?? upper) + upper) / 2)
}

/** Many move in on the same days, so each pair of days is counted once. */
function checkpointDays(today: Day, settings: Settings): (stay: NonNullable<OnLadder['stay']>) => Day | null {
  const known = new Map<string, Day | null>()
  const recorded = new Map<string, Day>()
  return ({ startsOn, recordedAt, doneMonths }) => {
    const recordedOn = recordedDay(recordedAt)
    const key = `${startsOn} ${recordedOn} ${doneMonths}`
    let on = known.get(key)
    if (on === undefined) {
      on = checkpointToHold({ startsOn, recordedOn, doneMonths: doneMonths > 0 ? [doneMonths] : [] }, today, settings)?.dueOn ?? null
      known.set(key, on)
    }
    return on
  }

  function recordedDay(at: string): Day {
    const memo = recorded.get(at)
    if (memo !== undefined) return memo
    const day = dayInStockholm(at)
    recorded.set(at, day)
    return day
  }
}
