/**
 * What early warnings are worked out from (domain/early-warnings.ts), for any condition on people `p` in reach: four queries however many they
 * are, and six more where plans and disturbances are asked for. Readings are the caller's to log.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { addMonths, dayInStockholm, monthOf, nextMonth, type Day } from '../../domain/calendar.js'
import type { WarningBill, WarningFacts } from '../../domain/early-warnings.js'
import { checkPlan } from '../../domain/plan-checks.js'
import type { Settings } from '../../domain/policy.js'
import { inReach } from '../../reach.js'
import { isContact } from '../arrears/facts-sql.js'
import { disturbancesToday } from '../disturbances/disturbance-store.js'
import { stateOf } from '../../domain/disturbances/open-disturbance.js'
import { eventsOf, type PersonsEvent } from '../eviction-prevention/household-facts-store.js'
import { groupBy, latestEvents, planFacts, runsOn } from '../repayment-plans/plan-facts-store.js'
import { isRent, openAsOf, openNow } from '../rent/open-bills-sql.js'
import { respiteUntilOn } from '../respite/respite-sql.js'
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
  /** the latest day somebody says that they were reached */
  reachedOn: Day | null
}

interface Asked {
  asOf?: boolean
  /** plans and disturbances too: not where they have lines of their own */
  whole?: boolean
  /** whose way of paying is not asked for, since something else tells of it */
  withoutBills?: ReadonlySet<number>
}

/** months beyond the habit: the bill that is judged, one paid ahead and one without an answer */
const monthsBeside = 3
/** A bill falls due in the month before its own, in it or on the first bank day after it (domain/rent-due.ts). */
const mostMonthsLate = 1
const mostMonthsAhead = 24

export async function warningFactsOf(db: Db, actor: Actor, whom: Sql, on: Day, settings: Settings, asked: Asked = {}): Promise<PersonWarnings[]> {
  const { asOf = false, whole = true } = asked
  const which = sql`${inReach(actor, 'p')} and ${whom}`
  const people = await db.rows<Omit<PersonAtHome, 'recordedOn'> & { recordedAt: string | null }>(sql`
    select p."id" as "personId", t."id" as "tenancyId", t."apartmentId", t."startsOn", t."recordedAt",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', on)}) as "children",
      (select max(n."happenedOn") from "Note" n where n."personId" = p."id" and ${isContact(false)} and n."reached" = 'JA' and n."happenedOn" <= ${on}) as "reachedOn"
    from "Person" p
    left join "Tenancy" t on t."personId" = p."id" and t."startsOn" <= ${on} and (t."endsOn" is null or t."endsOn" > ${on})
    where ${which} order by p."id", t."startsOn", t."id"`)
  if (people.length === 0) return []
  const events = await eventsOf(
    db,
    idTable(
      db,
      people.map((row) => row.personId),
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
    const disturbance = open ? { openedOn: open.openedOn, latestOn: stateOf(open.facts).latestOn, reports: open.facts.reports.length } : null
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
  const billsOfPerson = groupBy(await billsOf(db, payers, on, settings, asOf), (row) => row.personId)
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

const idTable = (db: Db, ids: readonly number[]) =>
  db.table(
    ids.map((id) => ({ id })),
    { id: 'int' },
  )

/**
 * The latest rent bills of the people, oldest first, and on how many days money came for each. Each stay's bills are looked up by their
 * months (the index of one bill a stay and month): ten years of bills cost what two do.
 */
async function billsOf(
  db: Db,
  personIds: readonly number[],
  on: Day,
  settings: Settings,
  asOf: boolean,
): Promise<(WarningBill & { personId: number })[]> {
  if (personIds.length === 0) return []
  const back = settings.habitBills + monthsBeside
  const from = addMonths(on, -back)
  const months = db.table(
    Array.from({ length: back + mostMonthsLate + mostMonthsAhead + 1 }, (_, i) => ({ month: nextMonth(monthOf(from), i - mostMonthsLate) })),
    { month: 'text' },
  )
  const { openOre } = asOf ? openAsOf(on) : openNow
  const allocations = sql`from "Allocation" x where x."chargeId" = e."id" and x."effectiveOn" <= ${on}`
  const rows = await db.rows<WarningBill & { personId: number; settledOn: Day | null; respiteUntilOn: Day | null }>(sql`
    with m as materialized (
      select n."month" from ${months} n where n."month" <= (select max(z."period") from "LedgerEntry" z where z."reversedById" is null))
    select e."personId", e."period" as "month", e."dueOn", e."amountOre", ${openOre} as "openOre", e."settledOn",
      ${respiteUntilOn(on, { asOf })} as "respiteUntilOn",
      case when (select min(x."effectiveOn") = max(x."effectiveOn") ${allocations}) then 1 else
        (select count(distinct x."effectiveOn") ${allocations} and x."amountOre" > 0
          and exists (select 1 from "LedgerEntry" c where c."id" = x."creditId" and c."kind" = 'PAYMENT')
          and not exists (select 1 from "Allocation" u where u."undoesId" = x."id")) end as "paymentDays"
    from ${idTable(db, personIds)} k join "Tenancy" t on t."personId" = k."id" cross join m cross join "LedgerEntry" e
    where e."period" = m."month" and e."tenancyId" = t."id" and e."kind" = 'CHARGE' and ${isRent} and e."reversedById" is null
      and e."dueOn" >= ${from}
    order by e."dueOn", e."id"`)
  for (const row of rows) {
    row.paidOn = row.openOre <= 0 ? row.settledOn : null
    row.respite = row.respiteUntilOn !== null
  }
  return rows
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
