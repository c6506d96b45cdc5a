/**
 * What the indicators of homes at risk are counted from, and the index they share: each case with its own notices, events and contacts,
 * so that every year and every reading costs by the number of cases. With `knownBy` only what was written down before that instant counts:
 * the figure as it was, for the one who asks why it has changed.
 *
 * A case is known from the day it was opened or its first notice came, whichever is first. It ends with its outcome.
 * A contact belongs to the case that went on that day. A child is berört whether it lives there, alternately or at times, as
 * Kronofogden counts (domain.md §1.3 I8). Only the year of birth is known: the year a child turns 18 it still counts, and where a
 * notice told of more children than the register has, the notice's number counts, so that no child is lost.
 *
 * Worked example: opened 2026-03-04, first notice came 2026-03-02: known from 2026-03-02. Register: children born 2008 and 2015, the
 * notice says 1 child. On 2026-05-01 there are 2 (18 and 11 that year), on 2027-05-01 there is 1.
 */
import type { Day } from '../calendar.js'
import type { CaseEventKind, CaseOutcome, ChildResidence, NoticeKind, NoticeSender, Outcome } from '../codes.js'
import { isChildOn } from '../household-children.js'
import type { SettingRow } from '../policy.js'
import { ENDINGS, latest, outcomeOf } from '../prevention-case.js'

export interface NoticeFact {
  id: number
  caseId: number
  sender: NoticeSender
  kind: NoticeKind
  arrivedOn: Day
  children: number
  recordedAt: string
}
export interface EventFact {
  id: number
  caseId: number
  noticeId: number | null
  kind: CaseEventKind
  happenedOn: Day
  outcome: CaseOutcome | null
  recordedAt: string
}
export interface ContactFact {
  personId: number
  on: Day
  reached: boolean
  recordedAt: string
}
export interface ChildFact {
  personId: number
  birthYear: number
  residence: ChildResidence
  removedOn: Day | null
}
/** A stay that ended by termination or eviction, with or without Kronofogden. */
export interface LostStay {
  tenancyId: number
  personId: number
  startsOn: Day
  endsOn: Day
  outcome: Outcome
}

export interface CaseFactsOfAll {
  cases: readonly { id: number; personId: number; openedOn: Day; closedOn: Day | null; recordedAt: string }[]
  notices: readonly NoticeFact[]
  events: readonly EventFact[]
  contacts: readonly ContactFact[]
  children: readonly ChildFact[]
  lostStays: readonly LostStay[]
  settings: readonly SettingRow[]
}

export interface CaseStory {
  id: number
  personId: number
  knownOn: Day
  endedOn: Day | null
  notices: readonly NoticeFact[]
  events: readonly EventFact[]
  /** The days somebody tried to reach the person in the case, with or without an answer. */
  triedOn: readonly Day[]
  /** The days the person was reached. */
  reachedOn: readonly Day[]
  /** The eviction the case ended with, if it did. */
  evictedOn: Day | null
}

/** Events that say that the person was reached, or that somebody tried. */
const REACHED_BY: readonly CaseEventKind[] = ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'MEETING_HELD']
const TRIED_BY: readonly CaseEventKind[] = [...REACHED_BY, 'SUPPORT_OFFERED', 'NOT_REACHED', 'MEETING_MISSED']

export interface CaseIndex {
  cases: readonly CaseStory[]
  byId: ReadonlyMap<number, CaseStory>
  notices: readonly (NoticeFact & { story: CaseStory })[]
  lostStays: readonly LostStay[]
  childrenOf: ReadonlyMap<number, readonly ChildFact[]>
  settings: readonly SettingRow[]
}

