/**
 * I3, persons active: of the persons who had a försökslägenhet at any time in the period, the share who took over a contract.
 * VP 2023: "Andel övertag av hyreskontrakt kopplat till insatsen Försökslägenhet". The plan does not say of what; persons with the
 * insats is the default (domain.md §1.3), the person variant of I1a. Nobody is left out.
 *
 * Worked example: 51 persons lived in a försökslägenhet at some time in 2026, 10 took over → 10/51 = 19.6 %.
 */
import { overlaps } from '../interval.js'
import type { IndicatorIndex } from './facts.js'
import { endedIn, takenOverIn } from './facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult } from './result.js'
import { result } from './result.js'

export const I3_DEFINITION = {
  code: 'I3',
  wording: 'Andel övertag av hyreskontrakt kopplat till insatsen Försökslägenhet',
  source: 'Verksamhetsplan 2023, Enheten för ekonomiskt bistånd och beroende',
  numeratorText: 'Personer som tog över kontraktet under perioden',
  denominatorText: 'Personer som haft insatsen försökslägenhet någon gång under perioden',
  rows: 'PERSON',
  measure: 'SHARE',
} as const satisfies Definition

export function personIndicator(index: IndicatorIndex, period: ReportPeriod): IndicatorResult {
  const tookOver = new Set<number>()
  const active = new Set<number>()
  const ownHomeElsewhere = new Set<number>()
  for (const trial of index.trialStays) {
    const { personId, outcome } = trial.stay
    // A transfer on 1 January ends a stay whose last night was in the year before: it counts above and below the line.
    if (takenOverIn(trial, period.days)) tookOver.add(personId)
    if (overlaps({ startsOn: trial.entryOn, endsOn: trial.endsOn }, period.days)) active.add(personId)
    if (outcome === 'EGET_KONTRAKT_ANNAN' && endedIn(trial, period.days)) ownHomeElsewhere.add(personId)
  }
  return result(I3_DEFINITION, {
    numerator: tookOver,
    denominator: [...active, ...tookOver],
    beside: [{ kind: 'EGET_KONTRAKT_ANNAN', ids: [...ownHomeElsewhere].filter((id) => !tookOver.has(id)) }],
  })
}
