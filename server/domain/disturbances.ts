/**
 * A disturbance on a day: the next right action until it is quiet, and every day that matters with its reason and statute. One rule a file in
 * disturbances/, each with its own action; the first that holds is recommended, the others are "gäller också". The household's one order
 * (eviction-prevention.ts) asks the same. Once it can be closed only that is left, and an answer to the landlord. Not legal advice.
 *
 * Source: VP 2013 and 2014 (G19, G20), 12 kap. 25, 25 a and 42 §§ JB (legal-clock/disturbance.ts; domain.md §2).
 *
 * Worked example, today 2026-11-22: the landlord reported a serious disturbance Friday 2026-11-20. First the household is talked with (by
 * Monday the 23rd); also the landlord is answered (by the 24th), and a rättelseanmaning and a notice to socialnämnden (by the 25th).
 */
import { addDays, type Day } from './calendar.js'
import type { DisturbanceAction, DisturbanceRule } from './disturbances/action.js'
import { answerLandlord } from './disturbances/answer-landlord.js'
import { checkIfQuiet } from './disturbances/check-if-quiet.js'
import { closeWhenQuiet } from './disturbances/close-when-quiet.js'
import { contactHousehold } from './disturbances/contact-household.js'
import { offerSupport } from './disturbances/offer-support.js'
import { stateOf, type DisturbanceRecord, type DisturbanceState } from './disturbances/open-disturbance.js'
import { tellSocialnamnden } from './disturbances/tell-socialnamnden.js'
import { urgeInWriting } from './disturbances/urge-in-writing.js'
import { terminationForDisturbance, type TerminationForDisturbance } from './legal-clock/disturbance.js'
import type { Settings } from './policy.js'
import { dayAndMonth } from './swedish-dates.js'

export type { DisturbanceAction } from './disturbances/action.js'
export type { DisturbanceRecord, DisturbanceState, ReportFact, StepFact } from './disturbances/open-disturbance.js'

/** In the order they are asked. */
export const DISTURBANCE_RULES: readonly DisturbanceRule[] = [
  contactHousehold,
  answerLandlord,
  urgeInWriting,
  tellSocialnamnden,
  offerSupport,
  closeWhenQuiet,
  checkIfQuiet,
]

/** A day to keep or that was kept, in the disturbance. */
export interface DisturbanceDate {
  what: 'URGED' | 'SOCIALNAMNDEN_TOLD' | 'MAY_TERMINATE' | 'QUIET_LONG_ENOUGH'
  /** null: not as things stand */
  on: Day | null
  /** it is done, or it only follows from what is done */
  done: boolean
  why: string
  statute: string | null
}

export interface DisturbanceOnDay {
  state: DisturbanceState
  actions: DisturbanceAction[]
  dates: DisturbanceDate[]
  termination: TerminationForDisturbance
}

/** What to do in a disturbance on a day, first what is recommended; nothing once it is closed. */
export function disturbanceOn(facts: DisturbanceRecord, today: Day, settings: Settings): DisturbanceOnDay {
  const state = stateOf(facts)
  const termination = terminationForDisturbance({
    urgedOn: state.urgedOn,
    socialnamndenToldOn: state.socialnamndenToldOn,
    serious: state.worst === 'ESPECIALLY_SERIOUS',
    secondHand: facts.secondHand,
    latestOn: state.latestOn,
  })
  const actions = disturbanceActions(facts, today, settings, state)
  return { state, actions, dates: state.closed ? [] : datesOf(facts, state, termination, actions, settings), termination }
}

/** The actions alone: what the disturbance's page and the household's one order (eviction-prevention.ts) both ask. */
export function disturbanceActions(facts: DisturbanceRecord, today: Day, settings: Settings, state = stateOf(facts)): DisturbanceAction[] {
  if (state.closed || facts.reports.length === 0) return []
  const found = DISTURBANCE_RULES.map((rule) => rule({ ...facts, state }, today, settings)).filter((one) => one !== null)
  // What can be closed has nothing more to do than to answer the landlord who reported it.
  return found.some(closes) ? found.filter((one) => closes(one) || one.action === 'ANSWER_LANDLORD') : found
}

const closes = (one: DisturbanceAction) => one.action === 'CLOSE_DISTURBANCE'

function datesOf(
  { secondHand }: DisturbanceRecord,
  state: DisturbanceState,
  termination: TerminationForDisturbance,
  actions: readonly DisturbanceAction[],
  { disturbanceQuietDays }: Settings,
): DisturbanceDate[] {
  const step = (what: 'URGED' | 'SOCIALNAMNDEN_TOLD', doneOn: Day | null, said: string): DisturbanceDate | null => {
    const action = actions.find((one) => one.done === what)
    if (doneOn !== null) return { what, on: doneOn, done: true, why: `${said} ${dayAndMonth(doneOn)}.`, statute: '12 kap. 25 a § JB' }
    if (action) return { what, on: action.dueOn, done: false, why: action.reason, statute: action.statute }
    return secondHand
      ? {
          what,
          on: null,
          done: false,
          why: `${said.split(' ')[0]} behövs inte för en lindrig störning som upphör.`,
          statute: '12 kap. 25 a § JB',
        }
      : null
  }
  const dates = [
    step('URGED', state.urgedOn, 'Rättelseanmaning gavs'),
    step('SOCIALNAMNDEN_TOLD', state.socialnamndenToldOn, 'Underrättelse lämnades'),
    {
      what: 'MAY_TERMINATE' as const,
      on: termination.mayTerminateFrom,
      done: true,
      why: termination.why,
      statute: termination.statute,
    },
    {
      what: 'QUIET_LONG_ENOUGH' as const,
      on: addDays(state.latestOn, disturbanceQuietDays),
      done: false,
      why: `Är det tyst i ${disturbanceQuietDays} dagar från ${dayAndMonth(state.latestOn)} görs en sista kontroll och störningen avslutas.`,
      statute: null,
    },
  ]
  return dates.filter((date) => date !== null)
}
