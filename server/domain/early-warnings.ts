/**
 * Early warnings before any notice has come: every sign about one household on a day, in the order they are shown. Each rule stands in
 * early-warnings/ with its facts in plain words and is switched on and off as a dated setting; nothing is weighed together into a score.
 *
 * Source: VP 2019 "rutiner för snabb upptäckt … vid utebliven hyresbetalning samt avsteg från avbetalningsplaner" (domain.md §1.2 G18), VP 2023 G8.
 *
 * Worked example, 2026-12-03: December's rent five days later than usual and a home insurance that runs out 2026-12-15 are two signs. With
 * warnsLaterThanUsual at 0 from 2026-12-01 only the insurance is left.
 */
import { daysBetween, type Day } from './calendar.js'
import { EARLY_WARNINGS, type EarlyWarningKind } from './codes.js'
import { stateOf } from './disturbances/open-disturbance.js'
import { benefitStopped } from './early-warnings/benefit-stopped.js'
import { homeDisturbed } from './early-warnings/home-disturbed.js'
import { insuranceEnding } from './early-warnings/insurance-ending.js'
import { insuranceUnseen } from './early-warnings/insurance-unseen.js'
import { laterThanUsual } from './early-warnings/later-than-usual.js'
import { partPayments } from './early-warnings/part-payments.js'
import { planBreached } from './early-warnings/plan-breached.js'
import type { EarlyWarning, WarningFacts, WarningRule } from './early-warnings/warning.js'
import type { HouseholdFacts } from './household-facts.js'
import type { Settings } from './policy.js'

export type { EarlyWarning, WarningBill, WarningFacts } from './early-warnings/warning.js'

const RULE_OF: Record<EarlyWarningKind, WarningRule> = {
  PAYS_LATER: laterThanUsual,
  PAYS_IN_PARTS: partPayments,
  PLAN_NOT_KEPT: planBreached,
  BENEFIT_GONE: benefitStopped,
  HOME_DISTURBED: homeDisturbed,
  INSURANCE_ENDING: insuranceEnding,
  INSURANCE_UNSEEN: insuranceUnseen,
}
export const WARNING_RULES: readonly WarningRule[] = EARLY_WARNINGS.map((kind) => RULE_OF[kind])

/** Every sign there is on the day. */
export function earlyWarnings(facts: WarningFacts, today: Day, settings: Settings): EarlyWarning[] {
  return WARNING_RULES.map((rule) => rule(facts, today, settings)).filter((warning) => warning !== null)
}

/**
 * The signs of these kinds that ask for something to be done: not what has been talked about since, and not an insurance that was never asked for in
 * a stay that was history when it was recorded, or has not been asked for so long that it would only stand above what is urgent: those are
 * left on the person's page. What is done about them stands in the one order (eviction-prevention/ask-about-rent.ts, ask-about-insurance.ts);
 * a benefit, a plan and a disturbance have actions of their own there.
 */
export function signsToFollowUp(kinds: readonly EarlyWarningKind[], facts: WarningFacts, today: Day, settings: Settings): EarlyWarning[] {
  return kinds.flatMap((kind) => {
    const sign = RULE_OF[kind](facts, today, settings)
    return sign !== null && isToFollowUp(sign, facts, today, settings) ? [sign] : []
  })
}

function isToFollowUp({ kind, since }: EarlyWarning, { reachedOn, stay }: WarningFacts, today: Day, { historyDays }: Settings): boolean {
  if (kind === 'PAYS_LATER' || kind === 'PAYS_IN_PARTS') return reachedOn === null || reachedOn < since
  if (kind !== 'INSURANCE_UNSEEN' || stay === null) return true
  return daysBetween(stay.startsOn, stay.recordedOn) <= historyDays && daysBetween(since, today) <= historyDays
}

/** What the signs see of a household. */
export function signFacts(household: HouseholdFacts): WarningFacts {
  const [open] = household.disturbances
  return {
    bills: household.habit,
    plan: household.plan,
    events: household.events,
    disturbance: open ? { openedOn: open.openedOn, latestOn: stateOf(open).latestOn, reports: open.reports.length } : null,
    stay: household.stay,
    reachedOn: household.lastReachedOn,
  }
}
