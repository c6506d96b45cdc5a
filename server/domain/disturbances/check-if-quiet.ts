/**
 * Until it has been quiet for the set number of days somebody asks whether it is: at the set interval after the latest that was learned or
 * done, and a last time on the day the quiet time is over. Without that last check nothing is closed.
 *
 * Worked example, every 7 days and quiet for 30: disturbed and talked about 2026-11-03: check by 2026-11-10. Quiet then: by 2026-11-17. The
 * quiet time is over on 2026-12-03, so the check after 2026-11-28 is due on 2026-12-03, not on the 5th. Quiet on the 3rd: silent.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { DisturbanceRule } from './action.js'
import { daysOf, last } from './open-disturbance.js'

export const checkIfQuiet: DisturbanceRule = ({ steps, state }, _today, { disturbanceCheckDays, disturbanceQuietDays }) => {
  const quietFrom = addDays(state.latestOn, disturbanceQuietDays)
  const checks = daysOf(steps, ['FOUND_QUIET'])
  if (checks.some((day) => day >= quietFrom)) return null
  const base = last([state.learnedOn, ...daysOf(steps, ['SPOKE_WITH_HOUSEHOLD', 'FOUND_QUIET', 'FOUND_DISTURBING'])]) ?? state.learnedOn
  const next = addDays(base, disturbanceCheckDays)
  return {
    action: 'CHECK_IF_QUIET',
    dueOn: base < quietFrom && next > quietFrom ? quietFrom : next,
    reason: `Senast kända störning var ${dayAndMonth(state.latestOn)}. Har det varit tyst till ${dayAndMonth(quietFrom)} kan den avslutas.`,
    statute: null,
    done: 'FOUND_QUIET',
  }
}
