/**
 * What is written down about a stay while it goes on: a new rent from a day, and a kontrollstation that was held.
 *
 * House rules (issue A5; the charge run in rent-charges.ts and the template in checkpoints.ts build on them): a rent holds from a day
 * of the stay until the next one begins, and one day has one rent, so that a bill can be worked out in one way only. A kontrollstation
 * is one of the template's, held once, from the day of moving in until today.
 *
 * The landlord is told of a tenant at the earliest a year before the tenant moves in; an earlier day is a slip in the year.
 *
 * Worked example: moved in 2026-02-01, out 2026-11-15, rent 6 000 kr from 2026-02-01. A rent from 2026-07-01: yes. From 2026-02-01:
 * refused, there is one from that day. From 2026-11-15: refused, no night is left. The kontrollstation of 3 months held 2026-05-04: yes;
 * once more: refused.
 */
import { addMonths, type Day } from './calendar.js'
import type { Decision } from './decision.js'
import type { Interval } from './interval.js'

export const RENT_REFUSALS = ['RENT_BEFORE_MOVE_IN', 'RENT_AFTER_MOVE_OUT', 'RENT_DAY_TAKEN'] as const
export type RentRefusal = (typeof RENT_REFUSALS)[number]

/** May a rent begin on the day? */
export function decideRent(stay: Interval & { rents: readonly { fromOn: Day }[] }, fromOn: Day): Decision<{ fromOn: Day }, RentRefusal> {
  const reasons: RentRefusal[] = []
  if (fromOn < stay.startsOn) reasons.push('RENT_BEFORE_MOVE_IN')
  if (stay.endsOn !== null && fromOn >= stay.endsOn) reasons.push('RENT_AFTER_MOVE_OUT')
  if (stay.rents.some((rent) => rent.fromOn === fromOn)) reasons.push('RENT_DAY_TAKEN')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false, fromOn }
}

const toldMonthsBefore = 12

/** May the landlord have been told on the day of somebody who moves in on `startsOn`? */
export function mayBeTold(startsOn: Day, toldOn: Day): boolean {
  return toldOn >= addMonths(startsOn, -toldMonthsBefore)
}

export const CHECKPOINT_REFUSALS = ['NOT_A_CHECKPOINT', 'CHECKPOINT_HELD', 'HELD_BEFORE_MOVE_IN', 'HELD_AFTER_TODAY'] as const
export type CheckpointRefusal = (typeof CHECKPOINT_REFUSALS)[number]

/** May the kontrollstation of so many months be written down as held on the day? `template` are the months in force. */
export function decideCheckpointHeld(
  stay: { startsOn: Day; heldMonths: readonly number[] },
  checkpoint: { months: number; heldOn: Day },
  today: Day,
  template: readonly number[],
): Decision<{ months: number; heldOn: Day }, CheckpointRefusal> {
  const reasons: CheckpointRefusal[] = []
  if (!template.includes(checkpoint.months)) reasons.push('NOT_A_CHECKPOINT')
  if (stay.heldMonths.includes(checkpoint.months)) reasons.push('CHECKPOINT_HELD')
  if (checkpoint.heldOn < stay.startsOn) reasons.push('HELD_BEFORE_MOVE_IN')
  if (checkpoint.heldOn > today) reasons.push('HELD_AFTER_TODAY')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false, ...checkpoint }
}
