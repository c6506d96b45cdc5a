/**
 * What is to a person's good (payments, credits and received transfers that no bill has used) can be sent back to the person
 * (återbetalning) or moved to another of the person's stays (överföring). Never more than there is, and the oldest is used first.
 *
 * A transfer moves money only. A debt stays on the stay where it arose, since its cost centre and boendeform carry the loss if it is
 * never paid (docs/decisions/0015-a-debt-stays-on-its-stay.md).
 *
 * Source: issue B1; house rule.
 *
 * Worked example: 1 000 kr from 3 October and 500 kr from 1 November are to the good. Sending back 1 200 kr uses all of the first and
 * 200 kr of the second, 300 kr is left. 1 600 kr is refused.
 */
import type { Day } from './calendar.js'
import type { Decision } from './decision.js'

export const TO_GOOD_REFUSALS = ['NO_AMOUNT', 'MORE_THAN_TO_GOOD', 'DAY_NOT_COME', 'SAME_STAY'] as const
export type ToGoodRefusal = (typeof TO_GOOD_REFUSALS)[number]

/** Money to the good, on the stay where it was written. */
export interface ToGood {
  id: number
  tenancyId: number
  effectiveOn: Day
  openOre: number
}
export interface UsedMoney {
  creditId: number
  tenancyId: number
  amountOre: number
}

export const sumToGood = (credits: readonly ToGood[]): number => credits.reduce((sum, credit) => sum + credit.openOre, 0)

/** May so much be sent back, on the day? Answers with the money that is used. */
export function decideRefund(
  refund: { amountOre: number; on: Day },
  credits: readonly ToGood[],
  today: Day,
): Decision<{ used: UsedMoney[] }, ToGoodRefusal> {
  const reasons = amountReasons(refund.amountOre, credits)
  if (refund.on > today) reasons.push('DAY_NOT_COME')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false, used: oldestFirst(refund.amountOre, credits) }
}

/** May so much be moved from one stay to another? Answers with the money of the first that is used. */
export function decideTransfer(
  transfer: { amountOre: number; fromTenancyId: number; toTenancyId: number },
  credits: readonly ToGood[],
): Decision<{ used: UsedMoney[] }, ToGoodRefusal> {
  const own = credits.filter((credit) => credit.tenancyId === transfer.fromTenancyId)
  const reasons = amountReasons(transfer.amountOre, own)
  if (transfer.fromTenancyId === transfer.toTenancyId) reasons.push('SAME_STAY')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false, used: oldestFirst(transfer.amountOre, own) }
}

function amountReasons(amountOre: number, credits: readonly ToGood[]): ToGoodRefusal[] {
  if (amountOre <= 0) return ['NO_AMOUNT']
  return amountOre > sumToGood(credits) ? ['MORE_THAN_TO_GOOD'] : []
}

function oldestFirst(amountOre: number, credits: readonly ToGood[]): UsedMoney[] {
  let left = amountOre
  return [...credits]
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.id - b.id))
    .flatMap(({ id, tenancyId, openOre }) => {
      const used = Math.min(left, openOre)
      left -= used
      return used > 0 ? [{ creditId: id, tenancyId, amountOre: used }] : []
    })
}
