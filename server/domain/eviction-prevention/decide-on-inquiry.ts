/**
 * Every notice leads to a decision to open or not to open an inquiry. 14 kap. 2 § socialtjänstlagen (2025:400), JO 1683-2017.
 *
 * Worked example: a termination that arrived Friday 2026-11-20 without a decision: decide by Monday 2026-11-23.
 */
import { inquiryDecisionDate } from '../legal-clock/inquiry-decision.js'
import { preventionRule } from './action.js'

export const decideOnInquiry = preventionRule('DECIDE_ON_INQUIRY', ({ case: known }, _today, { inquiryDecisionVardagar }) => {
  const waiting = known?.states.filter((one) => one.inquiryDecidedOn === null).sort((a, b) => (a.arrivedOn < b.arrivedOn ? -1 : 1))
  const notice = waiting?.[0]
  if (!notice) return null
  const date = inquiryDecisionDate(notice.arrivedOn, inquiryDecisionVardagar)
  return {
    dueOn: date.on,
    reason: date.why,
    statute: date.statute,
    noticeId: notice.id,
    done: 'INQUIRY_OPENED',
  }
})
