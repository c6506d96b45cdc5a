/**
 * The next right action in a prevention case. The rules stand in order, one a file in eviction-prevention/; every rule has its own
 * action, so two can never fire at the same rank. The first that holds is recommended, with its reason and its day; the others are shown
 * as "gäller också". After an outcome only the follow-up of an averted eviction is left.
 *
 * Worked example, 2026-11-22: a termination came 2026-11-11, served 2026-11-09, decided on, household reached, support accepted. The
 * first rule that holds is to settle the debt: own target Friday 27 November.
 */
import type { Day } from './calendar.js'
import { askWhenServed } from './eviction-prevention/ask-when-served.js'
import type { NextAction, PreventionRule } from './eviction-prevention/action.js'
import { confirmToKronofogden } from './eviction-prevention/confirm-to-kronofogden.js'
import { decideOnInquiry } from './eviction-prevention/decide-on-inquiry.js'
import { followUpAverted } from './eviction-prevention/follow-up-averted.js'
import { judgeOutcome } from './eviction-prevention/judge-outcome.js'
import { meetBeforeEviction } from './eviction-prevention/meet-before-eviction.js'
import { offerSupport } from './eviction-prevention/offer-support.js'
import { reachTheHousehold } from './eviction-prevention/reach-the-household.js'
import { settleTheDebt } from './eviction-prevention/settle-the-debt.js'
import { legalDates, type ClockReadings } from './legal-clock.js'
import { isOurs, type LegalDate } from './legal-clock/legal-date.js'
import type { Settings } from './policy.js'
import { clockFactsOf, outcomeOf, stateOfNotice, type CaseFacts } from './prevention-case.js'

export type { NextAction } from './eviction-prevention/action.js'

/** In the order they are asked. */
export const PREVENTION_RULES: readonly PreventionRule[] = [
  confirmToKronofogden,
  decideOnInquiry,
  settleTheDebt,
  judgeOutcome,
  askWhenServed,
  reachTheHousehold,
  offerSupport,
  meetBeforeEviction,
]

export interface CaseOnDay {
  actions: NextAction[]
  dates: LegalDate[]
  /** the nearest day that we or the tenant have to keep, passed or coming; null when none is left */
  nearest: LegalDate | null
}

/** What to do in a case on a day, first what is recommended, and every legal day with its reason. */
export function caseOn(facts: CaseFacts, today: Day, settings: Settings): CaseOnDay {
  const dates = legalDates(clockFactsOf(facts), readingsOf(settings))
  const rules = { ...facts, states: facts.notices.map((notice) => stateOfNotice(notice, facts.events)), dates }
  const found = (outcomeOf(facts.events) ? [followUpAverted] : PREVENTION_RULES).map((rule) => rule(rules, today, settings))
  const actions = found.filter((action) => action !== null)
  const ahead = dates.filter(
    (date) =>
      isOurs(date.kind) &&
      !isDone(
        date,
        rules.events.map((event) => event.kind),
      ),
  )
  return { actions, dates, nearest: ahead.find((date) => date.on >= today) ?? ahead.at(-1) ?? null }
}

function isDone(date: LegalDate, happened: readonly string[]): boolean {
  if (date.kind === 'CONFIRM_SAME_DAY') return happened.includes('CONFIRMED') && happened.includes('COPIED')
  if (date.kind === 'PAY_AT_LATEST' || date.kind === 'UNDERTAKE_AT_LATEST' || date.kind === 'UNDERTAKE_OWN_TARGET') {
    return happened.includes('DEBT_PAID') || happened.includes('UNDERTAKEN')
  }
  return false
}

function readingsOf(settings: Settings): ClockReadings {
  return {
    saturdaysCount: settings.saturdaysAreVardagar === 1,
    undertakingMarginVardagar: settings.undertakingMarginVardagar,
    inquiryDecisionVardagar: settings.inquiryDecisionVardagar,
  }
}
