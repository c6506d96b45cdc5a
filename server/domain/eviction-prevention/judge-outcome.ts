/**
 * When the planned day of the eviction has passed, somebody judges how it ended: the figures of averted evictions count it (domain.md §1.3 I4, I5).
 *
 * Worked example: planned 2026-12-21, no outcome on 2026-12-22: judge it that day.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const judgeOutcome = preventionRule('JUDGE_OUTCOME', ({ case: known }, today) => {
  const past = known?.states.find((one) => one.plannedEvictionOn !== null && one.plannedEvictionOn < today)
  if (!past?.plannedEvictionOn) return null
  return {
    dueOn: addDays(past.plannedEvictionOn, 1),
    reason: `Avhysningen var planerad till ${dayAndMonth(past.plannedEvictionOn)}. Skriv hur det slutade.`,
    statute: null,
    noticeId: past.id,
    done: 'OUTCOME',
  }
})
