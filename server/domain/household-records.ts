/**
 * What may be written about a household. An event is of a day that has been; only a hearing that is planned lies ahead. A felsökning names
 * its cause. A last day (of an insurance, or when a late benefit is expected) is not before the event itself.
 *
 * Source: VP 2019 "felsökning vid utebliven hyresbetalning" (domain.md §1.2 G18, §9.2).
 *
 * Worked example, 2026-11-22: RENT_TROUBLESHOT on 2026-11-22 without a cause is refused; with BENEFIT_LATE, expected 2026-12-01, it is
 * written. HEARING_PLANNED on 2026-11-20 is refused: it has been.
 */
import type { Day } from './calendar.js'
import type { HouseholdEventKind, MissingRentCause } from './codes.js'
import type { Decision } from './decision.js'

export type HouseholdRefusal = 'LEARNED_AFTER_TODAY' | 'HEARING_BEFORE_TODAY' | 'CAUSE_NEEDED' | 'UNTIL_BEFORE_EVENT'

export interface NewHouseholdEvent {
  kind: HouseholdEventKind
  happenedOn: Day
  untilOn: Day | null
  cause: MissingRentCause | null
}

/** The events that have a last day to write: until when the insurance is paid, when the benefit is expected. */
export const WITH_LAST_DAY: readonly HouseholdEventKind[] = ['INSURANCE_SEEN', 'RENT_TROUBLESHOT']

export function decideHouseholdEvent(event: NewHouseholdEvent, today: Day): Decision<object, HouseholdRefusal> {
  const reasons: HouseholdRefusal[] = []
  if (event.kind === 'HEARING_PLANNED') {
    if (event.happenedOn < today) reasons.push('HEARING_BEFORE_TODAY')
  } else if (event.happenedOn > today) reasons.push('LEARNED_AFTER_TODAY')
  if (event.kind === 'RENT_TROUBLESHOT' && event.cause === null) reasons.push('CAUSE_NEEDED')
  if (event.untilOn !== null && event.untilOn < event.happenedOn) reasons.push('UNTIL_BEFORE_EVENT')
  return reasons.length > 0 ? { refused: true, reasons } : { refused: false }
}
