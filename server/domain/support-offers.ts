/**
 * What support has been offered to a household and what it answered. Every kind of support has its own offer and its own answer: who in
 * the household said yes or no, and when. A no breaks no condition and can be changed any day; a yes can be taken back by a no. A home
 * visit is offered like anything else and is made only while a yes to it stands: a municipality has no right to come in, search or
 * inspect because it is the landlord or gives the support (regeringsformen 2 kap. 6 §; JO 8958-2020, 7179-2016, 7595-2016; domain.md §3).
 * There is no support that is a drug test.
 *
 * Worked example: on 2026-11-12 budget advice and a home visit are offered; on 2026-11-13 Sofia says yes to the advice and no to the
 * visit. Advice: accepted. Visit: declined, and none can be noted as made. She says yes to it on 2026-11-16: a visit of the 18th can be
 * noted, one of the 14th cannot. Offered again after a no, the household has not answered yet.
 */
import type { Day } from './calendar.js'
import type { CaseEventKind, SupportKind } from './codes.js'
import type { Decision } from './decision.js'

/** An event of a case as far as support goes, in the order they were written. */
export interface SupportFact {
  id: number
  kind: CaseEventKind
  /** null: support as a whole, as lists from before say it */
  supportKind: SupportKind | null
  happenedOn: Day
  answeredBy: string | null
}

export type SupportAnswerNow = 'WAITING' | 'ACCEPTED' | 'DECLINED' | 'NOT_REACHED'

export interface SupportStanding<F extends SupportFact = SupportFact> {
  supportKind: SupportKind | null
  /** the newest offer; null where only the answer is known */
  offer: F | null
  answer: SupportAnswerNow
  /** what says so; null while waiting */
  answered: F | null
}

/** How each kind of support that was offered or answered stands, in the order they were first spoken of. */
export function supportStanding<F extends SupportFact>(events: readonly F[]): SupportStanding<F>[] {
  const spoken = events.filter((event) => event.kind in ANSWERS || event.kind === 'SUPPORT_OFFERED').sort((a, b) => a.id - b.id)
  return [...new Set(spoken.map((event) => event.supportKind))].map((supportKind) =>
    standingOf(
      supportKind,
      spoken.filter((event) => event.supportKind === supportKind),
    ),
  )
}

function standingOf<F extends SupportFact>(supportKind: SupportKind | null, events: readonly F[]): SupportStanding<F> {
  const offer = events.filter((event) => event.kind === 'SUPPORT_OFFERED').at(-1) ?? null
  const said = events.filter((event) => event.kind === 'SUPPORT_ACCEPTED' || event.kind === 'SUPPORT_DECLINED').at(-1)
  if (said?.kind === 'SUPPORT_ACCEPTED') return { supportKind, offer, answer: 'ACCEPTED', answered: said }
  const last = events.at(-1)
  if (last?.kind === 'NOT_REACHED') return { supportKind, offer, answer: 'NOT_REACHED', answered: last }
  if (said && said.id > (offer?.id ?? 0)) return { supportKind, offer, answer: 'DECLINED', answered: said }
  return { supportKind, offer, answer: 'WAITING', answered: null }
}

/** May a home visit of the day be noted as made? Only when the household's newest word by then was a yes to just that. */
export function homeVisitAccepted(events: readonly SupportFact[], on: Day): boolean {
  const said = events
    .filter((event) => event.supportKind === 'HOME_VISIT' && event.happenedOn <= on)
    .filter((event) => event.kind === 'SUPPORT_ACCEPTED' || event.kind === 'SUPPORT_DECLINED')
    .reduce<SupportFact | null>((newest, event) => (newest && later(newest, event) ? newest : event), null)
  return said?.kind === 'SUPPORT_ACCEPTED'
}

const later = (one: SupportFact, other: SupportFact) =>
  one.happenedOn > other.happenedOn || (one.happenedOn === other.happenedOn && one.id > other.id)

/** The event each answer is written as. */
export const ANSWERS: Partial<Record<CaseEventKind, SupportAnswerNow>> = {
  SUPPORT_ACCEPTED: 'ACCEPTED',
  SUPPORT_DECLINED: 'DECLINED',
  NOT_REACHED: 'NOT_REACHED',
}

export type SupportRefusal =
  'SUPPORT_DAY_AHEAD' | 'SUPPORT_BEFORE_CASE' | 'SUPPORT_NOT_OFFERED' | 'ANSWERED_BY_NEEDED' | 'VISIT_NOT_ACCEPTED' | 'SUPPORT_CASE_ENDED'

export interface NewSupportEvent {
  kind: Extract<CaseEventKind, 'SUPPORT_OFFERED' | 'SUPPORT_ACCEPTED' | 'SUPPORT_DECLINED' | 'NOT_REACHED' | 'HOME_VISIT_MADE'>
  supportKind: SupportKind
  happenedOn: Day
  answeredBy: string | null
}

/** May it be written into the case? `events` are those of the case. */
export function decideSupport(
  { events, openedOn, ended }: { events: readonly SupportFact[]; openedOn: Day; ended: boolean },
  event: NewSupportEvent,
  today: Day,
): Decision<object, SupportRefusal> {
  const reasons: SupportRefusal[] = []
  const { kind, supportKind, happenedOn } = event
  if (ended) reasons.push('SUPPORT_CASE_ENDED')
  if (happenedOn > today) reasons.push('SUPPORT_DAY_AHEAD')
  if (happenedOn < openedOn) reasons.push('SUPPORT_BEFORE_CASE')
  const offered = events.some((one) => one.supportKind === supportKind && one.kind === 'SUPPORT_OFFERED' && one.happenedOn <= happenedOn)
  if (kind in ANSWERS && !offered) reasons.push('SUPPORT_NOT_OFFERED')
  if ((kind === 'SUPPORT_ACCEPTED' || kind === 'SUPPORT_DECLINED') && !event.answeredBy?.trim()) reasons.push('ANSWERED_BY_NEEDED')
  if (kind === 'HOME_VISIT_MADE' && !homeVisitAccepted(events, happenedOn)) reasons.push('VISIT_NOT_ACCEPTED')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}
