/**
 * Where people stand on the ladder today, as SQL used by every list: the latest step move that has come (server/domain/ladder.ts has
 * the same rule for one person). Two moves on one day: the one recorded last.
 */
import type { Actor } from '../../actor.js'
import { joinSql, noSql, sql, type Sql } from '../../db.js'
import { lateDueDays } from '../../domain/arrears.js'
import type { Day } from '../../domain/calendar.js'
import { inReach } from '../../reach.js'
import { notUnderRespite } from '../respite/respite-sql.js'
import { isRent } from '../rent/open-bills-sql.js'

/**
 * The person's step today as a value, null when on no step. Stands in a query where the person is `p`; costs one look in an index,
 * so it suits a page of people and a filter on step.
 */
export function currentStepOf(today: Day): Sql {
  return sql`(select cm."toStep" from "StepMove" cm where cm."personId" = p."id" and cm."movesOn" <= ${today}
    order by cm."movesOn" desc, cm."id" desc limit 1)`
}

/**
 * Everybody in the nämnd who stands on a step today, as a table to join: "personId", "step", "since". Same step twice in a row does not
 * restart "since". For pages about everybody at once (the board, the counts); reach and protection are the caller's, on the person.
 */
export function currentSteps(namndId: number, today: Day): Sql {
  return sql`(
    select s."personId", s."toStep" as "step", s."since" from (
      select m."personId", m."toStep",
        max(case when m."cameFrom" is null or m."cameFrom" <> m."toStep" then m."movesOn" end)
          over (partition by m."personId" order by m."movesOn", m."id") as "since",
        row_number() over (partition by m."personId" order by m."movesOn" desc, m."id" desc) as "place"
      from (
        select sm."id", sm."personId", sm."toStep", sm."movesOn",
          lag(sm."toStep") over (partition by sm."personId" order by sm."movesOn", sm."id") as "cameFrom"
        from "StepMove" sm where sm."namndId" = ${namndId} and sm."movesOn" <= ${today}
      ) m
    ) s where s."place" = 1 and s."toStep" is not null)`
}

/**
 * The rent people owe today, as a table to join: "personId", "overdueOre", the open part of late bills (domain/arrears.ts). Of one
 * enhet's people only their own bills are read.
 */
export function overdueByPerson(actor: Actor): Sql {
  const { before, also } = lateDueDays(actor.today)
  const later = also.length === 0 ? noSql : sql` or e."dueOn" in (${joinSql(also)})`
  const ofUnit = actor.unitId === null ? noSql : sql`and e."personId" in (select p."id" from "Person" p where ${inReach(actor, 'p')})`
  return sql`(
    select e."personId", sum(e."openOre") as "overdueOre" from "LedgerEntry" e
    where e."namndId" = ${actor.namndId} ${ofUnit} and e."kind" = 'CHARGE' and ${isRent} and e."openOre" > 0 and (e."dueOn" < ${before}${later})
      and ${notUnderRespite(actor.today)}
    group by e."personId")`
}
