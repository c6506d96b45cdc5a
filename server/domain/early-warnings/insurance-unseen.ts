/**
 * Nobody has seen a home insurance for the home, and the household has lived there longer than the set number of days (domain.md §3).
 *
 * Worked example, 30 days: moved in 2026-10-01 and nothing written of an insurance: a sign from 2026-11-01, the day after the thirty. Seen
 * 2026-10-20: none.
 */
import { addDays } from '../calendar.js'
import { longDay } from '../swedish-dates.js'
import { newestOf, type WarningRule } from './warning.js'

export const insuranceUnseen: WarningRule = ({ events, stay }, today, settings) => {
  if (settings.warnsInsuranceUnseen === 0 || stay === null) return null
  const since = addDays(stay.startsOn, settings.insuranceUnseenDays + 1)
  if (today < since || newestOf(events, ['INSURANCE_SEEN', 'INSURANCE_OUT']) !== null) return null
  return {
    kind: 'INSURANCE_UNSEEN',
    since,
    followUpBy: addDays(since, settings.earlyWarningDays),
    facts: `Ingen hemförsäkring är kontrollerad sedan inflyttningen ${longDay(stay.startsOn)}.`,
  }
}
