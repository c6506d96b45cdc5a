/**
 * Whoever urges also tells socialnämnden in the municipality of the home (12 kap. 25 a § JB), and in second hand no termination is allowed
 * before it (42 § tredje och fjärde stycket). The nämnd is its own landlord here, so it is written down when and how it was done.
 *
 * Worked example, three vardagar: urged Thursday 2026-11-05: tell by Tuesday 10 November; serious since Monday 2026-11-02 and not urged: by
 * Thursday 5 November.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { officeDay, type DisturbanceRule } from './action.js'

export const tellSocialnamnden: DisturbanceRule = ({ state, secondHand }, _today, { disturbanceUrgeVardagar }) => {
  const since = state.urgedOn ?? state.seriousFrom
  if (!secondHand || since === null || state.socialnamndenToldOn !== null) return null
  return {
    action: 'TELL_SOCIALNAMNDEN',
    dueOn: officeDay(since, disturbanceUrgeVardagar),
    reason:
      state.urgedOn === null
        ? `Störningen är inte lindrig sedan ${dayAndMonth(since)}. Underrättelsen ska finnas, även när förvaltningen själv är hyresvärd.`
        : `Rättelseanmaningen gavs ${dayAndMonth(since)}. Till den hör en underrättelse till socialnämnden där bostaden ligger.`,
    statute: '12 kap. 25 a § och 42 § fjärde stycket JB',
    done: 'SOCIALNAMNDEN_TOLD',
  }
}
