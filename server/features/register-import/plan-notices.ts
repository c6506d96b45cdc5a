/**
 * Notices to cases. A notice joins the case that went on when it came: the person's open one in the register, or the one the notices before it in
 * the list made, as long as that had not ended. When every notice of a case has its outcome the case has ended with the last of them.
 * A notice that is in the register is never changed: what the list knows more of it is added as events.
 */
import type { Day } from '../../domain/calendar.js'
import type { CaseEventKind, CaseOutcome, SupportAnswer } from '../../domain/codes.js'
import type { CaseEventFact } from '../../domain/prevention-case.js'
import { noticeKey, type ImportedNotice } from './check-notices.js'
import { grouped } from './overlaps.js'
import type { StayFact, StaysPlan } from './plan-stays.js'
import type { Planning } from './planning.js'

export interface PlannedEvent {
  kind: CaseEventKind
  happenedOn: Day
  outcome: CaseOutcome | null
}
export interface PlannedNotice extends ImportedNotice {
  events: PlannedEvent[]
}
export interface PlannedCase {
  /** null: a new one */
  caseId: number | null
  personId: string
  openedOn: Day
  /** where the person lived when the first notice came */
  stay: StayFact | null
  notices: PlannedNotice[]
  /** of the whole case, when every notice has one */
  ended: { outcome: CaseOutcome; on: Day } | null
}
export interface NoticesPlan {
  cases: PlannedCase[]
  /** events about notices that are in the register */
  added: { caseId: number; noticeId: number; personId: string; event: PlannedEvent }[]
}

/** What the register has of a notice. */
export interface StoredNotice {
  id: number
  caseId: number
  personId: string
  caseClosedOn: Day | null
  caseOpenedOn: Day
  sender: ImportedNotice['sender']
  kind: ImportedNotice['kind']
  arrivedOn: Day
  events: CaseEventFact[]
}

export function planNotices(
  rows: readonly ImportedNotice[],
  stored: readonly StoredNotice[],
  stays: StaysPlan,
  planning: Planning,
): NoticesPlan {
  const plan: NoticesPlan = { cases: [], added: [] }
  const known = new Map(stored.map((notice) => [noticeKey(notice), notice]))
  const open = new Map(
    stored
      .filter((notice) => notice.caseClosedOn === null)
      .map((notice) => [notice.personId, { caseId: notice.caseId, openedOn: notice.caseOpenedOn }]),
  )
  const fresh: ImportedNotice[] = []
  for (const row of rows) {
    if (!planning.holds('meddelanden', row.row, 'person', row.personId)) continue
    const before = known.get(noticeKey(row))
    if (!before) {
      planning.tally.mark('meddelanden', row.row, 'created')
      fresh.push(row)
      continue
    }
    const news = newsOf(row, before)
    for (const event of news) plan.added.push({ caseId: before.caseId, noticeId: before.id, personId: row.personId, event })
    planning.tally.mark('meddelanden', row.row, news.length > 0 ? 'changed' : 'unchanged')
  }
  for (const [personId, notices] of grouped(fresh, (row) => row.personId)) {
    const inOrder = [...notices].sort((a, b) => (a.arrivedOn < b.arrivedOn ? -1 : a.arrivedOn > b.arrivedOn ? 1 : a.row - b.row))
    const running = open.get(personId)
    let current: PlannedCase | null = running
      ? { caseId: running.caseId, personId, openedOn: running.openedOn, stay: null, notices: [], ended: null }
      : null
    for (const notice of inOrder) {
      const endedBefore = notice.outcome !== null && current !== null && current.caseId !== null && notice.outcome.on < current.openedOn
      if (!current || endedBefore || hasEndedBy(current, notice.arrivedOn)) {
        current = {
          caseId: null,
          personId,
          openedOn: notice.arrivedOn,
          stay: stayOn(stays.facts, personId, notice.arrivedOn),
          notices: [],
          ended: null,
        }
      }
      current.notices.push({ ...notice, events: eventsOf(notice) })
      if (!plan.cases.includes(current)) plan.cases.push(current)
    }
  }
  for (const one of plan.cases) if (one.caseId === null) one.ended = endOf(one)
  return plan
}

/**
 * What the row knows that the register has never been told. A day or an outcome that stands in it already is no news, though something newer has
 * taken its place: an older list read once more must not plan an eviction anew that was called off, or take back a corrected day.
 */
function newsOf(row: ImportedNotice, before: StoredNotice): PlannedEvent[] {
  const said = before.events.filter(({ noticeId }) => noticeId === null || noticeId === before.id)
  return eventsOf(row).filter((event) => {
    if (event.kind === 'SUPPORT_ACCEPTED' || event.kind === 'SUPPORT_DECLINED' || event.kind === 'NOT_REACHED')
      return !before.events.some((one) => one.kind === event.kind)
    return !said.some(
      ({ kind, happenedOn, outcome }) => kind === event.kind && happenedOn === event.happenedOn && outcome === event.outcome,
    )
  })
}

const ANSWERS: Record<SupportAnswer, CaseEventKind> = {
  TAR_EMOT: 'SUPPORT_ACCEPTED',
  TACKAR_NEJ: 'SUPPORT_DECLINED',
  EJ_NADD: 'NOT_REACHED',
}

/** The row as events. The day of the answer is not in the list: it is the day the notice came. */
function eventsOf(row: ImportedNotice): PlannedEvent[] {
  const event = (kind: CaseEventKind, happenedOn: Day | null, outcome: CaseOutcome | null = null): PlannedEvent[] =>
    happenedOn === null ? [] : [{ kind, happenedOn, outcome }]
  return [
    ...event('SERVED', row.servedOn),
    ...event('EVICTION_PLANNED', row.plannedOn),
    ...(row.support === null ? [] : event(ANSWERS[row.support], row.arrivedOn)),
    ...(row.outcome === null ? [] : event('OUTCOME', row.outcome.on, row.outcome.outcome)),
  ]
}

function hasEndedBy(one: PlannedCase, day: Day): boolean {
  const end = one.caseId === null ? endOf(one) : null
  return end !== null && end.on < day
}

function endOf({ notices }: PlannedCase): PlannedCase['ended'] {
  const outcomes = notices.map((notice) => notice.outcome)
  if (outcomes.length === 0 || outcomes.includes(null)) return null
  return outcomes.filter((one) => one !== null).reduce((a, b) => (b.on >= a.on ? b : a))
}

function stayOn(stays: readonly StayFact[], personId: string, day: Day): StayFact | null {
  return stays.find((stay) => stay.personId === personId && stay.startsOn <= day && (stay.endsOn === null || stay.endsOn > day)) ?? null
}
