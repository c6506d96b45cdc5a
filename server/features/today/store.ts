/**
 * What the rules of "Idag" are worked out from (domain/today.ts), for everything the actor reaches: the same queries whatever the size,
 * and only what is open, running or near its end.
 *
 * A day that is not today is worked out from the facts as they stand now about that day: bills as they were open on it, checkpoints
 * held by it, landlords told by it. Example: a rent due 30 October and paid 12 November is missing on 11 November, not on 12 November.
 */
import type { Actor } from '../../actor.js'
import { rawSql, sql, type Db, type Sql } from '../../db.js'
import { addDays, dayInStockholm, type Day } from '../../domain/calendar.js'
import { checkPlan, type PlanTolerance } from '../../domain/plan-checks.js'
import type { Settings } from '../../domain/policy.js'
import type { HeadLeaseToday, OpenBill, PlanToday, StayToday, TakeoverToday, TodayFacts, UnmatchedPayment } from '../../domain/today.js'
import { inReach } from '../../reach.js'
import { EARLY_WARNING_ROLES } from '../../domain/today/early-warning.js'
import { disturbancesToday } from '../disturbances/disturbance-store.js'
import { casesToday } from '../eviction-prevention/case-store.js'
import { householdFacts } from '../eviction-prevention/household-facts-store.js'
import { isChild } from '../people/children-sql.js'
import { runningPlansOf, type RunningPlans } from '../repayment-plans/plan-facts-store.js'
import { warningFactsOf } from '../people/early-warning-store.js'
import { isRent, openAsOf, openNow } from '../rent/open-bills-sql.js'
import { pausedPeople } from '../respite/pause-store.js'
import { respiteUntilOn } from '../respite/respite-sql.js'

/**
 * The facts of a day, set-based. `asOf` works the open amounts out from the allocations, for a day
 * gone by or to come. `role` is whose lines are asked for, where the system asks. `forMany` has the early
 * signs of everybody in reach, for one who cuts them afterwards (own-settings/own-lines-store.ts).
 */
export async function todayFacts(
  db: Db,
  actor: Actor,
  on: Day,
  settings: Settings,
  options: { asOf?: boolean; role?: string; forMany?: boolean; of?: ReadonlySet<number> } = {},
): Promise<TodayFacts> {
  const { asOf = false } = options
  const among = amongPeople(db, options.of)
  const bills = await openBills(db, actor, on, asOf, among)
  const owing = [...new Set(bills.map((bill) => bill.personId))]
  const cases = await casesToday(db, actor, on, settings, among('c', 'personId'))
  // how they pay is told by their own lines (domain/today/early-warning.ts)
  const withoutBills = new Set([...owing, ...cases.map((one) => one.personId)])
  const disturbances = await disturbancesToday(db, actor, on, among('d', 'personId'))
  const plans = await runningPlansOf(db, sql`${inReach(actor, 'p')} and ${among('pl', 'personId')}`, on, { asOf })
  return {
    bills,
    stays: await staysToday(db, actor, on, bills, settings, among),
    headLeases: await endingHeadLeases(db, actor, on, settings, among),
    takeovers: await plannedTakeovers(db, actor, on, among),
    unmatched: options.of ? [] : await unmatchedPayments(db, actor, on),
    cases,
    plans: plansToday(plans, on, settings),
    paused: await pausedPeople(db, actor, on),
    disturbances,
    warnings:
      options.forMany || EARLY_WARNING_ROLES.some((role) => role === (options.role ?? actor.role))
        ? await warningFactsOf(db, actor, options.forMany ? livesHere(actor) : ownOrAll(actor), on, settings, { asOf, whole: false, withoutBills })
        : undefined,
    households: await householdFacts(db, owing, {
      on,
      settings,
      asOf,
      disturbances: disturbances.map(({ id, personId, facts }) => ({ id, personId, ...facts })),
      ...(options.of ? { plans } : {}),
    }),
  }
}

