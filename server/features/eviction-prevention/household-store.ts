/** Whom a notice can be about: people of the register, with the home they have from us and the case that is open already. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { joinSql, sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { inReach, mayBeShown } from '../../reach.js'
import { findPeople } from '../payments/suggestion-store.js'
import { isChild } from '../people/children-sql.js'
import { openCaseOf } from './case-store.js'

export interface Household {
  personId: number
  name: string
  birthOn: Day | null
  children: number
  stay: { tenancyId: number; address: string } | null
  openCase: { id: number; caseNumber: string } | null
}

/** People that what was typed can mean, at most ten, by name. */
export async function findHousehold(
  db: Db,
  actor: Actor,
  typed: string,
): Promise<{ personId: number; name: string; birthOn: Day | null; ownId: string }[]> {
  const found = await findPeople(db, actor, typed)
  if (found.length === 0) return []
  const ids = found.slice(0, 10).map((one) => one.personId)
  return db.reading(async (tx) => {
    await recordReadings(tx, actor, ids)
    return tx.rows(sql`
      select p."id" as "personId", p."givenName" || ' ' || p."familyName" as "name", p."birthOn", p."ownId" from "Person" p
      where p."id" in (${joinSql(ids)}) and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 order by p."sortName", p."id"`)
  })
}

/** The person with the present home, or null where the actor may not see them. */
export async function householdOf(db: Db, actor: Actor, personId: number): Promise<Household | null> {
  return db.reading(async (tx) => {
    const [row] = await tx.rows<{
      personId: number
      name: string
      birthOn: Day | null
      children: number
      tenancyId: number | null
      address: string | null
    }>(sql`
      select p."id" as "personId", p."givenName" || ' ' || p."familyName" as "name", p."birthOn", t."id" as "tenancyId", a."address",
        (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', actor.today)}) as "children"
      from "Person" p
      left join "Tenancy" t on t."personId" = p."id" and t."startsOn" <= ${actor.today} and (t."endsOn" is null or t."endsOn" > ${actor.today})
      left join "Apartment" a on a."id" = t."apartmentId"
      where p."id" = ${personId} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 order by t."startsOn" desc limit 1`)
    if (!row) return null
    await recordReadings(tx, actor, [personId])
    const { tenancyId, address, ...person } = row
    return {
      ...person,
      stay: tenancyId === null ? null : { tenancyId, address: address ?? '' },
      openCase: await openCaseOf(tx, actor, personId),
    }
  })
}
