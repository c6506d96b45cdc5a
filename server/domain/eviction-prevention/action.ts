/**
 * What every rule of the next right action answers with: what to do, by when, and why in plain Swedish. One rule a file; the first that holds
 * is recommended, the others stand as "gäller också" (eviction-prevention.ts). A rule sees typed facts only and writes nothing. It says
 * which holds keep it back (hold.ts): a rule that guards a legal deadline names none.
 *
 * Worked example: SEND_REMINDER is held back by a followed plan, a pause and a hearing; CONFIRM_TO_KRONOFOGDEN by nothing.
 */
import type { Day } from '../calendar.js'
import type { CaseEventKind, DisturbanceStepKind, Hold, HouseholdEventKind, PreventionAction } from '../codes.js'
import type { DisturbanceAction } from '../disturbances/action.js'
import type { HouseholdFacts } from '../household-facts.js'
import type { LegalDate } from '../legal-clock/legal-date.js'
import type { Settings } from '../policy.js'
import type { CaseFacts, NoticeState } from '../prevention-case.js'
import type { LateRent } from '../rent-state.js'
import type { Chase } from './chase.js'

export interface NextAction {
  action: PreventionAction
  dueOn: Day
  reason: string
  statute: string | null
  noticeId: number | null
  /** the event to write into the case when it is done; null where it is written elsewhere */
  done: CaseEventKind | null
  /** what to write about the household when it is done */
  writes: HouseholdEventKind | null
  /** the disturbance it is about, and the step to write there when it is done */
  disturbance: { id: number; step: DisturbanceStepKind } | null
}

/** A case that goes on, with what is known of its notices and the days the law gives. */
export interface CaseKnown extends CaseFacts {
  states: readonly NoticeState[]
  dates: readonly LegalDate[]
}

export interface RuleFacts {
  household: HouseholdFacts
  /** null: no rent is late */
  rent: LateRent | null
  chase: Chase
  /** what each open disturbance asks for (disturbances.ts) */
  disturbances: readonly { id: number; actions: readonly DisturbanceAction[] }[]
  /** null: no case, or it has ended */
  case: CaseKnown | null
  /** the case has ended; only an averted eviction has something left */
  ended: CaseFacts | null
}

export interface PreventionRule {
  action: PreventionAction
  heldBackBy: readonly Hold[]
  find(facts: RuleFacts, today: Day, settings: Settings): Found | null
}

export type Found = Pick<NextAction, 'dueOn' | 'reason'> &
  Partial<Pick<NextAction, 'statute' | 'noticeId' | 'done' | 'writes' | 'disturbance'>>

/** A rule as its file writes it. */
export function preventionRule(action: PreventionAction, find: PreventionRule['find'], heldBackBy: readonly Hold[] = []): PreventionRule {
  return { action, heldBackBy, find }
}