type Among = (table: string, column: string, what?: { homes: true }) => Sql

/** The condition that a row is of one of these people, or of one of their homes; of everybody in reach where nobody is named. */
function amongPeople(db: Db, people: ReadonlySet<number> | undefined): Among {
  if (!people) return () => sql`1 = 1`
  const ids = [...people].map((id) => ({ id }))
  const named = sql`(select w."id" from ${db.table(ids, { id: 'int' })} w)`
  return (table, column, what) =>
    sql`${rawSql(`${table}."${column}"`)} in ${what?.homes ? sql`(select l."apartmentId" from "Tenancy" l where l."personId" in ${named})` : named}`
}

/** Who lives in one of the places and is the actor's to follow up; where nobody is, everybody in reach. */
function ownOrAll(actor: Actor): Sql {
  const me = actor.userId ?? 0
  return sql`${livesHere(actor)} and (p."boendestodjareId" = ${me} or not exists (select 1 from "Person" o where o."boendestodjareId" = ${me}))`
}

const livesHere = (actor: Actor): Sql =>
  sql`exists (select 1 from "Tenancy" l where l."personId" = p."id" and l."startsOn" <= ${actor.today} and (l."endsOn" is null or l."endsOn" > ${actor.today}))`

/** Rent bills past their due day with something unpaid. The rules say whether that is late. */
async function openBills(db: Db, actor: Actor, on: Day, asOf: boolean, among: Among): Promise<OpenBill[]> {
  const { openOre, candidates } = asOf ? openAsOf(on) : openNow
  return db.rows(sql`
    select b.* from (
      select e."id", e."personId", t."apartmentId", e."tenancyId", e."period" as "month", e."dueOn", e."amountOre", ${openOre} as "openOre",
        ${respiteUntilOn(on, { asOf })} as "respiteUntilOn"
      from "LedgerEntry" e join "Tenancy" t on t."id" = e."tenancyId"
      where ${inReach(actor, 'e')} and ${among('e', 'personId')} and e."kind" = 'CHARGE' and ${isRent} and e."dueOn" < ${on} and ${candidates}
    ) b where b."openOre" > 0 order by b."id"`)
}

/** Stays that go on or are coming, those that ended lately without an outcome or wait for a takeover, and those with rent still owed. */
async function staysToday(
  db: Db,
  actor: Actor,
  on: Day,
  bills: readonly OpenBill[],
  settings: Pick<Settings, 'tenancyOutcomeDays'>,
  among: Among,
): Promise<StayToday[]> {
  const owing = [...new Set(bills.map((bill) => bill.tenancyId))].map((id) => ({ id }))
  const outcomeFrom = addDays(on, -settings.tenancyOutcomeDays)
  const rows = await db.rows<Omit<StayToday, 'recordedOn' | 'doneMonths'> & { recordedAt: string }>(sql`
    select t."id", t."personId", t."apartmentId", t."startsOn", t."endsOn", t."outcome", t."contractUntilOn", t."recordedAt",
      case when t."landlordToldOn" <= ${on} then t."landlordToldOn" end as "landlordToldOn",
      (select count(*) from "HouseholdChild" c where c."personId" = t."personId" and ${isChild('c', on)}) as "children"
    from "Tenancy" t
    where ${inReach(actor, 't')} and ${among('t', 'personId')} and (t."endsOn" is null or t."endsOn" > ${on} or (t."outcome" is null and t."endsOn" >= ${outcomeFrom})
      or exists (select 1 from "Takeover" k where k."tenancyId" = t."id" and (k."transferredAt" is null or k."transferredAt" >= ${on}))
      or t."id" in (select o."id" from ${db.table(owing, { id: 'int' })} o))
    order by t."id"`)
  const held = await db.rows<{ tenancyId: number; months: number }>(sql`
    select c."tenancyId", c."months" from "CheckpointHeld" c join "Tenancy" t on t."id" = c."tenancyId"
    where ${inReach(actor, 't')} and ${among('t', 'personId')} and c."heldOn" <= ${on} and (t."endsOn" is null or t."endsOn" > ${on})`)
  const doneMonths = new Map<number, number[]>()
  for (const { tenancyId, months } of held) {
    const done = doneMonths.get(tenancyId)
    if (done) done.push(months)
    else doneMonths.set(tenancyId, [months])
  }
  return rows.map(({ recordedAt, ...stay }) => ({ ...stay, recordedOn: dayInStockholm(recordedAt), doneMonths: doneMonths.get(stay.id) ?? [] }))
}

