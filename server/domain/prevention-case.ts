/**
 * A prevention case as its notices and events tell it. A newer event of the same kind about the same notice holds: a day of service that
 * was corrected, an eviction planned anew. The outcome is of the case and ends every notice in it (domain.md §1.3 I4, I5).
 *
 * Worked example: a termination that came 2026-11-11, SERVED 2026-11-09 and later SERVED 2026-11-10: served on the 10th. Kronofogden's
 * notice with EVICTION_PLANNED 2026-12-21 and then EVICTION_CALLED_OFF: no eviction is planned.
 */
import { addDays, type Day } from './calendar.js'
import type { CaseEventKind, CaseOutcome, NoticeKind, NoticeSender } from './codes.js'
import type { HouseholdFacts } from './household-facts.js'
import type { ClockFacts, LateBillFacts, NoticeFacts } from './legal-clock.js'

export interface CaseEventFact {
  id: number
  kind: CaseEventKind
  noticeId: number | null
  happenedOn: Day
  outcome: CaseOutcome | null
  /** of a planned meeting: its time, where, and which of us the household meets (planned-meetings.ts) */
  atTime?: string | null
  place?: string | null
  named?: string | null
  withUserId?: number | null
  /** the planned meeting it is about */
  meetingId?: number | null
}

export interface CaseNotice {
  id: number
  sender: NoticeSender
  kind: NoticeKind
  arrivedOn: Day
  /** what the notice says is owed */
  amountOre?: number | null
}

export interface CaseContact {
  on: Day
  reached: boolean
}

export interface CaseFacts {
  openedOn: Day
  notices: readonly CaseNotice[]
  events: readonly CaseEventFact[]
  /** calls, visits, meetings and letters since the case was opened */
  contacts: readonly CaseContact[]
  /** the late bills in our own ledger that are ground for forfeiture */
  lateBills: readonly LateBillFacts[]
  /** false: nobody is named responsible for the case */
  hasResponsible?: boolean
  /** the home is one of ours, so that our ledger tells its rent */
  isOurHome?: boolean
  /** what is known of the household besides the case */
  household?: HouseholdFacts
}

export interface NoticeState extends NoticeFacts {
  id: number
  amountOre?: number | null
  confirmedOn: Day | null
  copiedOn: Day | null
  settledOn: Day | null
}

/** A notice with what is known of it now. */
export function stateOfNotice(notice: CaseNotice, events: readonly CaseEventFact[]): NoticeState {
  const own = events.filter((event) => event.noticeId === notice.id)
  const planned = latest(own, ['EVICTION_PLANNED', 'EVICTION_CALLED_OFF'])
  return {
    ...notice,
    servedOn: latest(own, ['SERVED'])?.happenedOn ?? null,
    plannedEvictionOn: planned?.kind === 'EVICTION_PLANNED' ? planned.happenedOn : null,
    inquiryDecidedOn: latest(own, ['INQUIRY_OPENED', 'INQUIRY_NOT_OPENED'])?.happenedOn ?? null,
    confirmedOn: latest(own, ['CONFIRMED'])?.happenedOn ?? null,
    copiedOn: latest(own, ['COPIED'])?.happenedOn ?? null,
    settledOn: latestSince(notice, events, SETTLES)?.happenedOn ?? null,
  }
}

/** What saves the home from a termination for unpaid rent (12 kap. 44 § JB). */
export const SETTLES: readonly CaseEventKind[] = ['DEBT_PAID', 'UNDERTAKEN']

/**
 * The notices that have no outcome of their own, with what is known of them. A later notice of a time moves the eviction: the time before it is
 * no longer planned, though the notice that told of it is confirmed as any other.
 */
export function statesOf({ notices, events }: Pick<CaseFacts, 'notices' | 'events'>): NoticeState[] {
  const going = notices.filter(({ id }) => {
    const own = events.filter((event) => event.kind === 'CASE_REOPENED' || event.noticeId === id)
    return latest(own, ENDINGS)?.kind !== 'OUTCOME'
  })
  const moving = going.filter(({ id }) => events.some((event) => event.kind === 'EVICTION_PLANNED' && event.noticeId === id)).at(-1)
  return going.map((notice) => {
    const state = stateOfNotice(notice, events)
    return moving && moving.id !== notice.id ? { ...state, plannedEvictionOn: null } : state
  })
}

