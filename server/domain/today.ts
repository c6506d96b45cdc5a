/**
 * "Idag": what to do, worked out from the facts of the day and never stored, so that it is right the moment a payment is booked
 * (domain.md §9.1). One rule per file in today/. What a role sees about a household is one line. Lines come nearest deadline first, then households with children ("Barn först",
 * §9.3), then the larger amount.
 *
 * Worked example, 2026-11-22: rent more than a week late since 7 November comes before a landlord not told since 20 November, and that
 * before a checkpoint on 26 November. Of two persons with the same deadline the one with children comes first.
 */
import type { Day } from './calendar.js'
import type { Role } from './codes.js'
import type { Settings } from './policy.js'
import { DEFAULT_SETTINGS } from './policy.js'
import { caseAction } from './today/case-action.js'
import { checkpointDue } from './today/checkpoint-due.js'
import { disturbanceOpen } from './today/disturbance-open.js'
import { earlyWarning } from './today/early-warning.js'
import type { TodayFacts } from './today/facts.js'
import { headLeaseEnding } from './today/head-lease-ending.js'
import { landlordNotTold } from './today/landlord-not-told.js'
import { oneLineAHousehold, soonestOf } from './today/household-line.js'
import type { TodayLine } from './today/line.js'
import { grouping } from './today/line.js'
import { meetingToday } from './today/meeting-today.js'
import { planLines } from './today/plan-lines.js'
import { rentMissing } from './today/rent-missing.js'
import { takeoverComing } from './today/takeover-coming.js'
import { tenancyEnding } from './today/tenancy-ending.js'
import { unmatchedPayments } from './today/unmatched-payments.js'
import { waiverEnding } from './today/waiver-ending.js'

export type { CaseToday, HeadLeaseToday, OpenBill, PlanToday, StayToday, TakeoverToday, TodayFacts, UnmatchedPayment } from './today/facts.js'
export type { ActionKind, TodayLine } from './today/line.js'
export { actionOf, soonestOf } from './today/household-line.js'
export { ACTION_KINDS } from './today/line.js'

const RULES = [
  caseAction,
  meetingToday,
  rentMissing,
  landlordNotTold,
  checkpointDue,
  headLeaseEnding,
  waiverEnding,
  tenancyEnding,
  takeoverComing,
  unmatchedPayments,
  planLines,
  disturbanceOpen,
  earlyWarning,
] as const

/** Every line of the day, in order. A role sees those that name it: `linesFor`. */
export function todayLines(facts: TodayFacts, today: Day, settings: Settings = DEFAULT_SETTINGS): TodayLine[] {
  const groupOf = grouping(today, settings)
  const found = RULES.flatMap((rule) => rule(facts, today, settings))
  return found.map((line) => ({ ...line, group: groupOf(line.dueOn) })).sort(byUrgency)
}

/** What a role sees, in order; a household's lines as one. */
export function linesFor(role: Role, lines: readonly TodayLine[]): TodayLine[] {
  return oneLineAHousehold(lines.filter((line) => line.roles.includes(role))).sort(byUrgency)
}

/** Nearest deadline first, then children, then amount; the rest only makes the order the same every time. */
export function byUrgency(a: TodayLine, b: TodayLine): number {
  const [dayA, dayB] = [soonestOf(a), soonestOf(b)]
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  const children = Number(b.children > 0) - Number(a.children > 0)
  if (children !== 0) return children
  const amount = (b.amountOre ?? 0) - (a.amountOre ?? 0)
  if (amount !== 0) return amount
  return (a.personId ?? 0) - (b.personId ?? 0) || (a.tenancyId ?? 0) - (b.tenancyId ?? 0) || (a.rule < b.rule ? -1 : 1)
}
