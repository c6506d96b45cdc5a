/** What the sections of a case's page say, worked out from its events: support, decisions, how it ended, and what has happened. */
import type { Day } from '../../domain/calendar.js'
import type { CaseEventKind, NoticeKind } from '../../domain/codes.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import { homeCheckDays, outcomeOf } from '../../domain/prevention-case.js'
import { homeVisitAccepted, supportStanding } from '../../domain/support-offers.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { eventWords } from './case-page.js'
import type { OpenCase } from './case-store.js'
import type { CaseDetails, CaseEventRow } from './detail-store.js'

const toneOfAnswer = { WAITING: 'progress', ACCEPTED: 'done', DECLINED: 'neutral', NOT_REACHED: 'warning' } as const

/** Each kind of support with its answer, what can be written next about it, and whether a home visit may be noted. */
export function supportSection(events: readonly CaseEventRow[], today: Day) {
  return {
    offers: supportStanding(events).map(({ supportKind, offer, answer, answered }) => ({
      supportKind,
      name: supportKind === null ? 'Stöd' : label(supportKind),
      offered: offer && { on: offer.happenedOn, by: offer.by, text: offer.text },
      status: { tone: toneOfAnswer[answer], text: label(answer) },
      answered: answered && { on: answered.happenedOn, answeredBy: answered.answeredBy, by: answered.by, text: answered.text },
    })),
    visits: events.filter((event) => event.kind === 'HOME_VISIT_MADE'),
    mayVisit: homeVisitAccepted(events, today),
  }
}

/** For each notice whether an inquiry was opened; and the undertaking, where a termination makes it a question. */
export function decisionsSection({ notices, events }: Pick<CaseDetails, 'notices' | 'events'>) {
  const newest = (kinds: readonly CaseEventKind[], noticeId: number | null = null) =>
    events
      .filter((event) => kinds.includes(event.kind) && (noticeId === null || event.noticeId === noticeId))
      .reduce<CaseEventRow | null>((one, other) => (one && one.id > other.id ? one : other), null)
  const inquiries = notices.map((notice) => ({
    noticeId: notice.id,
    what: `${label(notice.kind)}, ${notice.arrivedOn}`,
    decision: decisionOf(newest(['INQUIRY_OPENED', 'INQUIRY_NOT_OPENED'], notice.id)),
  }))
  const terminated = notices.some((notice) => (notice.kind as NoticeKind) === 'UPPSAGNING')
  const undertaking = decisionOf(newest(['UNDERTAKEN', 'NOT_UNDERTAKEN']))
  return { inquiries, undertaking: terminated || undertaking ? { decision: undertaking } : null }
}

const decisionOf = (event: CaseEventRow | null) =>
  event && { what: label(event.kind), on: event.happenedOn, by: event.by, text: event.text }

/** Every outcome that was judged, the newest first: it holds, the others were replaced by it. With the checks after an averted one. */
export function outcomeSection(events: readonly CaseEventRow[], followUpDays: readonly number[], today: Day) {
  const ended = outcomeOf(events)
  const judged = events
    .filter((event) => event.kind === 'OUTCOME' && event.outcome !== null && event.noticeId === null)
    .sort((a, b) => b.id - a.id)
    .map((event, index) => ({
      what: event.outcome ? label(event.outcome) : '',
      outcome: event.outcome,
      on: event.happenedOn,
      judgedBy: event.named ?? event.by,
      by: event.by,
      recordedAt: event.recordedAt,
      text: event.text,
      holds: index === 0 && ended !== null,
      takenBack: index === 0 && ended === null,
    }))
  const checks = events.filter((event) => event.kind === 'STILL_AT_HOME')
  return {
    judged,
    checks: homeCheckDays(events, followUpDays).map((dueOn) => {
      const held = checks.find((check) => check.happenedOn >= dueOn)
      return { dueOn, held: held ? { on: held.happenedOn, by: held.by } : null, due: !held && dueOn <= today }
    }),
  }
}

/** The meeting that is planned, and how the household has been called to it; null: none is. */
export function meetingSection({ id, facts }: Pick<OpenCase, 'id' | 'facts'>, events: readonly CaseEventRow[], today: Day) {
  const meeting = outcomeOf(facts.events) ? null : plannedMeeting(facts.events)
  if (!meeting) return null
  const calls = events.filter((event) => event.kind === 'MEETING_CALLED')
  const called = calls.find((event) => event.meetingId === meeting.id)
  const calledBefore = calls.some((event) => event.meetingId !== null && event.meetingId >= meeting.firstId)
  return {
    ...meeting,
    isToday: meeting.on === today,
    hasBeen: meeting.on <= today,
    call: called
      ? { text: `Skickad ${called.happenedOn}`, href: null }
      : {
          text: calledBefore ? 'Kallelsen som gått säger en tidigare tid. Gör en ny' : 'Gör kallelsen',
          href: meeting.on < today ? null : paths.newCaseLetter.url({ caseId: id }, { slag: 'MEETING_CALL' }),
        },
  }
}

/** A line of what has happened. */
export function eventLine(event: CaseEventRow) {
  return {
    strong:
      event.supportKind === null || event.kind === 'HOME_VISIT_MADE' // which says what was made
        ? event.kind === 'MEETING_PLANNED' && event.meetingId !== null
          ? 'Möte flyttat'
          : eventWords(event)
        : `${label(event.supportKind)}: ${eventWords(event).toLowerCase()}`,
    text: [
      event.kind === 'CONFIRMED' && event.named && `Handläggare: ${event.named}.`,
      event.kind === 'OUTCOME' && event.named && `Bedömt av ${event.named}.`,
      event.kind === 'NEW_RESPONSIBLE' && `${event.named}.`,
      event.kind === 'MEETING_PLANNED' && `${event.place}, med ${event.named}.`,
      event.answeredBy && `Svar från ${event.answeredBy}.`,
      event.atTime && `Klockan ${event.atTime}.`,
      event.text,
    ]
      .filter(Boolean)
      .join(' '),
    on: event.happenedOn,
    by: event.by,
  }
}
