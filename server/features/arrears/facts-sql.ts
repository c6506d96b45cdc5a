/** Conditions that several queries about debts share. */
import { rawSql, sql, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'

/**
 * A note (n) that is a contact with the person and has not been corrected by a later one; `reached`: only where the person was reached.
 * A note of kind NOTE is no contact.
 */
export function isContact(reached: boolean): Sql {
  return sql`n."kind" <> 'NOTE' and not exists (select 1 from "Note" c where c."personId" = n."personId" and c."correctsId" = n."id")${
    reached ? sql` and coalesce(n."reached", 'JA') <> 'NEJ'` : sql``
  }`
}

/** A respite or pause that was there on the day: recorded by it and not taken back by it. */
export function recordedBy(alias: 'r', on: Day): Sql {
  const name = rawSql(alias)
  return sql`substr(${name}."recordedAt", 1, 10) <= ${on} and (${name}."endedAt" is null or substr(${name}."endedAt", 1, 10) > ${on})`
}
