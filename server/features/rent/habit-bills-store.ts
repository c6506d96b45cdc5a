/** How the latest rents were paid: what the early signs of a habit are worked out from (domain/early-warnings.ts). */
import { joinSql, sql, type Db } from '../../db.js'
import { addDays, addMonths, monthOf, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import type { WarningBill } from '../../domain/household-facts.js'
import type { Settings } from '../../domain/policy.js'
import { respiteUntilOn } from '../respite/respite-sql.js'
import { isRent, openAsOf, openNow } from './open-bills-sql.js'

/** months beyond the habit: the bill that is judged, one paid ahead and one without an answer */
const monthsBeside = 3
/** A bill falls due in the month before its own, in it or on the first bank day after it (domain/rent-due.ts): never a week after it. */
const mostDaysLate = 7
const mostMonthsAhead = 24

/**
 * The latest rent bills of the people, oldest first, and on how many days money came for each. Each stay's bills are looked up by their
 * months (the index of one bill a stay and month): ten years of bills cost what two do.
 */
export async function habitBills(
  db: Db,
  personIds: readonly number[],
  on: Day,
  settings: Settings,
  asOf: boolean,
): Promise<(WarningBill & { personId: number })[]> {
  if (personIds.length === 0) return []
  const back = settings.habitBills + monthsBeside
  const from = addMonths(on, -back)
  const months = await monthsBilled(db, monthOf(addDays(from, -mostDaysLate)), back + mostMonthsAhead + 2)
  if (months.length === 0) return []
  const people = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const { openOre } = asOf ? openAsOf(on) : openNow
  const allocations = sql`from "Allocation" x where x."chargeId" = e."id" and x."effectiveOn" <= ${on}`
  const rows = await db.rows<WarningBill & { personId: number; settledOn: Day | null; respiteUntilOn: Day | null }>(sql`
    select e."personId", e."period" as "month", e."dueOn", e."amountOre", ${openOre} as "openOre", e."settledOn",
      ${respiteUntilOn(on, { asOf })} as "respiteUntilOn",
      case when (select min(x."effectiveOn") = max(x."effectiveOn") ${allocations}) then 1 else
        (select count(distinct x."effectiveOn") ${allocations} and x."amountOre" > 0
          and exists (select 1 from "LedgerEntry" c where c."id" = x."creditId" and c."kind" = 'PAYMENT')
          and not exists (select 1 from "Allocation" u where u."undoesId" = x."id")) end as "paymentDays"
    from ${people} k join "Tenancy" t on t."personId" = k."id" cross join "LedgerEntry" e
    where e."period" in (${joinSql(months)}) and e."tenancyId" = t."id" and e."kind" = 'CHARGE' and ${isRent} and e."reversedById" is null
      and e."dueOn" >= ${from}
    order by e."dueOn", e."id"`)
  for (const row of rows) {
    row.paidOn = row.openOre <= 0 ? row.settledOn : null
    row.respite = row.respiteUntilOn !== null
  }
  return rows
}

/** So many months from the first, as far as anything has been billed: written out, both engines look each of them up. */
async function monthsBilled(db: Db, first: Month, most: number): Promise<Month[]> {
  const [newest] = await db.rows<{ month: Month | null }>(
    sql`select max(z."period") as "month" from "LedgerEntry" z where z."reversedById" is null`,
  )
  const through = newest?.month ?? ''
  return Array.from({ length: most }, (_, i) => nextMonth(first, i)).filter((month) => month <= through)
}
