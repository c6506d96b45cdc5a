/**
 * Anstånd as SQL, for every query that asks whether a bill (LedgerEntry e of kind CHARGE) is late: the one way to ask it.
 *
 * - `notUnderRespite(on)` is a condition beside the one on the due day ("late day of a bill"): true where no respite holds on the day.
 * - `respiteUntilOn(on)` is the last day of the respite that holds or held, null without one, for the rules in domain/respite.ts.
 *
 * Both cost one look in a partial index over the respites that were not taken back, and only for the bills that are asked about. With
 * `asOf` it is as it was on a day gone by: given by then, and not yet taken back.
 */
import { rawSql, sql, type Sql } from '../../db.js'
import { endOfDayInStockholm, type Day } from '../../domain/calendar.js'

interface Options {
  asOf?: boolean
  /** the alias of the bill */
  bill?: 'e' | 'c' | 'o'
}

/** True where the bill has no respite on the day: it may be late. */
export function notUnderRespite(on: Day, { asOf = false, bill = 'e' }: Options = {}): Sql {
  return sql`not exists (select 1 from "Respite" rs where rs."chargeId" = ${rawSql(bill)}."id" and rs."untilOn" >= ${on} and ${given(on, asOf)})`
}

/** The last day of the bill's longest respite, also when it has passed; null without one. */
export function respiteUntilOn(on: Day, { asOf = false, bill = 'e' }: Options = {}): Sql {
  return sql`(select max(rs."untilOn") from "Respite" rs where rs."chargeId" = ${rawSql(bill)}."id" and ${given(on, asOf)})`
}

const given = (on: Day, asOf: boolean): Sql =>
  asOf
    ? sql`rs."recordedAt" < ${endOfDayInStockholm(on)} and (rs."endedAt" is null or rs."endedAt" >= ${endOfDayInStockholm(on)})`
    : sql`rs."endedAt" is null`
