/**
 * What an open disturbance asks for, in the household's one order: the same rules as its own page asks (disturbances/, one a file, with their
 * sources and days), nothing worked out twice. A household with two disturbances has each action once, for the one whose day comes first. No
 * hold keeps them back: neither a plan, nor a pause, nor a hearing about the rent makes a home quiet, and 12 kap. 25 a § JB waits for none.
 *
 * Worked example, 2026-11-22: a serious disturbance reported Friday 2026-11-20 and November's rent unpaid: talk about the disturbance by Monday the
 * 23rd comes first, urge in writing by the 25th holds too, and so does finding out why the rent is missing.
 */
import type { DisturbanceActionKind } from '../codes.js'
import { preventionRule, type Found, type PreventionRule, type RuleFacts } from './action.js'

export function disturbanceRule(action: DisturbanceActionKind): PreventionRule {
  return preventionRule(action, (facts) => disturbanceStep(facts, action))
}

/** The action where a disturbance asks for it, on its nearest day. */
export function disturbanceStep({ disturbances }: Pick<RuleFacts, 'disturbances'>, action: DisturbanceActionKind): Found | null {
  const [first] = disturbances
    .flatMap(({ id, actions }) => actions.filter((one) => one.action === action).map((one) => ({ id, ...one })))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id - b.id))
  if (!first) return null
  const { id, dueOn, reason, statute, done } = first
  return { dueOn, reason, statute, disturbance: { id, step: done } }
}
