/**
 * With the household's consent the landlord hears from us what is done about the debt, so that it waits with the next step
 * (VP 2013/14: "hanteras omedelbart innan det går för långt", domain.md §1.2 G19). Once for each claim.
 *
 * Worked example, seven days: a notice of debt of 2026-11-11 with a consent: tell by 2026-11-18. LANDLORD_TOLD_OF_DEBT on the 14th: silent.
 */
import { addDays, type Day } from '../calendar.js'
import { latestOf, type HouseholdEventFact } from '../household-facts.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule, type CaseKnown } from './action.js'
import { landlordsClaim } from './landlords-claim.js'

export const tellTheLandlord = preventionRule('TELL_THE_LANDLORD', ({ case: known, household }, _today, { weekDays }) => {
  if (household.mayTellLandlord !== true) return null
  const claim = landlordsClaim(known)
  if (!claim || isTold(household.events, known, claim.arrivedOn)) return null
  return {
    dueOn: addDays(claim.arrivedOn, weekDays),
    reason: `Hyresvärden hörde av sig ${dayAndMonth(claim.arrivedOn)} och hushållet har samtyckt. Berätta vad som görs åt skulden.`,
    noticeId: claim.id,
    writes: 'LANDLORD_TOLD_OF_DEBT',
  }
})

/** Has the landlord heard from us since the claim, by word or by letter? */
export function isTold(events: readonly HouseholdEventFact[], known: CaseKnown | null, claimedOn: Day): boolean {
  const told = latestOf(events, 'LANDLORD_TOLD_OF_DEBT')
  if (told !== undefined && told.happenedOn >= claimedOn) return true
  return known?.events.some((event) => event.kind === 'LANDLORD_ANSWERED' && event.happenedOn >= claimedOn) ?? false
}
