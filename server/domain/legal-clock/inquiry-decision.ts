/**
 * Every notice leads to a decision to open or not to open an inquiry. 14 kap. 2 § socialtjänstlagen (2025:400): an inquiry is opened
 * without delay of what has come to the nämnd's knowledge; JO 1683-2017 criticised a nämnd that did not open one when told of a coming
 * eviction. "Without delay" is a dated setting (inquiryDecisionVardagar), not a figure of the law.
 *
 * Worked example: arrived Friday 2026-11-20, one vardag: decide at latest Monday 2026-11-23.
 */
import type { Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { LegalDate } from './legal-date.js'
import { vardagarFrom } from './vardagar.js'

export function inquiryDecisionDate(arrivedOn: Day, inquiryDecisionVardagar: number): LegalDate {
  const on = vardagarFrom(arrivedOn, inquiryDecisionVardagar, false)
  return {
    kind: 'DECIDE_ON_INQUIRY',
    on,
    why: `Besluta senast ${dayAndMonth(on)} om en utredning ska inledas eller inte. Varje meddelande ska leda till ett beslut.`,
    statute: '14 kap. 2 § socialtjänstlagen (2025:400), JO 1683-2017',
    reading: 'Utan dröjsmål läses som nämndens egen inställning.',
  }
}
