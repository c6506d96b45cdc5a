/**
 * A kontrollstation is coming or has passed without being held (checkpoints.ts; domain.md §3). It shows two weeks ahead, to be
 * prepared, and stays until it is held.
 *
 * Worked example: moved in 2025-11-26, 3, 6 and 9 months held. From 2026-11-12 there is a line: 12 months on 26 November.
 */
import type { Day } from '../calendar.js'
import { addDays } from '../calendar.js'
import { checkpointToHold } from '../checkpoints.js'
import type { Role } from '../codes.js'
import { contains } from '../interval.js'
import type { Settings } from '../policy.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const CHECKPOINT_DUE_ROLES: readonly Role[] = ['BOENDESTOD', 'SOCIALSEKRETERARE', 'BOSAMORDNARE']

export function checkpointDue({ stays }: Pick<TodayFacts, 'stays'>, today: Day, settings: Settings): FoundLine[] {
  return stays.flatMap((stay) => {
    if (!contains(stay, today)) return []
    const next = checkpointToHold(stay, today, settings)
    if (next === null || next.daysLeft > settings.checkpointWarningDays) return []
    const when = next.daysLeft < 0 ? `skulle ha hållits ${dayAndMonth(next.dueOn)}` : `hålls senast ${dayAndMonth(next.dueOn)}`
    const missed = next.missed === 0 ? '' : next.missed === 1 ? ' En tidigare är inte hållen.' : ` ${next.missed} tidigare är inte hållna.`
    return {
      rule: 'CHECKPOINT_DUE',
      roles: CHECKPOINT_DUE_ROLES,
      personId: stay.personId,
      apartmentId: stay.apartmentId,
      tenancyId: stay.id,
      reason: `Kontrollstationen vid ${next.months} månader ${when}.${missed}`,
      since: addDays(next.dueOn, -settings.checkpointWarningDays),
      dueOn: next.dueOn,
      action: { kind: 'HOLD_CHECKPOINT' },
      children: stay.children,
      amountOre: null,
    }
  })
}
