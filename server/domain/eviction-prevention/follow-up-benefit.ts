/**
 * A benefit is late: ask when it comes and give respite until then, so that nobody is chased for what the authority owes
 * (domain.md §9.2). With a day to wait for, the step is due that day.
 *
 * Worked example: BENEFIT_LATE found 2026-11-03, expected 2026-11-12: by 2026-11-12. Without a day: by 2026-11-06.
 */
import { causeRule } from './cause.js'

export const followUpBenefit = causeRule('FOLLOW_UP_BENEFIT', 'BENEFIT_LATE', {
  reason: 'bidraget är försenat. Fråga när det betalas ut och ge anstånd med hyran till dess.',
})
