/**
 * The repayment plan is not followed: more is left of the rent than the plan says (plan-checks.ts; VP 2019 G18 "avsteg från
 * avbetalningsplaner").
 *
 * Worked example: short by 1 500 kr, found broken 2026-11-18: a sign since that day, followed up by 2026-11-25. Back on plan: none.
 */
import { addDays } from '../calendar.js'
import { kronor } from '../money.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { WarningRule } from './warning.js'

export const planBreached: WarningRule = ({ plan }, today, settings) => {
  if (settings.warnsPlanBreached === 0 || plan === null || plan.shortOre === 0) return null
  const since = plan.brokenOn ?? today
  return {
    kind: 'PLAN_NOT_KEPT',
    since,
    followUpBy: addDays(since, settings.earlyWarningDays),
    facts: `Avbetalningsplanen är bruten med ${kronor(plan.shortOre)}${plan.brokenOn === null ? '' : ` sedan ${dayAndMonth(plan.brokenOn)}`}.`,
  }
}
