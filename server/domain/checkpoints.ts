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
import { addDays, addMonths, daysBetween } from './calendar.js'
import type { Settings } from './policy.js'

export interface NextCheckpoint {
  months: number
  dueOn: Day
  /** Negative when it has passed. */
  daysLeft: number
  /** How many earlier ones passed without being held. */
  missed: number
}

/** The checkpoint to hold next, null when all have been held. `doneMonths` are those held, `months` the template in force. */
export function nextCheckpoint(startsOn: Day, doneMonths: readonly number[], today: Day, months: readonly number[]): NextCheckpoint | null {
  const latestDone = Math.max(0, ...doneMonths)
  const left = months
    .filter((month) => month > latestDone)
    .sort((a, b) => a - b)
    .map((month) => ({ months: month, dueOn: addMonths(startsOn, month) }))
  const passed = left.filter((checkpoint) => checkpoint.dueOn <= today)
  const next = passed.at(-1) ?? left[0]
  if (!next) return null
  return { ...next, daysLeft: daysBetween(today, next.dueOn), missed: Math.max(0, passed.length - 1) }
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
  const months = settings.checkpointMonths.filter((month) => addMonths(stay.startsOn, month) >= historyBefore)
  return nextCheckpoint(stay.startsOn, stay.doneMonths, today, months)
}
