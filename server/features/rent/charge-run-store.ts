/** The monthly charge run: one bill for every stay in the month, by the day, once. */
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import { firstOfMonth, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import { makeOcr, ocrBase } from '../../domain/ocr.js'
import type { Interval } from '../../domain/interval.js'
import { chargeForMonth, type MonthCharge, type RentFrom } from '../../domain/rent-charges.js'
import { billDueOn, dueOn } from '../../domain/rent-due.js'
import { mapInTurns } from '../../many-rows.js'
import { inReach, mayBeShown } from '../../reach.js'
import { matchWaiting } from '../payments/waiting-store.js'
import { allocateOpenCredits, lockLedger } from './allocation-store.js'
import { addBills } from './entry-store.js'

export interface ChargeRun {
  month: Month
  dueOn: Day
  bills: number
  chargedOre: number
  /** stays of the month that have a bill for it already */
  alreadyCharged: number
  /** stays without any rent on a day of the month: they get no bill for that day, and somebody has to say what it costs */
  withoutRent: { tenancyId: number; days: number }[]
}
export interface PlannedBill {
  tenancyId: number
  personId: number
  unitId: number
  housingForm: string | null
  costCentre: string | null
  dueOn: Day
  ocr: string
  charge: MonthCharge
}

/** What a run would do now. Nothing is written. Some thousand stays a turn, so that other work gets its own. */
export async function planChargeRun(db: Db, actor: Actor, month: Month): Promise<ChargeRun & { planned: PlannedBill[] }> {
  const run: ChargeRun & { planned: PlannedBill[] } = {
    month,
    dueOn: dueOn(month),
    bills: 0,
    chargedOre: 0,
    alreadyCharged: 0,
    withoutRent: [],
    planned: [],
  }
  const chargeOf = chargesOf(month)
  for await (const { stays, rents } of staysAndRents(db, actor, month)) {
    for (const stay of stays) {
      if (stay.charged === 1) {
        run.alreadyCharged++
        continue
      }
      const charge = chargeOf(stay, rents.get(stay.id) ?? [])
      if (charge.daysWithoutRent > 0) run.withoutRent.push({ tenancyId: stay.id, days: charge.daysWithoutRent })
      if (charge.amountOre === 0) continue
      run.bills++
      run.chargedOre += charge.amountOre
      run.planned.push({
        ...stay,
        tenancyId: stay.id,
        dueOn: billDueOn(month, stay.startsOn),
        ocr: stay.ocr ?? makeOcr(ocrBase(stay.id, month)),
        charge,
      })
    }
  }
  return run
}

export interface StayWithoutRent {
  tenancyId: number
  days: number
  /** null when the person is protected from the one who asks */
  place: string | null
}

/** Where the first of the stays without rent are, to be put right before the run. */
export async function placesWithoutRent(db: Db, actor: Actor, stays: ChargeRun['withoutRent'], most = 25): Promise<StayWithoutRent[]> {
  const some = stays.slice(0, most)
  if (some.length === 0) return []
  const rows = await db.rows<{ tenancyId: number; place: string; shown: number }>(sql`
    select t."id" as "tenancyId", a."address" || case when coalesce(a."apartmentNumber", '') = '' then '' else ', lgh ' || a."apartmentNumber" end as "place",
      ${mayBeShown(actor)} as "shown"
    from ${db.table(some, { tenancyId: 'int' })} w join "Tenancy" t on t."id" = w."tenancyId"
    join "Apartment" a on a."id" = t."apartmentId" join "Person" p on p."id" = t."personId"`)
  const places = new Map(rows.filter((row) => row.shown === 1).map((row) => [row.tenancyId, row.place]))
  return some.map((stay) => ({ ...stay, place: places.get(stay.tenancyId) ?? null }))
}

interface StayInMonth extends Interval {
  id: number
  personId: number
  unitId: number
  startsOn: Day
  endsOn: Day | null
  costCentre: string | null
  housingForm: string | null
  ocr: string | null
  charged: number
}
const staysAtATime = 2000

/** The stays of the month with their rents, in the order of their numbers. */
async function* staysAndRents(db: Db, actor: Actor, month: Month) {
  const [monthStart, monthEnd] = [firstOfMonth(month), firstOfMonth(nextMonth(month))]
  const inMonth = sql`${inReach(actor, 't')} and t."startsOn" < ${monthEnd} and (t."endsOn" is null or t."endsOn" > ${monthStart})`
  for (let [after, more] = [0, true]; more;) {
    const stays: StayInMonth[] = await db.rows<StayInMonth>(sql`
      select t."id", t."personId", t."unitId", t."startsOn", t."endsOn", t."ocr", a."costCentre",
        (select f."housingForm" from "HousingFormPeriod" f where f."apartmentId" = t."apartmentId" and f."startsOn" < ${monthEnd}
          order by f."startsOn" desc limit 1) as "housingForm",
        (case when e."id" is null then 0 else 1 end) as "charged"
      from "Tenancy" t
      join "Apartment" a on a."id" = t."apartmentId"
      left join "LedgerEntry" e on e."period" = ${month} and e."tenancyId" = t."id" and e."reversedById" is null
      where ${inMonth} and t."id" > ${after}
      order by t."id" limit ${staysAtATime}`)
    const last = stays.at(-1)?.id ?? after
    yield { stays, rents: await rentsOf(db, sql`${inMonth} and t."id" > ${after} and t."id" <= ${last}`, monthEnd) }
    more = stays.length === staysAtATime
    after = last
    if (more) await setImmediate()
  }
}

/** Charges the month: nobody twice, all or nothing. Payments that waited for the new bills find them, and what is open pays them. */
export async function runCharges(db: Db, actor: Actor, month: Month): Promise<ChargeRun & { matchedWaiting: number }> {
  return db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const { planned, ...run } = await planChargeRun(tx, actor, month)
    if (planned.length === 0) return { ...run, matchedWaiting: 0 }
    await addCharges(
      tx,
      actor,
      await mapInTurns(planned, (bill) => ({
        unitId: bill.unitId,
        personId: bill.personId,
        tenancyId: bill.tenancyId,
        amountOre: bill.charge.amountOre,
        period: month,
        dueOn: bill.dueOn,
        ocr: bill.ocr,
        housingForm: bill.housingForm,
        costCentre: bill.costCentre,
        specification: JSON.stringify(bill.charge.parts),
      })),
    )
    const matchedWaiting = await matchWaiting(tx, actor)
    await allocateOpenCredits(tx, actor)
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'CHARGE_RUN',
      after: { month, bills: run.bills, chargedOre: run.chargedOre },
    })
    return { ...run, matchedWaiting }
  })
}

