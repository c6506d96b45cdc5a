/** What is known of one apartment, and which apartments can be let. Availability itself is decided in domain/apartments.ts alone. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { rawSql, sql, type Db } from '../../db.js'
import { availability, formOn, type ApartmentLife, type FormPeriod } from '../../domain/apartments.js'
import type { Day } from '../../domain/calendar.js'
import type { HeadLeaseKind, HousingForm, Outcome, VoidReason } from '../../domain/codes.js'
import type { Interval } from '../../domain/interval.js'
import { inReach, mayBeShown } from '../../reach.js'
import { isChild } from '../people/children-sql.js'
import { maybeFree } from './status-sql.js'

export interface Lease extends Interval {
  id: number
  kind: HeadLeaseKind
  noticeMonths: number | null
  waiverReference: string | null
  waiverApprovedOn: Day | null
  waiverUntilOn: Day | null
}

/** The facts availability() and statusOf() need, with what else the rules of moving in ask about the place. Periods in date order. */
export interface ApartmentFacts extends ApartmentLife {
  id: number
  unitId: number
  ownId: string
  address: string
  apartmentNumber: string | null
  landlordId: number | null
  leases: readonly Lease[]
  forms: readonly (FormPeriod & { id: number })[]
  voids: readonly (Interval & { id: number; reason: VoidReason; costCentre: string | null; note: string | null })[]
}

/** Everything dated about the apartment, null where it is not there or not within reach. Cancelled voids are left out. */
export async function apartmentFacts(db: Db, actor: Actor, id: number): Promise<ApartmentFacts | null> {
  const row = await db.prisma.apartment.findFirst({
    where: { id, namndId: actor.namndId, ...(actor.unitId === null ? {} : { unitId: actor.unitId }) },
    include: {
      forms: { orderBy: { startsOn: 'asc' } },
      headLeases: { orderBy: { startsOn: 'asc' } },
      voids: { where: { cancelledAt: null }, orderBy: { startsOn: 'asc' } },
      tenancies: { select: { id: true, startsOn: true, endsOn: true }, orderBy: { startsOn: 'asc' } },
    },
  })
  if (!row) return null
  return {
    id: row.id,
    unitId: row.unitId,
    ownId: row.ownId,
    address: row.address,
    apartmentNumber: row.apartmentNumber,
    landlordId: row.landlordId,
    leases: row.headLeases.map((lease) => ({ ...lease, kind: lease.kind as HeadLeaseKind })),
    forms: row.forms.map(({ id, housingForm, startsOn, endsOn }) => ({ id, form: housingForm as HousingForm, startsOn, endsOn })),
    voids: row.voids.map((gap) => ({ ...gap, reason: gap.reason as VoidReason })),
    tenancies: row.tenancies,
  }
}

export interface FreeApartment {
  id: number
  ownId: string
  address: string
  apartmentNumber: string | null
  landlord: string | null
  /** the boendeform on the first day */
  form: HousingForm
  /** what a new contract starts with, öre a month; null where it is not known */
  rentOre: number | null
  /** first day the nämnd no longer has the place; null = no end known */
  until: Day | null
}

/** The apartments that can be let in [from, to), by address; `to` null is until further notice. Five statements whatever the number. */
export async function freeApartments(
  db: Db,
  actor: Actor,
  wish: { from: Day; to: Day | null; form?: HousingForm },
): Promise<FreeApartment[]> {
  const wanted = { startsOn: wish.from, endsOn: wish.to }
  const places = await db.rows<Omit<FreeApartment, 'form' | 'until'>>(sql`
    select a."id", a."ownId", a."address", a."apartmentNumber", l."name" as "landlord",
      (select x."amountOre" from "ApartmentRent" x where x."apartmentId" = a."id" and x."side" = 'TENANT' and x."fromOn" <= ${wish.from}
        order by x."fromOn" desc limit 1) as "rentOre"
    from "Apartment" a left join "Landlord" l on l."id" = a."landlordId"
    where ${inReach(actor, 'a')} and ${maybeFree(wish.from, wish.to)}
    order by a."sortAddress"${db.dialect === 'postgresql' ? rawSql(' collate "C"') : rawSql('')}, a."id"`)
  const lives = await livesOf(db, places)
  return places.flatMap((place) => {
    const life = lives.get(place.id)
    if (!life) return []
    const form = formOn(life.forms, wish.from)
    const answer = availability(life, wanted)
    if (!answer.available || form === null || (wish.form !== undefined && form !== wish.form)) return []
    return [{ ...place, form, until: answer.until }]
  })
}