/**
 * The newest event of the kinds that is about the notice: one that names it, or one that happened since it came. What names one termination
 * is not about another: each has its own three weeks.
 */
export function latestSince(
  notice: Pick<CaseNotice, 'id' | 'kind' | 'arrivedOn'>,
  events: readonly CaseEventFact[],
  kinds: readonly CaseEventKind[],
): CaseEventFact | undefined {
  const isShared = notice.kind !== 'UPPSAGNING'
  return latest(
    events,
    kinds,
    ({ noticeId, happenedOn }) => noticeId === notice.id || ((noticeId === null || isShared) && happenedOn >= notice.arrivedOn),
  )
}

/** What the legal clock is asked about. A case with an outcome has no days left to keep but the one for things left behind. */
export function clockFactsOf(facts: CaseFacts): ClockFacts & { notices: NoticeState[] } {
  const ended = outcomeOf(facts.events)
  if (ended) {
    const left = LEFT_HOME.includes(ended.outcome)
      ? { leftOn: ended.on, urgedOn: latest(facts.events, ['PROPERTY_URGED'])?.happenedOn ?? null }
      : null
    return { lateBills: [], notices: [], left }
  }
  return { lateBills: facts.lateBills, notices: statesOf(facts) }
}

/** Outcomes after which the home is empty of people, and may hold things. */
export const LEFT_HOME: readonly CaseOutcome[] = ['VERKSTALLD', 'FLYTTAT_FORE']

/** Outcomes by which the household lives in the home still. */
export const KEPT_HOME: readonly CaseOutcome[] = ['AVVARJD', 'ATERKALLAD']

/**
 * The days from which it is seen again that the household lives there still, one for each interval; none where the case did not end so. Counted
 * from the outcome, or from the day the eviction was planned for where that is later: the readings of I4 and I5 ask for the 30th day after it.
 */
export function homeCheckDays(events: readonly CaseEventFact[], intervals: readonly number[]): Day[] {
  const ended = outcomeOf(events)
  if (!ended || !KEPT_HOME.includes(ended.outcome)) return []
  const planned = new Map<number | null, CaseEventFact>()
  for (const event of events) {
    if (event.kind === 'EVICTION_PLANNED' && event.id >= (planned.get(event.noticeId)?.id ?? 0)) planned.set(event.noticeId, event)
  }
  const from = [...planned.values()].reduce((last, { happenedOn }) => (happenedOn > last ? happenedOn : last), ended.on)
  return intervals.map((days) => addDays(from, days))
}

/** An outcome, and the word that there was none: the case had ended by mistake and goes on. */
export const ENDINGS: readonly CaseEventKind[] = ['OUTCOME', 'CASE_REOPENED']

/** How the case ended, or null while it goes on. An outcome about one notice only (an imported list says it so) does not end the case. */
export function outcomeOf(events: readonly CaseEventFact[]): { outcome: CaseOutcome; on: Day } | null {
  return asOutcome(
    latest(
      events.filter((event) => event.noticeId === null),
      ENDINGS,
    ),
  )
}

/** How one notice ended: what was said of it or, later, of the whole case. */
export function outcomeOfNotice(noticeId: number, events: readonly CaseEventFact[]): { outcome: CaseOutcome; on: Day } | null {
  return asOutcome(
    latest(
      events.filter((event) => event.noticeId === null || event.noticeId === noticeId),
      ENDINGS,
    ),
  )
}

function asOutcome(event: CaseEventFact | undefined): { outcome: CaseOutcome; on: Day } | null {
  return event?.outcome ? { outcome: event.outcome, on: event.happenedOn } : null
}

/** The newest event of the kinds, in the order they were written, among those that are meant. */
export function latest(
  events: readonly CaseEventFact[],
  kinds: readonly CaseEventKind[],
  isMeant: (event: CaseEventFact) => boolean = () => true,
): CaseEventFact | undefined {
  let newest: CaseEventFact | undefined
  for (const event of events) if (kinds.includes(event.kind) && !(newest && newest.id > event.id) && isMeant(event)) newest = event
  return newest
}
