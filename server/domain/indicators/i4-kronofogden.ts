/**
 * I4: of the notices of a set time of eviction that came from Kronofogden in the period, the share that was averted.
 * VP 2019: "Andel meddelanden om avhysning som inkommit till förvaltningen från Kronofogdemyndigheten som kunnat avvärjas", target 75 %.
 * The unit is the notice (underrättelse om tid för avhysning, SoF 11:3, UF 16:2) by its day of arrival; an application or a judgment that
 * Kronofogden told of is no notice of an eviction. What averted means and its readings: averted.ts.
 *
 * Worked example, T1 2026: Kronofogden's notices of 12 January (averted 2 February), 3 March (carried out 30 March), 28 April (averted
 * 20 May) and 30 April (undecided). In T1 2/3 = 66.7 %, 1 undecided left out; asked on 30 April it was 1/2 = 50 %, 2 undecided.
 */
import { contains } from '../interval.js'
import type { AvertedWish } from './averted.js'
import { avertedShare } from './averted.js'
import type { CaseIndex } from './case-facts.js'
import { isTimeOfEviction } from './case-facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition } from './result.js'

export const I4_DEFINITION = {
  code: 'I4',
  wording: 'Andel meddelanden om avhysning som inkommit till förvaltningen från Kronofogdemyndigheten som kunnat avvärjas',
  source: 'Vuxenenhetens verksamhetsplan 2019',
  numeratorText: 'Meddelanden där avhysningen avvärjdes eller återkallades och hushållet bor kvar',
  denominatorText: 'Meddelanden om tid för avhysning som kom från Kronofogden under perioden',
  rows: 'NOTICE',
  measure: 'SHARE',
} as const satisfies Definition

export function kronofogdenIndicator(index: CaseIndex, { days }: ReportPeriod, wish: AvertedWish) {
  const notices = index.notices.filter((notice) => isTimeOfEviction(notice) && contains(days, notice.arrivedOn))
  return avertedShare(I4_DEFINITION, notices, wish)
}
