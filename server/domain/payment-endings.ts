/**
 * How received money that waits comes to an end. Money in kronor is placed on people, sent back to whoever sent it, or ended as a copy
 * of an earlier payment or as not ours. A deduction (money that left the account again) takes back an earlier payment, which then is
 * reversed on the person's ledger from the day the bank took it. Another currency is never converted by us: the bank's own amount in
 * kronor is typed from its statement. Everything that is ended needs a reason, and never more than what waits is ended.
 *
 * Source: domain.md §5.3 (BgMax 21) and §5.5 (RvslInd, DBIT, other currency); the money stays visible until somebody has answered for it.
 *
 * Worked example: 6 480 kr came on 30 October and paid Nadia's November. On 3 November the bank takes back 6 480 kr: the payment is
 * reversed from 3 November and November is unpaid again. Had the bank taken back 1 000 kr, 6 480 kr had paid until then, and 5 480 kr
 * since 30 October.
 */
export const ENDINGS = ['RETURN', 'TAKE_BACK', 'EXCHANGE', 'DUPLICATE', 'NOT_OURS'] as const
export type Ending = (typeof ENDINGS)[number]

export interface WaitingMoney {
  kind: 'PAYMENT' | 'DEDUCTION'
  currency: string
  unmatchedOre: number
  /** looks like an earlier payment */
  suspected: boolean
}

/** The ways out, the likeliest first; placing it on people is asked for by itself. */
export function endingsOf(money: WaitingMoney): Ending[] {
  if (money.unmatchedOre === 0) return []
  const copy: Ending[] = money.suspected ? ['DUPLICATE'] : []
  if (money.kind === 'DEDUCTION') return money.currency === 'SEK' ? [...copy, 'TAKE_BACK', 'NOT_OURS'] : [...copy, 'NOT_OURS']
  return money.currency === 'SEK' ? [...copy, 'RETURN', 'NOT_OURS'] : [...copy, 'EXCHANGE', 'RETURN', 'NOT_OURS']
}

export type EndingRefusal = 'ALREADY_ENDED' | 'TOO_MUCH' | 'NOT_THIS_WAY' | 'TARGET_GONE' | 'TARGET_MOVED_ON'

/** May so much of it be ended this way? */
export function hindersEnding(money: WaitingMoney, ending: Ending, amountOre: number): EndingRefusal | null {
  if (money.unmatchedOre === 0) return 'ALREADY_ENDED'
  if (!endingsOf({ ...money, suspected: true }).includes(ending)) return 'NOT_THIS_WAY'
  return amountOre > money.unmatchedOre || amountOre <= 0 ? 'TOO_MUCH' : null
}

/** How much of a payment's part a deduction takes back, and what stands again of it. */
export function takenBack(deductionOre: number, partOre: number): { takenOre: number; standsOre: number } {
  const takenOre = Math.min(deductionOre, partOre)
  return { takenOre, standsOre: partOre - takenOre }
}
