/**
 * Who has had an apartment and when it stood empty, as one unbroken row of segments, and the share of the days it was let (domain.md
 * §5: rent for empty places). Days are counted as nights: the move-out day belongs to whoever comes next.
 *
 * Worked example: leased from 2026-01-01, A lives there 2026-01-11 to 2026-01-21, today 2026-01-31. Segments: empty 10 days, A 10
 * days, empty 10 days (still). Let 10 of 30 days.
 */
import type { ApartmentLife } from './apartments.js'
import type { Day } from './calendar.js'
import { daysBetween } from './calendar.js'
import type { Interval } from './interval.js'
import { clip } from './interval.js'

/** `tenancyId` null = empty. `endsOn` null = goes on. `days` up to today. */
export interface Segment extends Interval {
  tenancyId: number | null
  days: number
}

export interface Occupancy {
  segments: Segment[]
  letDays: number
  totalDays: number
}

/** From the first day anything is known of the place up to today, and no longer than the nämnd has it. Oldest first. */
export function occupancyOf(life: ApartmentLife, today: Day): Occupancy {
  const held = life.leases.length > 0 ? life.leases : life.forms
  const from = [...held, ...life.tenancies].map((one) => one.startsOn).sort()[0]
  if (from === undefined || from >= today) return { segments: [], letDays: 0, totalDays: 0 }
  const heldUntil = lastEnd([...held, ...life.tenancies])
  const span = { startsOn: from, endsOn: heldUntil !== null && heldUntil < today ? heldUntil : today }
  const isOver = span.endsOn !== today
  const segments: Segment[] = []
  let at = from
  for (const tenancy of [...life.tenancies].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const part = clip(tenancy, span)
    if (part === null || part.endsOn <= at) continue
    const startsOn = part.startsOn > at ? part.startsOn : at
    if (startsOn > at) segments.push(segment(null, at, startsOn))
    const goesOn = tenancy.endsOn === null || tenancy.endsOn > today
    segments.push({ ...segment(tenancy.id, startsOn, part.endsOn), endsOn: goesOn ? tenancy.endsOn : part.endsOn })
    at = part.endsOn
  }
  if (at < span.endsOn) segments.push({ ...segment(null, at, span.endsOn), endsOn: isOver ? span.endsOn : null })
  const letDays = segments.reduce((sum, one) => sum + (one.tenancyId === null ? 0 : one.days), 0)
  return { segments, letDays, totalDays: daysBetween(span.startsOn, span.endsOn) }
}

function segment(tenancyId: number | null, startsOn: Day, endsOn: Day): Segment {
  return { tenancyId, startsOn, endsOn, days: daysBetween(startsOn, endsOn) }
}

/** The last day any of them ends, null when one is open. */
function lastEnd(periods: readonly Interval[]): Day | null {
  const ends = periods.map((period) => period.endsOn)
  return ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
}
