/**
 * A data error is an action like any other: a household in trouble without a telephone number or an e-mail address.
 *
 * Worked example, three days: rent late after 2026-10-30, no number: write one down by 2026-11-02.
 */
import { addDays } from '../calendar.js'
import { preventionRule } from './action.js'

export const addContactWay = preventionRule('ADD_CONTACT_WAY', ({ case: known, household, rent }, _today, { outreachDays }) => {
  const since = known?.openedOn ?? rent?.oldestLateAfter
  if (household.canBeReached || since === undefined) return null
  return {
    dueOn: addDays(since, outreachDays),
    reason: 'Varken telefonnummer eller e-postadress är antecknad. Skriv hur hushållet går att nå.',
  }
})
