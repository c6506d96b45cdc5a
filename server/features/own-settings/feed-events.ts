/**
 * A user's own deadlines as calendar events, without names. Cases the user is responsible for: each legal day that is left to keep, when the
 * landlord or Kronofogden may act, and the next action where no legal day says the same. The meetings the user holds, or that are planned in
 * those cases, with their time and without their place, which can be somebody's home. The other lines of the user's "I dag": one event a
 * kind and day, with how many. What is done is not there; of somebody protected from the user nothing is, for a line with its day would
 * tell more than the page does.
 */
import type { Day } from '../../domain/calendar.js'
import type { LegalDateKind, PreventionAction } from '../../domain/codes.js'
import { isOurs, type LegalDate } from '../../domain/legal-clock/legal-date.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import { outcomeOf } from '../../domain/prevention-case.js'
import type { CalendarEvent } from '../../documents/calendar.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { lowerFirst } from '../../web/swedish-words.js'
import { isMasked } from '../today/line-about.js'
import type { ResponsibleCase } from './feed-cases-store.js'
import type { OwnLines } from './own-lines-store.js'

/** An event before it has its mark: `key` is what the mark is made of. */
export type KeyedEvent = Omit<CalendarEvent, 'mark'> & { key: string }

/** Every event, nearest first. `base` is the address of the product. */
export function feedEvents(
  own: OwnLines,
  responsible: readonly ResponsibleCase[],
  today: Day,
  base: string,
  userId: number | null,
): KeyedEvent[] {
  const mine = own.cases.flatMap((one) => {
    const found = responsible.find((candidate) => candidate.id === one.id)
    return found && !own.hidden.has(one.personId) ? [{ ...one, plannedTimes: found.plannedTimes }] : []
  })
  const ids = new Set(mine.map((one) => one.id))
  const ofCases = mine.flatMap((one) => {
    const href = `${base}${paths.case.url({ caseId: one.id })}`
    const text = (law: string | null) => [law && `${law}.`, 'Länken ber dig logga in.'].filter(Boolean).join(' ')
    const ended = outcomeOf(one.facts.events) !== null
    const legal = ended ? [] : [...one.now.ahead, ...one.now.dates.filter((date) => !isOurs(date.kind) && date.on >= today)]
    const next = one.now.actions[0]
    return [
      ...legal.map((date, index) => ({
        key: `case ${one.id} ${date.kind} ${legal.filter((other, before) => before < index && other.kind === date.kind).length}`,
        title: legalTitle(date),
        text: text(date.statute),
        href,
        on: date.on,
        atTime: date.kind === 'EVICTION_DAY' ? (one.plannedTimes.get(date.on) ?? null) : null,
      })),
      ...(next && !one.now.ahead.some((date) => LEGAL_DAYS_OF[next.action]?.includes(date.kind))
        ? [
            {
              key: `case ${one.id} next ${next.action}`,
              title: `Nästa steg: ${lowerFirst(label(next.action))}`,
              text: text(next.statute),
              href,
              on: next.dueOn,
              atTime: null,
            },
          ]
        : []),
    ]
  })
  const meetings = meetingsOf(own, ids, today, base, userId)
  return [...ofCases, ...meetings.events, ...eventsOfLines(own, ids, base, meetings.told)].sort((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : a.key < b.key ? -1 : 1,
  )
}

/** The actions whose day is a legal day, which then says it. */
const LEGAL_DAYS_OF: Partial<Record<PreventionAction, readonly LegalDateKind[]>> = {
  CONFIRM_TO_KRONOFOGDEN: ['CONFIRM_SAME_DAY'],
  DECIDE_ON_INQUIRY: ['DECIDE_ON_INQUIRY'],
  SETTLE_THE_DEBT: ['PAY_AT_LATEST'],
}

/** A meeting keeps its mark when it is moved, so that a calendar moves it too; called off, held or missed, it is no longer there. */
function meetingsOf({ cases, hidden }: OwnLines, mine: ReadonlySet<number>, today: Day, base: string, userId: number | null) {
  const events: KeyedEvent[] = []
  const told = new Set<number>()
  for (const { id, personId, facts } of cases) {
    const meeting = outcomeOf(facts.events) ? null : plannedMeeting(facts.events)
    if (!meeting || meeting.on < today || hidden.has(personId) || !(mine.has(id) || meeting.withUserId === userId)) continue
    told.add(id)
    events.push({
      key: `case ${id} meeting ${meeting.firstId}`,
      title: 'Möte med hushåll',
      text: 'Länken ber dig logga in.',
      href: `${base}${paths.case.url({ caseId: id })}`,
      on: meeting.on,
      atTime: meeting.atTime?.replace('.', ':') ?? null,
    })
  }
  return { events, told }
}

function eventsOfLines(
  { lines, hidden }: OwnLines,
  told: ReadonlySet<number>,
  base: string,
  meetingsTold: ReadonlySet<number>,
): KeyedEvent[] {
  const counts = new Map<string, { what: string; on: Day; count: number }>()
  for (const line of lines.flatMap((one) => [one, ...(one.others ?? [])])) {
    if (isMasked(line, hidden) || (line.action.kind === 'HANDLE_CASE' && told.has(line.action.caseId))) continue
    if (line.action.kind === 'MEET_HOUSEHOLD' && meetingsTold.has(line.action.caseId)) continue
    const what = line.action.kind === 'HANDLE_CASE' ? line.action.what : line.rule
    const key = `line ${what} ${line.dueOn}`
    counts.set(key, { what, on: line.dueOn, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts].map(([key, { what, on, count }]) => ({
    key,
    title: `${label(what)} (${count} ${count === 1 ? 'sak' : 'saker'} i I dag)`,
    text: 'Länken ber dig logga in.',
    href: `${base}${paths.today.url()}`,
    on,
    atTime: null,
  }))
}

/** "Frist: bekräfta till Kronofogden", "Sista dag att betala hela skulden", "Planerad avhysning" */
function legalTitle(date: LegalDate): string {
  const words = label(date.kind)
  return !isOurs(date.kind) || /^(Sista dag|Eget mål)/.test(words) ? words : `Frist: ${lowerFirst(words)}`
}
