/**
 * G8, evictions: those carried out in the period against the same period the year before. VP 2023: "Färre avhysningar sker i
 * förhållande till föregående år" and "Inga barnfamiljer som kommer i kontakt med enheten vräks." A period that still runs is compared
 * with the same days of the year before, so that November is not set against a whole year. An eviction is counted as in I8.
 *
 * Worked example, VB 2026 asked on 2026-11-22: evictions on 30 March and 4 June 2026; on 10 February, 15 May and 12 December 2025.
 * 2 now, 2 in the same days of 2025 (December lies ahead): unchanged. Of the two now 1 concerned children, of the two then none.
 */
import type { CaseIndex } from './case-facts.js'
import { concernsChildren, evictionsIn } from './i8-evictions-with-children.js'
import { sameDaysYearBefore, type ReportPeriod } from './period.js'
import type { Definition, IndicatorResult } from './result.js'
import { result } from './result.js'

export const G8A_DEFINITION = {
  code: 'G8a',
  wording: 'Färre avhysningar sker i förhållande till föregående år. Inga barnfamiljer som kommer i kontakt med enheten vräks.',
  source: 'Verksamhetsplan 2023, förväntat resultat',
  numeratorText: 'Verkställda avhysningar under perioden',
  denominatorText: 'Verkställda avhysningar under samma dagar året före',
  rows: 'EVICTION',
  measure: 'COMPARISON',
} as const satisfies Definition

export function evictionsAgainstYearBefore(index: CaseIndex, { days }: ReportPeriod): IndicatorResult {
  const now = evictionsIn(index, days)
  const before = evictionsIn(index, sameDaysYearBefore(days))
  return result(G8A_DEFINITION, {
    numerator: now.map(({ id }) => id),
    denominator: before.map(({ id }) => id),
    beside: [{ kind: 'EVICTED_WITH_CHILDREN', ids: now.filter((story) => concernsChildren(index, story)).map(({ id }) => id) }],
    sums: [{ kind: 'WITH_CHILDREN_YEAR_BEFORE', count: before.filter((story) => concernsChildren(index, story)).length }],
  })
}
