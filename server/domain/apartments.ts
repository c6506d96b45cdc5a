/**
 * Status and availability of an apartment, both derived, never stored. One function answers "can this place be let in this
 * interval?" for search, booking and lists alike, and names what is in the way (peers: search and booking that disagree offer places
 * that are then refused).
 *
 * The place can be let while the nämnd has it (head lease; where its dates are not known, the dated boendeform alone decides), while
 * it has a boendeform (domain.md §1.0 finding 3), and when no tenancy or void has a day in common with the wanted interval. Intervals
 * are half-open, so one may move in the day another moves out. A contract until further notice only has to start inside the head
 * lease: it can be given until `until`.
 *
 * Worked example: leased from 2024-01-01 to 2027-01-01, A lives there 2025-03-01 to 2026-11-15. Wanted from 2026-11-15 until further
 * notice: available, until 2027-01-01. Wanted from 2026-11-14: one conflict, the tenancy of A.
 */
import type { Day } from './calendar.js'
import type { ApartmentStatus, HousingForm, VoidReason } from './codes.js'
import type { Interval } from './interval.js'
import { contains, overlaps } from './interval.js'

/** Everything dated about one apartment. `leases` is empty where the head lease's dates are not known. */
export interface ApartmentLife {
  leases: readonly Interval[]
  forms: readonly FormPeriod[]
  tenancies: readonly (Interval & { id: number })[]
  voids: readonly (Interval & { id: number; reason: VoidReason })[]
}

export interface FormPeriod extends Interval {
  form: HousingForm
}

export type Conflict =
  | { kind: 'TENANCY'; id: number; interval: Interval }
  | { kind: 'VOID'; id: number; reason: VoidReason; interval: Interval }
  | { kind: 'OUTSIDE_LEASE' }
  | { kind: 'NO_HOUSING_FORM' }

/** `until` is the first day the nämnd no longer has the place, as far as is known; null = no end known. */
export type Availability = { available: true; until: Day | null } | { available: false; conflicts: Conflict[] }

/** Can the apartment be let in `wanted`? If not: everything in the way, in date order after the two general reasons. */
export function availability(life: ApartmentLife, wanted: Interval): Availability {
  const leaseEnd = life.leases.length > 0 ? coveredUntil(life.leases, wanted.startsOn) : null
  const formEnd = coveredUntil(life.forms, wanted.startsOn)
  const conflicts: Conflict[] = []
  if (!covers(leaseEnd, life.leases.length === 0, wanted)) conflicts.push({ kind: 'OUTSIDE_LEASE' })
  if (!covers(formEnd, false, wanted)) conflicts.push({ kind: 'NO_HOUSING_FORM' })

  const inTheWay: Extract<Conflict, { interval: Interval }>[] = []
  for (const tenancy of life.tenancies) {
    if (overlaps(tenancy, wanted)) inTheWay.push({ kind: 'TENANCY', id: tenancy.id, interval: datesOf(tenancy) })
  }
  for (const gap of life.voids) {
    if (overlaps(gap, wanted)) inTheWay.push({ kind: 'VOID', id: gap.id, reason: gap.reason, interval: datesOf(gap) })
  }
  inTheWay.sort((a, b) => (a.interval.startsOn < b.interval.startsOn ? -1 : 1))
  conflicts.push(...inTheWay)
  if (conflicts.length > 0) return { available: false, conflicts }
  return { available: true, until: earliestEnd(leaseEnd ?? 'OPEN', formEnd ?? 'OPEN') }
}

/**
 * What the apartment is on a day. Somebody who lives there comes first, whatever the papers say; then the nämnd's right to the place
 * (before it UPCOMING, after it CLOSED); then a void; otherwise it is vacant.
 */
export function statusOf(life: ApartmentLife, today: Day): ApartmentStatus {
  if (life.tenancies.some((tenancy) => contains(tenancy, today))) return 'LET'
  for (const periods of life.leases.length > 0 ? [life.leases, life.forms] : [life.forms]) {
    if (periods.some((period) => contains(period, today))) continue
    const isComing = periods.length === 0 || periods.some((period) => period.startsOn > today)
    return isComing ? 'UPCOMING' : 'CLOSED'
  }
  return life.voids.some((gap) => contains(gap, today)) ? 'BEING_PREPARED' : 'VACANT'
}

/** The boendeform of the place on a day, null where it has none. */
export function formOn(forms: readonly FormPeriod[], day: Day): HousingForm | null {
  return forms.find((period) => contains(period, day))?.form ?? null
}

/** The first day after `from` that periods laid edge to edge no longer cover; OPEN without an end, null when `from` is not covered. */
function coveredUntil(periods: readonly Interval[], from: Day): Day | 'OPEN' | null {
  const inOrder = [...periods].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  let until: Day | null = null
  for (const period of inOrder) {
    if (until === null ? !contains(period, from) : period.startsOn > until) continue
    if (period.endsOn === null) return 'OPEN'
    if (until === null || period.endsOn > until) until = period.endsOn
  }
  return until
}

/** A wanted interval with an end must be covered to its end; one without only has to start inside. */
function covers(until: Day | 'OPEN' | null, isUnknown: boolean, wanted: Interval): boolean {
  if (isUnknown || until === 'OPEN') return true
  return until !== null && (wanted.endsOn === null || wanted.endsOn <= until)
}

function earliestEnd(a: Day | 'OPEN', b: Day | 'OPEN'): Day | null {
  if (a === 'OPEN') return b === 'OPEN' ? null : b
  return b === 'OPEN' || a < b ? a : b
}

function datesOf({ startsOn, endsOn }: Interval): Interval {
  return { startsOn, endsOn }
}
