/**
 * Fees for a late debt: a reminder, a collection demand, a repayment plan. Lag (1981:739) 2–4 §§: never more than the highest amount, a
 * reminder only where it was agreed when the debt arose, a plan only when it is written and made together with the debtor. Whether the
 * nämnd takes any is its own choice and off from the start (domain.md §2). A fee is charged by decision, one at a time, never by itself.
 *
 * Worked example: the reminder fee is off: refused. On, at most 60 kr: 60 kr is charged, 60,01 kr is refused. A plan fee of 170 kr for
 * somebody whose running plan is not signed: refused.
 */
import type { FeeKind } from './codes.js'
import type { Settings } from './policy.js'

export type FeeRefusal = 'FEE_OFF' | 'FEE_ABOVE_HIGHEST' | 'PLAN_NOT_SIGNED'

const SWITCHES = {
  REMINDER_FEE: ['chargesReminderFee', 'reminderFeeKronor'],
  COLLECTION_FEE: ['chargesCollectionFee', 'collectionFeeKronor'],
  PLAN_FEE: ['chargesPlanFee', 'planFeeKronor'],
} as const satisfies Record<FeeKind, readonly [keyof Settings, keyof Settings]>

/** The highest amount of a fee in öre that day; null where the nämnd does not take it. */
export function highestFeeOre(kind: FeeKind, settings: Settings): number | null {
  const [isTaken, highestKronor] = SWITCHES[kind]
  return settings[isTaken] === 1 ? settings[highestKronor] * 100 : null
}

/** Every reason why the fee may not be charged. */
export function feeRefusals(fee: { kind: FeeKind; amountOre: number }, hasSignedPlan: boolean, settings: Settings): FeeRefusal[] {
  const highest = highestFeeOre(fee.kind, settings)
  if (highest === null) return ['FEE_OFF']
  const reasons: FeeRefusal[] = []
  if (fee.amountOre > highest) reasons.push('FEE_ABOVE_HIGHEST')
  if (fee.kind === 'PLAN_FEE' && !hasSignedPlan) reasons.push('PLAN_NOT_SIGNED')
  return reasons
}
