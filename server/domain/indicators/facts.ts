/**
 * What the takeover indicators are counted from, and the index they share, so that every variant and every year costs by the number of
 * stays and not by its square.
 *
 * Under contract as a försökslägenhet: the dated boendeform is FORSOKSLAGENHET and a head lease holds; where the head lease's dates are
 * not known, the boendeform alone decides. A takeover ends the nämnd's contract on the transfer day, also where nobody wrote that end
 * down; a later stay in the same place shows that the nämnd has it again from then.
 * A takeover is a stay that ended with OVERTAG; its `endsOn` is the transfer day. There is no second source for it, so the apartment
 * and person variants cannot disagree.
 */
import type { FormPeriod } from '../apartments.js'
import { formOn } from '../apartments.js'
import type { Day } from '../calendar.js'
import type { Outcome } from '../codes.js'
import type { Interval } from '../interval.js'
import { clip, isEmpty } from '../interval.js'

export interface ApartmentFacts {
  id: number
  forms: readonly FormPeriod[]
  /** The nämnd's head leases; empty where their dates are not known. */
  leases: readonly Interval[]
}

export interface StayFacts extends Interval {
  id: number
  personId: number
  apartmentId: number
  outcome: Outcome | null
}

export interface IndicatorFacts {
  apartments: readonly ApartmentFacts[]
  stays: readonly StayFacts[]
}

/** A stay seen as a stay in a försökslägenhet: from the day the place was one, to the day of moving out. */
export interface TrialStay {
  stay: StayFacts
  /** Moving in, or the day the place became a försökslägenhet. */
  entryOn: Day
  /** First day it no longer was one, or the move-out day; null while it goes on. */
  endsOn: Day | null
  /** Was the place a försökslägenhet on the last night? Then the outcome belongs to försökslägenhet. */
  isTrialAtEnd: boolean
}

export interface IndicatorIndex {
  /** Intervals each apartment was under contract as a försökslägenhet; apartments that never were are left out. */
  contracts: ReadonlyMap<number, readonly Interval[]>
  /** Stays in a försökslägenhet, in order of entry. */
  trialStays: readonly TrialStay[]
  /** Takeovers recorded on a place that was no försökslägenhet: never counted, always shown. */
  otherTakeovers: readonly StayFacts[]
}

/** Reads the facts once; give the result to every indicator and every year. */
export function indexFacts(facts: IndicatorFacts): IndicatorIndex {
  const staysOf = new Map<number, StayFacts[]>()
  for (const stay of facts.stays) {
    const stays = staysOf.get(stay.apartmentId)
    if (stays) stays.push(stay)
    else staysOf.set(stay.apartmentId, [stay])
  }
  const contracts = new Map<number, Interval[]>()
  const trialStays: TrialStay[] = []
  const otherTakeovers: StayFacts[] = []
  for (const apartment of facts.apartments) {
    const stays = staysOf.get(apartment.id) ?? []
    const takeoverDays: Day[] = []
    for (const stay of stays) {
      const trial = asTrialStay(stay, apartment.forms)
      if (trial) trialStays.push(trial)
      if (stay.outcome !== 'OVERTAG' || stay.endsOn === null) continue
      if (trial?.isTrialAtEnd) takeoverDays.push(stay.endsOn)
      else otherTakeovers.push(stay)
    }
    const intervals = underContract(apartment, takeoverDays, stays)
    if (intervals.length > 0) contracts.set(apartment.id, intervals)
  }
  trialStays.sort((a, b) => (a.entryOn < b.entryOn ? -1 : a.entryOn > b.entryOn ? 1 : a.stay.id - b.stay.id))
  return { contracts, trialStays, otherTakeovers }
}

/** Did the stay end in the interval, as a stay in a försökslägenhet? */
export function endedIn(trial: TrialStay, within: Interval): boolean {
  const endsOn = trial.stay.endsOn
  return trial.isTrialAtEnd && endsOn !== null && endsOn >= within.startsOn && (within.endsOn === null || endsOn < within.endsOn)
}

/** Was the contract taken over in the interval? */
export function takenOverIn(trial: TrialStay, within: Interval): boolean {
  return isTakeover(trial) && endedIn(trial, within)
}

export function isTakeover(trial: TrialStay): boolean {
  return trial.isTrialAtEnd && trial.stay.outcome === 'OVERTAG'
}

function asTrialStay(stay: StayFacts, forms: readonly FormPeriod[]): TrialStay | null {
  const trialForms = forms.filter((period) => period.form === 'FORSOKSLAGENHET')
  if (trialForms.length === 0) return null
  if (isEmpty(stay)) {
    const isTrial = formOn(forms, stay.startsOn) === 'FORSOKSLAGENHET'
    return isTrial ? { stay, entryOn: stay.startsOn, endsOn: stay.endsOn, isTrialAtEnd: true } : null
  }
  const parts = trialForms.map((period) => clip(stay, period)).filter((part) => part !== null)
  parts.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  const first = parts[0]
  const last = parts.at(-1)
  if (!first || !last) return null
  // Cut at nothing but the move-out day: then the place was a försökslägenhet on the last night.
  const isTrialAtEnd = stay.endsOn !== null && last.endsOn === stay.endsOn
  return { stay, entryOn: first.startsOn, endsOn: last.endsOn, isTrialAtEnd }
}

function underContract(apartment: ApartmentFacts, takeoverDays: readonly Day[], stays: readonly StayFacts[]): Interval[] {
  let intervals: Interval[] = []
  for (const form of apartment.forms) {
    if (form.form !== 'FORSOKSLAGENHET' || isEmpty(form)) continue
    if (apartment.leases.length === 0) intervals.push({ startsOn: form.startsOn, endsOn: form.endsOn })
    for (const lease of apartment.leases) {
      const part = clip(form, lease)
      if (part) intervals.push(part)
    }
  }
  for (const takenOverOn of takeoverDays) {
    const again = stays.filter((stay) => stay.startsOn >= takenOverOn).map((stay) => stay.startsOn)
    const backOn = again.length > 0 ? again.reduce((a, b) => (a < b ? a : b)) : null
    intervals = intervals.flatMap((interval) => without(interval, takenOverOn, backOn))
  }
  return intervals
}

/** The interval without [from, to). Only an interval that was running on `from` is cut: one that starts then or later is a new contract. */
function without(interval: Interval, from: Day, to: Day | null): Interval[] {
  const isRunning = interval.startsOn < from && (interval.endsOn === null || interval.endsOn > from)
  if (!isRunning) return [interval]
  const parts: Interval[] = [{ startsOn: interval.startsOn, endsOn: from }]
  const rest = to === null ? null : clip(interval, { startsOn: to, endsOn: null })
  return rest ? [...parts, rest] : parts
}