/** Reads the facts once; give the result to every indicator and every year. */
export function indexCases(facts: CaseFactsOfAll, knownBy: string | null = null): CaseIndex {
  const known = <Fact extends { recordedAt: string }>(some: readonly Fact[]) =>
    knownBy === null ? some : some.filter((fact) => fact.recordedAt < knownBy)
  const notices = grouped(known(facts.notices), (notice) => notice.caseId)
  const events = grouped(known(facts.events), (event) => event.caseId)
  const contacts = grouped(known(facts.contacts), (contact) => contact.personId)
  const cases = known(facts.cases).map((one): CaseStory => {
    const own = notices.get(one.id) ?? []
    const happened = events.get(one.id) ?? []
    const knownOn = own.reduce((first, { arrivedOn }) => (arrivedOn < first ? arrivedOn : first), one.openedOn)
    const endedOn = outcomeOf(happened)?.on ?? (knownBy === null ? one.closedOn : null)
    const [triedOn, reachedOn]: [Day[], Day[]] = [[], []]
    for (const { on, reached } of contacts.get(one.personId) ?? []) {
      if (on < knownOn || (endedOn !== null && on > endedOn)) continue
      triedOn.push(on)
      if (reached) reachedOn.push(on)
    }
    for (const { kind, happenedOn } of happened) {
      if (TRIED_BY.includes(kind)) triedOn.push(happenedOn)
      if (REACHED_BY.includes(kind)) reachedOn.push(happenedOn)
    }
    return {
      id: one.id,
      personId: one.personId,
      knownOn,
      endedOn,
      notices: own,
      events: happened,
      triedOn,
      reachedOn,
      evictedOn: evictedOn(own, happened),
    }
  })
  return {
    cases,
    byId: new Map(cases.map((story) => [story.id, story])),
    notices: cases.flatMap((story) => story.notices.map((notice) => ({ ...notice, story }))),
    lostStays: facts.lostStays,
    childrenOf: grouped(facts.children, (child) => child.personId),
    settings: facts.settings,
  }
}

export interface ChildrenOnDay {
  count: number
  byResidence: Record<ChildResidence, number>
  /** More than the register has, told in a notice. */
  told: number
}

/** The children a case is about, on a day. */
export function childrenOn(index: CaseIndex, story: CaseStory, day: Day): ChildrenOnDay {
  const byResidence: Record<ChildResidence, number> = { PERMANENT: 0, ALTERNATING: 0, CONTACT: 0 }
  const here = childrenOfPerson(index, story.personId, day)
  for (const child of here) byResidence[child.residence] += 1
  const told = story.notices.reduce((most, notice) => (notice.arrivedOn <= day ? Math.max(most, notice.children) : most), 0)
  return { count: Math.max(here.length, told), byResidence, told: Math.max(0, told - here.length) }
}

export function childrenOfPerson(index: CaseIndex, personId: number, day: Day): ChildFact[] {
  return (index.childrenOf.get(personId) ?? []).filter(
    ({ birthYear, removedOn }) => isChildOn(birthYear, day) && (removedOn === null || removedOn > day),
  )
}

/** The day of the eviction: one a case at most, by Kronofogden's own notice before what the landlord's says. */
function evictedOn(notices: readonly NoticeFact[], events: readonly EventFact[]): Day | null {
  const outcomes = events.filter((event) => ENDINGS.includes(event.kind))
  if (!outcomes.some(({ outcome }) => outcome === 'VERKSTALLD')) return null
  const inOrder = [...notices.filter(isTimeOfEviction), ...notices.filter((notice) => !isTimeOfEviction(notice))]
  for (const { id } of inOrder) {
    const event = latest(
      outcomes.filter(({ noticeId }) => noticeId === null || noticeId === id),
      ENDINGS,
    )
    if (event?.outcome === 'VERKSTALLD') return event.happenedOn
  }
  const whole = outcomeOf(outcomes)
  return whole?.outcome === 'VERKSTALLD' ? whole.on : null
}

export function isTimeOfEviction({ sender, kind }: Pick<NoticeFact, 'sender' | 'kind'>): boolean {
  return sender === 'KRONOFOGDEN' && kind === 'TID_FOR_AVHYSNING'
}

export function grouped<Row>(rows: readonly Row[], key: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}
