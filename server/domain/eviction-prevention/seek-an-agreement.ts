/**
 * The three weeks have passed and the debt was neither paid nor undertaken: the landlord may have the household evicted (12 kap. 44 § JB,
 * and two vardagar later it may be decided). What is left is the landlord's own will: to let the tenancy go on when the debt is paid or
 * paid off, or to give time until there is another home. Somebody asks, the household or, with its consent, we; a debt that is paid after
 * all, an undertaking, a talk with the landlord afterwards or an outcome ends it.
 *
 * Worked example: the period ended 2026-12-02. From 2026-12-03, with that day. LANDLORD_TOLD_OF_DEBT on the 4th: silent.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { isTold } from './tell-the-landlord.js'

export const seekAnAgreement = preventionRule('SEEK_AN_AGREEMENT', ({ case: known, household }, today) => {
  if (!known) return null
  const open = known.states.filter((one) => one.kind === 'UPPSAGNING' && one.settledOn === null)
  const lapsed = known.dates.filter(
    (date) => date.kind === 'PAY_AT_LATEST' && date.on < today && open.some(({ id }) => id === date.noticeId),
  )
  const last = lapsed.at(-1)
  if (!last || isTold(household.events, known, addDays(last.on, 1))) return null
  const who = household.mayTellLandlord === true ? 'Hushållet har samtyckt till att vi gör det.' : 'Utan samtycke frågar hushållet själv.'
  return {
    dueOn: addDays(last.on, 1),
    reason: `Fristen gick ut ${dayAndMonth(last.on)} och skulden är inte betald. Fråga om hyresvärden låter avtalet fortsätta eller ger tid till en annan bostad. ${who}`,
    statute: last.statute,
    noticeId: last.noticeId ?? null,
    writes: 'LANDLORD_TOLD_OF_DEBT',
  }
})
