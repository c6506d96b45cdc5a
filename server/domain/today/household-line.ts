/**
 * A household has one line: of those a role sees about the home, the rent, the plan, the case and what disturbs, the one whose action comes first in
 * the one order (eviction-prevention.ts). The others stand in it as "gäller också", each with its own reason and day, and after them what
 * holds too. Lines that say the same action are one. The nearest day of them all tells how soon the line needs an answer, so that nothing
 * urgent waits behind what comes first. Lines about the stay and the flat are other things, and stay by themselves.
 *
 * Worked example, 2026-11-22, boendestöd: a disturbance of 2026-11-20 to talk about by the 23rd, November's rent to find out about since the 4th
 * and forfeit since the 7th: one line, "Prata med hushållet om störningen", in BRADSKAR for the 7th; the rent is "gäller också".
 */
import type { Day } from '../calendar.js'
import { PREVENTION_ACTIONS, type PreventionAction, type TodayRule } from '../codes.js'
import type { TodayLine } from './line.js'

const ABOUT_HOUSEHOLDS: readonly TodayRule[] = [
  'CASE_ACTION',
  'RENT_MISSING_DAY_1',
  'RENT_MISSING_DAY_3',
  'RENT_MISSING_DAY_5',
  'RENT_MISSING_DAY_7',
  'FORFEITURE_POSSIBLE',
  'PLAN_BROKEN',
  'PLAN_UNSIGNED',
  'DISTURBANCE_OPEN',
  'EARLY_WARNING',
]

/** The lines of one role, most urgent first; each household's as one. */
export function oneLineAHousehold(lines: readonly TodayLine[]): TodayLine[] {
  const ofHouseholds = new Map<number, TodayLine[]>()
  const alone: TodayLine[] = []
  for (const line of lines) {
    if (line.personId === null || !ABOUT_HOUSEHOLDS.includes(line.rule)) alone.push(line)
    else ofHouseholds.set(line.personId, [...(ofHouseholds.get(line.personId) ?? []), line])
  }
  return [...alone, ...[...ofHouseholds.values()].map(joined)]
}

function joined(lines: readonly TodayLine[]): TodayLine {
  const [first, ...rest] = [...lines].sort(
    (a, b) => rankOf(a) - rankOf(b) || ABOUT_HOUSEHOLDS.indexOf(a.rule) - ABOUT_HOUSEHOLDS.indexOf(b.rule),
  )
  if (!first) throw new Error('a household without a line')
  if (rest.length === 0 && !first.covers?.length) return first
  const told = new Set(toldBy(first))
  const others = rest.filter((line) => !actionOf(line) || !told.has(actionOf(line)))
  for (const line of others) for (const action of toldBy(line)) told.add(action)
  const covered = new Map(lines.flatMap((line) => line.covers ?? []).map((action) => [action.action, action]))
  const also = PREVENTION_ACTIONS.flatMap((code) => (told.has(code) ? [] : (covered.get(code) ?? [])))
  const amountOre = first.amountOre ?? others.find((line) => line.amountOre !== null)?.amountOre ?? null
  const soonest = [first, ...others].reduce((a, b) => (a.dueOn <= b.dueOn ? a : b))
  return { ...first, group: soonest.group, amountOre, ...(others.length > 0 ? { others } : {}), ...(also.length > 0 ? { also } : {}) }
}

/** The nearest day of what the line and those in it ask for. */
export function soonestOf({ dueOn, others = [] }: Pick<TodayLine, 'dueOn' | 'others'>): Day {
  return others.reduce((day, line) => (line.dueOn < day ? line.dueOn : day), dueOn)
}

/** The action of the one order that a line about a household asks for; null: one that stands in no order. */
export function actionOf({ action }: Pick<TodayLine, 'action'>): PreventionAction | null {
  if (action.kind === 'HANDLE_CASE' || action.kind === 'HANDLE_DISTURBANCE') return action.what
  if (action.kind === 'FOLLOW_UP_SIGNS') return action.next.action
  if (action.kind === 'CALL_ABOUT_RENT' || action.kind === 'DECIDE_ABOUT_ARREARS') return action.next?.action ?? action.kind
  return action.kind === 'FOLLOW_UP_PLAN' || action.kind === 'SIGN_PLAN' ? action.kind : null
}

/** A line about a rent that may be forfeit says both what is recommended and that somebody has to take a stand. */
function toldBy(line: TodayLine): (PreventionAction | null)[] {
  return line.action.kind === 'DECIDE_ABOUT_ARREARS' ? [actionOf(line), line.action.kind] : [actionOf(line)]
}

function rankOf(line: TodayLine): number {
  const action = actionOf(line)
  return action === null ? PREVENTION_ACTIONS.length : PREVENTION_ACTIONS.indexOf(action)
}
