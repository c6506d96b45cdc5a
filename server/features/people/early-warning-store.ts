/**
 * What early warnings are worked out from (domain/early-warnings.ts), for any condition on people `p` in reach: four queries however many they
 * are, and six more where plans and disturbances are asked for. Readings are the caller's to log.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { dayInStockholm, type Day } from '../../domain/calendar.js'
import type { WarningFacts } from '../../domain/early-warnings.js'
import { checkPlan } from '../../domain/plan-checks.js'
import type { Settings } from '../../domain/policy.js'
import { inReach } from '../../reach.js'
import { isContact } from '../arrears/facts-sql.js'
import { disturbancesToday } from '../disturbances/disturbance-store.js'
import { stateOf } from '../../domain/disturbances/open-disturbance.js'
import { eventsOf, type PersonsEvent } from '../eviction-prevention/household-facts-store.js'
import { groupBy, latestEvents, planFacts, runsOn } from '../repayment-plans/plan-facts-store.js'
import { habitBills } from '../rent/habit-bills-store.js'
import { isChild } from './children-sql.js'

export interface PersonWarnings {
  personId: number
  tenancyId: number | null
  apartmentId: number | null
  children: number
  facts: WarningFacts
}

/** One row for each home somebody has on the day, the latest last; one with nulls for who has none. */
export interface PersonAtHome {
  personId: number
  tenancyId: number | null
  apartmentId: number | null
  startsOn: Day | null
  recordedOn: Day | null
  children: number
  /** the latest day they were reached */
  reachedOn: Day | null
}

interface Asked {
  asOf?: boolean
  /** plans and disturbances too: not where they have lines of their own */
  whole?: boolean
  /** whose way of paying is not asked for, since something else tells of it */
  withoutBills?: ReadonlySet<number>
}

export async function warningFactsOf(
  db: Db,
  actor: Actor,
  whom: Sql,
  on: Day,
  settings: Settings,
  asked: Asked = {},
): Promise<PersonWarnings[]> {
  const { asOf = false, whole = true } = asked
  const which = sql`${inReach(actor, 'p')} and ${whom}`
  const people = await db.rows<Omit<PersonAtHome, 'recordedOn'> & { recordedAt: string | null }>(sql`
    select p."id" as "personId", t."id" as "tenancyId", t."apartmentId", t."startsOn", t."recordedAt",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', on)}) as "children",
      (select max(n."happenedOn") from "Note" n where n."personId" = p."id" and ${isContact(true)} and n."happenedOn" <= ${on}) as "reachedOn"
    from "Person" p
    left join "Tenancy" t on t."personId" = p."id" and t."startsOn" <= ${on} and (t."endsOn" is null or t."endsOn" > ${on})
    where ${which} order by p."id", t."startsOn", t."id"`)
  if (people.length === 0) return []
  const events = await eventsOf(
    db,
    db.table(
      people.map((row) => ({ id: row.personId })),
      { id: 'int' },
    ),
    on,
  )
  const atHome = people.map(({ recordedAt, ...row }) => ({ ...row, recordedOn: recordedAt === null ? null : dayInStockholm(recordedAt) }))
  const found = await warningFactsAt(db, atHome, events, on, settings, asked)
  if (!whole) return found
  const plans = await plansOf(db, which, on, settings, asOf)
  const disturbances = groupBy(await disturbancesToday(db, actor, on, whom), (row) => row.personId)
  return found.map((one) => {
    const open = disturbances.get(one.personId)?.[0]
    const disturbance = open
      ? { openedOn: open.openedOn, latestOn: stateOf(open.facts).latestOn, reports: open.facts.reports.length }
      : null
    return { ...one, facts: { ...one.facts, plan: plans.get(one.personId) ?? null, disturbance } }
  })
}

/** The same, without plans and disturbances, of people and events that have been read already. */
export async function warningFactsAt(
  db: Db,
  people: readonly PersonAtHome[],
  events: readonly PersonsEvent[],
  on: Day,
  settings: Settings,
  { asOf = false, withoutBills }: Asked,
): Promise<PersonWarnings[]> {
  // Somebody between two homes has two stays for a while: the last of them is the home.
  const homes = new Map(people.map((row) => [row.personId, row]))
  const payers = [...homes.keys()].filter((id) => !withoutBills?.has(id))
  const billsOfPerson = groupBy(await habitBills(db, payers, on, settings, asOf), (row) => row.personId)
  const eventsOfPerson = groupBy(events, (row) => row.personId)
  return [...homes.values()].map(({ personId, tenancyId, apartmentId, startsOn, recordedOn, children, reachedOn }) => ({
    personId,
    tenancyId,
    apartmentId,
    children,
    facts: {
      bills: billsOfPerson.get(personId) ?? [],
      plan: null,
      events: eventsOfPerson.get(personId) ?? [],
      disturbance: null,
      stay: startsOn === null || recordedOn === null ? null : { startsOn, recordedOn },
      reachedOn,
    },
  }))
}

async function plansOf(db: Db, which: Sql, on: Day, settings: Settings, asOf: boolean): Promise<Map<number, WarningFacts['plan']>> {
  const running = sql`${which} and ${runsOn(on)}`
  const plans = await planFacts(db, running, on, { asOf })
  if (plans.length === 0) return new Map()
  const latest = await latestEvents(db, running, on)
  return new Map(
    plans.map((plan) => {
      const event = latest.get(plan.id)
      return [
        plan.personId,
        { shortOre: checkPlan(plan, plan.bills, on, settings).shortOre, brokenOn: event?.kind === 'BREACHED' ? event.happenedOn : null },
      ]
    }),
  )
}
