/**
 * The next right action for a household, with or without a case. The rules stand in order, one a file in eviction-prevention/; every rule
 * has its own action, so two can never fire at the same rank. The first that holds is recommended, with its reason and its day; the others
 * are shown as "gäller också". The order: what a notice and the law's days ask for, a hearing, what an open disturbance asks for within days
 * (talk, answer, urge, tell), a broken plan, then the way of a missing rent from its first day (look, find out why, the step of each cause,
 * contact, support, plan, reminder, the landlord, a stand), then what is missing in the register, whether it is quiet, the early signs that
 * nothing else acts on, last the follow-up of an averted eviction. What holds a rule back stands in hold.ts.
 *
 * Worked example, 2026-11-22: a termination came 2026-11-11, served 2026-11-09, decided on, household reached, support accepted. The
 * first rule that holds is to settle the debt: own target Friday 27 November. Without any case, November's rent unpaid and no cause
 * written: find out why it is missing; a plan, a reminder and a stand on the debt hold too.
 */
import type { Day } from './calendar.js'
import type { Hold, PreventionAction } from './codes.js'
import { disturbanceActions } from './disturbances.js'
import { addContactWay } from './eviction-prevention/add-contact-way.js'
import type { CaseKnown, Found, NextAction, PreventionRule, RuleFacts } from './eviction-prevention/action.js'
import { agreeOnADay } from './eviction-prevention/agree-on-a-day.js'
import { askAboutInsurance } from './eviction-prevention/ask-about-insurance.js'
import { askAboutRent } from './eviction-prevention/ask-about-rent.js'
import { askForConsent } from './eviction-prevention/ask-for-consent.js'
import { askWhenServed } from './eviction-prevention/ask-when-served.js'
import { callAboutRent } from './eviction-prevention/call-about-rent.js'
import { chaseOf } from './eviction-prevention/chase.js'
import { checkNoticeAmount } from './eviction-prevention/check-notice-amount.js'
import { confirmToKronofogden } from './eviction-prevention/confirm-to-kronofogden.js'
import { decideAboutArrears } from './eviction-prevention/decide-about-arrears.js'
import { decideOnInquiry } from './eviction-prevention/decide-on-inquiry.js'
import { disturbanceRule } from './eviction-prevention/disturbance.js'
import { findThePayment } from './eviction-prevention/find-the-payment.js'
import { followUpAverted } from './eviction-prevention/follow-up-averted.js'
import { followUpBenefit } from './eviction-prevention/follow-up-benefit.js'
import { followUpPlan } from './eviction-prevention/follow-up-plan.js'
import { holdsOn, keeps, type Held } from './eviction-prevention/hold.js'
import { judgeOutcome } from './eviction-prevention/judge-outcome.js'
import { lookForRent } from './eviction-prevention/look-for-rent.js'
import { meetBeforeEviction } from './eviction-prevention/meet-before-eviction.js'
import { moveThePayment } from './eviction-prevention/move-the-payment.js'
import { nameResponsible } from './eviction-prevention/name-responsible.js'
import { nameTheLandlord } from './eviction-prevention/name-the-landlord.js'
import { noteMeeting } from './eviction-prevention/note-meeting.js'
import { noteHearing } from './eviction-prevention/note-hearing.js'
import { offerPlan } from './eviction-prevention/offer-plan.js'
import { offerSupport } from './eviction-prevention/offer-support.js'
import { prepareHearing } from './eviction-prevention/prepare-hearing.js'
import { reachTheHousehold } from './eviction-prevention/reach-the-household.js'
import { restartAutogiro } from './eviction-prevention/restart-autogiro.js'
import { secureInsurance } from './eviction-prevention/secure-insurance.js'
import { secureTheIncome } from './eviction-prevention/secure-the-income.js'
import { sendReminder } from './eviction-prevention/send-reminder.js'
import { seekAnAgreement } from './eviction-prevention/seek-an-agreement.js'
import { settleDispute } from './eviction-prevention/settle-dispute.js'
import { settleTheDebt } from './eviction-prevention/settle-the-debt.js'
import { signPlan } from './eviction-prevention/sign-plan.js'
import { tellTheLandlord } from './eviction-prevention/tell-the-landlord.js'
import { troubleshootRent } from './eviction-prevention/troubleshoot-rent.js'
import { NOTHING_KNOWN, type HouseholdFacts } from './household-facts.js'
import { legalDates, type ClockReadings } from './legal-clock.js'
import { payBefore } from './legal-clock/forfeiture.js'
import { isOurs, type LegalDate } from './legal-clock/legal-date.js'
import type { Settings } from './policy.js'
import { clockFactsOf, latestSince, outcomeOf, SETTLES, type CaseFacts } from './prevention-case.js'
import { lateRent, type LateRent } from './rent-state.js'

