/** When a bill is late, as SQL (domain/arrears.ts). */
import { joinSql, sql, type Sql } from '../../db.js'
import { lateDueDays } from '../../domain/arrears.js'
import type { Day } from '../../domain/calendar.js'

/** The condition on a bill (LedgerEntry e) that its latest plausible day has passed on the day. */
export function lateOn(on: Day): Sql {
  const { before, also } = lateDueDays(on)
  return also.length === 0 ? sql`e."dueOn" < ${before}` : sql`(e."dueOn" < ${before} or e."dueOn" in (${joinSql(also)}))`
}
