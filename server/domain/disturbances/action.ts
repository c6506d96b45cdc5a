/**
 * What every rule of a disturbance answers with: what to do, by when and why in plain Swedish; the same shape as a prevention case's next
 * action (eviction-prevention/action.ts), so that both can stand in one order. Steps are counted in vardagar when the office is open: Saturdays
 * and eves are none.
 *
 * Worked example: reported Friday 2026-11-20, first contact within one vardag: Monday 23 November.
 */
import type { Day } from '../calendar.js'
import type { DisturbanceActionKind, DisturbanceStepKind } from '../codes.js'
import { vardagarFrom } from '../legal-clock/vardagar.js'
import type { Settings } from '../policy.js'
import type { DisturbanceRecord, DisturbanceState } from './open-disturbance.js'

export interface DisturbanceAction {
  action: DisturbanceActionKind
  dueOn: Day
  reason: string
  statute: string | null
  /** the step to write down when it is done */
  done: DisturbanceStepKind
}

export interface DisturbanceRuleFacts extends DisturbanceRecord {
  state: DisturbanceState
}

export type DisturbanceRule = (facts: DisturbanceRuleFacts, today: Day, settings: Settings) => DisturbanceAction | null

/** The nth day after (the day itself when n is 0) on which the office is open. */
export const officeDay = (day: Day, n: number): Day => vardagarFrom(day, n, false)
