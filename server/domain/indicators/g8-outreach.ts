/**
 * G8, outreach: of the cases where a risk of eviction became known in the period, the share where somebody tried to reach the household
 * within the set number of days. VP 2023: "Enhetens vräkningsförebyggare arbetar uppsökande i samtliga fall där kännedom om risk för
 * vräkning finns", so the target is 100 %. The days are the dated setting outreachDays, as it was on the day the risk became known. An
 * attempt counts whether or not it reached anybody. A case whose days are not over and where nobody has tried yet is left out, apart; so is
 * one that ended within its days before anybody had tried: nobody was left to reach.
 *
 * Worked example, three days, asked on 2026-11-22: known 1 October, tried the same day; known 5 October, tried the 8th (in time); known
 * 12 October, tried the 20th (late); known 1 November, never tried; known 3 November and withdrawn on the 4th; known 21 November, not yet.
 * 2/4 = 50 %, 1 ended before, 1 not yet due.
 */
import type { Day } from '../calendar.js'
import { addDays } from '../calendar.js'
import { contains } from '../interval.js'
import { settingsOn, type SettingRow } from '../policy.js'
import type { CaseIndex, CaseStory } from './case-facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult, SumKind } from './result.js'
import { result } from './result.js'

export const G8B_DEFINITION = {
  code: 'G8b',
  wording: 'Enhetens vräkningsförebyggare arbetar uppsökande i samtliga fall där kännedom om risk för vräkning finns.',
  source: 'Verksamhetsplan 2023, förväntat resultat',
  numeratorText: 'Ärenden där någon försökte nå hushållet inom det antal dagar som är bestämt',
  denominatorText: 'Ärenden där risken blev känd under perioden, och dagarna har gått eller någon har försökt',
  rows: 'CASE',
  measure: 'SHARE',
} as const satisfies Definition

export function outreachIndicator(index: CaseIndex, { days, lastOn }: ReportPeriod, today: Day): IndicatorResult {
  const daysOn = outreachDaysBy(index.settings)
  const known = index.cases.filter(({ knownOn }) => contains(days, knownOn))
  const of: Record<Outreach, number[]> = { SAME_DAY: [], IN_TIME: [], LATE: [], NONE: [], ENDED_BEFORE: [], NOT_YET_DUE: [] }
  for (const story of known) of[outreachIn(story, today, daysOn(story.knownOn))].push(story.id)
  const counted: SumKind[] = ['OUTREACH_SAME_DAY', 'OUTREACH_IN_TIME', 'OUTREACH_LATE', 'OUTREACH_NONE']
  return result(G8B_DEFINITION, {
    numerator: [...of.SAME_DAY, ...of.IN_TIME],
    denominator: [...of.SAME_DAY, ...of.IN_TIME, ...of.LATE, ...of.NONE],
    excluded: [
      { reason: 'OUTREACH_ENDED_BEFORE', ids: of.ENDED_BEFORE },
      { reason: 'OUTREACH_NOT_YET_DUE', ids: of.NOT_YET_DUE },
    ],
    sums: counted.map((kind) => ({ kind, count: of[kind.slice('OUTREACH_'.length) as Outreach].length })),
    withinDays: daysOn(lastOn),
  })
}

/** The first attempt in a case, null where there is none. */
export function firstAttempt(story: CaseStory): Day | null {
  return story.triedOn.reduce<Day | null>((first, on) => (first === null || on < first ? on : first), null)
}

type Outreach = 'SAME_DAY' | 'IN_TIME' | 'LATE' | 'NONE' | 'ENDED_BEFORE' | 'NOT_YET_DUE'

function outreachIn(story: CaseStory, today: Day, withinDays: number): Outreach {
  const triedOn = firstAttempt(story)
  const dueOn = addDays(story.knownOn, withinDays)
  if (triedOn === null) {
    if (story.endedOn !== null && story.endedOn <= dueOn) return 'ENDED_BEFORE'
    return dueOn >= today ? 'NOT_YET_DUE' : 'NONE'
  }
  if (triedOn > dueOn) return 'LATE'
  return triedOn <= story.knownOn ? 'SAME_DAY' : 'IN_TIME'
}

function outreachDaysBy(rows: readonly SettingRow[]): (day: Day) => number {
  const known = new Map<Day, number>()
  return (day) => {
    const found = known.get(day) ?? settingsOn(day, rows).outreachDays
    known.set(day, found)
    return found
  }
}
