/**
 * Which rows stand behind a takeover indicator: for each apartment or person counted, the stay that decided it. Pure; the names are fetched
 * afterwards, and only for the page that is shown (rows-store.ts).
 */
import { monthOf, monthsBetween, type Day } from '../../domain/calendar.js'
import type { IndicatorIndex, IndicatorResult, ReportPeriod, StayFacts } from '../../domain/indicators.js'
import { endedIn, takenOverIn, type TrialStay } from '../../domain/indicators/facts.js'
import { contains, overlaps, type Interval } from '../../domain/interval.js'

export const CUTS = ['NUMERATOR', 'DENOMINATOR', 'REST', 'EXCLUDED', 'BESIDE'] as const
export type Cut = (typeof CUTS)[number]

/** A stay behind a counted row. `groupId` is the apartment or the person that is counted; `sign` why it stands beside or is left out. */
export interface StayBehind {
  groupId: number
  stay: StayFacts
  sign: string | null
}

/** An apartment that is counted as such, with the days the nämnd had it as a försökslägenhet. No person stands on the row. */
export interface ApartmentBehind extends Interval {
  apartmentId: number
}

/** A notice, case, eviction or person of a prevention case. `rank` is how high the risk is; `cells` the words of its own columns. */
export interface CaseBehind {
  groupId: number
  personId: number
  caseId: number | null
  tenancyId: number | null
  startsOn: Day | null
  endsOn: Day | null
  rank: number
  sign: string | null
  cells: Record<string, string | number | null>
}

export type RowsBehind = { kind: 'STAYS'; rows: StayBehind[] } | { kind: 'APARTMENTS'; rows: ApartmentBehind[] } | CasesBehind

/** The rows as they stood on a day. */
export interface CasesBehind {
  kind: 'CASES'
  on: Day
  rows: CaseBehind[]
}

/** How many rows each cut has: apartments or persons, each once. */
export function cutCounts(indicator: IndicatorResult): Record<Cut, number> {
  return {
    NUMERATOR: indicator.numerator.length,
    DENOMINATOR: indicator.denominator.length,
    // What was counted a year before is no rest of what is counted now.
    REST: indicator.measure === 'COMPARISON' ? 0 : restOf(indicator).length,
    EXCLUDED: new Set(indicator.excluded.flatMap(({ ids }) => ids)).size,
    BESIDE: new Set(indicator.beside.flatMap(({ ids }) => ids)).size,
  }
}

/** The rows of one cut, not yet sorted. */
export function rowsBehind(index: IndicatorIndex, indicator: IndicatorResult, period: ReportPeriod, cut: Cut): RowsBehind {
  return indicator.rows === 'PERSON' ? personRows(index, indicator, period, cut) : apartmentRows(index, indicator, period, cut)
}

/** Whole months of a stay, to today while it goes on: 2025-03-01 to 2026-11-01 is 20. */
export function monthsOf({ startsOn, endsOn }: Interval, today: Day): number {
  const until = endsOn !== null && endsOn < today ? endsOn : today
  const whole = monthsBetween(monthOf(startsOn), monthOf(until)) - (until.slice(8) < startsOn.slice(8) ? 1 : 0)
  return Math.max(0, whole)
}

/** Counted below the line and not above it. */
function restOf({ numerator, denominator }: IndicatorResult): number[] {
  const above = new Set(numerator)
  return denominator.filter((id) => !above.has(id))
}

/** The ids of a cut with what they are marked with. */
export function signedIds(indicator: IndicatorResult, cut: Cut): Map<number, string | null> {
  const plain = (ids: readonly number[]) => new Map(ids.map((id) => [id, null]))
  if (cut === 'NUMERATOR') return plain(indicator.numerator)
  if (cut === 'DENOMINATOR') return plain(indicator.denominator)
  if (cut === 'REST') return plain(restOf(indicator))
  const groups =
    cut === 'EXCLUDED'
      ? indicator.excluded.map(({ reason, ids }) => ({ sign: reason, ids }))
      : indicator.beside.map(({ kind, ids }) => ({ sign: kind, ids }))
  const signed = new Map<number, string | null>()
  for (const { sign, ids } of groups) for (const id of ids) if (!signed.has(id)) signed.set(id, sign)
  return signed
}

