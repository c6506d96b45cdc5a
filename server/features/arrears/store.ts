/** Who is behind with the rent, on a day. Today's list costs by the open bills; an earlier day's is computed from the facts. */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { byUrgency, daysOverdue, lateDueDays, monthsOwed } from '../../domain/arrears.js'
import type { Day } from '../../domain/calendar.js'
import { inReach, mayBeShown } from '../../reach.js'
import { isRent, openAsOf, openNow, type OpenAmount } from '../rent/open-bills-sql.js'

export interface ArrearsRow {
  personId: number
  ownId: string
  /** null when the person is protected from the one who asks */
  name: string | null
  sortName: string
  shown: boolean
  boendestodjareId: number | null
  /** own id of the apartment of the newest late bill; null when hidden */
  apartment: string | null
  apartmentId: number | null
  address: string | null
  housingForm: string | null
  /** the stay has ended */
  movedOut: boolean
  overdueOre: number
  oldestDueOn: Day
  daysOverdue: number
  openBills: number
  children: number
  monthlyRentOre: number | null
  monthsOwed: number | null
}

/**
 * Everybody in reach with something overdue on the day, most urgent first. `asOf` computes from the facts, for days gone by: what was
 * owed and paid is of the day, households, names and protection are as they stand now. Without it `on` is today, and what has been
 * booked with a later day counts already. `knownOn` takes only what was recorded by that day, as the list looked then. Rent only: a
 * one-off charge (a key, a damage) is a debt on the person's ledger and no reason to give a home up.
 */
export async function arrearsOn(
  db: Db,
  actor: Actor,
  on: Day,
  options: { asOf?: boolean; knownOn?: Day | null } = {},
): Promise<ArrearsRow[]> {
  const rows = await db.rows<
    Omit<ArrearsRow, 'daysOverdue' | 'monthsOwed' | 'shown' | 'movedOut'> & { shown: number; endsOn: Day | null }
  >(sql`
    select p."id" as "personId", p."ownId", p."sortName", p."boendestodjareId", ${mayBeShown(actor)} as "shown",
      p."givenName" || ' ' || p."familyName" as "name",
      a."ownId" as "apartment", a."id" as "apartmentId", a."address", d."housingForm", t."endsOn",
      d."overdueOre", d."oldestDueOn", d."openBills",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and h."removedAt" is null) as "children",
      (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${on} order by r."fromOn" desc limit 1) as "monthlyRentOre"
    from (
      select o."personId", sum(o."openOre") as "overdueOre", min(o."dueOn") as "oldestDueOn", count(*) as "openBills",
        max(case when o."newest" = 1 then o."tenancyId" end) as "tenancyId", max(case when o."newest" = 1 then o."housingForm" end) as "housingForm"
      from (
        select c.*, row_number() over (partition by c."personId" order by c."dueOn" desc, c."id" desc) as "newest"
        from ${lateBills(actor, on, options.asOf ? openAsOf(on, options.knownOn ?? null) : openNow)} c
      ) o group by o."personId"
    ) d
    join "Person" p on p."id" = d."personId"
    join "Tenancy" t on t."id" = d."tenancyId"
    join "Apartment" a on a."id" = t."apartmentId"
    order by p."id"`)
  return rows
    .map(({ shown, endsOn, ...row }) => {
      const hidden = shown === 0
      return {
        ...row,
        shown: !hidden,
        name: hidden ? null : row.name,
        apartment: hidden ? null : row.apartment,
        apartmentId: hidden ? null : row.apartmentId,
        address: hidden ? null : row.address,
        movedOut: endsOn !== null && endsOn <= on,
        daysOverdue: daysOverdue(row.oldestDueOn, on),
        monthsOwed: monthsOwed(row),
      }
    })
    .sort(byUrgency)
}

/** When each of the people last paid anything, up to and with the day; who never paid is not in it. For the rows of one page. */
export async function lastPaymentDays(db: Db, personIds: readonly number[], on: Day): Promise<Map<number, Day>> {
  const asked = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const rows = await db.rows<{ id: number; on: Day | null }>(sql`
    select w."id", (select max(k."effectiveOn") from "LedgerEntry" k where k."personId" = w."id" and k."kind" = 'PAYMENT' and k."reversedById" is null
        and k."effectiveOn" <= ${on}) as "on"
    from ${asked} w`)
  return new Map(rows.flatMap(({ id, on: day }) => (day === null ? [] : [[id, day]])))
}

const late = (on: Day): Sql => {
  const { before, also } = lateDueDays(on)
  return also.reduce((condition, day) => sql`${condition} or e."dueOn" = ${day}`, sql`e."dueOn" < ${before}`)
}

/** Late bills with something unpaid. */
function lateBills(actor: Actor, on: Day, { openOre, candidates }: OpenAmount): Sql {
  return sql`(select b.* from (
      select e."id", e."personId", e."tenancyId", e."dueOn", e."housingForm", ${openOre} as "openOre" from "LedgerEntry" e
      where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and ${isRent} and ${candidates} and (${late(on)})
    ) b where b."openOre" > 0)`
}
