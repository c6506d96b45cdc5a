/** Which kontrollstationer a stay has behind it: the newest one of some stays is left to be held today. */
import { addDays, addMonths, type Day } from '../../server/domain/calendar.js'
import type { Stay } from './town.js'

/** Months after the start of the stay of those held: all that came before its end, or before a fortnight ago. */
export function checkpointMonthsDue(stay: Stay, today: Day, months: readonly number[]): number[] {
  const until = stay.endsOn ?? addDays(today, -14)
  return months.filter((month) => addMonths(stay.startsOn, month) < until)
}
