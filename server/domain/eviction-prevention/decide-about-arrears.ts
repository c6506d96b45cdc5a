/**
 * More than a week late the tenancy may be forfeit (12 kap. 42 § 1 st. 1 JB); paying before the landlord has terminated saves it (43 §).
 * Somebody takes a stand: is it paid, is there a plan or respite, is a case opened? A pause does not hold it back. It is over when the
 * rent is paid, has respite or a followed plan, or when a termination has come and its own days run.
 *
 * Worked example: due 2026-10-30, unpaid: from 2026-11-07, with that day.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const decideAboutArrears = preventionRule('DECIDE_ABOUT_ARREARS', ({ case: known, rent }, today) => {
  if (!rent?.forfeitFrom || rent.forfeitFrom > today) return null
  if (known?.notices.some((notice) => PAST_IT.includes(notice.kind))) return null
  return {
    dueOn: rent.forfeitFrom,
    reason: `Hyran är mer än en vecka sen och hyresrätten kan vara förverkad sedan ${dayAndMonth(rent.forfeitFrom)}. Betalning före uppsägning räddar kontraktet.`,
    statute: '12 kap. 42 och 43 §§ JB',
  }
})

const PAST_IT: readonly string[] = ['UPPSAGNING', 'ANSOKAN', 'UTSLAG', 'TID_FOR_AVHYSNING']
