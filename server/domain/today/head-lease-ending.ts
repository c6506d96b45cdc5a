/**
 * The nämnd's contract with the landlord runs out, and no new one follows it. Whoever lives there must know in time: six months is
 * the notice of three months (12 kap. 4 § JB) and three months to find another place. After the last day the line stays only while
 * somebody lives there.
 *
 * Worked example: the lease's `endsOn` is 2027-03-01 (last day 28 February), three months' notice. From 2026-09-01 there is a line with
 * the deadline 2027-02-28; until 2026-11-30 it says that notice must be given by then.
 */
import type { Day } from '../calendar.js'
import { addDays, addMonths } from '../calendar.js'
import type { Role } from '../codes.js'
import type { Settings } from '../policy.js'
import { dayAndMonth, longDay } from '../swedish-dates.js'
import type { HeadLeaseToday, TodayFacts } from './facts.js'
import type { FoundLine } from './line.js'
import { residents } from './line.js'

export const HEAD_LEASE_ENDING_ROLES: readonly Role[] = ['BOSAMORDNARE', 'CHEF']

export function headLeaseEnding(
  { headLeases, stays }: Pick<TodayFacts, 'headLeases' | 'stays'>,
  today: Day,
  settings: Settings,
): FoundLine[] {
  const livesIn = residents(stays, today)
  const newest = new Map<number, HeadLeaseToday>()
  for (const lease of headLeases) {
    const other = newest.get(lease.apartmentId)
    if (!other || endsLater(lease, other)) newest.set(lease.apartmentId, lease)
  }
  return [...newest.values()].flatMap((lease) => {
    if (lease.endsOn === null || lease.startsOn > today) return []
    const lastOn = addDays(lease.endsOn, -1)
    const since = addDays(lastOn, -settings.headLeaseWarningDays)
    const resident = livesIn.get(lease.apartmentId)
    if (today < since || (lastOn < today && !resident)) return []
    return {
      rule: 'HEAD_LEASE_ENDING',
      roles: HEAD_LEASE_ENDING_ROLES,
      personId: resident?.personId ?? null,
      apartmentId: lease.apartmentId,
      tenancyId: resident?.id ?? null,
      reason: reasonFor(lease, lastOn, lease.endsOn, resident !== undefined, today),
      since,
      dueOn: lastOn,
      action: { kind: 'PLAN_FOR_HEAD_LEASE' },
      children: resident?.children ?? 0,
      amountOre: null,
    }
  })
}

function endsLater(a: HeadLeaseToday, b: HeadLeaseToday): boolean {
  return b.endsOn !== null && (a.endsOn === null || a.endsOn > b.endsOn)
}

function reasonFor(lease: HeadLeaseToday, lastOn: Day, endsOn: Day, isLivedIn: boolean, today: Day): string {
  const name = lease.kind === 'BLOCK' ? 'Blockavtalet' : 'Förstahandskontraktet'
  const parts = [lastOn < today ? `${name} gick ut ${longDay(lastOn)}.` : `${name} går ut ${longDay(lastOn)}.`]
  const noticeBy = lease.noticeMonths === null ? null : addDays(addMonths(endsOn, -lease.noticeMonths), -1)
  if (noticeBy !== null && noticeBy >= today) parts.push(`Uppsägning ska göras senast ${dayAndMonth(noticeBy)}.`)
  if (isLivedIn) parts.push('Någon bor i lägenheten.')
  return parts.join(' ')
}
