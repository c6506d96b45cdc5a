/**
 * Anstånd (respite): more time for one bill, given by the nämnd as landlord, with a reason and a last day. Until that day has passed the
 * bill is not late: it is in no arrears list, breaks no repayment plan and is no ground for forfeiture (12 kap. 42 § 1 JB counts from
 * the due day, and with respite the parties have agreed on a later one). After it the bill is late as from its own late day, and a week
 * for forfeiture is counted from the respite's last day. A last day that is no bank day moves to the next one when it is written down
 * (as lag 1930:173 2 § moves a time limit), so that whoever reads the paper and whoever reads the database see the same day.
 *
 * Worked example: November's rent, due 2026-10-30, respite to Sunday 2026-12-06. It is written down as Monday 2026-12-07. On 2026-12-07
 * the bill is not late; on 2026-12-08 it is; the tenancy may be forfeit from 2026-12-15, not from 2026-11-07. Paid on 2026-12-08 with a
 * tolerance of one bank day it was paid in time.
 */
import { addBankDays, addDays, addMonths, nextVardag, weeksAfter, type Day } from './calendar.js'
import type { Decision } from './decision.js'
import type { Settings } from './policy.js'
import { forfeitureFrom, lastDayInTime, latestPlausibleDay } from './rent-due.js'

/** The last day a bill can be paid without being late, respite counted. */
export function lastDayBeforeLate(dueOn: Day, respiteUntilOn: Day | null): Day {
  return later(latestPlausibleDay(dueOn), respiteUntilOn)
}

/** The same with the bank's time: the last day on which an unpaid bill is not yet late in what we judge. */
export function lastDayInTimeWithRespite(dueOn: Day, respiteUntilOn: Day | null, toleranceBankDays: number): Day {
  return later(lastDayInTime(dueOn, toleranceBankDays), respiteUntilOn === null ? null : addBankDays(respiteUntilOn, toleranceBankDays))
}

/** The first day on which the bill is more than a week late under every reading. */
export function forfeitureFromWithRespite(dueOn: Day, respiteUntilOn: Day | null): Day {
  return later(forfeitureFrom(dueOn), respiteUntilOn === null ? null : forfeitureAfterRespite(respiteUntilOn))
}

/** The same by the respite alone: its last day was agreed, and has no other reading. */
export function forfeitureAfterRespite(respiteUntilOn: Day): Day {
  return addDays(weeksAfter(respiteUntilOn, 1), 1)
}

/**
 * The last day before a bill is late and the first on which it is ground for forfeiture. A nation's bills share some hundred due days and
 * are asked about again and again, so each is worked out once.
 */
export function lateDaysOf(dueOn: Day, respiteUntilOn: Day | null): LateDays {
  const key = respiteUntilOn === null ? dueOn : `${dueOn} ${respiteUntilOn}`
  const found = known.get(key)
  if (found) return found
  const days = { lateAfter: lastDayBeforeLate(dueOn, respiteUntilOn), forfeitFrom: forfeitureFromWithRespite(dueOn, respiteUntilOn) }
  if (known.size > 50_000) known.clear()
  known.set(key, days)
  return days
}
export interface LateDays {
  lateAfter: Day
  forfeitFrom: Day
}
const known = new Map<string, LateDays>()

/** Does the respite hold on the day? */
export function isUnderRespite(respiteUntilOn: Day | null, on: Day): boolean {
  return respiteUntilOn !== null && on <= respiteUntilOn
}

/** A last day as it is written down: itself, or the next bank day. */
export function respiteDay(wantedOn: Day): Day {
  return nextVardag(wantedOn)
}

export type RespiteRefusal = 'RESPITE_BEFORE_DUE' | 'RESPITE_PASSED' | 'RESPITE_TOO_LONG' | 'NOTHING_TO_RESPITE'

/** May these open bills have respite to the day? A running respite is replaced by a longer one; a shorter is made by taking it back. */
export function decideRespite(
  bills: readonly { dueOn: Day; respiteUntilOn: Day | null }[],
  wantedOn: Day,
  today: Day,
  settings: Pick<Settings, 'respiteMonths'>,
): Decision<{ untilOn: Day }, RespiteRefusal> {
  const untilOn = respiteDay(wantedOn)
  const reasons: RespiteRefusal[] = []
  if (bills.length === 0) reasons.push('NOTHING_TO_RESPITE')
  if (untilOn < today) reasons.push('RESPITE_PASSED')
  if (bills.some((bill) => untilOn <= lastDayBeforeLate(bill.dueOn, bill.respiteUntilOn))) reasons.push('RESPITE_BEFORE_DUE')
  if (untilOn > addMonths(today, settings.respiteMonths)) reasons.push('RESPITE_TOO_LONG')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false, untilOn }
}

function later(day: Day, other: Day | null): Day {
  return other !== null && other > day ? other : day
}
