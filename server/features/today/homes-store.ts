/** Homes and what is owed for them, as the rules of "Idag" see them on a day (store.ts). */
import { sql, type Db } from '../../db.js'
import { addDays, dayInStockholm, type Day } from '../../domain/calendar.js'
import { contains } from '../../domain/interval.js'
import type { Settings } from '../../domain/policy.js'
import type { OpenBill, StayToday, TakeoverToday } from '../../domain/today.js'
import type { ContactDays } from '../eviction-prevention/household-facts-store.js'
import { isChild } from '../people/children-sql.js'
import type { PersonAtHome } from '../people/early-warning-store.js'
import { isRent, openAsOf, openNow } from '../rent/open-bills-sql.js'
import { respiteUntilOn } from '../respite/respite-sql.js'
import type { Whom } from './whom-sql.js'

export interface BillRead extends OpenBill {
  respiteUntilOn: Day | null
  /** in the home that is lived in, or is to be */
  isLivedIn: boolean
  here: 0 | 1
}
export interface StayRead extends StayToday {
  here: 0 | 1
}

/** Rent bills past their due day with something unpaid. The rules say whether that is late. */
export async function openBills(db: Db, whom: Whom, on: Day, asOf: boolean): Promise<BillRead[]> {
  const { openOre, candidates } = asOf ? openAsOf(on) : openNow
  const rows = await db.rows<BillRead & { endsOn: Day | null }>(sql`
    select b.* from (
      select e."id", e."personId", t."apartmentId", e."tenancyId", e."period" as "month", e."dueOn", e."amountOre", ${openOre} as "openOre",
        ${respiteUntilOn(on, { asOf })} as "respiteUntilOn", t."endsOn", ${whom.here('e')} as "here"
      from "LedgerEntry" e join "Tenancy" t on t."id" = e."tenancyId"
      where ${whom.read('e', 'personId')} and e."kind" = 'CHARGE' and ${isRent} and e."dueOn" < ${on} and ${candidates}
    ) b where b."openOre" > 0 order by b."id"`)
  for (const row of rows) row.isLivedIn = row.endsOn === null || row.endsOn > on
  return rows
}

const NONE: readonly number[] = []

/** Stays that go on or are coming, those that ended lately without an outcome or wait for a takeover, and those with rent still owed. */
export async function staysToday(
  db: Db,
  whom: Whom,
  on: Day,
  bills: readonly OpenBill[],
  settings: Pick<Settings, 'tenancyOutcomeDays'>,
): Promise<StayRead[]> {
  const owing = [...new Set(bills.map((bill) => bill.tenancyId))].map((id) => ({ id }))
  const outcomeFrom = addDays(on, -settings.tenancyOutcomeDays)
  const rows = await db.rows<StayRead & { recordedAt: string }>(sql`
    select t."id", t."personId", t."apartmentId", t."startsOn", t."endsOn", t."outcome", t."contractUntilOn", t."recordedAt",
      case when t."landlordToldOn" <= ${on} then t."landlordToldOn" end as "landlordToldOn",
      (select count(*) from "HouseholdChild" c where c."personId" = t."personId" and ${isChild('c', on)}) as "children", ${whom.here('t')} as "here"
    from "Tenancy" t
    where ${whom.read('t', 'personId')} and (t."endsOn" is null or t."endsOn" > ${on} or (t."outcome" is null and t."endsOn" >= ${outcomeFrom})
      or exists (select 1 from "Takeover" k where k."tenancyId" = t."id" and (k."transferredAt" is null or k."transferredAt" >= ${on}))
      or t."id" in (select o."id" from ${db.table(owing, { id: 'int' })} o))
    order by t."id"`)
  const held = await db.rows<{ tenancyId: number; months: number }>(sql`
    select c."tenancyId", c."months" from "CheckpointHeld" c join "Tenancy" t on t."id" = c."tenancyId"
    where ${whom.reached('t', 'personId')} and c."heldOn" <= ${on} and (t."endsOn" is null or t."endsOn" > ${on})`)
  const doneMonths = new Map<number, number[]>()
  for (const { tenancyId, months } of held) {
    const done = doneMonths.get(tenancyId)
    if (done) done.push(months)
    else doneMonths.set(tenancyId, [months])
  }
  for (const row of rows) {
    row.recordedOn = dayInStockholm(row.recordedAt)
    row.doneMonths = doneMonths.get(row.id) ?? NONE
  }
  return rows
}

/** Takeovers that were planned by the day and not transferred by it. */
export async function plannedTakeovers(db: Db, whom: Whom, on: Day): Promise<TakeoverToday[]> {
  const rows = await db.rows<Omit<TakeoverToday, 'recordedOn'> & { recordedAt: string; transferredAt: string | null }>(sql`
    select o."tenancyId", case when o."approvedOn" <= ${on} then o."approvedOn" end as "approvedOn", o."transfersOn", o."recordedAt", o."transferredAt"
    from "Takeover" o join "Tenancy" t on t."id" = o."tenancyId"
    where ${whom.reached('t', 'personId')} and (o."transferredAt" is null or o."transferredAt" >= ${on})
    order by o."id"`)
  return rows.flatMap(({ recordedAt, transferredAt, ...takeover }) => {
    const recordedOn = dayInStockholm(recordedAt)
    const isDone = transferredAt !== null && dayInStockholm(transferredAt) <= on
    return isDone || recordedOn > on ? [] : [{ ...takeover, recordedOn }]
  })
}

/** The homes that these people have on the day, the latest last: whose early signs are followed up. */
export function homesOf(
  stays: readonly StayRead[],
  people: ReadonlySet<number>,
  contacts: ReadonlyMap<number, ContactDays>,
  on: Day,
): PersonAtHome[] {
  return stays
    .filter((stay) => people.has(stay.personId) && contains(stay, on))
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : a.id - b.id))
    .map(({ id, personId, apartmentId, startsOn, recordedOn, children }) => ({
      personId,
      tenancyId: id,
      apartmentId,
      startsOn,
      recordedOn,
      children,
      reachedOn: contacts.get(personId)?.reachedOn ?? null,
    }))
}
