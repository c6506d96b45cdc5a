/**
 * "Hyran syns inte": on the first days nobody is asked anything. The money may lie among the payments without a match, or be on its way
 * (VP 2019: "snabb upptäckt och felsökning vid utebliven hyresbetalning", domain.md §1.2 G18, §9).
 *
 * Worked example: November's rent, due Friday 2026-10-30: look for it on 31 October, and until 1 November; from 2 November find out why.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { lookFrom, troubleshootFrom } from './stages.js'

export const lookForRent = preventionRule(
  'LOOK_FOR_RENT',
  ({ case: known, rent, chase }, _today, settings) => {
    if (known || !rent || chase.cause !== null) return null
    if (rent.newestDays < lookFrom(settings) || rent.newestDays >= troubleshootFrom(settings)) return null
    return {
      dueOn: addDays(rent.newestLateAfter, lookFrom(settings)),
      reason: `Hyran som förföll ${dayAndMonth(rent.newestDueOn)} syns inte. Titta bland inbetalningar utan träff; den kan också synas först nästa bankdag.`,
    }
  },
  ['WAIT_FOR_INSTALMENT', 'WAIT_FOR_PAUSE'],
)
