/**
 * I2b, cohorts: of the persons who moved into a försökslägenhet in the period, the share who took over a contract within 12, 18, 24 and
 * 36 months. No plan has it; it is needed because I2 is biased while the stock grows: those who stay long have not ended (domain.md
 * §1.3). A move to another försökslägenhet within the same decision (FLYTT_SAMMA_STEG) goes on with the same clock, and is not a new
 * entry. Whoever still lives in a försökslägenhet when the months are over, or today, is shown as "pågår". A year whose
 * months are not over for everybody is preliminary. Nobody is left out.
 *
 * Worked example: 4 moved in during 2024. One took over after 11 months, one after 20, one was cancelled, one still lives there.
 * Within 12 months 1/4 = 25 %, 2 pågår; within 24 months 2/4 = 50 %, 1 pågår.
 */
import type { Day } from '../calendar.js'
import { addMonths } from '../calendar.js'
import { contains } from '../interval.js'
import type { IndicatorIndex, TrialStay } from './facts.js'
import { isTakeover } from './facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult } from './result.js'
import { result } from './result.js'

export const COHORT_MONTHS = [12, 18, 24, 36] as const

export const I2B_DEFINITIONS: readonly (Definition & { months: number })[] = COHORT_MONTHS.map((months) => ({
  code: `I2b${months}` as const,
  months,
  wording: `Andel av dem som flyttat in i försökslägenhet som övertagit kontraktet inom ${months} månader`,
  source: 'Egen definition, behövs när antalet lägenheter växer',
  numeratorText: `Personer i nämnaren som tog över ett kontrakt inom ${months} månader`,
  denominatorText: 'Personer som flyttade in i försökslägenhet under perioden',
  rows: 'PERSON',
  measure: 'SHARE',
}))

/** The four cohort measures; `isPreliminary` while the months are not over for everybody in the cohort. */
export function cohortIndicators(
  index: IndicatorIndex,
  period: ReportPeriod,
  today: Day,
): (IndicatorResult & { isPreliminary: boolean })[] {
  const cohort = cohortOf(index, period)
  return I2B_DEFINITIONS.map(({ months, ...definition }) => {
    const tookOver: number[] = []
    const goesOn: number[] = []
    let isPreliminary = period.isPreliminary
    // Many move in on the same first of a month: each day's limit is worked out once.
    const limits = new Map<Day, Day>()
    for (const [personId, { entryOn, stays }] of cohort) {
      const limitOn = limits.get(entryOn) ?? addMonths(entryOn, months)
      limits.set(entryOn, limitOn)
      const seenOn = limitOn < today ? limitOn : today
      if (limitOn > today) isPreliminary = true
      if (stays.some((trial) => isTakeover(trial) && trial.endsOn !== null && trial.endsOn <= seenOn)) tookOver.push(personId)
      else if (stays.some((trial) => contains({ startsOn: trial.entryOn, endsOn: trial.endsOn }, seenOn))) goesOn.push(personId)
    }
    const counted = { numerator: tookOver, denominator: cohort.keys() }
    return { ...result(definition, { ...counted, beside: [{ kind: 'STILL_LIVING_THERE', ids: goesOn }] }), isPreliminary }
  })
}

/** Each person's first entry in the period, with all the person's stays from then on. */
function cohortOf(index: IndicatorIndex, period: ReportPeriod): Map<number, { entryOn: Day; stays: TrialStay[] }> {
  const cohort = new Map<number, { entryOn: Day; stays: TrialStay[] }>()
  const latest = new Map<number, TrialStay>()
  for (const trial of index.trialStays) {
    const { personId } = trial.stay
    const entered = cohort.get(personId)
    const isSameDecision = latest.get(personId)?.stay.outcome === 'FLYTT_SAMMA_STEG'
    latest.set(personId, trial)
    if (entered) entered.stays.push(trial)
    else if (!isSameDecision && contains(period.days, trial.entryOn)) {
      cohort.set(personId, { entryOn: trial.entryOn, stays: [trial] })
    }
  }
  return cohort
}
