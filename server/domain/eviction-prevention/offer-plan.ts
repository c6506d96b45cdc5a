/**
 * A debt of a month's rent or more (dated setting) is offered a repayment plan, unless one runs or the household said no not long ago.
 *
 * Worked example with 100 percent and 90 days: 12 960 kr at 6 480 kr a month: offer a plan. Declined 2026-11-10: again from 2027-02-08.
 */
import { addDays } from '../calendar.js'
import { latestOf } from '../household-facts.js'
import { kronor, oneDecimal } from '../money.js'
import { preventionRule } from './action.js'
import { lastStage } from './stages.js'

export const offerPlan = preventionRule(
  'OFFER_PLAN',
  ({ household, rent }, today, settings) => {
    if (!rent || household.plan !== null || rent.months === null || rent.months * 100 < settings.offerPlanPercent) return null
    if (rent.oldestDays < lastStage(settings)) return null
    const declined = latestOf(household.events, 'PLAN_DECLINED')
    if (declined && addDays(declined.happenedOn, settings.askAgainDays) > today) return null
    return {
      dueOn: addDays(rent.oldestLateAfter, lastStage(settings)),
      reason: `${kronor(rent.lateOre)} är obetalt, ${oneDecimal(rent.months)} månadshyror. Kom överens om en avbetalningsplan som håller.`,
      writes: 'PLAN_DECLINED',
    }
  },
  ['WAIT_FOR_PAUSE', 'WAIT_FOR_HEARING'],
)
