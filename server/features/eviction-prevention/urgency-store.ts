/** What orders a list of households besides their facts: what each owed when the trend looks back, and who has no case. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { inReach } from '../../reach.js'
import { lateOn } from '../rent/late-sql.js'
import { isRent, openAsOf } from '../rent/open-bills-sql.js'

/** The late rent of each of the people on an earlier day; who owed nothing is not in it. */
export async function lateRentThen(db: Db, personIds: readonly number[], on: Day): Promise<Map<number, number>> {
  const asked = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const { openOre, candidates } = openAsOf(on)
  const rows = await db.rows<{ personId: number; ore: number }>(sql`
    select b."personId", sum(b."ore") as "ore" from (
      select e."personId", ${openOre} as "ore" from ${asked} w join "LedgerEntry" e on e."personId" = w."id"
      where e."kind" = 'CHARGE' and ${isRent} and ${lateOn(on)} and ${candidates}
    ) b where b."ore" > 0 group by b."personId"`)
  return new Map(rows.map((row) => [row.personId, row.ore]))
}

/** Everybody in reach whom a case is open for. */
export async function peopleInCases(db: Db, actor: Actor): Promise<Set<number>> {
  const rows = await db.rows<{ personId: number }>(
    sql`select c."personId" from "PreventionCase" c where ${inReach(actor, 'c')} and c."closedOn" is null`,
  )
  return new Set(rows.map((row) => row.personId))
}
