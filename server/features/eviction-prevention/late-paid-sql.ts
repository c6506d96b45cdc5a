/** When a person (w) last paid something late, not long ago, as SQL: a payment that went to a bill after its due day. */
import { sql, type Sql } from '../../db.js'
import { addDays, type Day } from '../../domain/calendar.js'
import { DEFAULT_SETTINGS } from '../../domain/policy.js'

/** By the index over payments: it costs by the payments of the last weeks and not by the history. */
export function latePaidOn(on: Day, days: number = DEFAULT_SETTINGS.troubleshootDays): Sql {
  return sql`(select max(x."effectiveOn") from "LedgerEntry" k
    join "Allocation" x on x."creditId" = k."id" and x."amountOre" > 0
    join "LedgerEntry" b on b."id" = x."chargeId" and b."dueOn" < x."effectiveOn"
    where k."personId" = w."id" and k."kind" = 'PAYMENT' and k."effectiveOn" > ${addDays(on, -days)} and k."effectiveOn" <= ${on})`
}
