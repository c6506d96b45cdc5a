/**
 * More than a week late the tenancy may be forfeit (12 kap. 42 § 1 st. 1 JB); paying before the landlord has terminated saves it (43 §).
 * Somebody takes a stand: is it paid, is there a plan or respite, is a case opened? A pause does not hold it back. It is over when the
 * rent is paid, has respite or a followed plan, or when a termination has come and its own days run. Once that is settled, rent that falls due
 * afterwards asks again.
 *
 * Worked example: due 2026-10-30, unpaid: from 2026-11-07, with that day. Terminated 2026-11-11: silent. Paid 2026-11-20; December's rent, due
 * 2026-11-30, unpaid: from 2026-12-08.
 */
import { addDays, weeksAfter, type Day } from '../calendar.js'
import { latestSince, SETTLES } from '../prevention-case.js'
import type { LateRent } from '../rent-state.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule, type CaseKnown } from './action.js'

export const decideAboutArrears = preventionRule('DECIDE_ABOUT_ARREARS', ({ case: known, rent }, today) => {
  if (!rent?.forfeitFrom) return null
  const from = afterTerminations(known, rent, rent.forfeitFrom)
  if (from === null || from > today) return null
  return {
    dueOn: from,
    reason: `Hyran är mer än en vecka sen och hyresrätten kan vara förverkad sedan ${dayAndMonth(from)}. Betalning före uppsägning räddar kontraktet.`,
    statute: '12 kap. 42 och 43 §§ JB',
  }
})

/** Null while a termination's own days run; after it is settled the first day for the newest rent, if that fell due later. */
function afterTerminations(known: CaseKnown | null, rent: LateRent, forfeitFrom: Day): Day | null {
  let from: Day = forfeitFrom
  for (const notice of known?.states.filter(({ kind }) => PAST_IT.includes(kind)) ?? []) {
    const settled = latestSince(notice, known?.events ?? [], SETTLES)
    if (!settled || rent.newestDueOn <= settled.happenedOn) return null
    from = addDays(weeksAfter(rent.newestLateAfter, 1), 1)
  }
  return from
}

const PAST_IT: readonly string[] = ['UPPSAGNING', 'ANSOKAN', 'UTSLAG', 'TID_FOR_AVHYSNING']