/** Every contract of the apartments where one, or a waiver, is near its end: a later contract is what tells that nothing ends. */
async function endingHeadLeases(
  db: Db,
  actor: Actor,
  on: Day,
  settings: Pick<Settings, 'headLeaseWarningDays' | 'waiverWarningDays'>,
  among: Among,
): Promise<HeadLeaseToday[]> {
  const leaseBy = addDays(on, settings.headLeaseWarningDays + 1)
  const waiverBy = addDays(on, settings.waiverWarningDays)
  return db.rows(sql`
    select h."id", h."apartmentId", h."kind", h."startsOn", h."endsOn", h."noticeMonths", h."waiverUntilOn"
    from "HeadLease" h join "Apartment" a on a."id" = h."apartmentId"
    where ${inReach(actor, 'a')} and ${among('a', 'id', { homes: true })} and exists (
      select 1 from "HeadLease" n where n."apartmentId" = h."apartmentId" and (n."endsOn" <= ${leaseBy} or n."waiverUntilOn" <= ${waiverBy}))
    order by h."id"`)
}

/** Repayment plans that run on the day, checked on it, and since when they are broken. */
function plansToday({ plans, latest }: RunningPlans, on: Day, tolerance: PlanTolerance): PlanToday[] {
  return plans.map((plan) => {
    const { shortOre } = checkPlan(plan, plan.bills, on, tolerance)
    const event = latest.get(plan.id)
    const { id, personId, agreedOn, signedOn } = plan
    return { id, personId, agreedOn, signedOn, shortOre, brokenOn: event?.kind === 'BREACHED' ? event.happenedOn : null }
  })
}

/** Takeovers that were planned by the day and not transferred by it. */
async function plannedTakeovers(db: Db, actor: Actor, on: Day, among: Among): Promise<TakeoverToday[]> {
  const rows = await db.rows<Omit<TakeoverToday, 'recordedOn'> & { recordedAt: string; transferredAt: string | null }>(sql`
    select o."tenancyId", case when o."approvedOn" <= ${on} then o."approvedOn" end as "approvedOn", o."transfersOn", o."recordedAt", o."transferredAt"
    from "Takeover" o join "Tenancy" t on t."id" = o."tenancyId"
    where ${inReach(actor, 't')} and ${among('t', 'personId')} and (o."transferredAt" is null or o."transferredAt" >= ${on})
    order by o."id"`)
  return rows.flatMap(({ recordedAt, transferredAt, ...takeover }) => {
    const recordedOn = dayInStockholm(recordedAt)
    const isDone = transferredAt !== null && dayInStockholm(transferredAt) <= on
    return isDone || recordedOn > on ? [] : [{ ...takeover, recordedOn }]
  })
}

/**
 * Received money that stands on nobody's ledger. The list belongs to the whole nämnd: nobody knows yet which enhet it is for.
 * Money that leaves again and other currencies wait in it too, but are no kronor that came in.
 */
async function unmatchedPayments(db: Db, actor: Actor, on: Day): Promise<UnmatchedPayment[]> {
  return db.rows(sql`
    select m."id", m."bookedOn" as "paidOn",
      case when m."kind" = 'PAYMENT' and m."currency" = 'SEK' then m."unmatchedOre" else 0 end as "amountOre"
    from "ReceivedPayment" m
    where m."namndId" = ${actor.namndId} and m."unmatchedOre" > 0 and m."bookedOn" <= ${on}`)
}
