/**
 * A takeover is planned and not carried through: first the landlord's approval is needed (12 kap. 32 § JB), then the transfer on its
 * day (takeovers.ts; domain.md §3). It shows from the day it was planned until it is transferred or called off, so that no takeover is
 * left out of the indicator because nobody wrote it down.
 *
 * Worked example: planned 2026-11-10, approved 2026-11-16, transfer 2026-12-01. On 2026-11-22 a line since 16 November with the
 * deadline 2026-12-01; on 2026-12-02 it says that the transfer has not been carried through.
 */
import type { Day } from '../calendar.js'
import type { Role } from '../codes.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { TakeoverToday, TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'

export const TAKEOVER_COMING_ROLES: readonly Role[] = ['BOSAMORDNARE', 'SOCIALSEKRETERARE', 'BOENDESTOD']

export function takeoverComing({ takeovers, stays }: Pick<TodayFacts, 'takeovers' | 'stays'>, today: Day): FoundLine[] {
  const going = new Map(stays.filter((stay) => stay.outcome === null).map((stay) => [stay.id, stay]))
  return takeovers.flatMap((takeover) => {
    const stay = going.get(takeover.tenancyId)
    if (!stay) return []
    return {
      rule: 'TAKEOVER_COMING',
      roles: TAKEOVER_COMING_ROLES,
      personId: stay.personId,
      apartmentId: stay.apartmentId,
      tenancyId: stay.id,
      reason: reasonFor(takeover, today),
      since: takeover.approvedOn ?? takeover.recordedOn,
      dueOn: takeover.transfersOn,
      action: { kind: 'TRANSFER_CONTRACT' },
      children: stay.children,
      amountOre: null,
    }
  })
}

function reasonFor({ approvedOn, transfersOn }: TakeoverToday, today: Day): string {
  const approval =
    approvedOn === null
      ? 'Hyresvärden har inte godkänt övertaget än (12 kap. 32 § JB).'
      : `Hyresvärden godkände övertaget ${dayAndMonth(approvedOn)}.`
  const transfer =
    transfersOn > today
      ? `Kontraktet ska överlåtas ${dayAndMonth(transfersOn)}.`
      : transfersOn === today
        ? 'Kontraktet ska överlåtas i dag.'
        : `Kontraktet skulle överlåtas ${dayAndMonth(transfersOn)} och det är inte genomfört.`
  return `${approval} ${transfer}`
}
