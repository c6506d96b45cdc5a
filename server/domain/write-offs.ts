/**
 * avskrivning: bills that will not be paid are written off by decision, with a reason and the decision's reference: a realised loss
 * (konstaterad kundförlust, G3). Only what is late under every reading of 12 kap. 20 § JB, and all that is open of the bill.
 *
 * Source: domain.md §1.3 G3; kommunal redovisning (RKR R 1): the claim is removed when it is found that it will not be paid.
 *
 * Worked example: 448 000 öre open on the bill due 2026-02-27, decided 2026-11-20 (SN 2026/114): 448 000 öre is written off. The bill
 * due 2026-11-30 cannot be, on 2026-11-22.
 */
import { isOverdue } from './arrears.js'
import type { Day } from './calendar.js'
import type { Decision } from './decision.js'

export const WRITE_OFF_REFUSALS = ['NO_BILL_CHOSEN', 'BILL_NOT_OPEN', 'BILL_NOT_LATE', 'DECIDED_LATER'] as const
export type WriteOffRefusal = (typeof WRITE_OFF_REFUSALS)[number]

export interface LateBill {
  id: number
  dueOn: Day
  openOre: number
}

/** May the chosen bills be written off? */
export function decideWriteOff<Bill extends LateBill>(
  chosen: readonly number[],
  open: readonly Bill[],
  decidedOn: Day,
  today: Day,
): Decision<{ bills: Bill[]; amountOre: number }, WriteOffRefusal> {
  const bills = open.filter((bill) => chosen.includes(bill.id))
  const reasons: WriteOffRefusal[] = []
  if (chosen.length === 0) reasons.push('NO_BILL_CHOSEN')
  if (bills.length < new Set(chosen).size) reasons.push('BILL_NOT_OPEN')
  if (bills.some((bill) => !isOverdue(bill.dueOn, decidedOn))) reasons.push('BILL_NOT_LATE')
  if (decidedOn > today) reasons.push('DECIDED_LATER')
  return reasons.length > 0
    ? { refused: true, reasons }
    : { refused: false, bills, amountOre: bills.reduce((sum, bill) => sum + bill.openOre, 0) }
}
