/** Disturbances with what the rules need: the same two queries for a list as for one. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { DisturbanceRecord } from '../../domain/disturbances.js'
import { inReach, mayBeShown } from '../../reach.js'
import { isChild } from '../people/children-sql.js'
import { disturbanceFacts, openOn } from './facts-store.js'

export interface DisturbanceRow {
  id: number
  personId: number
  tenancyId: number | null
  apartmentId: number | null
  landlordId: number | null
  address: string | null
  openedOn: Day
  closedOn: Day | null
  homeEndsOn: Day | null
  name: string
  shown: boolean
  children: number
  /** the actor is responsible for the person, or wrote the first report */
  mine: boolean
}

export interface Disturbance extends DisturbanceRow {
  facts: DisturbanceRecord
}

export const quietPerPage = 25

/** A disturbance the actor reaches and whose person may be shown: what every change asks first. */
export async function reachedDisturbance(db: Db, actor: Actor, disturbanceId: number): Promise<Disturbance | null> {
  const rows = await disturbanceRows(db, actor, sql`d."id" = ${disturbanceId} and ${mayBeShown(actor)} = 1`)
  return (await withFacts(db, rows, actor.today))[0] ?? null
}

/** One disturbance for its page, or null; the reading is logged. */
export async function disturbanceById(db: Db, actor: Actor, disturbanceId: number): Promise<Disturbance | null> {
  return db.reading(async (tx) => {
    const one = await reachedDisturbance(tx, actor, disturbanceId)
    if (one) await recordReadings(tx, actor, [one.personId])
    return one
  })
}

/** Those that are not closed, for a page: readings are logged for those shown by name. */
export async function openDisturbances(db: Db, actor: Actor): Promise<Disturbance[]> {
  return db.reading(async (tx) => {
    const found = await disturbancesToday(tx, actor, actor.today)
    await recordReadings(tx, actor, shownPeople(found))
    return found
  })
}

/** Closed ones, the newest first, a page at a time. */
export async function quietDisturbances(db: Db, actor: Actor, page: number): Promise<{ rows: Disturbance[]; total: number }> {
  return db.reading(async (tx) => {
    const closed = sql`d."closedOn" is not null`
    const [counted] = await tx.rows<{ total: number }>(sql`
      select count(*) as "total" from "Disturbance" d join "Person" p on p."id" = d."personId" where ${seen(actor)} and ${closed}`)
    const rows = await disturbanceRows(
      tx,
      actor,
      closed,
      sql`order by d."closedOn" desc, d."id" desc limit ${quietPerPage} offset ${(page - 1) * quietPerPage}`,
    )
    await recordReadings(tx, actor, shownPeople(rows))
    return { rows: await withFacts(tx, rows, actor.today), total: counted?.total ?? 0 }
  })
}

/** Those that were open on the day, of everybody or on a condition on people `p`, as they were known by its end. Readings are the caller's to log. */
export async function disturbancesToday(db: Db, actor: Actor, on: Day, whom: Sql = sql`1 = 1`): Promise<Disturbance[]> {
  const rows = await disturbanceRows(db, actor, sql`${openOn(on)} and ${whom}`)
  return (await withFacts(db, rows, on)).filter((one) => one.facts.reports.length > 0)
}

/** Everything about one person, or about one apartment's stays, the newest first. */
export async function disturbancesAbout(
  db: Db,
  actor: Actor,
  about: { personId: number } | { apartmentId: number },
): Promise<Disturbance[]> {
  const which = 'personId' in about ? sql`d."personId" = ${about.personId}` : sql`t."apartmentId" = ${about.apartmentId}`
  const rows = await disturbanceRows(db, actor, sql`${which} and ${mayBeShown(actor)} = 1`, sql`order by d."id" desc`)
  return withFacts(db, rows, actor.today)
}

const shownPeople = (rows: readonly DisturbanceRow[]) => rows.filter((row) => row.shown).map((row) => row.personId)

/** In reach; who has skyddad folkbokföring is not there at all for those who are not named. */
const seen = (actor: Actor): Sql =>
  sql`${inReach(actor, 'd')} and not (${mayBeShown(actor)} = 0 and p."protection" = 'SKYDDAD_FOLKBOKFORING')`

async function disturbanceRows(db: Db, actor: Actor, which: Sql, order: Sql = sql`order by d."id"`): Promise<DisturbanceRow[]> {
  const me = actor.userId ?? 0
  const rows = await db.rows<Omit<DisturbanceRow, 'shown' | 'mine'> & { shown: number; mine: number }>(sql`
    select d."id", d."personId", d."tenancyId", t."apartmentId", a."landlordId", coalesce(d."address", a."address") as "address", d."openedOn",
      d."closedOn", t."endsOn" as "homeEndsOn", p."givenName" || ' ' || p."familyName" as "name", ${mayBeShown(actor)} as "shown",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', actor.today)}) as "children",
      case when p."boendestodjareId" = ${me} or p."socialsekreterareId" = ${me} or d."recordedById" = ${me} then 1 else 0 end as "mine"
    from "Disturbance" d
    join "Person" p on p."id" = d."personId"
    left join "Tenancy" t on t."id" = d."tenancyId"
    left join "Apartment" a on a."id" = t."apartmentId"
    where ${seen(actor)} and ${which} ${order}`)
  return rows.map((row) => ({ ...row, shown: row.shown === 1, mine: row.mine === 1 }))
}

async function withFacts(db: Db, rows: readonly DisturbanceRow[], on: Day): Promise<Disturbance[]> {
  if (rows.length === 0) return []
  const ids = db.table(
    rows.map(({ id }) => ({ id })),
    { id: 'int' },
  )
  const known = await disturbanceFacts(db, sql`d."id" in (select k."id" from ${ids} k)`, on)
  const factsOf = new Map(known.map(({ id, personId: _personId, ...facts }) => [id, facts]))
  return rows.map((row) => {
    const { openedOn, homeEndsOn, tenancyId } = row
    return { ...row, facts: factsOf.get(row.id) ?? { openedOn, homeEndsOn, secondHand: tenancyId !== null, reports: [], steps: [] } }
  })
}
