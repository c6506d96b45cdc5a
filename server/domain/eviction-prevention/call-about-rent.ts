/**
 * Before any notice: when the cause is asked for, or the rent has been missing too long for it to be the first question, nobody with a debt
 * goes without contact for longer than the setting. A case has its own outreach (reach-the-household.ts).
 *
 * Worked example with 14 days: late since 2026-08-31, last spoken with 2026-10-08, on 2026-11-22: call, by 2026-10-22. Spoken with on
 * 2026-11-16: silent. 3 000 kr on 2026-11-18 after that talk: call about the rest, by 2026-11-21.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { inTouchBy } from './stages.js'

export const callAboutRent = preventionRule(
  'CALL_ABOUT_RENT',
  ({ case: known, household, rent, chase }, _today, settings) => {
    if (known || !rent || chase.reachedOn !== null) return null
    if (chase.cause === null && rent.newestDays <= settings.troubleshootDays) return null
    const { lastReachedOn, lastTriedOn } = household
    if (chase.steppedBack?.step === 'REACHED') {
      const { paidOn } = chase.steppedBack
      return {
        dueOn: addDays(paidOn, settings.outreachDays),
        reason: `En del kom in ${dayAndMonth(paidOn)}, efter att ni hördes. Ring om resten.`,
      }
    }
    const tried = lastTriedOn !== null && (lastReachedOn === null || lastTriedOn > lastReachedOn)
    return {
      dueOn: lastReachedOn === null ? addDays(rent.newestLateAfter, inTouchBy(settings)) : addDays(lastReachedOn, settings.noContactDays),
      reason: tried
        ? `Senaste försöket ${dayAndMonth(lastTriedOn)} fick inget svar. Försök på ett annat sätt.`
        : lastReachedOn === null
          ? 'Hyran är sen och ingen har fått kontakt med hushållet.'
          : `Hyran är sen och ingen har fått kontakt med hushållet sedan ${dayAndMonth(lastReachedOn)}.`,
    }
  },
  ['WAIT_FOR_INSTALMENT', 'WAIT_FOR_PAUSE'],
)
