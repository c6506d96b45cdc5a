/**
 * Who is a child of a household on a day. A child is under 18 (domain.md §1.3 I7, I8); only the year of birth is known, so the year a child
 * turns 18 it still counts, and none is lost before its birthday.
 *
 * Worked example: children born 2007, 2008, 2015 and 2027. On 2026-11-22 two are children, the one born 2008 for the last year; on
 * 2025-06-01 three.
 */
import { yearOf, type Day } from './calendar.js'

const CHILD_UNTIL_YEARS = 18

/** The first and the last year a child of the day can be born in. */
export function childBirthYears(day: Day): { first: number; last: number } {
  return { first: yearOf(day) - CHILD_UNTIL_YEARS, last: yearOf(day) }
}

export function isChildOn(birthYear: number, day: Day): boolean {
  const { first, last } = childBirthYears(day)
  return birthYear >= first && birthYear <= last
}
