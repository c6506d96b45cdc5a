/**
 * Felsökning: find out why the rent is missing and write the cause, while the rent has not been missing for longer than the setting. Each
 * cause has its own next step. A new month's missing rent is asked about anew (VP 2019, domain.md §1.2 G18, §9.2).
 *
 * Worked example: due 2026-10-30, nothing written: from 2 November (day 3), by 4 November (day 5). WRONG_OCR written on 3 November: silent.
 * 3 000 kr on 5 November with nobody reached since: asked again about the rest.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { inTouchBy, troubleshootFrom } from './stages.js'

export const troubleshootRent = preventionRule(
  'TROUBLESHOOT_RENT',
  ({ rent, chase }, _today, settings) => {
    if (!rent || chase.cause !== null || rent.newestDays > settings.troubleshootDays) return null
    const { steppedBack, reachedOn } = chase
    if (steppedBack?.step === 'TROUBLESHOT') {
      return {
        dueOn: addDays(steppedBack.paidOn, settings.outreachDays),
        reason: `En del kom in ${dayAndMonth(steppedBack.paidOn)}, efter felsökningen. Fråga varför resten saknas.`,
        writes: 'RENT_TROUBLESHOT',
      }
    }
    if (rent.newestDays < troubleshootFrom(settings)) return null
    return {
      dueOn: addDays(rent.newestLateAfter, inTouchBy(settings)),
      reason:
        reachedOn !== null && reachedOn > rent.newestDueOn
          ? `Ni hördes ${dayAndMonth(reachedOn)}. Skriv varför hyran som förföll ${dayAndMonth(rent.newestDueOn)} inte är betald.`
          : `Hyran som förföll ${dayAndMonth(rent.newestDueOn)} är inte betald. Ta reda på varför: autogiro, bidrag, fel OCR eller konto, tvist.`,
      writes: 'RENT_TROUBLESHOT',
    }
  },
  ['WAIT_FOR_INSTALMENT', 'WAIT_FOR_PAUSE'],
)
