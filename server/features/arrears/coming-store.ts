/** What a person's ledger does not say by itself: bills that are sent and not due yet, and what has gone on beside it. Three queries. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { addDays, daysBetween, type Day, type Month } from '../../domain/calendar.js'
import { chargedAfterMoveOut, type ChargedDays } from '../../domain/day-credits.js'
import type { ClosedInterval } from '../../domain/interval.js'
import { inReach } from '../../reach.js'

export interface ComingBill {
  id: number
  kind: 'CHARGE'
  direction: null
  payerKind: null
  period: Month | null
  chargeKind: string | null
  amountOre: number
  openOre: number
  dueOn: Day
  settledOn: Day | null
  ocr: string | null
}

/** Bills that stand and count from a later day, the first due first: the balance does not hold them, though money may have paid them. */
export async function comingBills(db: Db, actor: Actor, personId: number): Promise<ComingBill[]> {
  return db.rows<ComingBill>(sql`
    select e."id", e."kind", e."direction", e."payerKind", e."period", e."chargeKind", e."amountOre", e."openOre", e."dueOn", e."settledOn", e."ocr"
    from "LedgerEntry" e where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."effectiveOn" > ${actor.today}
      and e."reversedById" is null and e."dueOn" is not null order by e."dueOn", e."id"`)
}

export interface ChargedTooFar {
  tenancyId: number
  place: string
  fromOn: Day
  throughOn: Day
  days: number
}

/** Stays that have ended and whose bills charge days after it that nobody has credited. */
export async function chargedTooFar(db: Db, actor: Actor, personId: number): Promise<ChargedTooFar[]> {
  const entries = await db.rows<{
    tenancyId: number
    kind: string
    amountOre: number
    specification: string | null
    endsOn: Day
    place: string
    isLater: number
  }>(sql`
    select e."tenancyId", e."kind", e."amountOre", e."specification", t."endsOn", a."address" as "place",
      case when e."effectiveOn" >= t."endsOn" then 1 else 0 end as "isLater"
    from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId" join "LedgerEntry" e on e."tenancyId" = t."id"
    where t."personId" = ${personId} and ${inReach(actor, 't')} and t."endsOn" is not null and e."reversedById" is null
      and ((e."kind" = 'CHARGE' and e."period" >= substr(t."endsOn", 1, 7)) or e."kind" = 'CREDIT') order by e."id"`)
  return [...new Set(entries.map((entry) => entry.tenancyId))].flatMap((tenancyId) => {
    const own = entries.filter((entry) => entry.tenancyId === tenancyId)
    const [first] = own
    const days = (kind: string) => own.filter((entry) => entry.kind === kind).flatMap((entry) => partsOf(entry.specification))
    // An amount credited without days after the move-out has said what those days are worth.
    const isCredited = own.some((entry) => entry.kind === 'CREDIT' && entry.specification === null && entry.isLater === 1)
    const after = first && !isCredited ? chargedAfterMoveOut(first.endsOn, days('CHARGE'), days('CREDIT')) : null
    if (!first || !after) return []
    const throughOn = addDays(after.endsOn, -1)
    return [{ tenancyId, place: first.place, fromOn: after.startsOn, throughOn, days: daysBetween(after.startsOn, after.endsOn) }]
  })
}

/** Months in which the stay went on and whose bill was reversed without a new one. */
export async function monthsToBillAgain(db: Db, actor: Actor, personId: number): Promise<{ period: Month; place: string }[]> {
  return db.rows(sql`
    select distinct e."period", a."address" as "place" from "LedgerEntry" e
    join "Tenancy" t on t."id" = e."tenancyId" join "Apartment" a on a."id" = t."apartmentId"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and e."period" is not null and e."reversedById" is not null
      and t."startsOn" <= e."period" || '-31' and (t."endsOn" is null or t."endsOn" > e."period" || '-01')
      and not exists (select 1 from "LedgerEntry" s where s."period" = e."period" and s."tenancyId" = e."tenancyId" and s."reversedById" is null)
    order by e."period", a."address"`)
}

const partsOf = (text: string | null) => (text === null ? [] : (JSON.parse(text) as (ChargedDays & ClosedInterval)[]))
