/** What the register has before an import, by the own ids the lists use. A nämnd's people and homes fit in memory; its bills do not. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { FormPeriod } from '../../domain/apartments.js'
import type { Day } from '../../domain/calendar.js'
import type { HousingForm, LadderStep, Outcome, Protection } from '../../domain/codes.js'
import { inReach, mayBeShown } from '../../reach.js'
import { grouped } from './overlaps.js'

export interface StoredPerson {
  id: number
  ownId: string
  unitId: number
  reached: boolean
  /** May the one who imports know who this is? */
  shown: boolean
  givenName: string
  familyName: string
  protection: Protection
  birthOn: Day | null
}

export interface StoredApartment {
  id: number
  ownId: string
  unitId: number
  reached: boolean
  address: string
  postcode: string | null
  city: string | null
  landlordId: number | null
  costCentre: string | null
}

export interface StoredStay {
  id: number
  personId: number
  apartmentId: number
  startsOn: Day
  endsOn: Day | null
  outcome: Outcome | null
  ocr: string | null
  /** The stay's own rent from its first day. */
  rentOre: number | null
  rentId: number | null
}

export interface StoredMove {
  id: number
  personId: number
  tenancyId: number | null
  movesOn: Day
  fromStep: LadderStep | null
  toStep: LadderStep | null
  direction: string
  reason: string
}

export interface StoredRegister {
  people: Map<string, StoredPerson>
  /** In date of recording, the newest last. */
  numbers: Map<number, { number: string }[]>
  numberOwners: Map<string, number>
  children: Map<number, { id: number; birthYear: number }[]>
  landlords: Map<string, number>
  apartments: Map<string, StoredApartment>
  forms: Map<number, (FormPeriod & { id: number })[]>
  leases: Map<number, { id: number; startsOn: Day; endsOn: Day | null }[]>
  rents: Map<number, { id: number; side: 'LANDLORD' | 'TENANT'; fromOn: Day; amountOre: number }[]>
  stays: StoredStay[]
  moves: Map<number, StoredMove[]>
  /** Stays whose contract was taken over. */
  takeovers: Map<number, { id: number; transfersOn: Day }>
}

/** The whole nämnd, since own ids and personnummer are unique in it; `reached` says what the one who imports may touch. */
export async function storedRegister(db: Db, actor: Actor): Promise<StoredRegister> {
  const { namndId } = actor
  const people = await db.rows<Omit<StoredPerson, 'reached' | 'shown'> & { reached: number; shown: number }>(sql`
    select p."id", p."ownId", p."unitId", p."givenName", p."familyName", p."protection", p."birthOn",
      (case when ${inReach(actor, 'p')} then 1 else 0 end) as "reached", ${mayBeShown(actor)} as "shown"
    from "Person" p where p."namndId" = ${namndId}`)
  const apartments = await db.rows<Omit<StoredApartment, 'reached'> & { reached: number }>(sql`
    select a."id", a."ownId", a."unitId", a."address", a."postcode", a."city", a."landlordId", a."costCentre",
      (case when ${inReach(actor, 'a')} then 1 else 0 end) as "reached"
    from "Apartment" a where a."namndId" = ${namndId}`)
  const numbers = await db.rows<{ personId: number; number: string }>(sql`
    select i."personId", i."number" from "PersonIdentity" i where i."namndId" = ${namndId} order by i."recordedAt", i."id"`)
  const children = await db.rows<{ id: number; personId: number; birthYear: number }>(sql`
    select c."id", c."personId", c."birthYear" from "HouseholdChild" c join "Person" p on p."id" = c."personId"
    where p."namndId" = ${namndId} and c."removedAt" is null order by c."id"`)
  const landlords = await db.rows<{ id: number; name: string }>(sql`select "id", "name" from "Landlord" where "namndId" = ${namndId}`)
  const forms = await db.rows<{ id: number; apartmentId: number; form: HousingForm; startsOn: Day; endsOn: Day | null }>(sql`
    select f."id", f."apartmentId", f."housingForm" as "form", f."startsOn", f."endsOn" from "HousingFormPeriod" f
    join "Apartment" a on a."id" = f."apartmentId" where a."namndId" = ${namndId} order by f."startsOn"`)
  const leases = await db.rows<{ id: number; apartmentId: number; startsOn: Day; endsOn: Day | null }>(sql`
    select l."id", l."apartmentId", l."startsOn", l."endsOn" from "HeadLease" l
    join "Apartment" a on a."id" = l."apartmentId" where a."namndId" = ${namndId} order by l."startsOn"`)
  const rents = await db.rows<{ id: number; apartmentId: number; side: 'LANDLORD' | 'TENANT'; fromOn: Day; amountOre: number }>(sql`
    select r."id", r."apartmentId", r."side", r."fromOn", r."amountOre" from "ApartmentRent" r
    join "Apartment" a on a."id" = r."apartmentId" where a."namndId" = ${namndId} order by r."fromOn"`)
  const stays = await db.rows<StoredStay>(sql`
    select t."id", t."personId", t."apartmentId", t."startsOn", t."endsOn", t."outcome", t."ocr", r."amountOre" as "rentOre", r."id" as "rentId" from "Tenancy" t
    left join "TenancyRent" r on r."tenancyId" = t."id" and r."fromOn" = t."startsOn" where t."namndId" = ${namndId} order by t."startsOn", t."id"`)
  const moves = await db.rows<StoredMove>(sql`
    select m."id", m."personId", m."tenancyId", m."movesOn", m."fromStep", m."toStep", m."direction", m."reason" from "StepMove" m
    where m."namndId" = ${namndId} order by m."movesOn", m."id"`)
  const takeovers = await db.rows<{ id: number; tenancyId: number; transfersOn: Day }>(sql`
    select k."id", k."tenancyId", k."transfersOn" from "Takeover" k where k."namndId" = ${namndId}`)
  return {
    people: new Map(people.map((row) => [row.ownId, { ...row, reached: row.reached === 1, shown: row.shown === 1 }])),
    numbers: groupedById(numbers, (row) => row.personId),
    numberOwners: new Map(numbers.map((row) => [row.number, row.personId])),
    children: groupedById(children, (row) => row.personId),
    landlords: new Map(landlords.map((row) => [row.name, row.id])),
    apartments: new Map(apartments.map((row) => [row.ownId, { ...row, reached: row.reached === 1 }])),
    forms: groupedById(forms, (row) => row.apartmentId),
    leases: groupedById(leases, (row) => row.apartmentId),
    rents: groupedById(rents, (row) => row.apartmentId),
    stays,
    moves: groupedById(moves, (row) => row.personId),
    takeovers: new Map(takeovers.map((row) => [row.tenancyId, row])),
  }
}

/** Groups rows by the id they belong to, in the order they come. */
function groupedById<R>(rows: readonly R[], idOf: (row: R) => number): Map<number, R[]> {
  return new Map([...grouped(rows, (row) => String(idOf(row)))].map(([id, group]) => [Number(id), group]))
}
