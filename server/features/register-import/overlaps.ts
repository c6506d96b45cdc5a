/** Finds rows whose days collide, by sorting: never every row against every other. */
import type { Day } from '../../domain/calendar.js'
import type { Interval } from '../../domain/interval.js'
import { addDays } from '../../domain/calendar.js'

/**
 * The rows of one apartment or one person that begin before an earlier one has ended, each with the row it collides with. A row that
 * collides does not count against the ones after it.
 */
export function collisions<R extends Interval & { row: number }>(rows: readonly R[]): { later: R; earlier: R }[] {
  const found: { later: R; earlier: R }[] = []
  const sorted = [...rows].sort((a, b) => (a.startsOn === b.startsOn ? a.row - b.row : a.startsOn < b.startsOn ? -1 : 1))
  let last: R | null = null
  for (const row of sorted) {
    if (last && (last.endsOn === null || row.startsOn < last.endsOn)) found.push({ later: row, earlier: last })
    else last = row
  }
  return found
}

/** "2024-01-01 till och med 2024-05-31", "2024-01-01 och tills vidare". */
export function daysInWords({ startsOn, endsOn }: { startsOn: Day; endsOn: Day | null }): string {
  return endsOn === null ? `${startsOn} och tills vidare` : `${startsOn} till och med ${addDays(endsOn, -1)}`
}

/** Groups rows by a key, in the order they come. */
export function grouped<R>(rows: Iterable<R>, keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
