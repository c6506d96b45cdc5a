/**
 * Socialnämndens åtagande: within the three weeks of the reinstatement the nämnd tells the landlord in writing that it takes on the
 * responsibility for paying; the tenant may then not be evicted for that debt. 12 kap. 44 § 4 st. 1 JB. The landlord must have the answer
 * in hand by the last day, so the unit's own target is some vardagar before it (dated setting undertakingMarginVardagar).
 *
 * Worked example: last day Wednesday 2026-12-02, margin three vardagar: own target Friday 2026-11-27.
 */
import type { Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { LegalDate } from './legal-date.js'
import { vardagarFrom } from './vardagar.js'

/** The own target (not before today's reading of the period) and the last day. */
export function undertakingDates(lastDayOn: Day, marginVardagar: number): LegalDate[] {
  const target = vardagarFrom(lastDayOn, -marginVardagar, false)
  return [
    {
      kind: 'UNDERTAKE_OWN_TARGET',
      on: target,
      why: `Eget mål: besked om åtagande hos hyresvärden ${dayAndMonth(target)}, ${marginVardagar} vardagar före fristen.`,
      statute: 'Enhetens rutin',
      reading: null,
    },
    {
      kind: 'UNDERTAKE_AT_LATEST',
      on: lastDayOn,
      why: `Åtagandet ska ha kommit skriftligen till hyresvärden senast ${dayAndMonth(lastDayOn)}.`,
      statute: '12 kap. 44 § fjärde stycket 1 JB',
      reading: null,
    },
  ]
}
