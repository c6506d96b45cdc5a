/**
 * Forfeiture for unpaid rent and the right to pay before it is too late.
 * 12 kap. 42 § 1 st. 1 JB: a home is forfeit when the rent is paid more than a week after its due day. 43 §: paid before the landlord has
 * terminated, the tenancy is saved. 42 § 5 st.: not forfeit when it is of little importance, or unreasonable because of violence in the
 * home; that is a judgement and never computed. With a respite (anstånd) the week is counted from its last day (respite.ts).
 *
 * Worked example: due Friday 2026-10-30 (31 October is alla helgons dag). A week later is Friday 2026-11-06: the last day. From
 * 2026-11-07 the tenancy may be forfeit, and is saved by a payment that comes before the termination is delivered. The same bill with
 * respite to Monday 2026-12-07: the last day is 2026-12-14.
 */
import { addDays, type Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { forfeitureFromWithRespite } from '../respite.js'
import type { LegalDate } from './legal-date.js'

/** The last day to pay before the tenancy may be forfeit, and the first day it may be, for a bill with this printed due day and respite. */
export function forfeitureDates(billDueOn: Day, respiteUntilOn: Day | null = null): LegalDate[] {
  const from = forfeitureFromWithRespite(billDueOn, respiteUntilOn)
  const last = addDays(from, -1)
  const counted =
    respiteUntilOn === null
      ? `förfallodagen ${dayAndMonth(billDueOn)}, räknat till hyresgästens fördel`
      : `anståndets sista dag ${dayAndMonth(respiteUntilOn)}`
  return [
    {
      kind: 'PAY_BEFORE_FORFEITURE',
      on: last,
      why: `Betala senast ${dayAndMonth(last)}: en vecka efter ${counted}.`,
      statute: '12 kap. 42 § första stycket 1 JB',
      reading: respiteUntilOn === null ? 'Förfallodagen läses som den senaste dag den kan vara (12 kap. 20 § JB).' : null,
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
