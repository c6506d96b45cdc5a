/**
 * How late a household's rent is on a day, from its open bills. A bill is late after the last day it can be meant to be paid, respite
 * counted (respite.ts), so that nobody is branded early. What a followed repayment plan covers (bills due before it was agreed) has been
 * given more time by agreement, as a respite gives it: it is owed and late, and no ground for forfeiture while the plan is followed. Nor is what
 * is so little that no day is counted for it (minor-rent.ts).
 *
 * Worked example, 2026-11-22, 6 480 kr a month: September's rent, due 2026-08-31, has 2 480 kr left; November's, due 2026-10-30, is
 * unpaid. Late 8 960 kr, 1.4 months, newest late since 2026-10-30 (so the cause is asked of that one), forfeit possible from 2026-09-08.
 * With a plan agreed 2026-10-01 that is followed, from 2026-11-07.
 */
import { daysBetween, type Day } from './calendar.js'
import { countedFrom, minorOreOf, type OwedSince } from './minor-rent.js'
import type { Settings } from './policy.js'
import { lateDaysOf } from './respite.js'
import type { HouseholdBill, HouseholdFacts } from './household-facts.js'

export interface LateRent {
  lateOre: number
  /** months of rent, null without a rent */
  months: number | null
  oldestDueOn: Day
  /** the day after which the oldest was late */
  oldestLateAfter: Day
  newestDueOn: Day
  newestLateAfter: Day
  /** whole days since the newest late bill was late */
  newestDays: number
  oldestDays: number
  /** the first day on which the tenancy may be forfeit; null: no tenancy to lose, a plan is followed, or too little is owed */
  forfeitFrom: Day | null
  /** something was paid and the rest is late */
  partPaidOn: Day | null
}

export function lateRent(
  household: Pick<HouseholdFacts, 'bills' | 'monthlyRentOre' | 'latePaidOn' | 'plan'>,
  today: Day,
  settings: Pick<Settings, 'minorRentKronor'>,
): LateRent | null {
  const coveredBefore = coveredByPlanBefore(household)
  let lateOre = 0
  const forfeiting: OwedSince[] = []
  let oldest: Day | null = null
  let newest: Day | null = null
  let [oldestAfter, newestAfter] = ['', '']
  for (const bill of household.bills) {
    if (bill.openOre <= 0) continue
    const days = lateDaysOf(bill.dueOn, bill.respiteUntilOn)
    if (today <= days.lateAfter) continue
    if (bill.isLivedIn && bill.dueOn >= coveredBefore) forfeiting.push({ openOre: bill.openOre, on: days.forfeitFrom })
    lateOre += bill.openOre
    if (oldest === null || bill.dueOn < oldest) [oldest, oldestAfter] = [bill.dueOn, days.lateAfter]
    if (newest === null || days.lateAfter > newestAfter) [newest, newestAfter] = [bill.dueOn, days.lateAfter]
  }
  if (oldest === null || newest === null) return null
  const { monthlyRentOre, latePaidOn } = household
  return {
    lateOre,
    months: monthlyRentOre ? lateOre / monthlyRentOre : null,
    oldestDueOn: oldest,
    oldestLateAfter: oldestAfter,
    newestDueOn: newest,
    newestLateAfter: newestAfter,
    newestDays: daysBetween(newestAfter, today),
    oldestDays: daysBetween(oldestAfter, today),
    forfeitFrom: countedFrom(forfeiting, minorOreOf(settings)),
    partPaidOn: latePaidOn !== null && latePaidOn > oldest ? latePaidOn : null,
  }
}

/**
 * The late bills that `forfeitFrom` is counted from, for the legal clock of a case: of the home that is lived in, not what a followed plan
 * covers, and those before the day that is counted left out.
 */
export function forfeitingBills(
  household: Pick<HouseholdFacts, 'bills' | 'plan'>,
  today: Day,
  settings: Pick<Settings, 'minorRentKronor'>,
): HouseholdBill[] {
  const coveredBefore = coveredByPlanBefore(household)
  const forfeitOf = (bill: HouseholdBill) => lateDaysOf(bill.dueOn, bill.respiteUntilOn).forfeitFrom
  const late = household.bills.filter(
    (bill) =>
      bill.openOre > 0 && bill.isLivedIn && bill.dueOn >= coveredBefore && today > lateDaysOf(bill.dueOn, bill.respiteUntilOn).lateAfter,
  )
  const from = countedFrom(
    late.map((bill) => ({ openOre: bill.openOre, on: forfeitOf(bill) })),
    minorOreOf(settings),
  )
  return from === null ? [] : late.filter((bill) => forfeitOf(bill) >= from)
}

const coveredByPlanBefore = ({ plan }: Pick<HouseholdFacts, 'plan'>): Day => (plan !== null && plan.shortOre === 0 ? plan.agreedOn : '')

/** The same from what a list of debts has summed up already. */
export function lateRentOfDebt(
  debt: Pick<LateRent, 'lateOre' | 'months' | 'forfeitFrom'> & { oldest: LateBill; newest: LateBill; latePaidOn: Day | null },
  today: Day,
): LateRent {
  const { latePaidOn, oldest, newest, ...sums } = debt
  const oldestLateAfter = lateDaysOf(oldest.dueOn, oldest.respiteUntilOn).lateAfter
  const newestLateAfter = lateDaysOf(newest.dueOn, newest.respiteUntilOn).lateAfter
  return {
    ...sums,
    oldestDueOn: oldest.dueOn,
    newestDueOn: newest.dueOn,
    oldestLateAfter,
    newestLateAfter,
    newestDays: daysBetween(newestLateAfter, today),
    oldestDays: daysBetween(oldestLateAfter, today),
    partPaidOn: latePaidOn !== null && latePaidOn > oldest.dueOn ? latePaidOn : null,
  }
}

/** The due day of a late bill, and the last day of its respite where it had one. */
export type LateBill = Pick<HouseholdBill, 'dueOn' | 'respiteUntilOn'>
