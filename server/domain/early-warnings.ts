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
import type { EarlyWarningKind } from './codes.js'
import { benefitStopped } from './early-warnings/benefit-stopped.js'
import { homeDisturbed } from './early-warnings/home-disturbed.js'
import { insuranceEnding } from './early-warnings/insurance-ending.js'
import { insuranceUnseen } from './early-warnings/insurance-unseen.js'
import { laterThanUsual } from './early-warnings/later-than-usual.js'
import { partPayments } from './early-warnings/part-payments.js'
import { planBreached } from './early-warnings/plan-breached.js'
import type { EarlyWarning, WarningFacts, WarningRule } from './early-warnings/warning.js'
import type { Settings } from './policy.js'

export type { EarlyWarning, WarningBill, WarningFacts } from './early-warnings/warning.js'

/** In the order of EARLY_WARNINGS. */
export const WARNING_RULES: readonly WarningRule[] = [
  laterThanUsual,
  partPayments,
  planBreached,
  benefitStopped,
  homeDisturbed,
  insuranceEnding,
  insuranceUnseen,
]

/** Every sign there is on the day. */
export function earlyWarnings(facts: WarningFacts, today: Day, settings: Settings): EarlyWarning[] {
  return WARNING_RULES.map((rule) => rule(facts, today, settings)).filter((warning) => warning !== null)
}

/**
 * The signs that ask for something to be done: not those that have a line of their own (a plan, a disturbance), not what has been talked about
 * since, and not an insurance that was never asked for in a stay that was history when it was recorded, or has not been asked for so long that it
 * would only stand above what is urgent: those are left on the person's page.
 */
export function warningsToFollowUp(facts: WarningFacts, today: Day, settings: Settings): EarlyWarning[] {
  return earlyWarnings(facts, today, settings).filter(({ kind, since }) => {
    if (HAVE_OWN_LINE.includes(kind)) return false
    if (SETTLED_BY_A_TALK.includes(kind)) return facts.reachedOn === null || facts.reachedOn < since
    if (kind === 'INSURANCE_UNSEEN' && facts.stay)
      return daysBetween(facts.stay.startsOn, facts.stay.recordedOn) <= settings.historyDays && daysBetween(since, today) <= settings.historyDays
    return true
  })
}

const HAVE_OWN_LINE: readonly EarlyWarningKind[] = ['PLAN_NOT_KEPT', 'HOME_DISTURBED']
const SETTLED_BY_A_TALK: readonly EarlyWarningKind[] = ['PAYS_LATER', 'PAYS_IN_PARTS', 'BENEFIT_GONE']
