/**
 * When a booked bank file may be undone as a whole. Undoing says that the payments of the file never came: every entry is reversed from
 * its own day, and what waited waits no more. So nothing may have happened that shows that the money did come, or that would be left
 * hanging: money that was sent back to the payer, refunded to a person or moved to another stay, a deduction of another file that is
 * tied to one of the payments, foreign money that was exchanged. What was merely placed or re-allocated by hand is reversed with the
 * rest. A closed month takes no reversals, so the months of the entries must be open.
 *
 * Source: architecture.md on money and facts (nothing is deleted); the B2 ("undone as a whole while its months are open").
 *
 * Worked example: a file of 1 000 payments booked in November. October is closed, November open: all 1 000 are reversed. Had one been
 * dated 30 October before October was closed, the file stands and October is named.
 */
import type { Month } from './calendar.js'

export type UndoHindrance =
  | { why: 'ALREADY_UNDONE' }
  | { why: 'MONTH_CLOSED'; month: Month }
  /** receivedId: the payment it is about */
  | { why: 'SENT_BACK' | 'MONEY_GONE_ON' | 'TIED_TO_ANOTHER' | 'EXCHANGED'; receivedId: number }

export interface UndoFacts {
  undone: boolean
  /** the months that the file's standing entries are dated in */
  months: readonly Month[]
  /** the last closed month; null when none is */
  closedThrough: Month | null
  /** payments of the file that were sent back, that used up in a refund or a move, that other files' deductions are tied to, that were exchanged */
  sentBack: readonly number[]
  goneOn: readonly number[]
  tied: readonly number[]
  exchanged: readonly number[]
}

/** Everything that stands in the way, each by itself; none: it may be undone. */
export function hindersUndoing(facts: UndoFacts): UndoHindrance[] {
  if (facts.undone) return [{ why: 'ALREADY_UNDONE' }]
  const { closedThrough } = facts
  const closed = closedThrough === null ? [] : [...new Set(facts.months)].filter((month) => month <= closedThrough).sort()
  const about = (why: 'SENT_BACK' | 'MONEY_GONE_ON' | 'TIED_TO_ANOTHER' | 'EXCHANGED', ids: readonly number[]): UndoHindrance[] =>
    ids.map((receivedId) => ({ why, receivedId }))
  return [
    ...closed.map((month): UndoHindrance => ({ why: 'MONTH_CLOSED', month })),
    ...about('SENT_BACK', facts.sentBack),
    ...about('MONEY_GONE_ON', facts.goneOn),
    ...about('TIED_TO_ANOTHER', facts.tied),
    ...about('EXCHANGED', facts.exchanged),
  ]
}
