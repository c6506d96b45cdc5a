/**
 * What holds an action back, until when and why: a repayment plan that is followed, a pause of reminders, a hearing that is planned. Each
 * rule names the holds that keep it back, and those that guard a legal deadline name none. A hold is told of only where it keeps
 * something back.
 *
 * Worked example, 2026-11-22: reminders are paused until 2026-11-30 because a payment is promised. CALL_ABOUT_RENT and SEND_REMINDER
 * wait; DECIDE_ABOUT_ARREARS, whose day of forfeiture has come, does not.
 */
import type { Day } from '../calendar.js'
import type { Hold } from '../codes.js'
import { latestOf, type HouseholdFacts } from '../household-facts.js'

export interface Held {
  hold: Hold
  /** the last day of it; null: no day is set */
  untilOn: Day | null
}

export function holdsOn(household: Pick<HouseholdFacts, 'plan' | 'pause' | 'events'>, today: Day): Held[] {
  const held: Held[] = []
  const { plan, pause } = household
  if (plan !== null && plan.shortOre === 0) held.push({ hold: 'WAIT_FOR_INSTALMENT', untilOn: plan.nextOn })
  if (pause !== null && pause.untilOn >= today) held.push({ hold: 'WAIT_FOR_PAUSE', untilOn: pause.untilOn })
  const hearing = plannedHearing(household)
  if (hearing !== null && hearing >= today) held.push({ hold: 'WAIT_FOR_HEARING', untilOn: hearing })
  return held
}

/** The day of a hearing that is planned and not told to be held or called off. */
export function plannedHearing({ events }: Pick<HouseholdFacts, 'events'>): Day | null {
  const newest = latestOf(events, 'HEARING_PLANNED', 'HEARING_HELD', 'HEARING_CALLED_OFF')
  return newest?.kind === 'HEARING_PLANNED' ? newest.happenedOn : null
}
