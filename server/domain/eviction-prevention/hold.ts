/**
 * What holds an action back, until when and why: a repayment plan that is followed, a pause of reminders, a hearing or a meeting with the
 * household that is planned. Each
 * rule names the holds that keep it back, and those that guard a legal deadline name none. A hold is told of only where it keeps
 * something back.
 *
 * Worked example, 2026-11-22: reminders are paused until 2026-11-30 because a payment is promised. CALL_ABOUT_RENT and SEND_REMINDER
 * wait; DECIDE_ABOUT_ARREARS, whose day of forfeiture has come, does not. An eviction is planned for Monday 2026-12-21, so the household is met
 * by the 14th: a meeting planned for the 10th keeps MEET_BEFORE_EVICTION back until then, one on the 16th does not.
 */
import type { Day } from '../calendar.js'
import type { Hold } from '../codes.js'
import { latestOf, type HouseholdFacts } from '../household-facts.js'
import { plannedMeeting } from '../planned-meetings.js'
import type { CaseFacts } from '../prevention-case.js'
import type { Found, PreventionRule } from './action.js'

export interface Held {
  hold: Hold
  /** the last day of it; null: no day is set */
  untilOn: Day | null
}

/** `known`: the household's case, where one goes on. */
export function holdsOn(
  household: Pick<HouseholdFacts, 'plan' | 'pause' | 'events'>,
  today: Day,
  known: Pick<CaseFacts, 'events'> | null = null,
): Held[] {
  const held: Held[] = []
  const { plan, pause } = household
  if (plan !== null && plan.shortOre === 0) held.push({ hold: 'WAIT_FOR_INSTALMENT', untilOn: plan.nextOn })
  if (pause !== null && pause.untilOn >= today) held.push({ hold: 'WAIT_FOR_PAUSE', untilOn: pause.untilOn })
  const hearing = plannedHearing(household)
  if (hearing !== null && hearing >= today) held.push({ hold: 'WAIT_FOR_HEARING', untilOn: hearing })
  const meeting = known && plannedMeeting(known.events)
  if (meeting && meeting.on >= today) held.push({ hold: 'WAIT_FOR_MEETING', untilOn: meeting.on })
  return held
}

/** Is what a rule found kept back? By a planned meeting only where the meeting comes by the day it should be done: a later one is too late. */
export function keeps(
  { hold, untilOn }: Held,
  { heldBackBy }: Pick<PreventionRule, 'heldBackBy'>,
  { dueOn }: Pick<Found, 'dueOn'>,
): boolean {
  return heldBackBy.includes(hold) && (hold !== 'WAIT_FOR_MEETING' || (untilOn !== null && untilOn <= dueOn))
}

/** The day of a hearing that is planned and not told to be held or called off. */
export function plannedHearing({ events }: Pick<HouseholdFacts, 'events'>): Day | null {
  const newest = latestOf(events, 'HEARING_PLANNED', 'HEARING_HELD', 'HEARING_CALLED_OFF')
  return newest?.kind === 'HEARING_PLANNED' ? newest.happenedOn : null
}
