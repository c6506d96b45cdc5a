/**
 * Is a repayment plan followed on a day? The definition, for the client and for the auditor:
 *
 *   What may be left  = the debt when the plan was made − the instalments whose day has come and whose time at the bank is over.
 *   What is left      = the rent that is late on the day and not paid: a bill counts from the day after the last day it can be paid
 *                       in time (the latest plausible day of 12 kap. 20 § JB and the tolerance in bank days), and a bill under anstånd
 *                       not until the anstånd is over.
 *   Short             = what is left − what may be left, never below 0. Short 0: the plan is followed ("följs"). More: "bruten med X kr".
 *
 * So the plan is about the whole rent account: an instalment that is missing and a running rent that is late break it in the same way,
 * and whoever pays ahead has the difference to good. An instalment is asked for from the day after its tolerance, in bank days (dated
 * setting). When nothing of the rent is late any more, respite or not, the plan is paid and ends.
 *
 * Source: VP 2019 S19, G18 "avsteg från avbetalningsplaner" (domain.md §1.2); peers: Hackney's agreement states, every check a row.
 *
 * Worked example: debt 12 000 kr on 2026-11-22, 2 000 kr a month from 2026-11-30, tolerance 3 bank days for instalments and 1 for rent,
 * running rent 6 000 kr. On 2026-12-03 (the third bank day) 12 000 may be left. On 2026-12-04 only 10 000. Nothing paid of it and
 * December's rent, due 2026-11-30, not paid either: left 12 000 + 6 000 = 18 000, "bruten med 8 000 kr". 6 000 and 2 000 are paid on
 * 2026-12-08: left 10 000, short 0, back on plan.
 */
import { addBankDays, type Day } from './calendar.js'
import type { PlanEventKind } from './codes.js'
import { isOverdue } from './arrears.js'
import type { Settings } from './policy.js'
import type { Instalment } from './repayment-plans.js'
import { lastDayInTimeWithRespite } from './respite.js'

export interface RentBillOpen {
  dueOn: Day
  openOre: number
  /** the last day of the respite in force on the day asked about */
  respiteUntilOn: Day | null
}
export interface PlanToCheck {
  debtOre: number
  instalments: readonly Pick<Instalment, 'dueOn' | 'amountOre'>[]
}
export interface PlanCheckResult {
  /** how much may be left */
  expectedOre: number
  /** how much is left, of what is late */
  actualOre: number
  shortOre: number
  /** rent past its last plausible day and unpaid, respite or not and without tolerance: 0 = the plan is paid */
  overdueOre: number
}
export type PlanTolerance = Pick<Settings, 'planToleranceBankDays' | 'toleranceBankDays'>

/** The plan on a day, with the person's rent bills that have something open on it. */
export function checkPlan(plan: PlanToCheck, bills: readonly RentBillOpen[], on: Day, tolerance: PlanTolerance): PlanCheckResult {
  const expectedOre = expectedLeft(plan, on, tolerance)
  const late = bills.filter((bill) => on > lastDayInTimeWithRespite(bill.dueOn, bill.respiteUntilOn, tolerance.toleranceBankDays))
  const actualOre = sumOpen(late)
  return {
    expectedOre,
    actualOre,
    shortOre: Math.max(0, actualOre - expectedOre),
    overdueOre: sumOpen(bills.filter((bill) => isOverdue(bill.dueOn, on))),
  }
}

/** How much of the debt may be left on a day. */
export function expectedLeft(plan: PlanToCheck, on: Day, { planToleranceBankDays }: Pick<PlanTolerance, 'planToleranceBankDays'>): number {
  const asked = plan.instalments.filter((one) => on > one.dueOn && on > lastDayForInstalment(one.dueOn, planToleranceBankDays))
  return Math.max(0, plan.debtOre - asked.reduce((sum, one) => sum + one.amountOre, 0))
}

/** The last day on which an instalment is not yet asked for. */
export function lastDayForInstalment(dueOn: Day, planToleranceBankDays: number): Day {
  return addBankDays(dueOn, planToleranceBankDays)
}

/** What a check makes happen: the plan ends paid, is broken, or is back on plan; null when nothing has changed since the latest event. */
export function eventOfCheck(
  result: Pick<PlanCheckResult, 'shortOre' | 'overdueOre'>,
  latest: PlanEventKind | null,
): Extract<PlanEventKind, 'BREACHED' | 'RETURNED' | 'ENDED_PAID'> | null {
  if (result.overdueOre === 0) return 'ENDED_PAID'
  if (result.shortOre > 0) return latest === 'BREACHED' ? null : 'BREACHED'
  return latest === 'BREACHED' ? 'RETURNED' : null
}

const sumOpen = (bills: readonly RentBillOpen[]) => bills.reduce((sum, bill) => sum + bill.openOre, 0)
