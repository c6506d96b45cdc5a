/** The children of a household on a day, as SQL (domain/household-children.ts): who is still in it, and still a child. */
import { rawSql, sql, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { childBirthYears } from '../../domain/household-children.js'

/** The condition on a HouseholdChild under this name. */
export function isChild(table: 'c' | 'h' | 'hc', on: Day): Sql {
  const alias = rawSql(table)
  return sql`${alias}."removedAt" is null and ${alias}."birthYear" >= ${childBirthYears(on).first}`
}
