/**
 * What a landlord's page holds of disturbances in its houses: the home, when, what kind and which day the landlord was answered. No name, no
 * text that anybody has typed, no other step, and nobody who is protected, whoever looks: these words are made to be said to a landlord, and what
 * was typed may hold more than rent and disturbance.
 */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { DisturbanceKind } from '../../domain/codes.js'
import { inReach } from '../../reach.js'
import { groupBy } from '../repayment-plans/plan-facts-store.js'

export interface DisturbanceForLandlord {
  id: number
  tenancyId: number
  address: string
  apartmentNumber: string | null
  openedOn: Day
  latestOn: Day
  reports: number
  kinds: DisturbanceKind[]
  answeredOn: Day | null
}

/** The open disturbances in the landlord's houses, for its page; that they were read is logged. Three queries. */
export async function disturbancesForLandlord(db: Db, actor: Actor, landlordId: number): Promise<DisturbanceForLandlord[]> {
  return db.reading(async (tx) => {
    const found = await openInHouses(tx, actor, sql`a."landlordId" = ${landlordId}`)
    await recordReadings(
      tx,
      actor,
      found.map((one) => one.personId),
    )
    return found.map(({ personId: _personId, ...one }) => one)
  })
}

/** Open disturbances in homes of ours, of people who are not protected, on a condition on the apartment `a` or the stay `t`. */
export async function openInHouses(db: Db, actor: Actor, which: Sql): Promise<(DisturbanceForLandlord & { personId: number })[]> {
  const rows = await db.rows<
    Pick<DisturbanceForLandlord, 'id' | 'tenancyId' | 'address' | 'apartmentNumber' | 'openedOn'> & { personId: number }
  >(sql`
    select d."id", d."personId", d."tenancyId", a."address", a."apartmentNumber", d."openedOn"
    from "Disturbance" d
    join "Person" p on p."id" = d."personId" and p."protection" = 'NEJ'
    join "Tenancy" t on t."id" = d."tenancyId"
    join "Apartment" a on a."id" = t."apartmentId"
    where ${inReach(actor, 'd')} and d."closedOn" is null and ${which} order by a."sortAddress", d."id"`)
  if (rows.length === 0) return []
  const ids = db.table(
    rows.map(({ id }) => ({ id })),
    { id: 'int' },
  )
  const reports = await db.rows<{ disturbanceId: number; happenedOn: Day; kind: DisturbanceKind }>(sql`
    select r."disturbanceId", r."happenedOn", r."kind" from "DisturbanceReport" r join ${ids} k on k."id" = r."disturbanceId" order by r."happenedOn", r."id"`)
  const answers = await db.rows<{ disturbanceId: number; on: Day }>(sql`
    select s."disturbanceId", max(s."happenedOn") as "on" from "DisturbanceStep" s join ${ids} k on k."id" = s."disturbanceId"
    where s."kind" = 'LANDLORD_ANSWERED' group by s."disturbanceId"`)
  const reportsOf = groupBy(reports, (row) => row.disturbanceId)
  const answeredOn = new Map(answers.map(({ disturbanceId, on }) => [disturbanceId, on]))
  return rows.map((row) => {
    const own = reportsOf.get(row.id) ?? []
    return {
      ...row,
      latestOn: own.at(-1)?.happenedOn ?? row.openedOn,
      reports: own.length,
      kinds: [...new Set(own.map((report) => report.kind))],
      answeredOn: answeredOn.get(row.id) ?? null,
    }
  })
}