export interface NewCharge {
  unitId: number
  personId: number
  tenancyId: number
  amountOre: number
  period: Month
  dueOn: Day
  ocr: string
  housingForm: string | null
  costCentre: string | null
  specification: string | null
}

/** Adds rent bills to the ledger; a stay that has a bill for the period keeps it. Returns how many were added. */
export async function addCharges(tx: Db, actor: Actor, charges: readonly NewCharge[]): Promise<number> {
  return addBills(
    tx,
    actor,
    charges.map((charge) => ({ ...charge, kind: 'CHARGE', effectiveOn: charge.dueOn })),
  )
}

/** What a stay costs in the month. Whole months at one rent, which is most of them, are worked out once for each rent. */
function chargesOf(month: Month): (stay: Interval, rents: readonly RentFrom[]) => MonthCharge {
  const [monthStart, monthEnd] = [firstOfMonth(month), firstOfMonth(nextMonth(month))]
  const known = new Map<number, MonthCharge>()
  return (stay, rents) => {
    const [rent] = rents
    const isWhole = stay.startsOn <= monthStart && (stay.endsOn === null || stay.endsOn >= monthEnd)
    if (!isWhole || rent === undefined || rents.length > 1 || rent.fromOn > monthStart) return chargeForMonth({ month, rents, stay })
    const charge = known.get(rent.amountOre) ?? chargeForMonth({ month, rents, stay })
    known.set(rent.amountOre, charge)
    return charge
  }
}

/** The rents of each of the stays: its own, or, where it has none, what the place costs a tenant. */
async function rentsOf(db: Db, which: Sql, monthEnd: Day): Promise<Map<number, RentFrom[]>> {
  const rows = await db.rows<RentFrom & { tenancyId: number }>(sql`
    select r."tenancyId", r."fromOn", r."amountOre" from "TenancyRent" r join "Tenancy" t on t."id" = r."tenancyId"
    where ${which} and r."fromOn" < ${monthEnd}
    union all
    select t."id", r."fromOn", r."amountOre" from "Tenancy" t
    join "ApartmentRent" r on r."apartmentId" = t."apartmentId" and r."side" = 'TENANT'
    where ${which} and r."fromOn" < ${monthEnd} and not exists (select 1 from "TenancyRent" own where own."tenancyId" = t."id")`)
  const rents = new Map<number, RentFrom[]>()
  for (const row of rows) {
    const known = rents.get(row.tenancyId)
    if (known) known.push(row)
    else rents.set(row.tenancyId, [row])
  }
  return rents
}
