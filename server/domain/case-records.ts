/**
 * What may be written into a prevention case. A notice keeps what its sender can send and when it came; an event is of a day that has been
 * (only a planned eviction lies ahead), about a notice of the right kind, and says what the law or the figures will ask for: who
 * confirmed, why no inquiry was opened, how it ended.
 *
 * Source: domain.md §2 (eviction chain, socialtjänstförordningen 11 kap. 3 §), JO 1683-2017 (a reason for not opening an inquiry).
 *
 * Worked example: Kronofogden's notice that arrived 2026-12-07: CONFIRMED on 2026-12-06 is refused (before the arrival), CONFIRMED on
 * 2026-12-07 without a name is refused (a handläggare must be named), with both it is written. A termination that came
 * 2026-11-11 can have been served on 2026-11-09, but not on 2025-11-09: that is a slip of the year, and every deadline would have passed.
 */
import { addMonths, type Day } from './calendar.js'
import { NOTICE_KINDS, type CaseEventKind, type CaseOutcome, type NoticeKind, type NoticeSender } from './codes.js'
import type { Decision } from './decision.js'
import type { Settings } from './policy.js'
import { KEPT_HOME, outcomeOf, type CaseEventFact, type CaseFacts, type CaseNotice } from './prevention-case.js'

/** What each sender sends. */
export const KINDS_OF_SENDER: Record<NoticeSender, readonly NoticeKind[]> = {
  HYRESVARD: ['HYRESSKULD', 'RATTELSEANMANING', 'STORNING', 'UPPSAGNING'],
  KRONOFOGDEN: ['ANSOKAN', 'UTSLAG', 'TID_FOR_AVHYSNING'],
  INKASSO: ['HYRESSKULD'],
  FORVALTNINGEN: ['HYRESSKULD', 'RATTELSEANMANING', 'STORNING', 'UPPSAGNING'],
}

export type NoticeRefusal =
  'NOTICE_AFTER_TODAY' | 'KIND_NOT_OF_SENDER' | 'SERVED_AFTER_TODAY' | 'PLANNED_BEFORE_ARRIVAL' | 'ADDRESS_MISSING'

/** What is found out when it is written: the time has not been yet, the case has one like it already, or the year is a slip. */
export type NoticeNotWritten = NoticeRefusal | 'NOTICE_AFTER_NOW' | 'NOTICE_KNOWN' | 'SERVED_LONG_BEFORE'

export interface NewNotice {
  sender: NoticeSender
  kind: NoticeKind
  arrivedOn: Day
  servedOn: Day | null
  plannedOn: Day | null
  /** our own stay, or an address */
  home: { tenancyId: number } | { address: string } | null
}

