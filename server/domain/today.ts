/**
 * "Idag": what to do, worked out from the facts of the day and never stored, so that it is right the moment a payment is booked
 * (domain.md §9.1). One rule per file in today/. What a role sees about a household is one line. Lines come nearest deadline first, then
 * households with children ("Barn först", §9.3), then the larger amount.
 *
 * Worked example, 2026-11-22: rent more than a week late since 7 November comes before a landlord not told since 20 November, and that
 * before a checkpoint on 26 November. Of two persons with the same deadline the one with children comes first.
 */
import type { Day } from './calendar.js'
import type { Role } from './codes.js'
import type { Settings } from './policy.js'
import { DEFAULT_SETTINGS } from './policy.js'
import { CASE_ROLES, caseAction } from './today/case-action.js'
import { CHECKPOINT_DUE_ROLES, checkpointDue } from './today/checkpoint-due.js'
import { DISTURBANCE_ROLES, disturbanceOpen } from './today/disturbance-open.js'
import { EARLY_WARNING_ROLES, earlyWarning } from './today/early-warning.js'
import type { TodayFacts } from './today/facts.js'
import { HEAD_LEASE_ENDING_ROLES, headLeaseEnding } from './today/head-lease-ending.js'
import { LANDLORD_NOT_TOLD_ROLES, landlordNotTold } from './today/landlord-not-told.js'
import { oneLineAHousehold, soonestOf } from './today/household-line.js'
import type { FoundLine, TodayLine } from './today/line.js'
import { grouping } from './today/line.js'
import { MEETING_TODAY_ROLES, meetingToday } from './today/meeting-today.js'
import { PLAN_ROLES, planLines } from './today/plan-lines.js'
import { FORFEITURE_ROLES, rentMissing } from './today/rent-missing.js'
import { TAKEOVER_COMING_ROLES, takeoverComing } from './today/takeover-coming.js'
import { TENANCY_ENDING_ROLES, tenancyEnding } from './today/tenancy-ending.js'
import { UNMATCHED_PAYMENTS_ROLES, unmatchedPayments } from './today/unmatched-payments.js'
import { WAIVER_ENDING_ROLES, waiverEnding } from './today/waiver-ending.js'

export type {
  CaseToday,
  HeadLeaseToday,
  OpenBill,
  PlanToday,
  StayToday,
  TakeoverToday,
  TodayFacts,
  UnmatchedPayment,
} from './today/facts.js'
export type { ActionKind, TodayLine } from './today/line.js'
export { actionOf, soonestOf } from './today/household-line.js'
export { ACTION_KINDS } from './today/line.js'

/** Each with the roles that can have a line of it. */
const RULES: readonly [find: (facts: TodayFacts, today: Day, settings: Settings) => FoundLine[], roles: readonly Role[]][] = [
  [caseAction, CASE_ROLES],
  [meetingToday, MEETING_TODAY_ROLES],
  [rentMissing, FORFEITURE_ROLES],
  [landlordNotTold, LANDLORD_NOT_TOLD_ROLES],
  [checkpointDue, CHECKPOINT_DUE_ROLES],
  [headLeaseEnding, HEAD_LEASE_ENDING_ROLES],
  [waiverEnding, WAIVER_ENDING_ROLES],
  [tenancyEnding, TENANCY_ENDING_ROLES],
  [takeoverComing, TAKEOVER_COMING_ROLES],
  [unmatchedPayments, UNMATCHED_PAYMENTS_ROLES],
  [planLines, PLAN_ROLES],
  [disturbanceOpen, [...DISTURBANCE_ROLES, 'CHEF']],
  [earlyWarning, EARLY_WARNING_ROLES],
]

/** Every line of the day, in order; for one role alone, no rule that it never sees. A role sees those that name it: `linesFor`. */
export function todayLines(facts: TodayFacts, today: Day, settings: Settings = DEFAULT_SETTINGS, role?: Role): TodayLine[] {
  const groupOf = grouping(today, settings)
  const found = RULES.flatMap(([find, roles]) => (role === undefined || roles.includes(role) ? find(facts, today, settings) : []))
  return found.map((line) => Object.assign(line, { group: groupOf(line.dueOn) })).sort(byUrgency)
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
