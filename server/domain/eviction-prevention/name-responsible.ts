/**
 * A data error is an action like any other: a case that nobody is responsible for, or late rent of a household without boendestödjare and
 * socialsekreterare, waits for somebody who thinks it is another's.
 *
 * Worked example: a case opened 2026-11-16 without a responsible: name one by 2026-11-17.
 */
import { addDays } from '../calendar.js'
import { preventionRule } from './action.js'

export const nameResponsible = preventionRule('NAME_RESPONSIBLE', ({ case: known, household, rent }) => {
  if (known) {
    if (known.hasResponsible !== false) return null
    return { dueOn: addDays(known.openedOn, 1), reason: 'Ingen är ansvarig för ärendet. Utse någon.' }
  }
  if (!rent || household.hasResponsible) return null
  return {
    dueOn: addDays(rent.oldestLateAfter, 1),
    reason: 'Hyran är sen och hushållet har varken boendestödjare eller socialsekreterare. Utse någon.',
  }
})