function apartmentRows(index: IndicatorIndex, indicator: IndicatorResult, { days }: ReportPeriod, cut: Cut): RowsBehind {
  const wanted = signedIds(indicator, cut)
  if (cut === 'DENOMINATOR' || cut === 'REST') {
    const rows = [...wanted.keys()].map((apartmentId) => {
      const contracts = index.contracts.get(apartmentId) ?? []
      const { startsOn, endsOn } = contracts.findLast((contract) => overlaps(contract, days)) ?? contracts.at(-1) ?? days
      return { apartmentId, startsOn, endsOn }
    })
    return { kind: 'APARTMENTS', rows }
  }
  const stays =
    cut === 'EXCLUDED'
      ? index.otherTakeovers.filter((stay) => stay.endsOn !== null && contains(days, stay.endsOn))
      : index.trialStays
          .filter((trial) =>
            cut === 'NUMERATOR' ? takenOverIn(trial, days) : trial.stay.outcome === 'EGET_KONTRAKT_ANNAN' && endedIn(trial, days),
          )
          .map((trial) => trial.stay)
  const rows = stays
    .filter((stay) => wanted.has(stay.apartmentId))
    .map((stay) => ({ groupId: stay.apartmentId, stay, sign: wanted.get(stay.apartmentId) ?? null }))
  return { kind: 'STAYS', rows }
}

function personRows(index: IndicatorIndex, indicator: IndicatorResult, period: ReportPeriod, cut: Cut): RowsBehind {
  const wanted = signedIds(indicator, cut)
  const tookOver = new Set(indicator.numerator)
  const staysOf = new Map<number, TrialStay[]>()
  for (const trial of index.trialStays) {
    const { personId } = trial.stay
    if (!wanted.has(personId)) continue
    staysOf.set(personId, [...(staysOf.get(personId) ?? []), trial])
  }
  const rows = [...staysOf].map(([groupId, trials]) => {
    const sign = wanted.get(groupId) ?? null
    const decisive = tookOver.has(groupId) ? takeoverOf(indicator, trials, period) : otherStayOf(indicator, trials, period, sign)
    return { groupId, stay: decisive.stay, sign }
  })
  return { kind: 'STAYS', rows }
}

/** The stay that ended with the takeover: in the period, or in a cohort the first after moving in. */
function takeoverOf({ code }: IndicatorResult, trials: readonly TrialStay[], { days }: ReportPeriod): TrialStay {
  const isCohort = code.startsWith('I2b')
  const found = isCohort
    ? trials.find(({ stay, isTrialAtEnd }) => isTrialAtEnd && stay.outcome === 'OVERTAG' && (stay.endsOn ?? '') >= days.startsOn)
    : trials.findLast((trial) => takenOverIn(trial, days))
  return found ?? lastOf(trials)
}

/** Somebody who did not take over: the stay that ended (I2), the one moved into (I2b), the latest in the period (I3). */
function otherStayOf({ code }: IndicatorResult, trials: readonly TrialStay[], { days }: ReportPeriod, sign: string | null): TrialStay {
  const ended = trials.filter((trial) => endedIn(trial, days))
  if (code === 'I2' && sign !== null) {
    const found = ended.findLast(({ stay }) => (sign === 'OUTCOME_MISSING' ? stay.outcome === null : stay.outcome === sign))
    if (found) return found
  }
  if (code === 'I2') return ended.at(-1) ?? lastOf(trials)
  if (sign === 'EGET_KONTRAKT_ANNAN') return ended.findLast(({ stay }) => stay.outcome === sign) ?? lastOf(trials)
  if (code === 'I3') return trials.findLast((trial) => overlaps({ startsOn: trial.entryOn, endsOn: trial.endsOn }, days)) ?? lastOf(trials)
  if (sign === 'STILL_LIVING_THERE') return lastOf(trials)
  return trials.find((trial) => contains(days, trial.entryOn)) ?? lastOf(trials)
}

function lastOf(trials: readonly TrialStay[]): TrialStay {
  const last = trials.at(-1)
  if (last === undefined) throw new Error('a counted person has a stay in a försökslägenhet')
  return last
}
