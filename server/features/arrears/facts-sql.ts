/** Conditions that several queries about debts share. */
import { sql, type Sql } from '../../db.js'
import { endOfDayInStockholm, type Day } from '../../domain/calendar.js'

/**
 * A note (n) that is a contact with the person and has not been corrected by a later one; `reached`: only where the person was reached.
 * A note of kind NOTE is no contact.
 */
export function isContact(reached: boolean): Sql {
  return sql`n."kind" <> 'NOTE' and not exists (select 1 from "Note" c where c."correctsId" = n."id")${
    reached ? sql` and coalesce(n."reached", 'JA') <> 'NEJ'` : sql``
  }`
}

/** A respite or pause (r) that was there when the day ended: recorded by then and not taken back by then. */
export function recordedBy(on: Day): Sql {
  const end = endOfDayInStockholm(on)
  return sql`r."recordedAt" < ${end} and (r."endedAt" is null or r."endedAt" >= ${end})`
}
