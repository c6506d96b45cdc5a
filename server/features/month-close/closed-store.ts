/** Which months are closed: asked by everybody who writes an entry, and by the pages that say where it will be dated. */
import { sql, type Db } from '../../db.js'
import { monthOf, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import { datedOn, openFrom } from '../../domain/month-close.js'
import { dayAndMonth, monthName } from '../../domain/swedish-dates.js'
import { sentence } from '../../web/swedish-words.js'

/** The last closed month of the nämnd; null when none is. */
export async function closedThrough(db: Db, namndId: number): Promise<Month | null> {
  const [row] = await db.rows<{ month: Month | null }>(sql`select max("month") as "month" from "MonthClose" where "namndId" = ${namndId}`)
  return row?.month ?? null
}

/** The first day that takes entries; null when every day does. */
export async function firstOpenDay(db: Db, namndId: number): Promise<Day | null> {
  return openFrom(await closedThrough(db, namndId))
}

/**
 * What a check page says of an entry whose month is closed: "Oktober 2026 är stängd. Posten dateras 1 november och pekar på 28 oktober."
 * Null when the month is open.
 */
export function closedMonthWords(day: Day, firstOpenOn: Day | null): string | null {
  const { effectiveOn, belongsOn } = datedOn(day, firstOpenOn)
  if (belongsOn === null) return null
  const closed = nextMonth(monthOf(effectiveOn), -1)
  const said =
    monthOf(belongsOn) === closed
      ? `${sentence(monthName(closed))} är stängd.`
      : `${sentence(monthName(monthOf(belongsOn)))} är stängd, och allt till och med ${monthName(closed)}.`
  return `${said} Posten dateras ${dayAndMonth(effectiveOn)} och pekar på ${dayAndMonth(belongsOn)}.`
}

/** The same for a file or a run of many: how many of the days lie in closed months. Null when none does. */
export function closedMonthsWords(days: readonly Day[], firstOpenOn: Day | null): string | null {
  const late = days.filter((day) => datedOn(day, firstOpenOn).belongsOn !== null).length
  if (late === 0 || firstOpenOn === null) return null
  const closed = sentence(monthName(nextMonth(monthOf(firstOpenOn), -1)))
  return late === 1
    ? `${closed} är stängd. En post dateras ${dayAndMonth(firstOpenOn)} och pekar på sin egen dag.`
    : `${closed} är stängd. ${late} poster dateras ${dayAndMonth(firstOpenOn)} och pekar på sin egen dag.`
}
