/** How people's repayment plans stand on a day, worked out when asked: for lists, the person's page and letters. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PlanState } from '../../domain/codes.js'
import { checkPlan, type PlanCheckResult, type PlanTolerance } from '../../domain/plan-checks.js'
import type { Instalment } from '../../domain/repayment-plans.js'
import { inReach } from '../../reach.js'
import { settingsFor } from '../../settings.js'
import { planFacts, runsOn, type PlanFacts, type PlanRow } from './plan-facts-store.js'

export interface PlanStanding extends PlanRow, PlanCheckResult {
  state: Extract<PlanState, 'KEPT' | 'BROKEN'>
  instalments: Instalment[]
  /** the next instalment whose day has not passed; null after the last */
  next: Instalment | null
  /** the last instalment's day */
  lastOn: Day
  /** what is left of the debt the plan is for: never more than it was */
  leftOre: number
}

/**
 * The running plan of each of the people who has one on the day, by person: four queries for any number of them. Today counts what is
 * booked now; another day is computed from the facts. People out of the actor's reach have none.
 */
export async function planStateOf(db: Db, actor: Actor, personIds: readonly number[], day: Day): Promise<Map<number, PlanStanding>> {
  if (personIds.length === 0) return new Map()
  const asked = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const which = sql`pl."personId" in (select w."id" from ${asked} w) and ${inReach(actor, 'p')} and ${runsOn(day)}`
  const plans = await planFacts(db, which, day, { asOf: day !== actor.today })
  if (plans.length === 0) return new Map()
  const tolerance = await settingsFor(db, actor)
  return new Map(plans.map((plan) => [plan.personId, standingOf(plan, day, tolerance)]))
}

/** Every running plan in reach on the day, as of then. */
export async function runningPlans(db: Db, actor: Actor, day: Day): Promise<PlanStanding[]> {
  const plans = await planFacts(db, sql`${inReach(actor, 'p')} and ${runsOn(day)}`, day, { asOf: day !== actor.today })
  const tolerance = await settingsFor(db, actor)
  return plans.map((plan) => standingOf(plan, day, tolerance))
}

export function standingOf({ bills, ...plan }: PlanFacts, day: Day, tolerance: PlanTolerance): PlanStanding {
  const result = checkPlan(plan, bills, day, tolerance)
  return {
    ...plan,
    ...result,
    state: result.shortOre > 0 ? 'BROKEN' : 'KEPT',
    next: plan.instalments.find((one) => one.dueOn >= day) ?? null,
    lastOn: plan.instalments.at(-1)?.dueOn ?? plan.startsOn,
    leftOre: Math.min(plan.debtOre, result.overdueOre),
  }
}
