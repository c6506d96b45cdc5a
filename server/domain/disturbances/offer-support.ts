/**
 * Who has been talked with is offered support, and the answer is written down. A home visit is offered and accepted, never a condition;
 * declining breaks nothing (JO 8958-2020, domain.md §3).
 *
 * Worked example, a week: talked with 2026-11-03: offer by 2026-11-10. Offered on the 4th without an answer: the answer by the 10th.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { DisturbanceRule } from './action.js'
import { daysOf } from './open-disturbance.js'

export const offerSupport: DisturbanceRule = ({ steps }, _today, { weekDays }) => {
  const [spokenOn] = daysOf(steps, ['SPOKE_WITH_HOUSEHOLD'])
  if (spokenOn === undefined || daysOf(steps, ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED']).length > 0) return null
  const offered = daysOf(steps, ['SUPPORT_OFFERED']).length > 0
  return {
    action: 'OFFER_SUPPORT',
    dueOn: addDays(spokenOn, weekDays),
    reason: offered
      ? 'Stöd är erbjudet. Svaret är inte antecknat än.'
      : `Ni pratade ${dayAndMonth(spokenOn)}. Fråga vad som skulle göra det lugnare och anteckna svaret.`,
    statute: null,
    done: offered ? 'SUPPORT_ACCEPTED' : 'SUPPORT_OFFERED',
  }
}
