/**
 * A disturbance that is not minor, or that goes on after a talk, is met with a rättelseanmaning in writing: förvaltningen is the landlord of
 * those who have the home from us and shall urge them to stop (12 kap. 25 a § JB). For a home in second hand it is always required before a
 * termination, however serious (42 § fjärde stycket, domain.md §2). A home of somebody's own is for its landlord.
 *
 * Worked example, three vardagar: serious, reported Monday 2026-11-02: urge by Thursday 5 November. Minor, talked with 2026-11-03 and disturbed
 * again on Sunday 2026-11-08: urge by Wednesday 11 November.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { officeDay, type DisturbanceRule } from './action.js'

export const urgeInWriting: DisturbanceRule = ({ state, secondHand }, _today, { disturbanceUrgeVardagar }) => {
  if (!secondHand || state.seriousFrom === null || state.urgedOn !== null) return null
  const why =
    state.worst === 'MINOR_DISTURBANCE'
      ? `Det störde igen ${dayAndMonth(state.seriousFrom)}, efter samtalet.`
      : `En störning som inte är lindrig anmäldes ${dayAndMonth(state.seriousFrom)}.`
  return {
    action: 'URGE_IN_WRITING',
    dueOn: officeDay(state.seriousFrom, disturbanceUrgeVardagar),
    reason: `${why} Be hushållet skriftligt att se till att det upphör. I andra hand krävs det alltid före en uppsägning.`,
    statute: '12 kap. 25 a § och 42 § fjärde stycket JB',
    done: 'URGED',
  }
}
