/**
 * I2, exits: of the persons whose stay in a försökslägenhet ended in the period, the share who took over the contract.
 * VP 2013 and VP 2014, expected result: "100 % av boende i försökslägenhet övertar förstahandskontraktet."
 * Left out as default, and counted beside: those who died, and moves to another försökslägenhet within the same decision
 * (domain.md §1.3). A person with several stays ended counts once, above the line if any of them was a takeover. A stay that ended
 * without an outcome written down counts below the line and is shown beside, so that nobody disappears by being forgotten.
 *
 * Worked example: 15 stays ended: 10 taken over, 3 cancelled, 1 evicted, 1 died → 10/14 = 71.4 %, 1 left out.
 */
import type { Outcome } from '../codes.js'
import type { IndicatorIndex } from './facts.js'
import { endedIn } from './facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, Exclusion, IndicatorResult } from './result.js'
import { result } from './result.js'

export const I2_DEFINITION = {
  code: 'I2',
  wording: '100 % av boende i försökslägenhet övertar förstahandskontraktet.',
  source: 'Vuxenenhetens verksamhetsplaner 2013 och 2014, förväntat resultat',
  numeratorText: 'Personer vars boende i försökslägenhet slutade under perioden med att de tog över kontraktet',
  denominatorText: 'Personer vars boende i försökslägenhet slutade under perioden, oavsett orsak',
  rows: 'PERSON',
  measure: 'SHARE',
} as const satisfies Definition

export const I2_DEFAULT_EXCLUSIONS = ['AVLIDEN', 'FLYTT_SAMMA_STEG'] as const satisfies readonly (Outcome & Exclusion)[]

export function exitIndicator(
  index: IndicatorIndex,
  period: ReportPeriod,
  exclusions: readonly (Outcome & Exclusion)[] = I2_DEFAULT_EXCLUSIONS,
): IndicatorResult {
  const left = new Set<number>()
  const tookOver = new Set<number>()
  const ownHomeElsewhere = new Set<number>()
  const outcomeMissing = new Set<number>()
  const excluded = exclusions.map((reason) => ({ reason, ids: new Set<number>() }))
  for (const trial of index.trialStays) {
    if (!endedIn(trial, period.days)) continue
    const { personId, outcome } = trial.stay
    const exclusion = excluded.find(({ reason }) => reason === outcome)
    if (exclusion) {
      exclusion.ids.add(personId)
      continue
    }
    left.add(personId)
    if (outcome === 'OVERTAG') tookOver.add(personId)
    if (outcome === 'EGET_KONTRAKT_ANNAN') ownHomeElsewhere.add(personId)
    if (outcome === null) outcomeMissing.add(personId)
  }
  return result(I2_DEFINITION, {
    numerator: tookOver,
    denominator: left,
    // Whoever has another stay that counts is not left out.
    excluded: excluded.map(({ reason, ids }) => ({ reason, ids: [...ids].filter((id) => !left.has(id)) })),
    beside: [
      { kind: 'EGET_KONTRAKT_ANNAN', ids: [...ownHomeElsewhere].filter((id) => !tookOver.has(id)) },
      { kind: 'OUTCOME_MISSING', ids: [...outcomeMissing].filter((id) => !tookOver.has(id)) },
    ],
  })
}
