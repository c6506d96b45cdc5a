/** Names, case numbers, homes and steps for rows of prevention cases; the home is the one of the case, in the register or by its address. */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { inReach, mayBeShown } from '../../reach.js'
import { currentStepOf } from '../people/current-step.js'
import type { CasesBehind } from './rows-behind.js'

/** Each row is looked up by its ids, in that order: a join that could be turned round would read every person for every row. */
export function casesQuery(tx: Db, actor: Actor, { rows, on }: CasesBehind): Sql {
  const given = rows.map(({ cells: _cells, ...row }) => row)
  const types = {
    groupId: 'int',
    personId: 'int',
    caseId: 'int',
    tenancyId: 'int',
    startsOn: 'text',
    endsOn: 'text',
    rank: 'int',
    sign: 'text',
  } as const
  return sql`with g as (
      select r."groupId", r."sign", r."startsOn", r."endsOn", cast(null as text) as "outcome", r."rank", p."id" as "personId", p."givenName",
        p."familyName", p."sortName", 1 as "people", a."id" as "apartmentId", coalesce(a."address", c."address") as "address", a."apartmentNumber",
        coalesce(a."sortAddress", c."address", '') as "sortAddress", c."id" as "caseId", c."caseNumber", ${currentStepOf(on)} as "step",
        ${personShown(actor)} as "shown"
      from ${tx.table(given, types)} r
      left join "Person" p on p."id" = r."personId"
      left join "PreventionCase" c on c."id" = r."caseId"
      left join "Tenancy" t on t."id" = coalesce(c."tenancyId", r."tenancyId")
      left join "Apartment" a on a."id" = t."apartmentId"
      where c."id" is null or ${inReach(actor, 'c')}
    )`
}

/** 1 where the person is within reach and not hidden from the actor. */
export const personShown = (actor: Actor): Sql => sql`(case when ${inReach(actor, 'p')} then ${mayBeShown(actor)} else 0 end)`
