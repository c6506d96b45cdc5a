/**
 * A repayment plan that is not followed is followed up at once: somebody asks why, and the plan is kept, changed or ended (VP 2019 S19 G18
 * "snabb upptäckt av avsteg från avbetalningsplaner"). No pause holds it back.
 *
 * Worked example: short of 2 000 kr since the check of 2026-11-17: by 2026-11-17.
 */
import { kronor } from '../money.js'
import { preventionRule } from './action.js'

export const followUpPlan = preventionRule('FOLLOW_UP_PLAN', ({ household: { plan } }, today) => {
  if (plan === null || plan.shortOre <= 0) return null
  return {
    dueOn: plan.brokenOn ?? today,
    reason: `Avbetalningsplanen är bruten med ${kronor(plan.shortOre)}. Det gäller både delbetalningar och löpande hyra.`,
  }
})