export type { NextAction } from './eviction-prevention/action.js'
export type { Held } from './eviction-prevention/hold.js'

/** In the order they are asked. */
export const PREVENTION_RULES: readonly PreventionRule[] = [
  confirmToKronofogden,
  decideOnInquiry,
  settleTheDebt,
  judgeOutcome,
  askWhenServed,
  noteHearing,
  prepareHearing,
  noteMeeting,
  disturbanceRule('CONTACT_ABOUT_DISTURBANCE'),
  disturbanceRule('ANSWER_LANDLORD'),
  disturbanceRule('URGE_IN_WRITING'),
  disturbanceRule('TELL_SOCIALNAMNDEN'),
  followUpPlan,
  lookForRent,
  troubleshootRent,
  restartAutogiro,
  followUpBenefit,
  findThePayment,
  moveThePayment,
  settleDispute,
  agreeOnADay,
  secureTheIncome,
  reachTheHousehold,
  seekAnAgreement,
  callAboutRent,
  offerSupport,
  meetBeforeEviction,
  offerPlan,
  signPlan,
  sendReminder,
  askForConsent,
  tellTheLandlord,
  decideAboutArrears,
  checkNoticeAmount,
  nameResponsible,
  addContactWay,
  nameTheLandlord,
  disturbanceRule('CLOSE_DISTURBANCE'),
  disturbanceRule('CHECK_IF_QUIET'),
  askAboutRent,
  secureInsurance,
  askAboutInsurance,
  followUpAverted,
]

export interface HouseholdAndCase {
  household: HouseholdFacts
  /** the open case, or one that ended and may have a follow-up left; null: none */
  case: CaseFacts | null
}

export interface CaseOnDay {
  actions: NextAction[]
  /** what keeps something back, and until when */
  held: Held[]
  dates: LegalDate[]
  /** the days that we or the tenant have to keep and have not, passed or coming */
  ahead: LegalDate[]
  /** the nearest day that we or the tenant have to keep, passed or coming; null when none is left */
  nearest: LegalDate | null
}

/** What to do for a household on a day, first what is recommended, what waits, and every legal day with its reason. */
export function householdOn(facts: HouseholdAndCase, today: Day, settings: Settings): CaseOnDay {
  const clock = clockOf(facts.case, settings)
  const rules = ruleFacts(facts, lateRent(facts.household, today, settings), clock, today, settings)
  const ahead = aheadOf(rules)
  return {
    ...asked(rules, today, settings),
    dates: clock.dates,
    ahead,
    nearest: ahead.find((date) => date.on >= today) ?? ahead.at(-1) ?? null,
  }
}

/** The same of a debt whose late rent is worked out already: what a list of debts reads of each. */
export function debtOn(household: HouseholdFacts, rent: LateRent, today: Day, settings: Settings): Pick<CaseOnDay, 'actions' | 'held'> {
  return asked(ruleFacts({ household, case: null }, rent, NO_CLOCK, today, settings), today, settings)
}

/** Asks for those of these actions that a household without a case has: the rules of the others are not asked. */
export function askingAmong(
  actions: readonly PreventionAction[],
): (household: HouseholdFacts, today: Day, settings: Settings) => NextAction[] {
  const among = PREVENTION_RULES.filter((rule) => actions.includes(rule.action))
  return (household, today, settings) => {
    const rules = ruleFacts({ household, case: null }, lateRent(household, today, settings), NO_CLOCK, today, settings)
    return asked(rules, today, settings, among).actions
  }
}

