/**
 * I8: evictions carried out in the period that concern a child, and how many children. VP 2023: "Antal vräkningar som berör barn",
 * target 0. The day is the day of the outcome VERKSTALLD; a case is one eviction, however many notices led to it. Which children are
 * berörda: case-facts.ts. None is a counted zero, never "–". Beside: families whose stay with the nämnd ended by termination or
 * eviction without a set time from Kronofogden ("upphört utan KFM"), which no eviction is counted for.
 *
 * Worked example, 2026: carried out 30 March (children born 2015, lives there, and 2019, at times), 4 June (no children). A family with
 * one child left a terminated flat on 31 August without Kronofogden. 1 of 2 evictions concerns children, 2 children; beside: 1.
 */
import { addDays, type Day } from '../calendar.js'
import { contains, type Interval } from '../interval.js'
import { KEPT_HOME, outcomeOf } from '../prevention-case.js'
import type { CaseIndex, CaseStory } from './case-facts.js'
import { childrenOfPerson, childrenOn, grouped, isTimeOfEviction } from './case-facts.js'
import type { ReportPeriod } from './period.js'
import type { Definition, IndicatorResult, SumKind } from './result.js'
import { result } from './result.js'

export const I8_DEFINITION = {
  code: 'I8',
  wording: 'Antal vräkningar som berör barn',
  source: 'Verksamhetsplan 2023, Enheten för ekonomiskt bistånd och beroende',
  numeratorText: 'Verkställda avhysningar under perioden där minst ett barn berörs, också barn som bor växelvis eller har umgänge',
  denominatorText: 'Alla verkställda avhysningar under perioden',
  rows: 'EVICTION',
  measure: 'COUNT',
} as const satisfies Definition

export function evictionsWithChildren(index: CaseIndex, { days }: ReportPeriod): IndicatorResult {
  const evicted = evictionsIn(index, days)
  const withChildren = evicted.filter((story) => concernsChildren(index, story))
  return result(I8_DEFINITION, {
    numerator: withChildren.map(({ id }) => id),
    denominator: evicted.map(({ id }) => id),
    beside: [{ kind: 'ENDED_WITHOUT_KFM', ids: endedWithoutKronofogden(index, days) }],
    sums: childSums(index, withChildren),
  })
}

/** The cases that ended with an eviction in the interval. */
export function evictionsIn(index: CaseIndex, within: Interval): CaseStory[] {
  return index.cases.filter(({ evictedOn }) => evictedOn !== null && contains(within, evictedOn))
}

/** Did the eviction put a child out of its home? */
export function concernsChildren(index: CaseIndex, story: CaseStory): boolean {
  return story.evictedOn !== null && childrenOn(index, story, story.evictedOn).count > 0
}

function childSums(index: CaseIndex, evicted: readonly CaseStory[]): { kind: SumKind; count: number }[] {
  const sums = { CHILDREN: 0, CHILDREN_PERMANENT: 0, CHILDREN_ALTERNATING: 0, CHILDREN_CONTACT: 0, CHILDREN_TOLD: 0 }
  for (const story of evicted) {
    const { count, byResidence, told } = childrenOn(index, story, story.evictedOn ?? story.knownOn)
    sums.CHILDREN += count
    sums.CHILDREN_PERMANENT += byResidence.PERMANENT
    sums.CHILDREN_ALTERNATING += byResidence.ALTERNATING
    sums.CHILDREN_CONTACT += byResidence.CONTACT
    sums.CHILDREN_TOLD += told
  }
  return Object.entries(sums)
    .map(([kind, count]) => ({ kind: kind as SumKind, count }))
    .filter(({ kind, count }) => kind === 'CHILDREN' || count > 0)
}

/**
 * Stays of families that ended so, where Kronofogden had set no time for this loss of this home; ids of the stays. A time that was set for a home
 * before, or that was averted long before the stay was terminated, is another matter.
 */
function endedWithoutKronofogden(index: CaseIndex, days: Interval): number[] {
  const storiesOf = grouped(index.cases, (story) => story.personId)
  return index.lostStays
    .filter(({ endsOn }) => contains(days, endsOn))
    .filter((stay) => {
      const isOfStay = (on: Day) => on >= stay.startsOn && on <= stay.endsOn
      const stories = storiesOf.get(stay.personId) ?? []
      const told = stories.some(
        (story) =>
          !wasSavedBy(story, stay.endsOn) && story.notices.some((notice) => isTimeOfEviction(notice) && isOfStay(notice.arrivedOn)),
      )
      const evicted = stories.some(({ evictedOn }) => evictedOn !== null && isOfStay(evictedOn))
      return !told && !evicted && childrenOfPerson(index, stay.personId, addDays(stay.endsOn, -1)).length > 0
    })
    .map(({ tenancyId }) => tenancyId)
}

/** The home was saved, and lost later for another reason. */
function wasSavedBy({ events }: CaseStory, day: Day): boolean {
  const ended = outcomeOf(events)
  return ended !== null && ended.on <= day && KEPT_HOME.includes(ended.outcome)
}
