/**
 * What to do next about a person's debt. The first of these that fits, each with its reason beside it on the row:
 * 1. a repayment plan is broken: call about it (VP 2019: "avsteg från avbetalningsplaner"). 2. a plan is kept: wait for its next
 * instalment. 3. nobody has reached the person for so many days: call, as "I dag" says from day 1 (today/rent-missing.ts). 4. a month's
 * rent or more is owed: offer a plan. 5. reminders are paused: wait. 6. a reminder went out not long ago: wait for it. 7. else: send one.
 * A bill under respite is not late and asks for nothing.
 *
 * Worked example with 14 days and 100 percent: 12 960 kr at 6 480 kr a month and a call 6 days ago: offer a plan. The same with the
 * last call 30 days ago: call. 1 200 kr and a call 6 days ago: send a reminder.
 */
import { monthsOwed } from './arrears.js'
import { daysBetween, type Day } from './calendar.js'
import type { Settings } from './policy.js'

export const ARREARS_ACTIONS = [
  'CALL_ABOUT_PLAN',
  'WAIT_FOR_INSTALMENT',
  'CALL_ABOUT_DEBT',
  'OFFER_PLAN',
  'WAIT_FOR_PAUSE',
  'WAIT_FOR_REMINDER',
  'SEND_REMINDER',
] as const
export type ArrearsAction = (typeof ARREARS_ACTIONS)[number]

export interface ActionFacts {
  overdueOre: number
  monthlyRentOre: number | null
  /** null: no plan runs */
  planShortOre: number | null
  lastContactOn: Day | null
  pausedUntilOn: Day | null
  lastReminderOn: Day | null
}

export function nextArrearsAction(
  facts: ActionFacts,
  on: Day,
  settings: Pick<Settings, 'noContactDays' | 'offerPlanPercent'>,
): ArrearsAction {
  if (facts.planShortOre !== null) return facts.planShortOre > 0 ? 'CALL_ABOUT_PLAN' : 'WAIT_FOR_INSTALMENT'
  if (isWithoutContact(facts.lastContactOn, on, settings.noContactDays)) return 'CALL_ABOUT_DEBT'
  const months = monthsOwed(facts)
  if (months !== null && months * 100 >= settings.offerPlanPercent) return 'OFFER_PLAN'
  if (facts.pausedUntilOn !== null && facts.pausedUntilOn >= on) return 'WAIT_FOR_PAUSE'
  const isReminded = facts.lastReminderOn !== null && daysBetween(facts.lastReminderOn, on) < settings.noContactDays
  return isReminded ? 'WAIT_FOR_REMINDER' : 'SEND_REMINDER'
}

/** Has nobody reached the person for the days of the setting? */
export function isWithoutContact(lastContactOn: Day | null, on: Day, noContactDays: number): boolean {
  return lastContactOn === null || daysBetween(lastContactOn, on) >= noContactDays
}