/** The dated facts of many apartments, each table read once. */
export async function livesOf(db: Db, places: readonly { id: number }[]): Promise<Map<number, ApartmentLife>> {
  const ids = db.table(
    places.map(({ id }) => ({ id })),
    { id: 'int' },
  )
  type Dated = Interval & { apartmentId: number; id: number }
  const dated = <Row extends Dated>(table: string, and = '') =>
    db.rows<Row>(sql`select x.* from ${ids} r join ${rawSql(`"${table}"`)} x on x."apartmentId" = r."id" ${rawSql(and)}`)
  const lives = new Map(
    places.map(({ id }) => [
      id,
      { leases: [] as Dated[], forms: [] as FormPeriod[], tenancies: [] as Dated[], voids: [] as (Dated & { reason: VoidReason })[] },
    ]),
  )
  for (const row of await dated('HeadLease')) lives.get(row.apartmentId)?.leases.push(row)
  for (const row of await dated<Dated & { housingForm: HousingForm }>('HousingFormPeriod')) {
    lives.get(row.apartmentId)?.forms.push({ form: row.housingForm, startsOn: row.startsOn, endsOn: row.endsOn })
  }
  for (const row of await dated('Tenancy')) lives.get(row.apartmentId)?.tenancies.push(row)
  for (const row of await dated<Dated & { reason: VoidReason }>('Void', 'where x."cancelledAt" is null'))
    lives.get(row.apartmentId)?.voids.push(row)
  return lives
}

/** One stay in the apartment. `person` null: hidden from the actor, or another unit's; then nothing but the dates is given. */
export interface Stay extends Interval {
  id: number
  person: { id: number; name: string; children: number } | null
  contractUntilOn: Day | null
  outcome: Outcome | null
  landlordToldOn: Day | null
  /** instant, '' where the tenant is hidden */
  recordedAt: string
  rentOre: number | null
}

/** The stays in the apartment (all, or only those with these ids), newest first; writes that the shown tenants were read. */
export async function staysIn(tx: Db, actor: Actor, apartmentId: number, only?: readonly number[]): Promise<Stay[]> {
  const rows = await tx.rows<
    Omit<Stay, 'person'> & { shown: number; personId: number; givenName: string; familyName: string; children: number }
  >(sql`
    select t."id", t."startsOn", t."endsOn", t."contractUntilOn", t."outcome", t."landlordToldOn", t."recordedAt", p."id" as "personId", p."givenName",
      p."familyName", (case when ${inReach(actor, 'p')} and ${inReach(actor, 't')} then ${mayBeShown(actor)} else 0 end) as "shown",
      (select count(*) from "HouseholdChild" c where c."personId" = p."id" and ${isChild('c', actor.today)} and c."residence" <> 'CONTACT') as "children",
      (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= coalesce(t."endsOn", ${actor.today})
        order by r."fromOn" desc limit 1) as "rentOre"
    from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId" join "Person" p on p."id" = t."personId"
    where a."id" = ${apartmentId} and ${inReach(actor, 'a')} order by t."startsOn" desc, t."id" desc`)
  const asked = only === undefined ? rows : rows.filter((row) => only.includes(row.id))
  const stays = asked.map(({ shown, personId, givenName, familyName, children, ...row }): Stay => {
    if (shown !== 1)
      return {
        id: row.id,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
        person: null,
        contractUntilOn: null,
        outcome: null,
        landlordToldOn: null,
        recordedAt: '',
        rentOre: null,
      }
    return { ...row, person: { id: personId, name: `${givenName} ${familyName}`, children } }
  })
  await recordReadings(
    tx,
    actor,
    stays.flatMap((stay) => (stay.person ? [stay.person.id] : [])),
  )
  return stays
}

export interface RentRow {
  id: number
  side: 'LANDLORD' | 'TENANT'
  fromOn: Day
  amountOre: number
}

/** The rents of both sides, newest first, of an apartment within reach. */
export async function rentsOf(db: Db, { id }: ApartmentFacts): Promise<RentRow[]> {
  const rows = await db.prisma.apartmentRent.findMany({ where: { apartmentId: id }, orderBy: { fromOn: 'desc' } })
  return rows.map((rent) => ({ ...rent, side: rent.side as RentRow['side'] }))
}

/** What is not dated. */
export interface StoredParticulars {
  landlord: { name: string; orgNumber: string | null; contact: string | null; phone: string | null; email: string | null } | null
  property: { id: number; name: string } | null
  postcode: string | null
  city: string | null
  areaName: string | null
  squareMeters: number | null
  rooms: number | null
  costCentre: string | null
}

/** The particulars of an apartment within reach. */
export function particularsOf(db: Db, { id }: ApartmentFacts): Promise<StoredParticulars> {
  return db.prisma.apartment.findUniqueOrThrow({
    where: { id },
    select: {
      landlord: true,
      property: true,
      postcode: true,
      city: true,
      areaName: true,
      squareMeters: true,
      rooms: true,
      costCentre: true,
    },
  })
}

export interface ApartmentDetails extends StoredParticulars {
  facts: ApartmentFacts
  /** newest first */
  rents: RentRow[]
  /** newest first */
  stays: Stay[]
}

/** All of the apartment's page, null where it is not there or not within reach. */
export async function apartmentDetails(db: Db, actor: Actor, id: number): Promise<ApartmentDetails | null> {
  return db.reading(async (tx) => {
    const facts = await apartmentFacts(tx, actor, id)
    if (!facts) return null
    return {
      ...(await particularsOf(tx, facts)),
      facts,
      rents: await rentsOf(tx, facts),
      stays: await staysIn(tx, actor, id),
    }
  })
}
