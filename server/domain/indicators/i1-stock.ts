/**
 * I1, stock of apartments: of the nämnd's försökslägenheter, the share whose first-hand contract the resident took over in the year.
 * VP 2013 and VP 2014: "Andelen försökslägenheter som övergått till eget kontrakt relaterat till totala antalet försökslägenheter i
 * nämnden". "Totala antalet" can be read in three ways, all shown (domain.md §1.3):
 * a) all under contract at any time in the period (default), b) the stock on the last day and those taken over, c) the stock on the
 * last day.
 *
 * An apartment counts once, whoever and however many lived there. One re-typed from träning to försök counts from the day of the
 * change. A träningslägenhet never counts. Somebody who moves to another place of their own is shown beside: that contract was not
 * transferred. A transfer on 1 January counts above and below the line: the nämnd had the place until that day.
 *
 * Worked example: 40 on 1 January, 6 new, 10 taken over, 2 returned → stock on 31 December 34.
 * a) 10/46 = 21.7 %, b) 10/44 = 22.7 %, c) 10/34 = 29.4 %.
 */
import { contains, overlaps } from '../interval.js'
import type { IndicatorIndex } from './facts.js'
import { endedIn, takenOverIn } from './facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult } from './result.js'
import { result } from './result.js'

const SHARED = {
  wording: 'Andelen försökslägenheter som övergått till eget kontrakt relaterat till totala antalet försökslägenheter i nämnden',
  source: 'Vuxenenhetens verksamhetsplaner 2013 och 2014',
  numeratorText: 'Försökslägenheter vars förstahandskontrakt den boende har tagit över under perioden',
  rows: 'APARTMENT',
  measure: 'SHARE',
} as const

export const I1_DEFINITIONS = {
  I1a: {
    ...SHARED,
    code: 'I1a',
    denominatorText: 'Alla försökslägenheter som nämnden haft någon gång under perioden',
  },
  I1b: {
    ...SHARED,
    code: 'I1b',
    denominatorText: 'Försökslägenheter på periodens sista dag, och de som tagits över under perioden',
  },
  I1c: { ...SHARED, code: 'I1c', denominatorText: 'Försökslägenheter på periodens sista dag' },
} as const satisfies Record<string, Definition>

/** The three variants, in order a, b, c. */
export function stockIndicators(index: IndicatorIndex, period: ReportPeriod): IndicatorResult[] {
  const takenOver = new Set<number>()
  const ownHomeElsewhere = new Set<number>()
  for (const trial of index.trialStays) {
    if (takenOverIn(trial, period.days)) takenOver.add(trial.stay.apartmentId)
    else if (trial.stay.outcome === 'EGET_KONTRAKT_ANNAN' && endedIn(trial, period.days)) {
      ownHomeElsewhere.add(trial.stay.apartmentId)
    }
  }
  const atAnyTime = new Set(takenOver)
  const onLastDay = new Set<number>()
  for (const [apartmentId, intervals] of index.contracts) {
    if (intervals.some((interval) => overlaps(interval, period.days))) atAnyTime.add(apartmentId)
    if (contains(period.days, period.lastOn) && intervals.some((interval) => contains(interval, period.lastOn))) {
      onLastDay.add(apartmentId)
    }
  }
  const counted = {
    numerator: takenOver,
    excluded: [
      {
        reason: 'NOT_A_FORSOKSLAGENHET' as const,
        ids: index.otherTakeovers
          .filter((stay) => stay.endsOn !== null && contains(period.days, stay.endsOn))
          .map((stay) => stay.apartmentId),
      },
    ],
    beside: [{ kind: 'EGET_KONTRAKT_ANNAN' as const, ids: ownHomeElsewhere }],
  }
  return [
    result(I1_DEFINITIONS.I1a, { ...counted, denominator: atAnyTime }),
    result(I1_DEFINITIONS.I1b, { ...counted, denominator: [...onLastDay, ...takenOver] }),
    result(I1_DEFINITIONS.I1c, { ...counted, denominator: onLastDay }),
  ]
}
