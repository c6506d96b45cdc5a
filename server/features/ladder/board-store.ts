/**
 * Everybody on the ladder today, and what their cards say: three statements for the whole board and one for the cards shown, whatever
 * the number of people. Hidden persons are counted, and nothing else is known of them here.
 */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { HousingForm, LadderStep } from '../../domain/codes.js'
import { inReach, mayBeShown } from '../../reach.js'
import { isChild } from '../people/children-sql.js'
import { currentSteps, overdueByPerson } from '../people/current-step.js'

export interface OnLadder {
  personId: number
  step: LadderStep
  since: Day
  shown: boolean
  children: number
  overdueOre: number
  sortName: string
  stay: { id: number; startsOn: Day; recordedAt: string; doneMonths: number } | null
}

export interface Card {
  name: string
  apartmentId: number | null
  place: { address: string; apartmentNumber: string | null } | null
  monthlyRentOre: number | null
  takeoverOn: Day | null
}

export interface Occupancy {
  form: HousingForm
  places: number
  let: number
}

/** Everybody within reach who stands on a step today; not those whose very being here is hidden from the actor. */
export async function peopleOnLadder(db: Db, actor: Actor): Promise<OnLadder[]> {
  const { today } = actor
  const rows = await db.rows<
    Omit<OnLadder, 'shown' | 'stay'> & {
      shown: number
      tenancyId: number | null
      startsOn: Day
      recordedAt: string
      doneMonths: number | null
    }
  >(sql`
    select p."id" as "personId", s."step", s."since", ${mayBeShown(actor)} as "shown", p."sortName",
      coalesce(c."children", 0) as "children", coalesce(d."overdueOre", 0) as "overdueOre",
      t."id" as "tenancyId", t."startsOn", t."recordedAt", k."doneMonths"
    from "Person" p
    join ${currentSteps(actor.namndId, today)} s on s."personId" = p."id"
    left join (
      select hc."personId", count(*) as "children" from "HouseholdChild" hc where ${isChild('hc', today)} group by hc."personId") c on c."personId" = p."id"
    left join ${overdueByPerson(actor)} d on d."personId" = p."id"
    left join (
      select o."personId", max(o."id") as "id" from "Tenancy" o
      where o."namndId" = ${actor.namndId} and o."startsOn" <= ${today} and (o."endsOn" is null or o."endsOn" > ${today})
      group by o."personId") now on now."personId" = p."id"
    left join "Tenancy" t on t."id" = now."id"
    left join (select ch."tenancyId", max(ch."months") as "doneMonths" from "CheckpointHeld" ch group by ch."tenancyId") k on k."tenancyId" = t."id"
    where ${inReach(actor, 'p')} and (p."protection" <> 'SKYDDAD_FOLKBOKFORING' or ${mayBeShown(actor)} = 1)`)
  return rows.map(({ shown, tenancyId, startsOn, recordedAt, doneMonths, ...row }) => ({
    ...row,
    shown: shown === 1,
    children: Number(row.children),
    overdueOre: Number(row.overdueOre), // sums come as text or number depending on the engine
    stay: tenancyId === null ? null : { id: tenancyId, startsOn, recordedAt, doneMonths: doneMonths ?? 0 },
  }))
}

/** How many places of each boendeform the nämnd has today, and how many of them are let. */
export async function occupancyToday(db: Db, actor: Actor): Promise<Occupancy[]> {
  const { today } = actor
  const rows = await db.rows<Occupancy>(sql`
    select f."housingForm" as "form", count(*) as "places", sum(case when exists (
        select 1 from "Tenancy" t where t."apartmentId" = a."id" and t."startsOn" <= ${today} and (t."endsOn" is null or t."endsOn" > ${today})
      ) then 1 else 0 end) as "let"
    from "Apartment" a
    join "HousingFormPeriod" f on f."apartmentId" = a."id" and f."startsOn" <= ${today} and (f."endsOn" is null or f."endsOn" > ${today})
    where ${inReach(actor, 'a')} and (
      not exists (select 1 from "HeadLease" x where x."apartmentId" = a."id")
      or exists (select 1 from "HeadLease" y where y."apartmentId" = a."id" and y."startsOn" <= ${today} and (y."endsOn" is null or y."endsOn" > ${today})))
    group by f."housingForm"`)
  return rows.map((row) => ({ form: row.form, places: Number(row.places), let: Number(row.let) }))
}

/** What the cards of these people say. Writes that they were read; give only those who may be shown. */
export async function cardsOf(tx: Db, actor: Actor, people: readonly OnLadder[]): Promise<Map<number, Card>> {
  const { today } = actor
  const wanted = people.filter((one) => one.shown).map((one) => ({ personId: one.personId, tenancyId: one.stay?.id ?? null }))
  if (wanted.length === 0) return new Map()
  const rows = await tx.rows<{
    id: number
    givenName: string
    familyName: string
    apartmentId: number | null
    address: string | null
    apartmentNumber: string | null
    monthlyRentOre: number | null
    takeoverOn: Day | null
  }>(sql`
    select p."id", p."givenName", p."familyName", a."id" as "apartmentId", a."address", a."apartmentNumber", k."transfersOn" as "takeoverOn",
      (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${today} order by r."fromOn" desc limit 1) as "monthlyRentOre"
    from ${tx.table(wanted, { personId: 'int', tenancyId: 'int' })} w
    join "Person" p on p."id" = w."personId"
    left join "Tenancy" t on t."id" = w."tenancyId"
    left join "Apartment" a on a."id" = t."apartmentId"
    left join "Takeover" k on k."tenancyId" = t."id" and k."transferredAt" is null
    where ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1`)
  await recordReadings(
    tx,
    actor,
    rows.map((row) => row.id),
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: `${row.givenName} ${row.familyName}`,
        apartmentId: row.apartmentId,
        place: row.address === null ? null : { address: row.address, apartmentNumber: row.apartmentNumber },
        monthlyRentOre: row.monthlyRentOre,
        takeoverOn: row.takeoverOn,
      },
    ]),
  )
}
