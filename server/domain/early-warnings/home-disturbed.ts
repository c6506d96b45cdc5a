/**
 * There is a disturbance that is not closed (disturbances.ts): it is followed up there, and counted here, for a disturbance and a rent that comes
 * later are more than either alone.
 *
 * Worked example: opened 2026-11-02, two reports, the latest of 2026-11-09: a sign since 2026-11-02. Closed: none.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { WarningRule } from './warning.js'

export const homeDisturbed: WarningRule = ({ disturbance }, _today, settings) => {
  if (settings.warnsDisturbance === 0 || disturbance === null) return null
  const { openedOn, latestOn, reports } = disturbance
  return {
    kind: 'HOME_DISTURBED',
    since: openedOn,
    followUpBy: addDays(latestOn, settings.earlyWarningDays),
    facts: `${reports === 1 ? 'En störning är anmäld' : `${reports} störningar är anmälda`}, senast ${dayAndMonth(latestOn)}. Uppföljningen pågår.`,
  }
}
