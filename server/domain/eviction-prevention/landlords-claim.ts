/**
 * The landlord's or a collector's claim in a case that the landlord is to hear from us about: the newest notice of a debt or a termination,
 * not paid since. Our own claim (förvaltningen as landlord) needs nobody's consent and is none.
 *
 * Worked example: HYRESSKULD from the landlord 2026-10-19, UPPSAGNING 2026-11-11, nothing paid: the one of 11 November. DEBT_PAID on the
 * 20th: none.
 */
import { latestSince, type NoticeState } from '../prevention-case.js'
import type { CaseKnown } from './action.js'

export function landlordsClaim(known: CaseKnown | null): NoticeState | null {
  if (known === null) return null
  const claims = known.states.filter((one) => OTHERS.includes(one.sender) && DEBTS.includes(one.kind))
  const newest = claims.sort((a, b) => (a.arrivedOn < b.arrivedOn ? -1 : 1)).at(-1)
  if (!newest) return null
  return latestSince(newest, known.events, ['DEBT_PAID']) ? null : newest
}

const OTHERS: readonly string[] = ['HYRESVARD', 'INKASSO']
const DEBTS: readonly string[] = ['HYRESSKULD', 'UPPSAGNING']
