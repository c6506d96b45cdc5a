/**
 * What the rules see of households (domain/household-facts.ts), set-based: the same dozen queries for one person as for a city. Money, plans,
 * pauses, what was written down, contacts, reminders, consents and disturbances, as they stood on the day. The caller has seen to the actor's reach.
 */
import { sql, type Db, type Sql } from '../../db.js'
import { dayInStockholm, endOfDayInStockholm, type Day } from '../../domain/calendar.js'
import type { PauseReason } from '../../domain/codes.js'
import type {
  HouseholdBill,
  HouseholdDisturbance,
  HouseholdEventFact,
  HouseholdFacts,
  HouseholdPlan,
} from '../../domain/household-facts.js'
import { consentOn, type ConsentFact } from '../../domain/landlord-consent.js'
import { checkPlan } from '../../domain/plan-checks.js'
import type { Settings } from '../../domain/policy.js'
import { isContact } from '../arrears/facts-sql.js'
import { disturbanceFacts, openOn } from '../disturbances/facts-store.js'
import { groupBy, runningPlansOf, type RunningPlans } from '../repayment-plans/plan-facts-store.js'
import { habitBills } from '../rent/habit-bills-store.js'
import { isRent, openAsOf, openNow } from '../rent/open-bills-sql.js'
import { pauseInForce } from '../respite/pause-store.js'
import { respiteUntilOn } from '../respite/respite-sql.js'
import { latePaidOn } from './late-paid-sql.js'

export interface Asked {
  on: Day
  settings: Settings
  /** count open amounts from the facts, for a day gone by or to come */
  asOf?: boolean
  /** ask how those pay on whom nothing else acts: not of people in cases */
  habits?: boolean
  /** what has been read of these people already, by a page that asks more of the same; more than theirs does no harm */
  bills?: readonly PersonsBill[]
  plans?: readonly CheckedPlan[]
  events?: readonly PersonsEvent[]
  contacts?: ReadonlyMap<number, ContactDays>
  disturbances?: readonly (HouseholdDisturbance & { personId: number })[]
}
export type CheckedPlan = HouseholdPlan & { id: number; personId: number }
export type PersonsBill = HouseholdBill & { personId: number }
export type PersonsEvent = HouseholdEventFact & { personId: number }
/** The latest days of a contact that reached the household as far as is known and of one that did not. */
export interface ContactDays {
  reachedOn: Day | null
  missedOn: Day | null
}

/** The facts of these people on the day. */
export async function householdFacts(db: Db, personIds: readonly number[], asked: Asked): Promise<Map<number, HouseholdFacts>> {
  if (personIds.length === 0) return new Map()
  const { on } = asked
  const whom = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const bills = groupBy(asked.bills ?? (await openBills(db, whom, asked)), (row) => row.personId)
  const latePaid = await latePayments(db, whom, asked)
  const plans = new Map((asked.plans ?? (await runningPlans(db, whom, asked))).map((plan) => [plan.personId, plan]))
  const pauses = await runningPauses(db, whom, on)
  const events = groupBy(asked.events ?? (await eventsOf(db, whom, on)), (row) => row.personId)
  const contacts = asked.contacts ?? (await contactDays(db, whom, on))
  const reminders = await reminderDays(db, whom, on)
  const consents = groupBy(await consentsOf(db, whom), (row) => row.personId)
  const disturbances = groupBy(await openDisturbances(db, whom, asked), (row) => row.personId)
  const payers = asked.habits === false ? [] : personIds.filter((id) => !bills.has(id) && !plans.has(id) && !disturbances.has(id))
  const habits = groupBy(await habitBills(db, payers, on, asked.settings, asked.asOf ?? false), (row) => row.personId)
  const people = await peopleAndHomes(db, whom, on)
  return new Map(
    people.map((person): [number, HouseholdFacts] => {
      const { id, landlordId, landlordName } = person
      const contact = contacts.get(id)
      return [
        id,
        {
          bills: bills.get(id) ?? NONE,
          monthlyRentOre: person.monthlyRentOre,
          latePaidOn: latePaid.get(id) ?? null,
          plan: plans.get(id) ?? null,
          pause: pauses.get(id) ?? null,
          events: events.get(id) ?? NONE,
          lastReachedOn: contact?.reachedOn ?? null,
          lastTriedOn: contact?.missedOn ?? null,
          lastReminderOn: reminders.get(id) ?? null,
          mayTellLandlord: consentOn(consents.get(id) ?? NONE, { landlordId, landlordName }, on).RENT !== null,
          landlordIsKnown: person.hasHome === 0 || landlordId !== null,
          canBeReached: person.canBeReached === 1,
          hasResponsible: person.hasResponsible === 1,
          disturbances: disturbances.get(id) ?? NONE,
          stay:
            person.startsOn === null || person.recordedAt === null
              ? null
              : { startsOn: person.startsOn, recordedOn: dayInStockholm(person.recordedAt) },
          habit: habits.get(id) ?? NONE,
        },
      ]
    }),
  )
}

