/**
 * The waiver of security of tenure runs out, or has run out, in a place where somebody lives. Without it the tenant has a right to
 * prolongation: in a block lease from the first day, otherwise after two years in a row (12 kap. 45 § JB; a new waiver: 45 a §;
 * domain.md §3).
 *
 * Worked example: waiver until 2026-12-31. From 2026-07-04 there is a line; on 2027-01-01 it says that the waiver has run out.
 */
import type { Day } from '../calendar.js'
import { addDays } from '../calendar.js'
import type { Role } from '../codes.js'
import { contains } from '../interval.js'
import type { Settings } from '../policy.js'
import { longDay } from '../swedish-dates.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'
import { residents } from './line.js'

export const WAIVER_ENDING_ROLES: readonly Role[] = ['BOSAMORDNARE', 'CHEF']

export function waiverEnding({ headLeases, stays }: Pick<TodayFacts, 'headLeases' | 'stays'>, today: Day, settings: Settings): FoundLine[] {
  const livesIn = residents(stays, today)
  return headLeases.flatMap((lease) => {
    const resident = livesIn.get(lease.apartmentId)
    if (lease.waiverUntilOn === null || !resident || !contains(lease, today)) return []
    const dueOn = lease.waiverUntilOn
    const since = addDays(dueOn, -settings.waiverWarningDays)
    if (today < since) return []
    const from = lease.kind === 'BLOCK' ? 'från första dagen' : 'efter två år'
    return {
      rule: 'WAIVER_ENDING',
      roles: WAIVER_ENDING_ROLES,
      personId: resident.personId,
      apartmentId: lease.apartmentId,
      tenancyId: resident.id,
      reason:
        `Avståendet från besittningsskydd ${dueOn < today ? 'gick' : 'går'} ut ${longDay(dueOn)}. ` +
        `Utan avstående har hyresgästen rätt till förlängning ${from} (12 kap. 45 § JB).`,
      since,
      dueOn,
      action: { kind: 'RENEW_WAIVER' },
      children: resident.children,
      amountOre: null,
    }
  })
}
