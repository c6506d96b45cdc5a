/**
 * Counting "vardagar" in 12 kap. JB. The chapter does not say whether a Saturday, midsommarafton, julafton or nyårsafton is one (7 §
 * lists them as free, 20 and 44 §§ do not; domain.md §2). The reading is a dated setting: 1 counts them, 0 does not.
 *
 * Worked example: two vardagar after Wednesday 2026-12-02 are Thursday and Friday under both readings. After Thursday 2026-12-03 they end
 * on Saturday 5 December when Saturdays count, on Monday 7 December when they do not.
 */
import { addDays, isPublicHoliday, isVardag1930, type Day } from '../calendar.js'

/** The day on which the nth vardag after (n negative: before) the day falls; the day itself when n is 0. */
export function vardagarFrom(day: Day, n: number, saturdaysCount: boolean): Day {
  const counts = saturdaysCount ? (at: Day) => !isPublicHoliday(at) : isVardag1930
  const step = n < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(n); left > 0;) {
    at = addDays(at, step)
    if (counts(at)) left -= 1
  }
  return at
}

export const readingOfVardag = (saturdaysCount: boolean): string =>
  saturdaysCount ? 'Lördagar och aftnar räknas som vardagar.' : 'Lördagar och aftnar räknas inte som vardagar.'
