/** What the rows of one page of debts show besides the list itself: five queries for any number of people. */
import { sql, type Db } from '../../db.js'
import { dayInStockholm, endOfDayInStockholm, type Day } from '../../domain/calendar.js'
import type { HouseholdDisturbance, HouseholdEventFact, HouseholdFacts } from '../../domain/household-facts.js'
import type { LateBill } from '../../domain/rent-state.js'
import { disturbanceFacts, openOn } from '../disturbances/facts-store.js'
import { latePaidOn } from '../eviction-prevention/late-paid-sql.js'
import { lateOn } from '../rent/late-sql.js'
import { isRent } from '../rent/open-bills-sql.js'
import { groupBy } from '../repayment-plans/plan-facts-store.js'
import { isContact, recordedBy } from './facts-sql.js'
import type { ArrearsRow } from './store.js'

export interface Contact {
  kind: string
  reached: string | null
  happenedOn: Day
}
export interface RunningPlan {
  id: number
  instalmentOre: number
  frequency: string
  instalmentsLeft: number
  nextOn: Day | null
}
export interface RowDetails {
  contact: Contact | null
  /** a try after it that did not reach the person */
  tried: Contact | null
  plan: RunningPlan | null
  respiteUntilOn: Day | null
  pausedUntilOn: Day | null
  pauseReason: string | null
  lastReminderOn: Day | null
  /** the late bill with the oldest due day, and the one that was late last, respite counted; null: nothing is late any more */
  oldest: LateBill | null
  newest: LateBill | null
  /** the last day on which something late was paid, not long ago */
  latePaidOn: Day | null
  openCaseId: number | null
  /** what is written about the household */
  events: HouseholdEventFact[]
  /** what disturbs and is not closed */
  disturbances: HouseholdDisturbance[]
  stay: HouseholdFacts['stay']
}

