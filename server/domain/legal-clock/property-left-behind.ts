/**
 * Property left behind after a move or an eviction falls to the landlord three months after the tenant was urged to fetch it, or six months after
 * the home was left. 12 kap. 27 § JB. The earlier of the two that is known is the day to plan by.
 *
 * Worked example: left 2026-06-15, urged 2026-07-01: fetch at latest 2026-10-01. Nobody urged: at latest 2026-12-15.
 */
import { addMonths, nextVardag, type Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { LegalDate } from './legal-date.js'

const MONTHS_AFTER_URGING = 3
const MONTHS_AFTER_LEAVING = 6

export function propertyDate(facts: { leftOn: Day; urgedOn: Day | null }): LegalDate {
  const afterLeaving = addMonths(facts.leftOn, MONTHS_AFTER_LEAVING)
  const afterUrging = facts.urgedOn === null ? null : addMonths(facts.urgedOn, MONTHS_AFTER_URGING)
  const urgingDecides = afterUrging !== null && afterUrging < afterLeaving
  const on = nextVardag(urgingDecides ? afterUrging : afterLeaving)
  const since = urgingDecides
    ? `tre månader efter anmaningen ${dayAndMonth(facts.urgedOn ?? '')}`
    : `sex månader efter att lägenheten lämnades ${dayAndMonth(facts.leftOn)}`
  return {
    kind: 'COLLECT_PROPERTY_AT_LATEST',
    on,
    why: `Hämta kvarlämnad egendom senast ${dayAndMonth(on)}: ${since}.`,
    statute: '12 kap. 27 § JB',
    reading: null,
  }
}
