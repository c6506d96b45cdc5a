/** The on-time share of a year, its three levels by month and for the year, against the leanest SQL that answers the same question. */
import { sql } from '../../server/db.js'
import { onTimeReport } from '../../server/features/rent-follow-up/on-time-store.js'
import { ON_TIME_FORMS } from '../../server/domain/rent-on-time.js'
import { measure } from './measure.js'
import type { World } from './world.js'

export async function benchRentOnTime(world: World) {
  const { db, inNamnd } = world
  const year = { from: '2026-01', to: '2026-12' }
  return measure(
    'on-time share of a year',
    world.name,
    3,
    () => onTimeReport(db, inNamnd, { year, period: year, forms: ON_TIME_FORMS }),
    () =>
      db.rows(sql`
        with "inMonth" as materialized (
          select "personId", "period", count(*) as "counted", sum(case when "settledOn" <= "dueOn" then 1 else 0 end) as "inTime" from "LedgerEntry"
          where "namndId" = 1 and "kind" = 'CHARGE' and "reversedById" is null and "period" between '2026-01' and '2026-12' and "housingForm" in ('TRANINGSLAGENHET', 'FORSOKSLAGENHET') and "amountOre" > 0
          group by "personId", "period"
        )
        select "period", sum("counted"), sum("inTime"), count(*), sum(case when "counted" = "inTime" then 1 else 0 end) from "inMonth" group by "period"
        union all
        select null, sum("counted"), sum("inTime"), count(*), sum(case when "counted" = "inTime" then 1 else 0 end)
        from (select "personId", sum("counted") as "counted", sum("inTime") as "inTime" from "inMonth" group by "personId") p`),
  )
}
