/**
 * What every rule of the next right action answers with: what to do, by when, and why in plain Swedish. One rule a file; the first that holds
 * is recommended, the others stand as "gäller också" (eviction-prevention.ts). A rule sees typed facts only and writes nothing.
 */
import type { Day } from '../calendar.js'
import type { CaseEventKind, PreventionAction } from '../codes.js'
import type { LegalDate } from '../legal-clock/legal-date.js'
import type { Settings } from '../policy.js'
import type { CaseFacts, NoticeState } from '../prevention-case.js'

export interface NextAction {
  action: PreventionAction
  dueOn: Day
  reason: string
  statute: string | null
  noticeId: number | null
  /** the event to write down when it is done; null where it is a contact */
  done: CaseEventKind | null
}

export interface RuleFacts extends CaseFacts {
  states: readonly NoticeState[]
  dates: readonly LegalDate[]
}

export type PreventionRule = (facts: RuleFacts, today: Day, settings: Settings) => NextAction | null
