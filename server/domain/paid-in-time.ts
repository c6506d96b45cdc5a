/**
 * Was money for a bill in time? The one rule of the whole chain: the month matrix, a person's ledger and figures, rent on time, interest.
 *
 * - 12 kap. 20 § 3 st. JB: rent is paid when the bank takes the order. Where the file says that day it is used as it is.
 * - Where only the booking day is known, the order may have come earlier: the tolerance in bank days is taken from it (setting
 *   toleranceBankDays, that of the bill's due day). It is the same to give the booking day so much longer.
 * - In time is: by the latest day that can be meant as the due day (rent-due.ts), or by the last day of a respite.
 * - What is credited need not be paid. What is written off was not paid.
 *
 * Worked example, tolerance 1 bank day: due Friday 2026-01-30, latest plausible Saturday 31 January. An order of 31 January is in time,
 * one of Monday 2 February is late. A booking of Monday 2 February, its order not known, counts as Friday 30 January and is in time;
 * one of Tuesday 3 February counts as Monday and is late.
 */
import { addBankDays, type Day } from './calendar.js'
import { settingsOn, type SettingRow } from './policy.js'
import { lastDayBeforeLate, lastDayInTimeWithRespite } from './respite.js'

/** The tolerance, in bank days, for bills of a due day. */
export type Tolerance = (dueOn: Day) => number

/** What a settled bill was settled with: the last day of each sort of money, and what was no money. */
export interface PaidDays {
  /** the last order the bank gave the day of */
  orderedOn: Day | null
  /** the last booking of money whose order day is not known */
  bookedOn: Day | null
  creditedOre: number
  writtenOffOre: number
}

/** The last days on which money for a bill is in time: by the bank's day of the order, and by the booking day. */
export function inTimeDays(dueOn: Day, respiteUntilOn: Day | null, toleranceBankDays: number): { orderedBy: Day; bookedBy: Day } {
  const key = `${dueOn} ${respiteUntilOn} ${toleranceBankDays}`
  const known = knownDays.get(key)
  if (known) return known
  const days = {
    orderedBy: lastDayBeforeLate(dueOn, respiteUntilOn),
    bookedBy: lastDayInTimeWithRespite(dueOn, respiteUntilOn, toleranceBankDays),
  }
  knownDays.set(key, days)
  return days
}

/** The last day of a settled bill's money that was too late; null when all of it was in time. */
export function lateMoneyOn(paid: PaidDays, dueOn: Day, respiteUntilOn: Day | null, toleranceBankDays: number): Day | null {
  const { orderedBy, bookedBy } = inTimeDays(dueOn, respiteUntilOn, toleranceBankDays)
  const ordered = paid.orderedOn !== null && paid.orderedOn > orderedBy ? paid.orderedOn : null
  const booked = paid.bookedOn !== null && paid.bookedOn > bookedBy ? paid.bookedOn : null
  return ordered !== null && booked !== null ? (ordered > booked ? ordered : booked) : (ordered ?? booked)
}

/** The day money counts in law: the order's, else the booking day less the tolerance. */
export function legalDay(on: Day, orderDayKnown: boolean, toleranceBankDays: number): Day {
  return orderDayKnown ? on : addBankDays(on, -toleranceBankDays)
}

/** The tolerance that a nämnd's dated settings give bills of each due day. */
export function toleranceOf(settings: readonly SettingRow[]): Tolerance {
  const own = settings.filter((row) => row.name === 'toleranceBankDays')
  const usual = settingsOn('9999-12-31', []).toleranceBankDays
  return own.length === 0 ? () => usual : (dueOn) => settingsOn(dueOn, own).toleranceBankDays
}

/** A report asks for a year's days each time it is made. */
const knownDays = new Map<string, { orderedBy: Day; bookedBy: Day }>()
