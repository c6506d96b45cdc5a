/**
 * Who has had an apartment and when it stood empty, as a row of segments, and the share of the days it was let (domain.md §5: rent for
 * empty places). Days are counted as nights: the move-out day belongs to whoever comes next. Between two leases the place is not the nämnd's: the
 * row has a gap there, and nobody says that it stood empty.
 *
 * Worked example: leased from 2026-01-01, A lives there 2026-01-11 to 2026-01-21, today 2026-01-31. Segments: empty 10 days, A 10
 * days, empty 10 days (still). Let 10 of 30 days. Taken over on 11 January and leased again from the 21st: A 10 days, a gap, empty 10 days.
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
  const periods = held.length > 0 ? asOne(held) : [{ startsOn: from, endsOn: null }]
  const empty = (startsOn: Day, endsOn: Day): Segment[] =>
    periods.flatMap((period) => {
      const part = clip({ startsOn, endsOn }, period)
      return part === null || part.endsOn === null ? [] : [segment(null, part.startsOn, part.endsOn)]
    })
  const segments: Segment[] = []
  let at = from
  for (const tenancy of [...life.tenancies].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const part = clip(tenancy, span)
    if (part === null || part.endsOn <= at) continue
    const startsOn = part.startsOn > at ? part.startsOn : at
    segments.push(...empty(at, startsOn))
    const goesOn = tenancy.endsOn === null || tenancy.endsOn > today
    segments.push({ ...segment(tenancy.id, startsOn, part.endsOn), endsOn: goesOn ? tenancy.endsOn : part.endsOn })
    at = part.endsOn
  }
  segments.push(...empty(at, span.endsOn))
  const last = segments.at(-1)
  if (last?.tenancyId === null && last.endsOn === today && !isOver) last.endsOn = null
  const daysOf = (some: readonly Segment[]) => some.reduce((sum, one) => sum + one.days, 0)
  return { segments, letDays: daysOf(segments.filter((one) => one.tenancyId !== null)), totalDays: daysOf(segments) }
}

/** Periods that overlap or meet, as one; in order. */
function asOne(periods: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  for (const { startsOn, endsOn } of [...periods].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))) {
    const last = joined.at(-1)
    if (!last || (last.endsOn !== null && last.endsOn < startsOn)) joined.push({ startsOn, endsOn })
    else if (last.endsOn !== null && (endsOn === null || endsOn > last.endsOn)) last.endsOn = endsOn
  }
  return joined
}

function segment(tenancyId: number | null, startsOn: Day, endsOn: Day): Segment {
  return { tenancyId, startsOn, endsOn, days: daysBetween(startsOn, endsOn) }
}

/** The last day any of them ends, null when one is open. */
function lastEnd(periods: readonly Interval[]): Day | null {
  const ends = periods.map((period) => period.endsOn)
  return ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
}
