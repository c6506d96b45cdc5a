/**
 * omfördelning: what a payment (or credit) paid is moved to another open bill of the same person. The old allocation is taken back and
 * new ones are added, with the reason: so much as the other bill needs goes there, what is left stays where it was.
 *
 * Source: issue B1; 12 kap. 20 § JB: who pays says what is paid, so a wrong guess of ours is put right.
 *
 * Worked example: 648 000 öre of a payment paid October. November has 500 000 open. Moved: 500 000 pays November, 148 000 stays on
 * October, of which 500 000 is open again.
 */
import type { Decision } from './decision.js'

export const RE_ALLOCATION_REFUSALS = ['ALLOCATION_NOT_STANDING', 'NO_OPEN_BILL', 'SAME_BILL', 'NOT_A_PAYMENT'] as const
export type ReAllocationRefusal = (typeof RE_ALLOCATION_REFUSALS)[number]

export interface StandingAllocation {
  id: number
  creditId: number
  chargeId: number
  amountOre: number
  /** money that paid a bill: not a reversal, a write-off or a refund */
  paidBill: boolean
}
export interface MovedAllocation {
  movedOre: number
  stays: number
}

/** May the allocation be moved to the bill? */
export function decideReAllocation(
  allocation: StandingAllocation | undefined,
  bill: { id: number; openOre: number } | undefined,
): Decision<MovedAllocation, ReAllocationRefusal> {
  if (!allocation) return { refused: true, reasons: ['ALLOCATION_NOT_STANDING'] }
  const reasons: ReAllocationRefusal[] = []
  if (!allocation.paidBill) reasons.push('NOT_A_PAYMENT')
  if (!bill || bill.openOre <= 0) reasons.push('NO_OPEN_BILL')
  else if (bill.id === allocation.chargeId) reasons.push('SAME_BILL')
  if (reasons.length > 0 || !bill) return { refused: true, reasons }
  const movedOre = Math.min(allocation.amountOre, bill.openOre)
  return { refused: false, movedOre, stays: allocation.amountOre - movedOre }
}
