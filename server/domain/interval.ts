/**
 * Half-open intervals of days, [startsOn, endsOn): `endsOn` is the first day that is NOT included, null is open. Written once, here;
 * used by availability, overlap, occupancy and charging (architecture: Money and facts, 4 and 6).
 *
 * Worked example: a stay 2026-11-10 to 2026-11-12 holds the nights of the 10th and the 11th, 2 nights. The next tenant may move in
 * on the 12th without overlap. Moving in and out on the same day is an empty interval: 0 nights, and it overlaps nothing.
 */
import { daysBetween, firstOfMonth, nextMonth } from './calendar.js'
import type { Day, Month } from './calendar.js'

export interface Interval {
  startsOn: Day
  endsOn: Day | null
}

/** An interval with an end. */
export interface ClosedInterval extends Interval {
  endsOn: Day
}

/** Holds no day at all: ends on the day it starts, or before. */
export function isEmpty(interval: Interval): boolean {
  return interval.endsOn !== null && interval.endsOn <= interval.startsOn
}

/** Have at least one day in common. */
export function overlaps(a: Interval, b: Interval): boolean {
  return clip(a, b) !== null
}

export function contains(interval: Interval, day: Day): boolean {
  return interval.startsOn <= day && (interval.endsOn === null || day < interval.endsOn)
}

/** The part of an interval that lies within another, null when they have no day in common. Closed when `within` is. */
export function clip(interval: Interval, within: ClosedInterval): ClosedInterval | null
export function clip(interval: Interval, within: Interval): Interval | null
export function clip(interval: Interval, within: Interval): Interval | null {
  const common = {
    startsOn: interval.startsOn > within.startsOn ? interval.startsOn : within.startsOn,
    endsOn: earliest(interval.endsOn, within.endsOn),
  }
  return isEmpty(interval) || isEmpty(within) || isEmpty(common) ? null : common
}

/** Nights of an interval that fall within a closed one; the night of the move-out day is not counted. */
export function nights(interval: Interval, within: ClosedInterval): number {
  const common = clip(interval, within)
  return common ? daysBetween(common.startsOn, common.endsOn) : 0
}

/** A whole month, or with two months all of them, as an interval. */
export function monthInterval(month: Month, lastMonth: Month = month): ClosedInterval {
  return { startsOn: firstOfMonth(month), endsOn: firstOfMonth(nextMonth(lastMonth)) }
}

function earliest(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
