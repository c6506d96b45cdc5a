/**
 * A sign of trouble before any notice has come (VP 2019 G18 "snabb upptäckt", domain.md §1.2): which, since when, by when it is followed up, and
 * the facts behind it in plain words. One rule a file, each switched on and off as a dated setting; a rule sees typed facts only, and no sign
 * is ever more than a reason to ask.
 *
 * Worked example: the benefit stopped 2026-11-15, a sign is followed up within seven days: since 2026-11-15, by 2026-11-22.
 */
import type { Day } from '../calendar.js'
import type { EarlyWarningKind, HouseholdEventKind } from '../codes.js'
import type { HouseholdEventFact, WarningBill } from '../household-facts.js'
import type { Settings } from '../policy.js'

export type { WarningBill } from '../household-facts.js'

export interface WarningFacts {
  /** the latest rent bills that are not reversed, oldest first */
  bills: readonly WarningBill[]
  /** the running repayment plan, checked on the day */
  plan: { shortOre: number; brokenOn: Day | null } | null
  /** what is known of the household, oldest first */
  events: readonly HouseholdEventFact[]
  /** the disturbance that is not closed */
  disturbance: { openedOn: Day; latestOn: Day; reports: number } | null
  /** the stay that goes on; null: no home of ours */
  stay: { startsOn: Day; recordedOn: Day } | null
  /** the latest day the household was reached */
  reachedOn: Day | null
}

export interface EarlyWarning {
  kind: EarlyWarningKind
  since: Day
  followUpBy: Day
  /** the facts, whole sentences, no names */
  facts: string
}

export type WarningRule = (facts: WarningFacts, today: Day, settings: Settings) => EarlyWarning | null

/** The newest event of the kinds, by its day; of two on one day the one written last. */
export function newestOf(events: WarningFacts['events'], kinds: readonly HouseholdEventKind[]) {
  return events
    .filter((event) => kinds.includes(event.kind))
    .reduce<WarningFacts['events'][number] | null>(
      (newest, event) => (newest === null || event.happenedOn >= newest.happenedOn ? event : newest),
      null,
    )
}
