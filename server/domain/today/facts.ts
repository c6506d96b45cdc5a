/** What the rules of "Idag" are worked out from: only what is open or running, so the page costs by the work and not by the history. */
import type { Day, Month } from '../calendar.js'
import type { HeadLeaseKind, Outcome } from '../codes.js'
import type { DisturbanceRecord } from '../disturbances.js'
import type { WarningFacts } from '../early-warnings.js'
import type { HouseholdFacts } from '../household-facts.js'
import type { Interval } from '../interval.js'
import type { CaseFacts } from '../prevention-case.js'

/** A charge that is not fully paid, with what has been matched to it taken off. */
export interface OpenBill {
  id: number
  personId: number
  apartmentId: number
  tenancyId: number
  month: Month
  dueOn: Day
  amountOre: number
  openOre: number
  /** the last day of its respite (anstånd), passed or not */
  respiteUntilOn?: Day | null
}

/** A stay that goes on, is coming, or ended not long ago. */
export interface StayToday extends Interval {
  id: number
  personId: number
  apartmentId: number
  outcome: Outcome | null
  /** Last day of a contract for a fixed time, null = until further notice. */
  contractUntilOn: Day | null
  landlordToldOn: Day | null
  recordedOn: Day
  /** Months of the checkpoints that were held. */
  doneMonths: readonly number[]
  /** Children in the household. */
  children: number
}

/** The nämnd's contract with the landlord. `waiverUntilOn` is the last day of the approved waiver. */
export interface HeadLeaseToday extends Interval {
  id: number
  apartmentId: number
  kind: HeadLeaseKind
  noticeMonths: number | null
  waiverUntilOn: Day | null
}

/** A received payment, or the part of one, that no bill has been found for; 0 öre for what is no kronor that came in. */
export interface UnmatchedPayment {
  id: number
  paidOn: Day
  amountOre: number
}

/** A takeover that is planned and not carried through; approvedOn null = the landlord has not answered. */
export interface TakeoverToday {
  tenancyId: number
  approvedOn: Day | null
  transfersOn: Day
  recordedOn: Day
}

/** A prevention case that can have something to do. */
export interface CaseToday {
  id: number
  personId: number
  children: number
  facts: CaseFacts
}

/** A running repayment plan, checked on the day (plan-checks.ts). */
export interface PlanToday {
  id: number
  personId: number
  agreedOn: Day
  signedOn: Day | null
  shortOre: number
  /** the day of the check that found it broken; null before the first night has */
  brokenOn: Day | null
}

/** A disturbance that is not closed. */
export interface DisturbanceToday {
  id: number
  personId: number
  apartmentId: number | null
  tenancyId: number | null
  children: number
  facts: DisturbanceRecord
}

/** What early warnings about one person are worked out from. */
export interface WarningsToday {
  personId: number
  apartmentId: number | null
  tenancyId: number | null
  children: number
  facts: WarningFacts
}

export interface TodayFacts {
  bills: readonly OpenBill[]
  stays: readonly StayToday[]
  headLeases: readonly HeadLeaseToday[]
  takeovers: readonly TakeoverToday[]
  unmatched: readonly UnmatchedPayment[]
  cases: readonly CaseToday[]
  plans?: readonly PlanToday[]
  /** people whose reminders are paused on the day */
  paused?: ReadonlySet<number>
  disturbances?: readonly DisturbanceToday[]
  /** signs before any notice, for those who follow them up; of the others nobody asks */
  warnings?: readonly WarningsToday[]
  /** what is known of those who owe rent, for their next right action */
  households?: ReadonlyMap<number, HouseholdFacts>
}