const NONE: readonly never[] = []

async function openBills(db: Db, whom: Sql, { on, asOf = false }: Asked): Promise<PersonsBill[]> {
  const { openOre, candidates } = asOf ? openAsOf(on) : openNow
  const rows = await db.rows<Omit<HouseholdBill, 'isLivedIn'> & { personId: number; endsOn: Day | null; isLivedIn: boolean }>(sql`
    select b.* from (
      select e."personId", e."dueOn", e."amountOre", ${openOre} as "openOre", ${respiteUntilOn(on, { asOf })} as "respiteUntilOn", t."endsOn"
      from ${whom} w join "LedgerEntry" e on e."personId" = w."id" join "Tenancy" t on t."id" = e."tenancyId"
      where e."kind" = 'CHARGE' and ${isRent} and e."dueOn" < ${on} and ${candidates}
    ) b where b."openOre" > 0`)
  for (const row of rows) row.isLivedIn = row.endsOn === null || row.endsOn > on
  return rows
}

async function latePayments(db: Db, whom: Sql, { on, settings }: Asked): Promise<Map<number, Day>> {
  const rows = await db.rows<{ personId: number; paidOn: Day | null }>(
    sql`select w."id" as "personId", ${latePaidOn(on, settings.troubleshootDays)} as "paidOn" from ${whom} w`,
  )
  return new Map(rows.flatMap(({ personId, paidOn }) => (paidOn === null ? [] : [[personId, paidOn]])))
}

async function runningPlans(db: Db, whom: Sql, asked: Asked): Promise<readonly CheckedPlan[]> {
  const { on, settings, asOf = false } = asked
  return checkedPlans(await runningPlansOf(db, sql`pl."personId" in (select w."id" from ${whom} w)`, on, { asOf }), on, settings)
}

/** Repayment plans that run on the day, checked on it, and since when they are broken. */
export function checkedPlans({ plans, latest }: RunningPlans, on: Day, settings: Settings): CheckedPlan[] {
  return plans.map((plan) => {
    const { id, personId, agreedOn, signedOn } = plan
    const event = latest.get(id)
    return {
      id,
      personId,
      agreedOn,
      signedOn,
      shortOre: checkPlan(plan, plan.bills, on, settings).shortOre,
      brokenOn: event?.kind === 'BREACHED' ? event.happenedOn : null,
      nextOn: plan.instalments.find((one) => one.dueOn >= on)?.dueOn ?? null,
    }
  })
}

async function runningPauses(db: Db, whom: Sql, on: Day): Promise<Map<number, { untilOn: Day; reason: PauseReason }>> {
  const rows = await db.rows<{ personId: number; untilOn: Day; reason: PauseReason }>(sql`
    select rp."personId", rp."untilOn", rp."reason" from "ReminderPause" rp
    where rp."personId" in (select w."id" from ${whom} w) and ${pauseInForce(on)} order by rp."untilOn", rp."id"`)
  return new Map(rows.map(({ personId, untilOn, reason }) => [personId, { untilOn, reason }]))
}

/** What was written down of the people of a table of ids, oldest first. */
export async function eventsOf(db: Db, whom: Sql, on: Day): Promise<PersonsEvent[]> {
  return db.rows(sql`
    select v."personId", v."id", v."kind", v."happenedOn", v."untilOn", v."cause" from ${whom} w join "HouseholdEvent" v on v."personId" = w."id"
    where v."recordedAt" < ${endOfDayInStockholm(on)} order by v."id"`)
}

