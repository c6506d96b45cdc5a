/**
 * A case goes from its first notice or its first sign: where a home is known to be at risk the work begins, whether or not the landlord
 * has written (VP 2023: "uppsökande i samtliga fall där kännedom om risk för vräkning finns", domain.md §1.2 G8, §1.3 I9). It is opened
 * with the day the sign was seen, what it was, and which home it is about. A notice that comes later joins it.
 *
 * Worked example, on 2026-11-22: the rent was seen to be late on 2026-11-20: the case is opened as of the 20th, and outreach is counted
 * from there. As of 2026-11-23 it is refused, the day has not come; without an address for a home outside the register it is refused too.
 */
import type { Day } from './calendar.js'
import type { FirstSign } from './codes.js'
import type { Decision } from './decision.js'

export type FirstSignRefusal = 'SIGN_AFTER_TODAY' | 'SIGN_ADDRESS_MISSING' | 'SIGN_IN_WORDS_NEEDED'

export interface NewFirstSign {
  sign: FirstSign
  text: string | null
  seenOn: Day
  /** our own stay, or an address */
  home: { tenancyId: number } | { address: string } | null
}

export function decideFirstSign({ sign, text, seenOn, home }: NewFirstSign, today: Day): Decision<object, FirstSignRefusal> {
  const reasons: FirstSignRefusal[] = []
  if (seenOn > today) reasons.push('SIGN_AFTER_TODAY')
  if (home === null) reasons.push('SIGN_ADDRESS_MISSING')
  if (sign === 'OTHER_SIGN' && !text?.trim()) reasons.push('SIGN_IN_WORDS_NEEDED')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}
