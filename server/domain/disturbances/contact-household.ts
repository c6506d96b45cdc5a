/**
 * The household is talked with at once, and again after every new report: "eventuella klagomål om störningar … hanteras omedelbart innan det
 * går för långt" (VP 2013 and 2014, domain.md §1.2 G19). Within the set number of vardagar; sooner where it is especially serious. Who was
 * not reached is tried again within as many.
 *
 * Worked example, one vardag: reported Friday 2026-11-20: talk by Monday 23 November. Tried on the 23rd without an answer: again by the 24th.
 * Talked with on the 24th: silent. Especially serious, zero vardagar: on the day it was reported.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { officeDay, type DisturbanceRule } from './action.js'
import { daysOf, last } from './open-disturbance.js'

export const contactHousehold: DisturbanceRule = ({ reports, steps, state }, _today, settings) => {
  const spokenOn = state.spokenOn ?? ''
  const heard = [
    ...reports.map((report) => ({ on: report.reportedOn, urgent: report.seriousness === 'ESPECIALLY_SERIOUS' })),
    ...daysOf(steps, ['FOUND_DISTURBING']).map((on) => ({ on, urgent: false })),
  ].filter((one) => one.on > spokenOn)
  const since = heard.map((one) => one.on).sort()[0]
  if (since === undefined) return null
  const tried = last(daysOf(steps, ['NOT_REACHED']).filter((day) => day >= since))
  const urgent = heard.some((one) => one.urgent)
  const vardagar = urgent ? settings.disturbanceUrgentVardagar : settings.disturbanceContactVardagar
  return {
    action: 'CONTACT_ABOUT_DISTURBANCE',
    dueOn: tried === null ? officeDay(since, vardagar) : officeDay(tried, settings.disturbanceContactVardagar),
    reason:
      tried !== null
        ? `Försöket ${dayAndMonth(tried)} fick inget svar. Försök på ett annat sätt.`
        : state.spokenOn === null
          ? `Anmäld ${dayAndMonth(since)}. Ingen har pratat med hushållet än.${urgent ? ' Störningen är särskilt allvarlig.' : ''}`
          : `Det störde igen, det fick vi veta ${dayAndMonth(since)}. Senaste samtalet var ${dayAndMonth(state.spokenOn)}.`,
    statute: null,
    done: 'SPOKE_WITH_HOUSEHOLD',
  }
}