/** The contacts with the people of a table of ids. */
export async function contactDays(db: Db, whom: Sql, on: Day): Promise<Map<number, ContactDays>> {
  const rows = await db.rows<ContactDays & { personId: number }>(sql`
    select n."personId", max(case when coalesce(n."reached", 'JA') <> 'NEJ' then n."happenedOn" end) as "reachedOn",
      max(case when n."reached" = 'NEJ' then n."happenedOn" end) as "missedOn"
    from ${whom} w join "Note" n on n."personId" = w."id" where n."happenedOn" <= ${on} and ${isContact(false)} group by n."personId"`)
  return new Map(rows.map((row) => [row.personId, row]))
}

async function reminderDays(db: Db, whom: Sql, on: Day): Promise<Map<number, Day>> {
  const rows = await db.rows<{ personId: number; sentAt: string }>(sql`
    select l."personId", max(l."sentAt") as "sentAt" from ${whom} w join "Letter" l on l."personId" = w."id"
    where l."kind" = 'REMINDER' and l."sentAt" < ${endOfDayInStockholm(on)} group by l."personId"`)
  return new Map(rows.map((row) => [row.personId, dayInStockholm(row.sentAt)]))
}

export async function consentsOfPeople(db: Db, personIds: readonly number[]) {
  if (personIds.length === 0) return []
  return consentsOf(
    db,
    db.table(
      personIds.map((id) => ({ id })),
      { id: 'int' },
    ),
  )
}

async function consentsOf(db: Db, whom: Sql): Promise<(ConsentFact & { personId: number })[]> {
  return db.rows(sql`
    select k."personId", k."id", k."landlordId", k."landlordName", k."scope", k."givenOn", k."untilOn", k."withdrawnOn"
    from "LandlordConsent" k where k."personId" in (select w."id" from ${whom} w)`)
}

async function openDisturbances(db: Db, whom: Sql, { on, disturbances }: Asked) {
  return disturbances ?? disturbanceFacts(db, sql`${openOn(on)} and d."personId" in (select w."id" from ${whom} w)`, on)
}

interface PersonAndHome {
  id: number
  canBeReached: number
  hasResponsible: number
  hasHome: number
  landlordId: number | null
  landlordName: string | null
  /** the home they live in now: its first day, and when that was written */
  startsOn: Day | null
  recordedAt: string | null
  monthlyRentOre: number | null
}

/** Each person with the present home, or the last one. */
async function peopleAndHomes(db: Db, whom: Sql, on: Day): Promise<PersonAndHome[]> {
  return db.rows(sql`
    select p."id", case when coalesce(p."phone", '') <> '' or coalesce(p."email", '') <> '' then 1 else 0 end as "canBeReached",
      case when p."boendestodjareId" is null and p."socialsekreterareId" is null then 0 else 1 end as "hasResponsible",
      case when t."id" is null then 0 else 1 end as "hasHome", a."landlordId", d."name" as "landlordName",
      case when t."endsOn" is null or t."endsOn" > ${on} then t."startsOn" end as "startsOn",
      case when t."endsOn" is null or t."endsOn" > ${on} then t."recordedAt" end as "recordedAt",
      coalesce(
        (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${on} order by r."fromOn" desc limit 1),
        (select r."amountOre" from "ApartmentRent" r where r."apartmentId" = t."apartmentId" and r."side" = 'TENANT' and r."fromOn" <= ${on}
          order by r."fromOn" desc limit 1)) as "monthlyRentOre"
    from ${whom} w join "Person" p on p."id" = w."id"
    left join "Tenancy" t on t."id" = (select s."id" from "Tenancy" s where s."personId" = p."id" and s."startsOn" <= ${on}
      order by case when s."endsOn" is null or s."endsOn" > ${on} then 0 else 1 end, s."startsOn" desc, s."id" desc limit 1)
    left join "Apartment" a on a."id" = t."apartmentId"
    left join "Landlord" d on d."id" = a."landlordId"`)
}
