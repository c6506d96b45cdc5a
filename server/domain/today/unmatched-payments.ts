/**
 * Payments that no bill was found for: one line for all, since they are worked through in one list. They matter today because somebody
 * who has paid may stand as late. The oldest should be placed within three bank days.
 *
 * Worked example: three payments, 14 250 kr in all, the oldest of Thursday 2026-11-19. Deadline Tuesday 2026-11-24.
 */
import type { Day } from '../calendar.js'
import { addBankDays } from '../calendar.js'
import type { Role } from '../codes.js'
import { kronor } from '../money.js'
import type { Settings } from '../policy.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const UNMATCHED_PAYMENTS_ROLES: readonly Role[] = ['BOSAMORDNARE']

export function unmatchedPayments({ unmatched }: Pick<TodayFacts, 'unmatched'>, today: Day, settings: Settings): FoundLine[] {
  const known = unmatched.filter((payment) => payment.paidOn <= today)
  if (known.length === 0) return []
  const since = known.reduce((oldest, { paidOn }) => (paidOn < oldest ? paidOn : oldest), today)
  const amountOre = known.reduce((sum, payment) => sum + payment.amountOre, 0)
  const dueOn = addBankDays(since, settings.unmatchedPaymentBankDays)
  const sum = amountOre > 0 ? `, ${kronor(amountOre)},` : ''
  const what =
    known.length === 1
      ? `En inbetalning${sum} saknar träff. Den kom ${dayAndMonth(since)}.`
      : `${known.length} inbetalningar${sum} saknar träff. Den äldsta kom ${dayAndMonth(since)}.`
  return [
    {
      rule: 'UNMATCHED_PAYMENTS',
      roles: UNMATCHED_PAYMENTS_ROLES,
      personId: null,
      apartmentId: null,
      tenancyId: null,
      reason: `${what} Den som har betalat kan stå som sen.`,
      since,
      dueOn,
      action: { kind: 'MATCH_PAYMENTS' },
      children: 0,
      amountOre,
    },
  ]
}
