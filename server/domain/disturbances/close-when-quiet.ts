/**
 * It has been quiet for the set number of days and a last check says so, or the household has moved out: then the disturbance is closed, by
 * somebody and with a day.
 *
 * Worked example, quiet for 30 days: disturbed 2026-11-03, found quiet 2026-12-03: close by Friday 4 December. Found quiet on 2026-12-02: not yet.
 * Moved out 2026-11-20: close by Monday 23 November, whatever was found.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { officeDay, type DisturbanceRule } from './action.js'
import { daysOf } from './open-disturbance.js'

export const closeWhenQuiet: DisturbanceRule = ({ steps, state, homeEndsOn }, today, { disturbanceQuietDays }) => {
  const quietFrom = addDays(state.latestOn, disturbanceQuietDays)
  const [checkedOn] = daysOf(steps, ['FOUND_QUIET']).filter((day) => day >= quietFrom)
  const movedOut = homeEndsOn !== null && homeEndsOn <= today
  if (checkedOn === undefined && !movedOut) return null
  return {
    action: 'CLOSE_DISTURBANCE',
    dueOn: officeDay(checkedOn ?? homeEndsOn ?? today, 1),
    reason:
      checkedOn === undefined
        ? `Boendet slutade ${dayAndMonth(homeEndsOn ?? today)}. Det finns inget mer att följa upp i bostaden.`
        : `Tyst sedan ${dayAndMonth(state.latestOn)}, kontrollerat ${dayAndMonth(checkedOn)}.`,
    statute: null,
    done: 'DISTURBANCE_CLOSED',
  }
}