export function decideNotice(notice: NewNotice, today: Day): Decision<object, NoticeRefusal> {
  const reasons: NoticeRefusal[] = []
  if (notice.arrivedOn > today) reasons.push('NOTICE_AFTER_TODAY')
  if (!KINDS_OF_SENDER[notice.sender].includes(notice.kind)) reasons.push('KIND_NOT_OF_SENDER')
  if (notice.servedOn !== null && notice.servedOn > today) reasons.push('SERVED_AFTER_TODAY')
  if (notice.plannedOn !== null && notice.plannedOn < notice.arrivedOn) reasons.push('PLANNED_BEFORE_ARRIVAL')
  if (notice.home === null) reasons.push('ADDRESS_MISSING')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

export type EventRefusal =
  | 'EVENT_AFTER_TODAY'
  | 'EVENT_BEFORE_NOTICE'
  | 'EVENT_LONG_BEFORE'
  | 'NOTICE_NEEDED'
  | 'NOTICE_OF_WRONG_KIND'
  | 'CASE_ENDED'
  | 'CASE_GOES_ON'
  | 'NAME_NEEDED'
  | 'REASON_NEEDED'
  | 'OUTCOME_NEEDED'

/** What is found out when it is written: another case about the person has been opened since. */
export type EventNotWritten = EventRefusal | 'OTHER_CASE_OPEN'

export interface NewEvent {
  kind: CaseEventKind
  noticeId: number | null
  happenedOn: Day
  outcome: CaseOutcome | null
  named: string | null
  text: string | null
}

const WITH_A_DAY: readonly CaseEventKind[] = ['SERVED', 'EVICTION_PLANNED']
const OF_TIME: readonly NoticeKind[] = ['TID_FOR_AVHYSNING']
/** Events that are about one notice, and the kinds of notices they can be about. */
const NOTICES_OF_EVENT: Partial<Record<CaseEventKind, readonly NoticeKind[]>> = {
  SERVED: ['UPPSAGNING', 'RATTELSEANMANING', 'ANSOKAN', 'UTSLAG'],
  EVICTION_PLANNED: OF_TIME,
  EVICTION_CALLED_OFF: OF_TIME,
  CONFIRMED: OF_TIME,
  COPIED: OF_TIME,
  INQUIRY_OPENED: NOTICE_KINDS,
  INQUIRY_NOT_OPENED: NOTICE_KINDS,
}

/**
 * What settles a claim is about the notice of it, where one has come: letters cross, and a debt that was paid the day before the notice of it
 * reached us is paid all the same.
 */
const SETTLED_NOTICES: Partial<Record<CaseEventKind, readonly NoticeKind[]>> = {
  DEBT_PAID: ['UPPSAGNING'],
  UNDERTAKEN: ['UPPSAGNING'],
  NOT_UNDERTAKEN: ['UPPSAGNING'],
}

export const isAboutNotice = (kind: CaseEventKind): boolean => kind in NOTICES_OF_EVENT

/**
 * The notices an event of the kind can be about; null where it is about none. A day that came with another notice (a list has one row for a
 * whole matter) can be corrected, moved and called off too.
 */
export function noticesOfEvent<N extends CaseNotice>(
  { notices, events }: { notices: readonly N[]; events: readonly CaseEventFact[] },
  kind: CaseEventKind,
): N[] | null {
  const wanted = NOTICES_OF_EVENT[kind] ?? SETTLED_NOTICES[kind]
  // A debt that nobody has terminated for is paid to who told of it.
  const kinds: typeof wanted = kind === 'DEBT_PAID' && !notices.some((notice) => notice.kind === 'UPPSAGNING') ? ['HYRESSKULD'] : wanted
  if (!kinds) return null
  const came = kind === 'EVICTION_CALLED_OFF' ? 'EVICTION_PLANNED' : kind
  return notices.filter(
    (notice) =>
      kinds.includes(notice.kind) ||
      (WITH_A_DAY.includes(came) && events.some((event) => event.kind === came && event.noticeId === notice.id)),
  )
}

const NEED_REASON: readonly CaseEventKind[] = ['INQUIRY_NOT_OPENED', 'NOT_UNDERTAKEN', 'EVICTION_CALLED_OFF', 'CASE_REOPENED']

/** What can still happen once a case has its outcome. */
const AFTER_THE_END: readonly CaseEventKind[] = ['STILL_AT_HOME', 'OUTCOME', 'PROPERTY_URGED', 'CASE_REOPENED']

type Bounds = Pick<Settings, 'eventBeforeNoticeMonths'>

/** So long before the notice that the year must be a slip: last year's date of what happened, too. */
export const isLongBefore = (on: Day, arrivedOn: Day, { eventBeforeNoticeMonths }: Bounds): boolean =>
  on <= addMonths(arrivedOn, -eventBeforeNoticeMonths)

/**
 * May the event be written into the case? Service of a termination, and what settles it, may lie before its notice reached the nämnd;
 * nothing else may.
 */
export function decideEvent(facts: CaseFacts, event: NewEvent, today: Day, settings: Bounds): Decision<object, EventRefusal> {
  const reasons: EventRefusal[] = []
  const about = noticesOfEvent(facts, event.kind)
  const notice = facts.notices.find((one) => one.id === event.noticeId)
  if (isAboutNotice(event.kind) && !notice) reasons.push('NOTICE_NEEDED')
  else if (about && notice && !about.includes(notice)) reasons.push('NOTICE_OF_WRONG_KIND')
  else if (event.noticeId !== null && !notice) reasons.push('NOTICE_NEEDED')
  if (event.kind !== 'EVICTION_PLANNED' && event.happenedOn > today) reasons.push('EVENT_AFTER_TODAY')
  const notBefore = about && notice ? notice.arrivedOn : isLivesThere(event) ? lastArrived(facts) : facts.openedOn
  const crosses = event.kind === 'SERVED' || event.kind in SETTLED_NOTICES
  if (crosses && isLongBefore(event.happenedOn, notBefore, settings)) reasons.push('EVENT_LONG_BEFORE')
  if (!crosses && event.happenedOn < notBefore) reasons.push('EVENT_BEFORE_NOTICE')
  const ended = outcomeOf(facts.events) !== null
  if (ended && !AFTER_THE_END.includes(event.kind)) reasons.push('CASE_ENDED')
  if (!ended && event.kind === 'CASE_REOPENED') reasons.push('CASE_GOES_ON')
  if (event.kind === 'CONFIRMED' && !event.named) reasons.push('NAME_NEEDED')
  if (NEED_REASON.includes(event.kind) && !event.text) reasons.push('REASON_NEEDED')
  if (event.kind === 'OUTCOME' && event.outcome === null) reasons.push('OUTCOME_NEEDED')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}

/** An outcome that says that the household lives there still: a notice that came after that day is not answered by it. */
const isLivesThere = ({ kind, outcome }: NewEvent) => kind === 'OUTCOME' && outcome !== null && KEPT_HOME.includes(outcome)
const lastArrived = ({ openedOn, notices }: CaseFacts): Day =>
  notices.reduce((last, { arrivedOn }) => (arrivedOn > last ? arrivedOn : last), openedOn)
