/**
 * What may be spoken of with one landlord on the day: of each household that has given its consent, the rent, the disturbances, or both, as the
 * consent says (domain/landlord-consent.ts). No consent: not in it. Protected: never in it, consent or not. Four queries for any number of homes.
 */
import type { Actor } from '../../actor.js'
import { recordChanges, recordReadings } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { consentOn, type ConsentFact } from '../../domain/landlord-consent.js'
import { inReach } from '../../reach.js'
import { openInHouses, type DisturbanceForLandlord } from '../disturbances/landlord-store.js'
import { isRent } from '../rent/open-bills-sql.js'
import { lateOn } from '../rent/late-sql.js'
import { groupBy } from '../repayment-plans/plan-facts-store.js'
import { notUnderRespite } from '../respite/respite-sql.js'

export interface MeetingRow {
  tenancyId: number
  name: string
  address: string
  apartmentNumber: string | null
  /** null: no consent to speak of the rent */
  rent: { overdueOre: number; bills: number; oldestDueOn: Day | null } | null
  /** null: no consent to speak of disturbances */
  disturbances: DisturbanceForLandlord[] | null
}

/** The rows for a meeting; taken home as a file it is an export of each of them. */
export async function meetingRows(
  db: Db,
  actor: Actor,
  landlord: { id: number; name: string },
  way: 'page' | 'csv',
): Promise<MeetingRow[]> {
  return db.reading(async (tx) => {
    const rows = await consentedRows(tx, actor, landlord)
    const people = rows.map((row) => row.personId)
    if (way === 'page') await recordReadings(tx, actor, people)
    else
      await recordChanges(
        tx,
        actor,
        { action: 'EXPORT', subject: 'LANDLORD' },
        people.map((personId) => ({ subjectId: landlord.id, personId, after: { on: actor.today } })),
      )
    return rows.map(({ personId: _personId, ...row }) => row)
  })
}

async function consentedRows(db: Db, actor: Actor, landlord: { id: number; name: string }): Promise<(MeetingRow & { personId: number })[]> {
  const { today } = actor
  const stays = await db.rows<{ tenancyId: number; personId: number; name: string; address: string; apartmentNumber: string | null }>(sql`
    select t."id" as "tenancyId", t."personId", p."givenName" || ' ' || p."familyName" as "name", a."address", a."apartmentNumber"
    from "Apartment" a
    join "Tenancy" t on t."apartmentId" = a."id" and t."startsOn" <= ${today} and (t."endsOn" is null or t."endsOn" > ${today})
    join "Person" p on p."id" = t."personId" and p."protection" = 'NEJ'
    where ${inReach(actor, 'a')} and ${inReach(actor, 't')} and a."landlordId" = ${landlord.id}
      and exists (select 1 from "LandlordConsent" s where s."personId" = p."id" and s."withdrawnOn" is null)
    order by a."sortAddress", t."id"`)
  if (stays.length === 0) return []
  const people = db.table(
    stays.map(({ personId }) => ({ id: personId })),
    { id: 'int' },
  )
  const consents = await db.rows<ConsentFact & { personId: number }>(sql`
    select s."id", s."personId", s."landlordId", coalesce(l."name", s."landlordName") as "landlordName", s."scope", s."givenOn", s."untilOn", s."withdrawnOn"
    from "LandlordConsent" s left join "Landlord" l on l."id" = s."landlordId"
    where s."namndId" = ${actor.namndId} and s."personId" in (select k."id" from ${people} k)`)
  const consentsOf = groupBy(consents, (row) => row.personId)
  const named = { landlordId: landlord.id, landlordName: landlord.name }
  const spoken = stays
    .map((stay) => ({ ...stay, may: consentOn(consentsOf.get(stay.personId) ?? [], named, today) }))
    .filter(({ may }) => may.RENT !== null || may.DISTURBANCE !== null)
  const owed = await rentOf(
    db,
    spoken.filter(({ may }) => may.RENT !== null),
    today,
  )
  const ofDisturbance = spoken.filter(({ may }) => may.DISTURBANCE !== null).map(({ tenancyId }) => ({ id: tenancyId }))
  const open =
    ofDisturbance.length === 0
      ? []
      : await openInHouses(db, actor, sql`t."id" in (select k."id" from ${db.table(ofDisturbance, { id: 'int' })} k)`)
  const disturbancesOf = groupBy(open, (one) => one.tenancyId)
  return spoken.map(({ may, ...stay }) => ({
    ...stay,
    rent: may.RENT === null ? null : (owed.get(stay.tenancyId) ?? { overdueOre: 0, bills: 0, oldestDueOn: null }),
    disturbances: may.DISTURBANCE === null ? null : (disturbancesOf.get(stay.tenancyId) ?? []),
  }))
}

/** The rent that is late on the day and under no respite, of these stays. */
async function rentOf(db: Db, stays: readonly { tenancyId: number; personId: number }[], today: Day) {
  if (stays.length === 0) return new Map<number, NonNullable<MeetingRow['rent']>>()
  const table = db.table(
    stays.map(({ tenancyId, personId }) => ({ tenancyId, personId })),
    { tenancyId: 'int', personId: 'int' },
  )
  const rows = await db.rows<{ tenancyId: number; overdueOre: number; bills: number; oldestDueOn: Day }>(sql`
    select e."tenancyId", sum(e."openOre") as "overdueOre", count(*) as "bills", min(e."dueOn") as "oldestDueOn"
    from ${table} k join "LedgerEntry" e on e."personId" = k."personId" and e."tenancyId" = k."tenancyId"
    where e."kind" = 'CHARGE' and e."openOre" > 0 and ${isRent} and ${lateOn(today)} and ${notUnderRespite(today)}
    group by e."tenancyId"`)
  return new Map(rows.map(({ tenancyId, ...rent }) => [tenancyId, rent]))
}
