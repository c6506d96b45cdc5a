/**
 * Every rent bill of some months with how it is counted (domain/rent-on-time.ts `judgeBill`), as SQL: a test holds the two together.
 *
 * A reversed bill never was. Nearly every bill is settled by its due day and touched by no credit, and is judged by its own columns. The
 * others, those settled later and those something but a payment stands on, are looked at allocation by allocation. `respites` are bills,
 * few.
 */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db, type Sql } from '../../db.js'
import { addDays, addMonths, dayInStockholm, firstOfMonth, lastOfMonth, type Day } from '../../domain/calendar.js'
import type { SettingRow } from '../../domain/policy.js'
import { inTimeDays, toleranceOf } from '../../domain/paid-in-time.js'
import type { ON_TIME_FORMS } from '../../domain/rent-on-time.js'
import { firstDayNotDue, ON_TIME_STATES, type Months, type OnTimeState } from '../../domain/rent-on-time.js'
import { inReach } from '../../reach.js'
import { isRent } from '../rent/open-bills-sql.js'

export type OnTimeForm = (typeof ON_TIME_FORMS)[number]

/** A state as it is counted with: its place in ON_TIME_STATES. */
export const numberOf = (state: OnTimeState): number => ON_TIME_STATES.indexOf(state)
export const stateOf = (number: number): OnTimeState => ON_TIME_STATES[number] ?? 'PAID_LATE'

/** Bills with a respite that stands and was given while the bill was not late. */
export async function respitedBills(db: Db, actor: Actor, months: Months, settings: readonly SettingRow[]): Promise<number[]> {
  const rows = await db.rows<{ id: number; dueOn: Day; recordedAt: string }>(sql`
    select e."id", e."dueOn", s."recordedAt" from "Respite" s cross join "LedgerEntry" e
    where e."id" = s."chargeId" and s."namndId" = ${actor.namndId} and s."endedAt" is null and e."period" >= ${months.from} and e."period" <= ${months.to}`)
  const tolerance = toleranceOf(settings)
  return rows
    .filter((row) => dayInStockholm(row.recordedAt) <= inTimeDays(row.dueOn, null, tolerance(row.dueOn)).bookedBy)
    .map((row) => row.id)
}

/**
 * The common table expressions `adjusted` and `judged`, to stand after WITH: `state` and the columns of LedgerEntry e that are named.
 */
export function judgedBills(
  db: Db,
  actor: Actor,
  asked: { months: Months; forms: readonly OnTimeForm[]; respites: readonly number[]; settings: readonly SettingRow[] },
  columns: Sql,
): Sql {
  const { months, forms, respites, settings } = asked
  const notDueFrom = firstDayNotDue(actor.today, toleranceOf(settings)(actor.today))
  const respited = respites.length === 0 ? sql`` : sql`when e."id" in (${joinSql(respites)}) then ${fixed('RESPITE_GIVEN')}`
  const days = dueDays(months, settings)
  const due = (which: 'orderedBy' | 'bookedBy') =>
    lookUp(
      db,
      days.map((day) => [day.dueOn, day[which]]),
    )
  return sql`
    adjusted as materialized (
      select a."chargeId", sum(case when k."kind" = 'CREDIT' then a."amountOre" else 0 end) as "creditedOre"
      from "LedgerEntry" k join "Allocation" a on a."creditId" = k."id"
      where k."namndId" = ${actor.namndId} and k."kind" not in ('CHARGE', 'PAYMENT') group by a."chargeId"
    ),
    judged as materialized (
      select ${columns},
        case
          when e."amountOre" = 0 then ${fixed('ZERO_BILL')}
          when c."creditedOre" >= e."amountOre" then ${fixed('CREDITED_BILL')}
          ${respited}
          when e."dueOn" >= ${notDueFrom} then ${fixed('NOT_DUE_YET')}
          when c."chargeId" is null and e."settledOn" <= e."dueOn" then ${fixed('PAID_IN_TIME')}
          when c."chargeId" is null and e."openOre" > 0 then ${fixed('PAID_LATE')}
          when (
            select coalesce(sum(a."amountOre"), 0) from "Allocation" a join "LedgerEntry" k on k."id" = a."creditId"
              left join "ReceivedPayment" r on r."id" = k."receivedId"
            where a."chargeId" = e."id" and k."kind" in ('PAYMENT', 'TRANSFER')
              and coalesce(k."belongsOn", k."effectiveOn") <= coalesce(case when r."orderedOn" is not null then ${due('orderedBy')} else ${due('bookedBy')} end, e."dueOn")
          ) >= e."amountOre" - coalesce(c."creditedOre", 0) then ${fixed('PAID_IN_TIME')}
          else ${fixed('PAID_LATE')}
        end as "state"
      from "LedgerEntry" e left join adjusted c on c."chargeId" = e."id"
      where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."reversedById" is null and e."period" >= ${months.from} and e."period" <= ${months.to}
        and ${isRent} and e."housingForm" in (${joinSql([...forms])})
    )`
}

/** The number of a state, written into the statement. */
const fixed = (state: OnTimeState): Sql => sql`cast(${numberOf(state)} as integer)`

/** The value of a bill's due day, out of a few hundred: a key of a JSON object is found without a join. */
function lookUp(db: Db, values: readonly [Day, Day][]): Sql {
  const json = JSON.stringify(Object.fromEntries(values))
  return db.dialect === 'postgresql' ? sql`(${json}::jsonb ->> e."dueOn")` : sql`(${json} ->> e."dueOn")`
}

/** Every due day that a bill of the months can have, with its last days to be in time. */
function dueDays(months: Months, settings: readonly SettingRow[]) {
  const days: { dueOn: Day; orderedBy: Day; bookedBy: Day }[] = []
  const last = addMonths(lastOfMonth(months.to), 2)
  const tolerance = toleranceOf(settings)
  for (let dueOn = addMonths(firstOfMonth(months.from), -2); dueOn <= last; dueOn = addDays(dueOn, 1))
    days.push({ dueOn, ...inTimeDays(dueOn, null, tolerance(dueOn)) })
  return days
}
