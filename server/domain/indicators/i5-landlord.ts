/**
 * I5: of the notices that came from the landlord in the period, the share where an eviction was averted.
 * VP 2023: "Andel avhysningar som kunnat avvärjas efter inkommet meddelande till förvaltningen från hyresvärden", target 55 %.
 * Another sender and an earlier stage than I4: a notice from Kronofogden that comes later does not take the landlord's away, and one
 * household can be in both (domain.md §1.0 finding 2). Counted are terminations (12 kap. 44 § JB); notices of disturbance (25 a §) are
 * listed apart, or counted under the second reading. What the nämnd itself sends as landlord is listed apart.
 *
 * Worked example, 2026: terminations with outcomes averted 2, withdrawn 1, carried out 1, moved before 1, and one disturbance averted.
 * 3/5 = 60 %, 1 disturbance apart; with disturbances 4/6 = 66.7 %.
 */
import { contains } from '../interval.js'
import type { AvertedWish, StoryNotice } from './averted.js'
import { avertedShare } from './averted.js'
import type { CaseIndex } from './case-facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition } from './result.js'

export const I5_DEFINITION = {
  code: 'I5',
  wording: 'Andel avhysningar som kunnat avvärjas efter inkommet meddelande till förvaltningen från hyresvärden',
  source: 'Verksamhetsplan 2023, Enheten för ekonomiskt bistånd och beroende',
  numeratorText: 'Meddelanden där avhysningen avvärjdes eller återkallades och hushållet bor kvar',
  denominatorText: 'Uppsägningar och avhysningshot som kom från hyresvärden under perioden',
  rows: 'NOTICE',
  measure: 'SHARE',
} as const satisfies Definition

export function landlordIndicator(index: CaseIndex, { days }: ReportPeriod, wish: AvertedWish) {
  const came = index.notices.filter(({ arrivedOn }) => contains(days, arrivedOn))
  const isCounted = ({ sender, kind }: StoryNotice) =>
    sender === 'HYRESVARD' && (kind === 'UPPSAGNING' || (kind === 'STORNING' && wish.readings.includes('WITH_DISTURBANCES')))
  const idsOf = (is: (notice: StoryNotice) => boolean) => came.filter((notice) => !isCounted(notice) && is(notice)).map(({ id }) => id)
  return avertedShare(I5_DEFINITION, came.filter(isCounted), wish, [
    { reason: 'DISTURBANCE_NOTICE', ids: idsOf(({ sender, kind }) => sender === 'HYRESVARD' && kind === 'STORNING') },
    { reason: 'OWN_NOTICE', ids: idsOf(({ sender, kind }) => sender === 'FORVALTNINGEN' && kind === 'UPPSAGNING') },
  ])
}
