/**
 * A stay ends, and nobody has written down how. Every stay should have a plan for the next step (VP 2019: "Varje person som beviljas
 * insats i form av boende ska ha en planering"), and every ended stay an outcome, or the indicators miss it. Shown from two months
 * before the move-out day, or before the last day of a contract for a fixed time. After a move-out day it asks for the outcome for a
 * month; older rows without one are imported history. A stay whose contract is to be taken over has its next step (takeover-coming.ts).
 *
 * Worked example: contract to and including 2026-12-31. From 2026-11-01 there is a line with that deadline. Moved out 2026-11-15
 * without an outcome: a line on 2026-11-22 that asks for it, none on 2026-12-17.
 */
import type { Day } from '../calendar.js'
import { addDays } from '../calendar.js'
import type { Role } from '../codes.js'
import type { Settings } from '../policy.js'
import { longDay } from '../swedish-dates.js'
import type { TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const TENANCY_ENDING_ROLES: readonly Role[] = ['BOSAMORDNARE', 'BOENDESTOD', 'SOCIALSEKRETERARE']

export function tenancyEnding({ stays, takeovers }: Pick<TodayFacts, 'stays' | 'takeovers'>, today: Day, settings: Settings): FoundLine[] {
  const takenOver = new Set(takeovers.map((takeover) => takeover.tenancyId))
  return stays.flatMap((stay) => {
    const dueOn = stay.endsOn ?? stay.contractUntilOn
    if (stay.outcome !== null || dueOn === null || stay.startsOn > today || takenOver.has(stay.id)) return []
    const hasMovedOut = stay.endsOn !== null && stay.endsOn <= today
    if (hasMovedOut && addDays(dueOn, settings.tenancyOutcomeDays) < today) return []
    const since = hasMovedOut ? dueOn : addDays(dueOn, -settings.tenancyWarningDays)
    if (today < since) return []
    return {
      rule: 'TENANCY_ENDING',
      roles: TENANCY_ENDING_ROLES,
      personId: stay.personId,
      apartmentId: stay.apartmentId,
      tenancyId: stay.id,
      reason: reasonFor(dueOn, hasMovedOut, stay.endsOn !== null, today),
      since,
      dueOn,
      action: { kind: hasMovedOut ? 'RECORD_OUTCOME' : 'PLAN_NEXT_STEP' },
      children: stay.children,
      amountOre: null,
    }
  })
}

function reasonFor(dueOn: Day, hasMovedOut: boolean, isMoveOut: boolean, today: Day): string {
  if (hasMovedOut) return `Boendet slutade ${longDay(dueOn)} och utfallet saknas.`
  if (isMoveOut) return `Flyttar ut ${longDay(dueOn)}. Nästa steg ska vara planerat.`
  return dueOn < today
    ? `Andrahandskontraktet gällde till och med ${longDay(dueOn)}, men boendet pågår.`
    : `Andrahandskontraktet gäller till och med ${longDay(dueOn)}. Nästa steg ska vara planerat.`
}
