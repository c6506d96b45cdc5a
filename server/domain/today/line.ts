/**
 * A line of "Idag": what to do about whom, why, since when and by when. Every rule in this folder gives lines of this one shape.
 *
 * Worked example, 2026-11-22: a deadline of 2026-11-24 or earlier is BRADSKAR (passed, or within two days), to 2026-11-29 VECKAN
 * (within seven), after that BEVAKA.
 */
import type { Day } from '../calendar.js'
import { addDays } from '../calendar.js'
import type { DisturbanceActionKind, DisturbanceStepKind, PreventionAction, Role, TodayRule, UrgencyGroup } from '../codes.js'
import type { NextAction } from '../eviction-prevention/action.js'
import { contains } from '../interval.js'
import type { Settings } from '../policy.js'
import type { StayToday } from './facts.js'

export const ACTION_KINDS = [
  'CALL_ABOUT_RENT',
  'DECIDE_ABOUT_ARREARS',
  'TELL_LANDLORD',
  'HOLD_CHECKPOINT',
  'PLAN_FOR_HEAD_LEASE',
  'RENEW_WAIVER',
  'PLAN_NEXT_STEP',
  'RECORD_OUTCOME',
  'TRANSFER_CONTRACT',
  'MATCH_PAYMENTS',
  'HANDLE_CASE',
  'MEET_HOUSEHOLD',
  'FOLLOW_UP_PLAN',
  'SIGN_PLAN',
  'HANDLE_DISTURBANCE',
  'FOLLOW_UP_SIGNS',
] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

type RentAction = 'CALL_ABOUT_RENT' | 'DECIDE_ABOUT_ARREARS'

export interface TodayLine {
  rule: TodayRule
  roles: readonly Role[]
  personId: number | null
  apartmentId: number | null
  tenancyId: number | null
  /** Swedish, whole sentences, no names: the page knows who may see them. */
  reason: string
  since: Day
  dueOn: Day
  group: UrgencyGroup
  action:
    | { kind: Exclude<ActionKind, 'HANDLE_CASE' | 'MEET_HOUSEHOLD' | 'HANDLE_DISTURBANCE' | 'FOLLOW_UP_SIGNS' | RentAction> }
    | { kind: 'HANDLE_CASE'; caseId: number; what: PreventionAction }
    | { kind: 'MEET_HOUSEHOLD'; caseId: number }
    | { kind: 'HANDLE_DISTURBANCE'; disturbanceId: number; what: DisturbanceActionKind; step: DisturbanceStepKind }
    | { kind: 'FOLLOW_UP_SIGNS'; next: NextAction }
    /** `next`: what the rules recommend for the household; left out where nothing but the rent is known */
    | { kind: RentAction; next?: NextAction | null; caseId?: number | null }
  /** For the order of lines: children in the household, and the amount at stake. */
  children: number
  amountOre: number | null
  /** of a line about a household's home: what the rules recommend that whoever reads the line does, in the one order */
  covers?: readonly NextAction[]
  /** the household's other lines, of which this is the first (household-line.ts) */
  others?: readonly TodayLine[]
  /** what holds too and no line says */
  also?: readonly NextAction[]
}

/** A line as a rule finds it; today.ts gives it its group by the deadline. */
export type FoundLine = Omit<TodayLine, 'group' | 'others' | 'also'>

/** How soon each deadline needs an answer, on a day. */
export function grouping(today: Day, settings: Pick<Settings, 'urgentDays' | 'weekDays'>): (dueOn: Day) => UrgencyGroup {
  const urgentTo = addDays(today, settings.urgentDays)
  const weekTo = addDays(today, settings.weekDays)
  return (dueOn) => (dueOn <= urgentTo ? 'BRADSKAR' : dueOn <= weekTo ? 'VECKAN' : 'BEVAKA')
}

/** Who lives in each apartment today. */
export function residents(stays: readonly StayToday[], today: Day): Map<number, StayToday> {
  return new Map(stays.filter((stay) => contains(stay, today)).map((stay) => [stay.apartmentId, stay]))
}
