/**
 * Kronofogden's notice of the time of an eviction is confirmed the same day, with a named handläggare and a copy to the tenant.
 * Socialtjänstförordningen (2025:468) 11 kap. 3 §.
 *
 * Worked example: arrived 2026-12-07, nothing done: confirm by 2026-12-07. Confirmed but not copied: copy by the same day.
 */
import { confirmationDate } from '../legal-clock/kronofogden-confirmation.js'
import { preventionRule } from './action.js'

export const confirmToKronofogden = preventionRule('CONFIRM_TO_KRONOFOGDEN', ({ case: known }) => {
  const notice = known?.states.find(
    (one) => one.sender === 'KRONOFOGDEN' && one.kind === 'TID_FOR_AVHYSNING' && (one.confirmedOn === null || one.copiedOn === null),
  )
  if (!notice) return null
  const date = confirmationDate(notice.arrivedOn)
  const onlyCopy = notice.confirmedOn !== null
  return {
    dueOn: date.on,
    reason: onlyCopy ? 'Bekräftelsen är skickad. Kopian till den som ska avhysas är inte skickad än.' : date.why,
    statute: date.statute,
    noticeId: notice.id,
    done: onlyCopy ? 'COPIED' : 'CONFIRMED',
  }
})
