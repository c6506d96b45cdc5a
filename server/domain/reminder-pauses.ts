/**
 * Pause of reminders: for one of the listed reasons, until a day, nobody sends the person reminders and "Idag" does not ask to call about
 * a rent that does not show. A pause changes no debt and no deadline: forfeiture (12 kap. 42 § JB), a plan that is broken and every other
 * line with a legal time limit stay. It ends by itself after its last day, may be ended before, and is never longer than a dated setting:
 * a debt that nobody looks at grows (peers: Hackney's pause with reason, until-date and comment).
 *
 * Worked example: on 2026-11-22, paused for a promised payment until 2026-11-30. On 2026-11-30 no reminder is made; on 2026-12-01 it is.
 * With the setting 90 days the last day can be 2027-02-20, not 2027-02-21.
 */
import { addDays, type Day } from './calendar.js'
import type { Decision } from './decision.js'
import type { Settings } from './policy.js'

export type PauseRefusal = 'PAUSE_PASSED' | 'PAUSE_TOO_LONG' | 'PAUSE_RUNNING'

/** May reminders be paused until the day? */
export function decidePause(
  { untilOn, pausedUntilOn }: { untilOn: Day; pausedUntilOn: Day | null },
  today: Day,
  settings: Pick<Settings, 'pauseDays'>,
): Decision<object, PauseRefusal> {
  const reasons: PauseRefusal[] = []
  if (untilOn < today) reasons.push('PAUSE_PASSED')
  if (untilOn > lastPauseDay(today, settings)) reasons.push('PAUSE_TOO_LONG')
  if (pausedUntilOn !== null && pausedUntilOn >= today) reasons.push('PAUSE_RUNNING')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

/** The last day a pause made today can have. */
export function lastPauseDay(today: Day, settings: Pick<Settings, 'pauseDays'>): Day {
  return addDays(today, settings.pauseDays)
}
