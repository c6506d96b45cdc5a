/**
 * Repayment plans that need somebody: one that is broken (VP 2019 S19 G18 "snabb upptäckt av avsteg från avbetalningsplaner"), and one
 * that nobody has signed some days after it was agreed: a plan is written and made together with the client (lag 1981:739 3 §).
 *
 * Worked example, 2026-12-04: the plan is short of 8 000 kr since that day: PLAN_BROKEN with the deadline 2026-12-04, for the
 * boendestöd and the bosamordnare. A plan agreed 2026-11-27 and not signed is PLAN_UNSIGNED from 2026-12-04, seven days later.
 * One that is both is one line, the broken.
 */
import { addDays, type Day } from '../calendar.js'
import type { Role } from '../codes.js'
import { contains } from '../interval.js'
import { kronor } from '../money.js'
import type { Settings } from '../policy.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { PlanToday, TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const PLAN_ROLES: readonly Role[] = ['BOENDESTOD', 'BOSAMORDNARE']

export function planLines({ plans = [], stays }: Pick<TodayFacts, 'plans' | 'stays'>, today: Day, settings: Settings): FoundLine[] {
  const living = new Map(stays.filter((stay) => contains(stay, today)).map((stay) => [stay.personId, stay]))
  return plans.flatMap((plan) => {
    const found = lineOf(plan, today, settings)
    if (!found) return []
    const stay = living.get(plan.personId)
    const about = {
      personId: plan.personId,
      apartmentId: stay?.apartmentId ?? null,
      tenancyId: stay?.id ?? null,
      children: stay?.children ?? 0,
    }
    return [{ ...found, ...about, roles: PLAN_ROLES }]
  })
}

function lineOf(plan: PlanToday, today: Day, settings: Settings) {
  if (plan.shortOre > 0) {
    const since = plan.brokenOn ?? today
    return {
      rule: 'PLAN_BROKEN' as const,
      reason: `Avbetalningsplanen är bruten med ${kronor(plan.shortOre)}. Det gäller både delbetalningar och löpande hyra.`,
      since,
      dueOn: since,
      action: { kind: 'FOLLOW_UP_PLAN' as const },
      amountOre: plan.shortOre,
    }
  }
  const signBy = addDays(plan.agreedOn, settings.planSignatureDays)
  if (plan.signedOn !== null || today < signBy) return null
  return {
    rule: 'PLAN_UNSIGNED' as const,
    reason: `Ni kom överens om en avbetalningsplan ${dayAndMonth(plan.agreedOn)}. Den är inte undertecknad än.`,
    since: plan.agreedOn,
    dueOn: signBy,
    action: { kind: 'SIGN_PLAN' as const },
    amountOre: null,
  }
}