/** Contacts, plans, respites, pauses and reminders of the people, as they stood on the day. */
export async function detailsOf(
  db: Db,
  rows: readonly Pick<ArrearsRow, 'personId' | 'planId'>[],
  on: Day,
): Promise<Map<number, RowDetails>> {
  const contacts = await db.rows<Contact & { personId: number; missed: number }>(sql`
    select f."personId", f."kind", f."reached", f."happenedOn", f."missed" from (
      select n.*, case when n."reached" = 'NEJ' then 1 else 0 end as "missed",
        row_number() over (partition by n."personId", case when n."reached" = 'NEJ' then 1 else 0 end order by n."happenedOn" desc, n."id" desc) as "place"
      from "Note" n where n."personId" in (select w."id" from ${peopleTable(db, rows)} w) and n."happenedOn" <= ${on} and ${isContact(false)}
    ) f where f."place" = 1`)
  const planIds = rows.flatMap((row) => (row.planId === null ? [] : [{ id: row.planId }]))
  const plans = await db.rows<RunningPlan & { personId: number }>(sql`
    select q."id", q."personId", q."instalmentOre", q."frequency",
      (select count(*) from "PlanInstalment" i where i."planId" = q."id" and i."dueOn" > ${on}) as "instalmentsLeft",
      (select min(i."dueOn") from "PlanInstalment" i where i."planId" = q."id" and i."dueOn" > ${on}) as "nextOn"
    from "RepaymentPlan" q where q."id" in (select w."id" from ${db.table(planIds, { id: 'int' })} w)`)
  const waits = await db.rows<{
    id: number
    respiteUntilOn: Day | null
    pausedUntilOn: Day | null
    pauseReason: string | null
    lastReminderAt: string | null
    lateBills: string | null
    latePaidOn: Day | null
    openCaseId: number | null
    startsOn: Day | null
    stayRecordedAt: string | null
  }>(sql`
    select w."id", t."startsOn", t."recordedAt" as "stayRecordedAt",
      (select max(r."untilOn") from "Respite" r where r."personId" = w."id" and r."untilOn" >= ${on} and ${recordedBy(on)}) as "respiteUntilOn",
      (select max(r."untilOn") from "ReminderPause" r where r."personId" = w."id" and r."untilOn" >= ${on} and ${recordedBy(on)}) as "pausedUntilOn",
      (select r."reason" from "ReminderPause" r where r."personId" = w."id" and r."untilOn" >= ${on} and ${recordedBy(on)}
        order by r."untilOn" desc, r."id" desc limit 1) as "pauseReason",
      (select max(l."sentAt") from "Letter" l where l."personId" = w."id" and l."kind" = 'REMINDER' and l."sentAt" < ${endOfDayInStockholm(on)}) as "lastReminderAt",
      (select min(u."dueOn" || coalesce(u."untilOn", '')) || ' ' || max(case when u."untilOn" > u."dueOn" then u."untilOn" else u."dueOn" end || u."dueOn" || coalesce(u."untilOn", '')) from (
        select e."dueOn", (select max(r."untilOn") from "Respite" r where r."chargeId" = e."id" and ${recordedBy(on)}) as "untilOn"
        from "LedgerEntry" e where e."personId" = w."id" and e."kind" = 'CHARGE' and e."openOre" > 0 and ${isRent} and ${lateOn(on)}) u
        where u."untilOn" is null or u."untilOn" < ${on}) as "lateBills",
      ${latePaidOn(on)} as "latePaidOn",
      (select max(c."id") from "PreventionCase" c where c."personId" = w."id" and c."closedOn" is null) as "openCaseId"
    from ${peopleTable(db, rows)} w
    left join "Tenancy" t on t."id" = (select s."id" from "Tenancy" s where s."personId" = w."id" and s."startsOn" <= ${on}
      and (s."endsOn" is null or s."endsOn" > ${on}) order by s."startsOn" desc, s."id" desc limit 1)`)
  const events = groupBy(
    await db.rows<HouseholdEventFact & { personId: number }>(sql`
      select v."personId", v."id", v."kind", v."happenedOn", v."untilOn", v."cause" from "HouseholdEvent" v
      where v."personId" in (select w."id" from ${peopleTable(db, rows)} w) and v."recordedAt" < ${endOfDayInStockholm(on)} order by v."id"`),
    (row) => row.personId,
  )
  const disturbances = groupBy(
    await disturbanceFacts(db, sql`${openOn(on)} and d."personId" in (select w."id" from ${peopleTable(db, rows)} w)`, on),
    (row) => row.personId,
  )
  const reached = new Map(contacts.filter((one) => one.missed === 0).map((one) => [one.personId, one]))
  const missed = new Map(contacts.filter((one) => one.missed === 1).map((one) => [one.personId, one]))
  const planOf = new Map(plans.map((one) => [one.personId, one]))
  return new Map(
    waits.map(({ id, lastReminderAt, startsOn, stayRecordedAt, lateBills, ...wait }) => {
      const [oldest = '', newest = ''] = lateBills?.split(' ') ?? []
      const contact = reached.get(id) ?? null
      const tried = missed.get(id) ?? null
      const isLater = tried !== null && (contact === null || tried.happenedOn > contact.happenedOn)
      return [
        id,
        {
          ...wait,
          oldest: lateBillOf(oldest),
          newest: lateBillOf(newest.slice(dayLength)), // what it was ordered by stands first
          contact,
          tried: isLater ? tried : null,
          plan: planOf.get(id) ?? null,
          lastReminderOn: lastReminderAt === null ? null : dayInStockholm(lastReminderAt),
          events: events.get(id) ?? [],
          disturbances: disturbances.get(id) ?? [],
          stay: startsOn === null || stayRecordedAt === null ? null : { startsOn, recordedOn: dayInStockholm(stayRecordedAt) },
        },
      ]
    }),
  )
}

const dayLength = 'ÅÅÅÅ-MM-DD'.length
const lateBillOf = (days: string): LateBill | null =>
  days === '' ? null : { dueOn: days.slice(0, dayLength), respiteUntilOn: days.slice(dayLength) || null }

function peopleTable(db: Db, rows: readonly { personId: number }[]) {
  return db.table(
    rows.map((row) => ({ id: row.personId })),
    { id: 'int' },
  )
}
