/**
 * Forfeiture for unpaid rent and the right to pay before it is too late.
 * 12 kap. 42 § 1 st. 1 JB: a home is forfeit when the rent is paid more than a week after its due day. 43 §: paid before the landlord has
 * terminated, the tenancy is saved. 42 § 5 st.: not forfeit when it is of little importance, or unreasonable because of violence in the
 * home; that is a judgement and never computed.
 *
 * Worked example: due Friday 2026-10-30 (31 October is alla helgons dag). A week later is Friday 2026-11-06: the last day. From
 * 2026-11-07 the tenancy may be forfeit, and is saved by a payment that comes before the termination is delivered.
 */
import { addDays, type Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { forfeitureFrom } from '../rent-due.js'
import type { LegalDate } from './legal-date.js'

/** The last day to pay before the tenancy may be forfeit, and the first day it may be, for a bill with this printed due day. */
export function forfeitureDates(billDueOn: Day): LegalDate[] {
  const from = forfeitureFrom(billDueOn)
  const last = addDays(from, -1)
  return [
    {
      kind: 'PAY_BEFORE_FORFEITURE',
      on: last,
      why: `Betala senast ${dayAndMonth(last)}: en vecka efter förfallodagen ${dayAndMonth(billDueOn)}, räknat till hyresgästens fördel.`,
      statute: '12 kap. 42 § första stycket 1 JB',
      reading: 'Förfallodagen läses som den senaste dag den kan vara (12 kap. 20 § JB).',
    },
    {
      kind: 'MAY_BE_FORFEIT',
      on: from,
      why: `Från ${dayAndMonth(from)} kan hyresrätten vara förverkad. Betalning innan hyresvärden har sagt upp räddar kontraktet.`,
      statute: '12 kap. 42 och 43 §§ JB',
      reading: null,
    },
  ]
}

/** The last day to pay, where the first day of forfeiture is known: respite and plans counted. */
export function payBefore(forfeitFrom: Day): LegalDate {
  const last = addDays(forfeitFrom, -1)
  return {
    kind: 'PAY_BEFORE_FORFEITURE',
    on: last,
    why: `Betala senast ${dayAndMonth(last)}. Sedan kan hyresrätten vara förverkad.`,
    statute: '12 kap. 42 § första stycket 1 JB',
    reading: 'Förfallodagen läses som den senaste dag den kan vara (12 kap. 20 § JB).',
  }
}
