/**
 * How far the chase after a late rent has come: the cause is asked for, the household is reached, a reminder goes out. Each is done when it
 * happened for the rent that is late now. A part payment after the furthest of them steps the chase back one step: that step is to be done
 * again, about what is left. The steps before it stay done, so the chase is not forgotten (peers: a part payment neither clears a case
 * nor leaves it where it was).
 *
 * Worked example: November's rent, 6 480 kr due 2026-10-30. Cause found 3 November, spoken with on the 5th, reminded on the 10th:
 * furthest is the reminder. 3 000 kr come on the 14th: the reminder is to be done again, for 3 480 kr; cause and contact stand. Had the
 * money come on the 9th, the reminder of the 10th would be about the rest already, and nothing is stepped back.
 */
import { addDays, type Day } from '../calendar.js'
import { latestOf, type HouseholdEventFact, type HouseholdFacts } from '../household-facts.js'
import type { Settings } from '../policy.js'
import type { LateRent } from '../rent-state.js'

export type ChaseStep = 'TROUBLESHOT' | 'REACHED' | 'REMINDED'

export interface Chase {
  /** what was found about the newest late rent; null: to be asked */
  cause: HouseholdEventFact | null
  /** the last time somebody was reached about it, not too long ago */
  reachedOn: Day | null
  /** the reminder that still stands */
  remindedOn: Day | null
  /** the step that a part payment undid, and when it came */
  steppedBack: { step: ChaseStep; paidOn: Day } | null
}

const NOTHING_DONE: Chase = { cause: null, reachedOn: null, remindedOn: null, steppedBack: null }

export function chaseOf(
  household: Pick<HouseholdFacts, 'events' | 'lastReachedOn' | 'lastReminderOn'>,
  rent: LateRent | null,
  today: Day,
  settings: Pick<Settings, 'noContactDays' | 'reminderIntervalDays'>,
): Chase {
  if (rent === null) return NOTHING_DONE
  const found = latestOf(household.events, 'RENT_TROUBLESHOT')
  const cause = found && found.happenedOn >= rent.newestDueOn ? found : null
  const reachedOn = since(household.lastReachedOn, addDays(today, 1 - settings.noContactDays))
  const reminded = since(household.lastReminderOn, addDays(today, 1 - settings.reminderIntervalDays))
  const remindedOn = reminded !== null && reminded > rent.oldestDueOn ? reminded : null
  const done: Chase = { cause, reachedOn, remindedOn, steppedBack: null }
  const paidOn = rent.partPaidOn
  if (paidOn === null) return done
  if (remindedOn !== null) return paidOn > remindedOn ? { ...done, remindedOn: null, steppedBack: { step: 'REMINDED', paidOn } } : done
  const reachedLast = reachedOn !== null && reachedOn > rent.oldestDueOn
  if (reachedLast) return paidOn > reachedOn ? { ...done, reachedOn: null, steppedBack: { step: 'REACHED', paidOn } } : done
  if (cause !== null && paidOn > cause.happenedOn) return { ...done, cause: null, steppedBack: { step: 'TROUBLESHOT', paidOn } }
  return done
}

const since = (day: Day | null, first: Day) => (day !== null && day >= first ? day : null)
