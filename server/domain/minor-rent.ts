/**
 * Rent that is owed and so little that no day is counted for it. 12 kap. 42 § 5 st. JB: the tenancy is not forfeit when what the tenant has
 * done "är av ringa betydelse". The law has no amount, and nobody's home is said to be safe: whether it is of little importance is judged by
 * people. But a list where some kronor left of an old bill stand as a tenancy about to be lost hides those that are. So a dated setting of
 * the nämnd says up to which amount no day of forfeiture is counted. The rent is owed, late, chased and shown as before.
 *
 * A bill with more than that left counts from its own day; several with little each count from the oldest when they are more together.
 *
 * Worked example, limit 100 kr: 80 kr left of September 2025's rent and nothing else late: no day. November 2026's 6 480 kr too, due
 * 2026-10-30: counted for November, from 2026-11-07, and not since last year. 60 kr of September and 60 kr of October 2026: from September's.
 */
import type { Day } from './calendar.js'
import type { Settings } from './policy.js'

export interface OwedSince {
  openOre: number
  /** the day this bill would be counted from */
  on: Day
}

/** The earliest day that counts, null: all of it is minor, or nothing is owed. */
export function countedFrom(owed: readonly OwedSince[], minorOre: number): Day | null {
  let [grave, earliest, sumOre]: [Day | null, Day | null, number] = [null, null, 0]
  for (const { openOre, on } of owed) {
    sumOre += openOre
    if (earliest === null || on < earliest) earliest = on
    if (openOre > minorOre && (grave === null || on < grave)) grave = on
  }
  return countedDay({ graveOn: grave, earliestOn: earliest, sumOre }, minorOre)
}

/** The same from what a list has summed up already: `graveOn` of the bills with more than the limit left, `earliestOn` and `sumOre` of all. */
export function countedDay(owed: { graveOn: Day | null; earliestOn: Day | null; sumOre: number }, minorOre: number): Day | null {
  return owed.graveOn ?? (owed.sumOre > minorOre ? owed.earliestOn : null)
}

/** In öre. */
export function minorOreOf({ minorRentKronor }: Pick<Settings, 'minorRentKronor'>): number {
  return minorRentKronor * 100
}
