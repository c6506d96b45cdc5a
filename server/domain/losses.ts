/**
 * Losses (kundförluster), domain.md §1.3 G3; S19: "Uppföljning av kundförluster månadsvis … i samband med T1, T2 och VB".
 *   expected (befarad): what is open on rent bills that are more than 90 days overdue (setting expectedLossDays) on the last day of the
 *     month; in the month that runs, today
 *   realised (konstaterad): what was written off in the month by decision, less what of it was reversed (a reversal counts from the day of
 *     the write-off, or where that month is closed from the first open day)
 * An expected loss stands until it is paid, credited or written off; it is a balance on a day, so months are not added. Realised losses
 * are added: T1 is January to April, T2 January to August, VB the year; "only" the tertial alone. One-off charges (nyckel, skada) are
 * no rent and are never expected; written off they are a loss like any other.
 *
 * Worked example, 90 days: a bill of 6 480 kr due 2026-01-30 is 90 days overdue on 30 April: not expected yet. On 31 May it is 121
 * days overdue: 6 480 kr expected. 3 000 kr is paid on 12 June, so 30 June says 3 480 kr. On 20 August 3 480 kr is written off: from
 * 31 August nothing is expected, and T2 has 3 480 kr realised.
 */
import { addDays, lastOfMonth, monthOf, nextMonth, type Day, type Month } from './calendar.js'
import type { Months } from './rent-on-time.js'

/** Bills due before this day are expected losses on `on`. */
export function expectedIfDueBefore(on: Day, expectedLossDays: number): Day {
  return addDays(on, -expectedLossDays)
}

/** The day each month is looked at: its last, or today while it runs. Months to come are left out. */
export function lossDays({ from, to }: Months, today: Day): { month: Month; on: Day }[] {
  const days: { month: Month; on: Day }[] = []
  for (let month = from; month <= to && month <= monthOf(today); month = nextMonth(month)) {
    const last = lastOfMonth(month)
    days.push({ month, on: last < today ? last : today })
  }
  return days
}
