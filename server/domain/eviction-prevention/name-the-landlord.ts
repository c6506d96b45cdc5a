/**
 * A data error is an action like any other: a claim from the landlord of a home whose landlord the register does not know; nobody can ask for
 * consent to speak with somebody unnamed, or answer.
 *
 * Worked example: a notice of debt of 2026-11-11 about such a home: write the landlord down by 2026-11-12.
 */
import { addDays } from '../calendar.js'
import { preventionRule } from './action.js'
import { landlordsClaim } from './landlords-claim.js'

export const nameTheLandlord = preventionRule('NAME_THE_LANDLORD', ({ case: known, household }) => {
  if (household.landlordIsKnown || !known?.isOurHome) return null
  const claim = landlordsClaim(known)
  if (!claim) return null
  return { dueOn: addDays(claim.arrivedOn, 1), reason: 'Lägenheten har ingen hyresvärd i registret. Skriv vem det är.', noticeId: claim.id }
})
