/**
 * Payments that no bill was found for: one line for all, since they are worked through in one list. They matter today because somebody
 * who has paid may stand as late. The oldest should be placed within three bank days.
 *
 * Worked example: three payments, 14 250 kr in all, the oldest of Thursday 2026-11-19. Deadline Tuesday 2026-11-24. Beside them a
 * deduction and 450 euro: said as two more, since they are no kronor that came in.
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
  const came = known.filter((payment) => payment.amountOre > 0).length
  return [
    {
      rule: 'UNMATCHED_PAYMENTS',
      roles: UNMATCHED_PAYMENTS_ROLES,
      personId: null,
      apartmentId: null,
      tenancyId: null,
      reason: [
        came === 0
          ? `${othersWait(known.length, 'En post', 'poster')} utan träff.`
          : `${came === 1 ? 'En inbetalning' : `${came} inbetalningar`}, ${kronor(amountOre)}, saknar träff.`,
        known.length === 1 ? `Den kom ${dayAndMonth(since)}.` : `Den äldsta kom ${dayAndMonth(since)}.`,
        came > 0 && known.length > came ? `${othersWait(known.length - came, 'En post', 'poster')} också.` : '',
        came > 0 ? 'Den som har betalat kan stå som sen.' : '',
      ]
        .filter(Boolean)
        .join(' '),
      since,
      dueOn,
      action: { kind: 'MATCH_PAYMENTS' },
      children: 0,
      amountOre,
    },
  ]
}

/** What waits and is no kronor that came in. */
const othersWait = (count: number, one: string, many: string) =>
  `${count === 1 ? one : `${count} ${many}`} i annan valuta eller med avdrag väntar`
