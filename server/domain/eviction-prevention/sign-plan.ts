/**
 * A plan is written and made together with the client (lag 1981:739 3 §): one that nobody has signed some days after it was agreed is signed.
 *
 * Worked example, seven days: agreed 2026-11-27, not signed on 2026-12-04: sign it, by that day.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const signPlan = preventionRule('SIGN_PLAN', ({ household: { plan } }, today, { planSignatureDays }) => {
  if (plan === null || plan.signedOn !== null) return null
  const dueOn = addDays(plan.agreedOn, planSignatureDays)
  if (today < dueOn) return null
  return {
    dueOn,
    reason: `Ni kom överens om en avbetalningsplan ${dayAndMonth(plan.agreedOn)}. Den är inte undertecknad än.`,
    statute: '3 § lag (1981:739)',
  }
})
