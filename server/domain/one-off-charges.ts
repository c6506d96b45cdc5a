/**
 * A one-off charge (nyckel, skada, övrig avgift) is a debt of its own, with its own due day and OCR number, and is no rent: it stands in
 * the person's balance, while arrears, forfeiture and months owed are the rent's alone (12 kap. 42 § JB speaks of the rent).
 *
 * Source: issue B1. It is due on the day it is made or later, so that nobody is late with what they have not been asked for, and within
 * a year. A stay has up to 87 a year, as many as its OCR numbers (ocr.ts oneOffOcrBase).
 *
 * Worked example: on 2026-11-22 a lost key, 350 kr, due 2026-12-31: yes. Due 2026-11-21: refused. 0 kr: refused.
 */
import { addMonths, type Day } from './calendar.js'
import type { Decision } from './decision.js'

export const ONE_OFF_REFUSALS = ['NO_AMOUNT', 'DUE_BEFORE_TODAY', 'DUE_TOO_FAR', 'TOO_MANY_CHARGES'] as const
export type OneOffRefusal = (typeof ONE_OFF_REFUSALS)[number]

export const MOST_ONE_OFFS_A_YEAR = 87
const longestMonthsToPay = 12

/** May the charge be made? `earlier` is how many the stay has had in the year. */
export function decideOneOffCharge(
  charge: { amountOre: number; dueOn: Day },
  earlier: number,
  today: Day,
): Decision<{ amountOre: number; dueOn: Day }, OneOffRefusal> {
  const reasons: OneOffRefusal[] = []
  if (charge.amountOre <= 0) reasons.push('NO_AMOUNT')
  if (charge.dueOn < today) reasons.push('DUE_BEFORE_TODAY')
  if (charge.dueOn > addMonths(today, longestMonthsToPay)) reasons.push('DUE_TOO_FAR')
  if (earlier >= MOST_ONE_OFFS_A_YEAR) reasons.push('TOO_MANY_CHARGES')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false, amountOre: charge.amountOre, dueOn: charge.dueOn }
}
