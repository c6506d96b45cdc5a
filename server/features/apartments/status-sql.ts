/**
 * The two questions of domain/apartments.ts as conditions on "Apartment" a, for lists that filter and sort thousands of rows in the
 * database. They must say what statusOf() and availability() say: tests/features/apartments.test.ts compares them case by case.
 */
import { rawSql, sql, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'

/** The status code of the apartment on the day: statusOf(). */
export function statusOn(day: Day): Sql {
  return sql`(case
    when ${thereIs('Tenancy', holdsOn(day))} then 'LET'
    when ${thereIs('HeadLease')} and not ${thereIs('HeadLease', holdsOn(day))}
      then case when ${thereIs('HeadLease', startsAfter(day))} then 'UPCOMING' else 'CLOSED' end
    when not ${thereIs('HousingFormPeriod', holdsOn(day))}
      then case when not ${thereIs('HousingFormPeriod')} or ${thereIs('HousingFormPeriod', startsAfter(day))} then 'UPCOMING' else 'CLOSED' end
    when ${thereIs('Void', sql`${holdsOn(day)} and x."cancelledAt" is null`)} then 'BEING_PREPARED'
    else 'VACANT' end)`
}

/** True where the apartment can be let from the day until further notice: availability() of [day, null). */
export function freeFrom(day: Day): Sql {
  return sql`(${heldFrom(day)} and not ${thereIs('Tenancy', meets(day, null))}
    and not ${thereIs('Void', sql`${meets(day, null)} and x."cancelledAt" is null`)})`
}

/** True where nothing is in the way in the interval and the nämnd has the place when it begins: a necessary condition, not the whole. */
export function maybeFree(from: Day, to: Day | null): Sql {
  return sql`(${heldFrom(from)} and not ${thereIs('Tenancy', meets(from, to))}
    and not ${thereIs('Void', sql`${meets(from, to)} and x."cancelledAt" is null`)})`
}

/** The id of the newest row of the table that holds on the day, as a scalar. */
export function rowOn(table: 'Tenancy' | 'HeadLease' | 'HousingFormPeriod', day: Day): Sql {
  return sql`(select x."id" from ${rawSql(`"${table}"`)} x where x."apartmentId" = a."id" and ${holdsOn(day)}
    order by x."startsOn" desc, x."id" desc limit 1)`
}

/** The boendeform of the place on the day, null where it has none. */
export function formCodeOn(day: Day): Sql {
  return sql`(select x."housingForm" from "HousingFormPeriod" x where x."apartmentId" = a."id" and ${holdsOn(day)} order by x."startsOn" limit 1)`
}

/** The month's rent in force on the day, öre, null where none is known. */
export function rentOn(side: 'LANDLORD' | 'TENANT', day: Day): Sql {
  return sql`(select x."amountOre" from "ApartmentRent" x where x."apartmentId" = a."id" and x."side" = ${side} and x."fromOn" <= ${day}
    order by x."fromOn" desc limit 1)`
}

const heldFrom = (day: Day): Sql =>
  sql`((not ${thereIs('HeadLease')} or ${thereIs('HeadLease', holdsOn(day))}) and ${thereIs('HousingFormPeriod', holdsOn(day))})`

function thereIs(table: 'Tenancy' | 'HeadLease' | 'HousingFormPeriod' | 'Void', and: Sql = sql`1 = 1`): Sql {
  return sql`exists (select 1 from ${rawSql(`"${table}"`)} x where x."apartmentId" = a."id" and ${and})`
}

const holdsOn = (day: Day): Sql => sql`x."startsOn" <= ${day} and (x."endsOn" is null or x."endsOn" > ${day})`
const startsAfter = (day: Day): Sql => sql`x."startsOn" > ${day}`
/** Has a day in common with [from, to); an empty period has none. */
const meets = (from: Day, to: Day | null): Sql =>
  sql`(x."endsOn" is null or (x."endsOn" > ${from} and x."endsOn" > x."startsOn")) ${to === null ? sql`` : sql`and x."startsOn" < ${to}`}`
