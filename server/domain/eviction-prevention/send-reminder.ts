/**
 * A written reminder, from the last stage of a missing rent, and again when the last one has had its time. A part payment after it steps it
 * back: a new one is made about the rest when the time to pay it has gone. Nothing is sent by itself: the letter is a draft until
 * somebody has checked it (letters.ts).
 *
 * Worked example with 14 days between and 10 to pay: due 2026-10-30: from 2026-11-06. Reminded 2026-11-10: silent until 2026-11-24. 3 000 kr
 * on 2026-11-14: remind about the rest, by 2026-11-24.
 */
import { addDays } from '../calendar.js'
import { kronor } from '../money.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { lastStage } from './stages.js'

export const sendReminder = preventionRule(
  'SEND_REMINDER',
  ({ household, rent, chase }, _today, settings) => {
    if (!rent || rent.oldestDays < lastStage(settings) || chase.remindedOn !== null) return null
    const { lastReminderOn } = household
    if (chase.steppedBack?.step === 'REMINDED') {
      const { paidOn } = chase.steppedBack
      return {
        dueOn: addDays(paidOn, settings.reminderPayDays),
        reason: `En del kom in ${dayAndMonth(paidOn)}, efter påminnelsen. Påminn om resten, ${kronor(rent.lateOre)}.`,
      }
    }
    const again = lastReminderOn !== null && lastReminderOn > rent.oldestDueOn
    return {
      dueOn: again ? addDays(lastReminderOn, settings.reminderIntervalDays) : addDays(rent.oldestLateAfter, lastStage(settings)),
      reason: again
        ? `Senaste påminnelsen är från ${dayAndMonth(lastReminderOn)} och ${kronor(rent.lateOre)} är fortfarande obetalt.`
        : `${kronor(rent.lateOre)} är obetalt och ingen påminnelse är skickad.`,
    }
  },
  ['WAIT_FOR_INSTALMENT', 'WAIT_FOR_PAUSE', 'WAIT_FOR_HEARING'],
)
