/**
 * Kontrollstationer: fixed points after moving in when nämnd, person and landlord look at how it goes and what the next step is.
 * Source: Stockholm's "Handläggning av försöks- och träningslägenheter" names them; the months are a template to decide on, default 3,
 * 6, 9, 12, 18 and 24 (domain.md §3), a dated setting.
 *
 * One checkpoint is due at a time: of those that have passed without being held, the latest; holding it catches up with the ones
 * before. Months are counted from the day of moving in; the 31st becomes the last day of a shorter month.
 *
 * Worked example: moved in 2025-11-26, held at 3, 6 and 9 months. On 2026-11-22 the next is 12 months, 2026-11-26, in 4 days. With
 * none held since 3 months it is still one line on 2026-11-22: 9 months, due 2026-08-26, 88 days late, one more missed (6 months).
 */
import type { Day } from './calendar.js'
import { addDays, addMonths, daysBetween, monthOf, monthsBetween } from './calendar.js'
import type { Settings } from './policy.js'

export interface NextCheckpoint {
  months: number
  dueOn: Day
  /** Negative when it has passed. */
  daysLeft: number
  /** How many earlier ones passed without being held. */
  missed: number
}

/**
 * The checkpoint to hold next, null when all have been held. `doneMonths` are those held, `months` the template in force.
 * One that was due before `historyBefore` is not asked for.
 */
export function nextCheckpoint(
  startsOn: Day,
  doneMonths: readonly number[],
  today: Day,
  months: readonly number[],
  historyBefore: Day = startsOn,
): NextCheckpoint | null {
  const latestDone = Math.max(0, ...doneMonths)
  const historyMonths = monthsBetween(monthOf(startsOn), monthOf(historyBefore)) // one due in an earlier month needs no day
  let passed: { months: number; dueOn: Day } | null = null
  let missed = -1
  for (const month of [...months].sort((a, b) => a - b)) {
    if (month <= latestDone || month < historyMonths) continue
    const dueOn = addMonths(startsOn, month)
    if (dueOn < historyBefore) continue
    if (dueOn > today) return withDays(passed ?? { months: month, dueOn }, today, missed)
    passed = { months: month, dueOn }
    missed += 1
  }
  return passed && withDays(passed, today, missed)
}

/**
 * The next checkpoint of a stay as it stands in the register. One that had passed well before the stay was recorded (an imported list)
 * is history: nobody can say any more whether it was held.
 */
export function checkpointToHold(
  stay: { startsOn: Day; recordedOn: Day; doneMonths: readonly number[] },
  today: Day,
  settings: Pick<Settings, 'checkpointMonths' | 'historyDays'>,
): NextCheckpoint | null {
  const seenOn = stay.recordedOn < today ? stay.recordedOn : today
  const historyBefore = addDays(seenOn, -settings.historyDays)
  return nextCheckpoint(stay.startsOn, stay.doneMonths, today, settings.checkpointMonths, historyBefore)
}

function withDays(checkpoint: { months: number; dueOn: Day }, today: Day, missed: number): NextCheckpoint {
  return { ...checkpoint, daysLeft: daysBetween(today, checkpoint.dueOn), missed: Math.max(0, missed) }
}
