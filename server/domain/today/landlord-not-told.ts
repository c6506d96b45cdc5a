/**
 * The landlord has not been told of a new second-hand tenant. 12 kap. 39 § 3 st. JB: when a kommun lets a place on, "Hyresvärden ska
 * genast underrättas". The deadline is the day of moving in (tenancies.ts), and the line stays until it is done or the stay is over.
 *
 * Worked example: moves in 2026-11-20, not told. On 2026-11-22 the deadline passed two days ago: BRADSKAR. A stay from 2021 that was
 * imported in 2026 gives no line.
 */
import type { Day } from '../calendar.js'
import type { Role } from '../codes.js'
import type { Settings } from '../policy.js'
import { dayAndMonth } from '../swedish-dates.js'
import { landlordNoticeDue } from '../tenancies.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const LANDLORD_NOT_TOLD_ROLES: readonly Role[] = ['BOSAMORDNARE']

export function landlordNotTold({ stays }: Pick<TodayFacts, 'stays'>, today: Day, settings: Settings): FoundLine[] {
  return stays.flatMap((stay) => {
    const dueOn = landlordNoticeDue(stay, today, settings)
    if (dueOn === null) return []
    const moved = stay.startsOn <= today ? 'Ny hyresgäst sedan' : 'Ny hyresgäst från'
    return {
      rule: 'LANDLORD_NOT_TOLD',
      roles: LANDLORD_NOT_TOLD_ROLES,
      personId: stay.personId,
      apartmentId: stay.apartmentId,
      tenancyId: stay.id,
      reason: `${moved} ${dayAndMonth(stay.startsOn)}. Hyresvärden ska genast underrättas (12 kap. 39 § JB).`,
      since: stay.recordedOn < stay.startsOn ? stay.recordedOn : stay.startsOn,
      dueOn,
      action: { kind: 'TELL_LANDLORD' },
      children: stay.children,
      amountOre: null,
    }
  })
}