/** The rules asked in order. */
function asked(rules: RuleFacts, today: Day, settings: Settings, all = PREVENTION_RULES): Pick<CaseOnDay, 'actions' | 'held'> {
  const actions: NextAction[] = []
  const holding = new Set<Hold>()
  const holds = holdsOn(rules.household, today, rules.case)
  for (const rule of all) {
    const found = rule.find(rules, today, settings)
    if (found === null) continue
    const keeping = holds.filter((held) => keeps(held, rule, found))
    if (keeping.length > 0) for (const { hold } of keeping) holding.add(hold)
    else actions.push(asAction(rule, found))
  }
  const held = holds.filter(({ hold }) => holding.has(hold))
  const { remindedOn } = rules.chase
  if (remindedOn !== null) held.push({ hold: 'WAIT_FOR_REMINDER', untilOn: remindedOn })
  return { actions, held }
}

/** The recommended action alone: the rules after it are not asked. */
export function recommendedOn(facts: HouseholdAndCase, today: Day, settings: Settings): NextAction | null {
  const clock = clockOf(facts.case, settings)
  const rules = ruleFacts(facts, lateRent(facts.household, today, settings), clock, today, settings)
  const holds = holdsOn(facts.household, today, rules.case)
  for (const rule of PREVENTION_RULES) {
    const found = rule.find(rules, today, settings)
    if (found !== null && !holds.some((held) => keeps(held, rule, found))) return asAction(rule, found)
  }
  return null
}

/** The same for a case: after its outcome only the follow-up of an averted eviction is left of it. */
export function caseOn(facts: CaseFacts, today: Day, settings: Settings): CaseOnDay {
  const now = householdOn({ household: facts.household ?? NOTHING_KNOWN, case: facts }, today, settings)
  if (!outcomeOf(facts.events)) return now
  return { ...now, held: [], actions: now.actions.filter((one) => one.action === followUpAverted.action) }
}

function ruleFacts(
  { household, case: facts }: HouseholdAndCase,
  rent: LateRent | null,
  clock: Clock,
  today: Day,
  settings: Settings,
): RuleFacts {
  const ended = facts !== null && outcomeOf(facts.events) !== null
  return {
    household,
    rent,
    chase: chaseOf(household, rent, today, settings),
    disturbances: household.disturbances.map((one) => ({ id: one.id, actions: disturbanceActions(one, today, settings) })),
    case: facts === null || ended ? null : { ...facts, ...clock },
    ended: ended ? facts : null,
  }
}

function asAction(rule: PreventionRule, found: Found): NextAction {
  return { statute: null, noticeId: null, done: null, writes: null, disturbance: null, ...found, action: rule.action }
}

/** The legal days of a case, and its notices as they stand: both are worked out once. */
type Clock = Pick<CaseKnown, 'states'> & { dates: LegalDate[] }
const NO_CLOCK: Clock = { dates: [], states: [] }

function clockOf(facts: CaseFacts | null, settings: Settings): Clock {
  if (facts === null) return NO_CLOCK
  const clock = clockFactsOf(facts)
  return { dates: legalDates(clock, readingsOf(settings)), states: clock.notices }
}

/** Without a case the last day to pay before the tenancy may be forfeit is the only one. */
function aheadOf({ case: known, rent }: RuleFacts): LegalDate[] {
  if (known === null) return rent?.forfeitFrom ? [payBefore(rent.forfeitFrom)] : []
  return known.dates.filter((date) => isOurs(date.kind) && !isDone(date, known))
}

function isDone(date: LegalDate, { states, events }: CaseKnown): boolean {
  const notice = states.find((state) => state.id === date.noticeId)
  if (!notice) return false
  if (date.kind === 'CONFIRM_SAME_DAY') return notice.confirmedOn !== null && notice.copiedOn !== null
  if (date.kind === 'PAY_AT_LATEST') return notice.settledOn !== null
  if (date.kind === 'UNDERTAKE_AT_LATEST' || date.kind === 'UNDERTAKE_OWN_TARGET')
    return latestSince(notice, events, [...SETTLES, 'NOT_UNDERTAKEN']) !== undefined
  return false
}

function readingsOf(settings: Settings): ClockReadings {
  return {
    saturdaysCount: settings.saturdaysAreVardagar === 1,
    undertakingMarginVardagar: settings.undertakingMarginVardagar,
    inquiryDecisionVardagar: settings.inquiryDecisionVardagar,
  }
}
