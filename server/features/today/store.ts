/**
 * What the rules of "Idag" are worked out from (domain/today.ts), for everything the actor reaches: the same queries whatever the size,
 * and only what is open, running or near its end.
 *
 * A day that is not today is worked out from the facts as they stand now about that day: bills as they were open on it, checkpoints
 * held by it, landlords told by it. Example: a rent due 30 October and paid 12 November is missing on 11 November, not on 12 November.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { addDays, type Day } from '../../domain/calendar.js'
import type { Role } from '../../domain/codes.js'
import type { Settings } from '../../domain/policy.js'
import type { HeadLeaseToday, TodayFacts, UnmatchedPayment } from '../../domain/today.js'
import { EARLY_WARNING_ROLES } from '../../domain/today/early-warning.js'
import { HEAD_LEASE_ENDING_ROLES } from '../../domain/today/head-lease-ending.js'
import { UNMATCHED_PAYMENTS_ROLES } from '../../domain/today/unmatched-payments.js'
import { WAIVER_ENDING_ROLES } from '../../domain/today/waiver-ending.js'
import { inReach } from '../../reach.js'
import { disturbancesToday } from '../disturbances/disturbance-store.js'
import { caseRowsToday, withFacts } from '../eviction-prevention/case-store.js'
import { checkedPlans, contactDays, eventsOf, householdFacts } from '../eviction-prevention/household-facts-store.js'
import { warningFactsAt, warningFactsOf } from '../people/early-warning-store.js'
import { runningPlansOf } from '../repayment-plans/plan-facts-store.js'
import { homesOf, openBills, plannedTakeovers, staysToday } from './homes-store.js'
import type { OwnPeople } from './subjects-store.js'
import { whomOf } from './whom-sql.js'

interface Options {
  /** works the open amounts out from the allocations, for a day gone by or to come */
  asOf?: boolean
  /** whose lines are asked for; the actor's own where nothing is said */
  roles?: readonly string[]
  /** has the early signs of everybody in reach, for one who cuts them afterwards (own-settings/own-lines-store.ts) */
  forMany?: boolean
  /** these people alone: the page cuts the lines to them */
  of?: OwnPeople
}

/**
 * The facts of a day, set-based: what the rules of the roles see. Of some people each thing is read once for all that is asked of it, and
 * nothing of what is about places and payments.
 */
export async function todayFacts(db: Db, actor: Actor, on: Day, settings: Settings, options: Options = {}): Promise<TodayFacts> {
  const { asOf = false, roles = [actor.role], forMany = false, of } = options
  const asks = (...lines: (readonly Role[])[]) => lines.flat().some((role) => roles.includes(role))
  const whom = whomOf(db, actor, of?.ids ?? null)
  const rent = await openBills(db, whom, on, asOf)
  const bills = rent.filter((bill) => bill.here === 1)
  const owing = [...new Set(bills.map((bill) => bill.personId))]
  const caseRows = await caseRowsToday(db, actor, on, settings, whom.among('c', 'personId'))
  const inCases = caseRows.map((row) => row.personId)
  const plans = checkedPlans(await runningPlansOf(db, whom.reached('p', 'id'), on, { asOf, ...(of && { bills: rent }) }), on, settings)
  const disturbances = await disturbancesToday(db, actor, on, whom.among('d', 'personId'))
  const known = of && { bills: rent, plans, events: await eventsOf(db, whom.table, on), contacts: await contactDays(db, whom.table, on) }
  const households = await householdFacts(db, [...new Set([...owing, ...inCases])], {
    on,
    settings,
    asOf,
    habits: false,
    disturbances: disturbances.map(({ id, personId, facts }) => ({ id, personId, ...facts })),
    ...known,
  })
  const cases = await withFacts(db, actor, caseRows, on, settings, households)
  const stays = await staysToday(db, whom, on, bills, settings)
  // how they pay is told by their own lines (domain/today/early-warning.ts)
  const signs = { asOf, whole: false, withoutBills: new Set([...owing, ...inCases]) }
  const warnings = () =>
    known
      ? warningFactsAt(
          db,
          homesOf(stays, of.supported.size > 0 ? of.supported : of.ids, known.contacts, on),
          known.events,
          on,
          settings,
          signs,
        )
      : warningFactsOf(db, actor, forMany ? livesHere(actor) : ownOrAll(actor), on, settings, signs)
  return {
    bills,
    stays: stays.filter((stay) => stay.here === 1),
    headLeases: !of && asks(HEAD_LEASE_ENDING_ROLES, WAIVER_ENDING_ROLES) ? await endingHeadLeases(db, actor, on, settings) : [],
    takeovers: await plannedTakeovers(db, whom, on),
    unmatched: !of && asks(UNMATCHED_PAYMENTS_ROLES) ? await unmatchedPayments(db, actor, on) : [],
    cases,
    plans,
    paused: new Set([...households].flatMap(([id, household]) => (household.pause ? [id] : []))),
    disturbances,
    warnings: asks(EARLY_WARNING_ROLES) ? await warnings() : undefined,
    households,
  }
}

/** Who lives in one of the places and is the actor's to follow up; where nobody is, everybody in reach. */
function ownOrAll(actor: Actor): Sql {
  const me = actor.userId ?? 0
  return sql`${livesHere(actor)} and (p."boendestodjareId" = ${me} or not exists (select 1 from "Person" o where o."boendestodjareId" = ${me}))`
}

const livesHere = (actor: Actor): Sql =>
  sql`exists (select 1 from "Tenancy" l where l."personId" = p."id" and l."startsOn" <= ${actor.today} and (l."endsOn" is null or l."endsOn" > ${actor.today}))`

/** Every contract of the apartments where one, or a waiver, is near its end: a later contract is what tells that nothing ends. */
async function endingHeadLeases(
  db: Db,
  actor: Actor,
  on: Day,
  settings: Pick<Settings, 'headLeaseWarningDays' | 'waiverWarningDays'>,
): Promise<HeadLeaseToday[]> {
  const leaseBy = addDays(on, settings.headLeaseWarningDays + 1)
  const waiverBy = addDays(on, settings.waiverWarningDays)
  return db.rows(sql`
    select h."id", h."apartmentId", h."kind", h."startsOn", h."endsOn", h."noticeMonths", h."waiverUntilOn"
    from "HeadLease" h join "Apartment" a on a."id" = h."apartmentId"
    where ${inReach(actor, 'a')} and exists (
      select 1 from "HeadLease" n where n."apartmentId" = h."apartmentId" and (n."endsOn" <= ${leaseBy} or n."waiverUntilOn" <= ${waiverBy}))
    order by h."id"`)
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
