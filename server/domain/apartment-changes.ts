/**
 * What may be changed in an apartment's dated facts: its boendeform, the nämnd's head lease, and the periods when it cannot be let.
 *
 * - Boendeform (domain.md §1.0 finding 3): a new one holds from a day and closes the one before it that day. What is planned after the
 *   day is never overwritten; the same day as an earlier row corrects that row.
 * - Head lease (12 kap. JB): one at a time.
 * - Void: an empty stretch with a reason. Nobody may live there and no other void may run in it; the one availability function says
 *   what is in the way. It may be set before the place has a boendeform (it is being prepared), but not outside the head lease.
 *
 * - Rent: from a day on, at the earliest the first day the nämnd had the place; an earlier one is a slip in the year.
 *
 * Worked example: träningslägenhet from 2024-01-01 until further notice. FORSOKSLAGENHET from 2026-07-01: the first is closed
 * 2026-07-01, the new one is open. TRANINGSLAGENHET from 2026-07-01: refused, FORM_IN_FORCE. Anything from 2025-01-01 when a form is
 * planned from 2026-07-01: refused, FORM_PLANNED_LATER.
 */
import type { ApartmentLife, Conflict, FormPeriod } from './apartments.js'
import { availability } from './apartments.js'
import type { Day } from './calendar.js'
import type { HousingForm } from './codes.js'
import type { Decision } from './decision.js'
import type { Interval } from './interval.js'
import { contains, isEmpty, overlaps } from './interval.js'

export const APARTMENT_REFUSALS = [
  'FORM_IN_FORCE',
  'FORM_PLANNED_LATER',
  'FORM_NOT_THERE',
  'LEASE_OVERLAPS',
  'VOID_ENDS_BEFORE_START',
  'VOID_WHILE_LET',
  'VOID_OVERLAPS',
  'VOID_OUTSIDE_LEASE',
] as const
export type ApartmentRefusal = (typeof APARTMENT_REFUSALS)[number]

type Stored<T extends Interval> = T & { id: number }

/** `closes`: the row that ends on the day; `corrects`: the row of the very same day that gets the new form instead. */
export interface FormChange {
  closes: number | null
  corrects: number | null
}

/** A boendeform from a day on; `form` null ends the one in force without a new. */
export function decideHousingForm(
  forms: readonly Stored<FormPeriod>[],
  form: HousingForm | null,
  fromOn: Day,
): Decision<FormChange, ApartmentRefusal, { inTheWay: FormPeriod | null }> {
  const later = forms.find((period) => period.startsOn > fromOn && !isEmpty(period))
  if (later) return { refused: true, reasons: ['FORM_PLANNED_LATER'], inTheWay: later }
  const sameDay = forms.find((period) => period.startsOn === fromOn)
  const inForce = forms.find((period) => contains(period, fromOn)) ?? null
  if (form === null && !inForce) return { refused: true, reasons: ['FORM_NOT_THERE'], inTheWay: null }
  if (inForce?.form === form) return { refused: true, reasons: ['FORM_IN_FORCE'], inTheWay: inForce }
  if (form === null) return { refused: false, closes: inForce?.id ?? null, corrects: null }
  if (sameDay) return { refused: false, closes: null, corrects: sameDay.id }
  return { refused: false, closes: inForce?.id ?? null, corrects: null }
}

/** The first day the nämnd had the place, by a head lease or a boendeform; null where neither is written down. */
export function firstDayHeld({ leases, forms }: { leases: readonly Interval[]; forms: readonly Interval[] }): Day | null {
  const days = [...leases, ...forms].map((held) => held.startsOn).sort()
  return days[0] ?? null
}

/** A head lease beside the apartment's other ones. */
export function decideHeadLease(
  others: readonly Interval[],
  lease: Interval,
): Decision<object, ApartmentRefusal, { inTheWay: Interval | null }> {
  const inTheWay = others.find((other) => overlaps(other, lease))
  return inTheWay ? { refused: true, reasons: ['LEASE_OVERLAPS'], inTheWay } : { refused: false }
}

type VoidDecision = Decision<object, ApartmentRefusal, { conflicts: Conflict[] }>

/** A new void. */
export function decideVoid(life: ApartmentLife, wanted: Interval): VoidDecision {
  if (isEmpty(wanted)) return { refused: true, reasons: ['VOID_ENDS_BEFORE_START'], conflicts: [] }
  const answer = availability(life, wanted)
  const conflicts = answer.available ? [] : answer.conflicts.filter((conflict) => conflict.kind !== 'NO_HOUSING_FORM')
  const reasons = [...new Set(conflicts.flatMap((conflict) => REFUSAL_OF[conflict.kind] ?? []))]
  return reasons.length > 0 ? { refused: true, reasons, conflicts } : { refused: false }
}

/** Another end of a void: sooner is always possible, later only while nothing is in the way. `endsOn` is the first day it can be let. */
export function decideVoidEnd(life: ApartmentLife, voidId: number, endsOn: Day): VoidDecision {
  const gap = life.voids.find((one) => one.id === voidId)
  if (!gap || endsOn <= gap.startsOn) return { refused: true, reasons: ['VOID_ENDS_BEFORE_START'], conflicts: [] }
  if (gap.endsOn === null || endsOn <= gap.endsOn) return { refused: false }
  const others = { ...life, voids: life.voids.filter((one) => one.id !== voidId) }
  return decideVoid(others, { startsOn: gap.endsOn, endsOn })
}

const REFUSAL_OF: Partial<Record<Conflict['kind'], ApartmentRefusal>> = {
  TENANCY: 'VOID_WHILE_LET',
  VOID: 'VOID_OVERLAPS',
  OUTSIDE_LEASE: 'VOID_OUTSIDE_LEASE',
}
