/** From a case's facts to what its page says: the next action, the days with today among them, the notices, what has happened. */
import type { Day } from '../../domain/calendar.js'
import type { CaseEventKind, CaseOutcome } from '../../domain/codes.js'
import { caseOn, type CaseOnDay, type Held, type NextAction } from '../../domain/eviction-prevention.js'
import { isOurs, type LegalDate } from '../../domain/legal-clock/legal-date.js'
import type { Settings } from '../../domain/policy.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import { outcomeOf, type CaseEventFact } from '../../domain/prevention-case.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { dueWords } from '../today/line-words.js'
import type { OpenCase } from './case-store.js'

export interface CaseWords {
  id: number
  href: string
  next: NextAction | null
  also: NextAction[]
  held: Held[]
  nearest: LegalDate | null
  deadlines: {
    on: Day
    when: 'past' | 'today' | 'future' | 'next'
    what: string
    law: string | null
    note: string | null
    status: object | null
  }[]
  outcome: { outcome: CaseOutcome; on: Day } | null
}

/** Everything the page says about days and actions, as of today. */
export function caseWords(one: OpenCase, today: Day, settings: Settings): CaseWords {
  const now = caseOn(one.facts, today, settings)
  const [next, ...also] = now.actions
  return {
    id: one.id,
    href: paths.case.url({ caseId: one.id }),
    next: next ?? null,
    also,
    held: now.held,
    nearest: now.nearest,
    deadlines: deadlinesOf(now, one, today),
    outcome: outcomeOf(one.facts.events),
  }
}

function deadlinesOf({ dates, nearest }: CaseOnDay, one: OpenCase, today: Day): CaseWords['deadlines'] {
  const past = one.facts.notices.map((notice) => ({
    on: notice.arrivedOn,
    what: `${label(notice.kind)} kom`,
    law: label(notice.sender),
    note: null,
  }))
  const meeting = outcomeOf(one.facts.events) ? null : plannedMeeting(one.facts.events)
  const meetings = meeting
    ? [
        {
          on: meeting.on,
          what: `Möte med hushållet${meeting.atTime ? `, klockan ${meeting.atTime}` : ''}`,
          law: meeting.place,
          note: meeting.named && `Med ${meeting.named}.`,
        },
      ]
    : []
  // A planned meeting stands on its own day, not as something that happened.
  const happened = one.facts.events
    .filter((event) => event.kind !== 'MEETING_PLANNED' && !isReplaced(event, one.facts.events))
    .map((event) => ({ on: event.happenedOn, what: eventWords(event), law: null, note: null }))
  const legal = dates.map((date) => ({ on: date.on, what: label(date.kind), law: date.statute, note: date.reading, date }))
  const next = nearest && nearest.on >= today ? nearest : (legal.find(({ date, on }) => isOurs(date.kind) && on >= today)?.date ?? null)
  const all = [
    ...[...past, ...meetings].map((item) => ({ ...item, date: null })),
    ...happened.filter((item) => item.on <= today).map((item) => ({ ...item, date: null })),
    ...legal,
  ].map(({ date, ...item }) => ({
    ...item,
    when: (date !== null && date === next ? 'next' : item.on < today ? 'past' : 'future') as 'past' | 'future' | 'next',
    status: date !== null && date === next ? dueWords(item.on, today) : null,
    order: date === null ? 0 : 1,
  }))
  const withToday = [...onceADay(all), { on: today, when: 'today' as const, what: 'I dag', law: null, note: null, status: null, order: 2 }]
  return withToday.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.order - b.order)).map(({ order: _order, ...item }) => item)
}

/** A day that was corrected, moved or called off is told of under "Vad har hänt" and is no day of the timeline any more. */
function isReplaced(event: CaseEventFact, events: readonly CaseEventFact[]): boolean {
  const replacing: readonly CaseEventKind[] =
    event.kind === 'SERVED' ? ['SERVED'] : event.kind === 'EVICTION_PLANNED' ? ['EVICTION_PLANNED', 'EVICTION_CALLED_OFF'] : []
  return events.some((later) => replacing.includes(later.kind) && later.noticeId === event.noticeId && later.id > event.id)
}

/** The same words on the same day once: three kinds of support offered, two notices with the same last day. */
function onceADay<I extends { on: Day; what: string; when: string }>(items: readonly I[]): I[] {
  const said = new Map<string, I>()
  for (const item of items) {
    const key = `${item.on} ${item.what}`
    if (!said.has(key) || item.when === 'next') said.set(key, item)
  }
  return [...said.values()]
}

export function eventWords(event: { kind: CaseEventKind; outcome: CaseOutcome | null }): string {
  return event.kind === 'OUTCOME' && event.outcome ? label(event.outcome) : label(event.kind)
}
