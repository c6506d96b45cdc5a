/**
 * What the steps after felsökning share: a step holds from the day its cause was found about the rent that is late now, until somebody has
 * written that it is done (CAUSE_HANDLED), another cause is found or the rent is paid. It is to be done within the days of outreach.
 *
 * Worked example: WRONG_OCR written 2026-11-03: FIND_THE_PAYMENT by 2026-11-06. CAUSE_HANDLED written on the 5th: silent.
 */
import { addDays } from '../calendar.js'
import type { Hold, MissingRentCause, PreventionAction } from '../codes.js'
import { latestOf, type HouseholdEventFact } from '../household-facts.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule, type PreventionRule } from './action.js'

export function causeRule(
  action: PreventionAction,
  cause: MissingRentCause,
  words: { reason: string; statute?: string },
  heldBackBy: readonly Hold[] = [],
): PreventionRule {
  return preventionRule(
    action,
    ({ household, chase }, _today, { outreachDays }) => {
      const found = chase.cause
      if (found?.cause !== cause || isHandled(household.events, found)) return null
      return {
        dueOn: found.untilOn ?? addDays(found.happenedOn, outreachDays),
        reason: `Felsökt ${dayAndMonth(found.happenedOn)}: ${words.reason}`,
        statute: words.statute ?? null,
        writes: 'CAUSE_HANDLED',
      }
    },
    heldBackBy,
  )
}

/** Has somebody written, after it, that the cause is dealt with? */
export function isHandled(events: readonly HouseholdEventFact[], cause: HouseholdEventFact): boolean {
  const handled = latestOf(events, 'CAUSE_HANDLED')
  return handled !== undefined && handled.id > cause.id
}
