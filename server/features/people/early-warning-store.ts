/**
 * What early warnings are worked out from (domain/early-warnings.ts), for any condition on people `p` in reach: four queries however many they
 * are, and six more where plans and disturbances are asked for. Readings are the caller's to log.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { addMonths, dayInStockholm, endOfDayInStockholm, monthOf, nextMonth, type Day } from '../../domain/calendar.js'
import type { HouseholdEventKind } from '../../domain/codes.js'
import type { WarningBill, WarningFacts } from '../../domain/early-warnings.js'
import { checkPlan } from '../../domain/plan-checks.js'
import type { Settings } from '../../domain/policy.js'
import { inReach } from '../../reach.js'
import { disturbancesToday } from '../disturbances/disturbance-store.js'
import { stateOf } from '../../domain/disturbances/open-disturbance.js'
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
  const { asOf = false, whole = true, withoutBills } = asked
  const which = sql`${inReach(actor, 'p')} and ${whom}`
  const people = await db.rows<{
    personId: number
    tenancyId: number | null
    apartmentId: number | null
    startsOn: Day | null
    recordedAt: string | null
    children: number
    reachedOn: Day | null
  }>(sql`
    select p."id" as "personId", t."id" as "tenancyId", t."apartmentId", t."startsOn", t."recordedAt",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', on)}) as "children",
      (select max(n."happenedOn") from "Note" n where n."personId" = p."id" and n."kind" <> 'NOTE' and n."reached" = 'JA' and n."happenedOn" <= ${on}) as "reachedOn"
    from "Person" p
    left join "Tenancy" t on t."personId" = p."id" and t."startsOn" <= ${on} and (t."endsOn" is null or t."endsOn" > ${on})
    where ${which} order by p."id", t."startsOn", t."id"`)
  if (people.length === 0) return []
  const everyone = [...new Set(people.map((row) => row.personId))]
  const payers = withoutBills ? everyone.filter((id) => !withoutBills.has(id)) : everyone
  const bills = groupBy(await billsOf(db, payers, on, settings, asOf), (row) => row.personId)
  const ids = idTable(db, everyone)
  const events = groupBy(
    await db.rows<{ personId: number; kind: HouseholdEventKind; happenedOn: Day; untilOn: Day | null }>(sql`
      select v."personId", v."kind", v."happenedOn", v."untilOn" from "HouseholdEvent" v join ${ids} k on k."id" = v."personId"
      where v."recordedAt" < ${endOfDayInStockholm(on)} order by v."id"`),
    (row) => row.personId,
  )
  const plans = whole ? await plansOf(db, which, on, settings, asOf) : new Map<number, WarningFacts['plan']>()
  const disturbances = whole ? groupBy(await disturbancesToday(db, actor, on, whom), (row) => row.personId) : null
  // Somebody between two homes has two stays for a while: the last of them is the home.
  const homes = new Map(people.map((row) => [row.personId, row]))
  return [...homes.values()].map(({ personId, tenancyId, apartmentId, startsOn, recordedAt, children, reachedOn }) => {
    const open = disturbances?.get(personId)?.[0]
    return {
      personId,
      tenancyId,
      apartmentId,
      children,
      facts: {
        bills: bills.get(personId) ?? [],
        plan: plans.get(personId) ?? null,
        events: events.get(personId) ?? [],
        disturbance: open ? { openedOn: open.openedOn, latestOn: stateOf(open.facts).latestOn, reports: open.facts.reports.length } : null,
        stay: startsOn === null || recordedAt === null ? null : { startsOn, recordedOn: dayInStockholm(recordedAt) },
        reachedOn,
      },
    }
  })
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
