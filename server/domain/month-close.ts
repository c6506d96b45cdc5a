/**
 * Month close: what was owed when the month began, what happened in it, and what is owed when it ends, to the öre (domain.md §1.3 G3:
 * "opening balance + avier − payments − avskrivet = closing balance must reconcile each month"; S19: "Plocka ut hyrorna per
 * kostnadsställe?").
 *
 *   opening + charged − paid − credited − written off + refunded + transferred = closing
 *
 * An entry counts in the month of its effectiveOn. A REVERSAL is counted in the column of what it turns: a reversed payment lowers
 * paid. A TRANSFER between a person's stays adds where it is taken and takes where it is given, so over the whole nämnd it is nothing.
 * The opening of a month is the closing of the one before.
 *
 * Worked example, cost centre 41230 in October: opening 1 200 000 öre; bills 648 000 and 512 000; payments 648 000 and 300 000, of
 * which the 300 000 is reversed; credit 48 000; written off 100 000; a payment of 20 000 sent back. Charged 1 160 000, paid
 * 648 000 + 300 000 − 300 000 = 648 000, credited 48 000, written off 100 000, refunded 20 000:
 * 1 200 000 + 1 160 000 − 648 000 − 48 000 − 100 000 + 20 000 = 1 584 000.
 *
 * Months are closed in order, and only when they have ended. The first one closed may be any: everything before it is in its opening.
 * A closed month, and whatever lies before it, takes no more entries. Closed through October, a payment of 28 October is dated
 * 1 November and points back: effectiveOn 2026-11-01, belongsOn 2026-10-28.
 */
import { firstOfMonth, monthOf, nextMonth, type Day, type Month } from './calendar.js'
import type { EntryKind } from './codes.js'

/** The columns between opening and closing, in order. */
export const MONTH_COLUMNS = ['chargedOre', 'paidOre', 'creditedOre', 'writtenOffOre', 'refundedOre', 'transferredOre'] as const
export type MonthColumn = (typeof MONTH_COLUMNS)[number]
/** All figures of a line, in order. */
export const MONTH_FIGURES = ['openingOre', ...MONTH_COLUMNS, 'closingOre'] as const
export type MonthAmounts = Record<(typeof MONTH_FIGURES)[number], number>

const COLUMN_OF: Record<Exclude<EntryKind, 'REVERSAL'>, MonthColumn> = {
  CHARGE: 'chargedOre',
  PAYMENT: 'paidOre',
  CREDIT: 'creditedOre',
  WRITE_OFF: 'writtenOffOre',
  REFUND: 'refundedOre',
  TRANSFER: 'transferredOre',
}
/** Does a larger figure in the column mean that more is owed? */
const ADDS: Record<MonthColumn, 1 | -1> = {
  chargedOre: 1,
  paidOre: -1,
  creditedOre: -1,
  writtenOffOre: -1,
  refundedOre: 1,
  transferredOre: 1,
}

/** The column of an entry; of a reversal, that of the kind it turns. */
export function columnOf(kind: EntryKind, turned: EntryKind | null): MonthColumn {
  const root = kind === 'REVERSAL' ? turned : kind
  if (root === null || root === 'REVERSAL') throw new RangeError('a reversal points at what it turns, and that is no reversal')
  return COLUMN_OF[root]
}

/** The kinds whose figures a column holds, theirs and those that turn them. */
export function kindOf(column: MonthColumn): EntryKind {
  return (Object.keys(COLUMN_OF) as (keyof typeof COLUMN_OF)[]).find((kind) => COLUMN_OF[kind] === column) ?? 'CHARGE'
}

export interface Movement {
  kind: EntryKind
  /** the kind a reversal turns */
  turned: EntryKind | null
  /** + adds to the debt, − takes from it */
  signedOre: number
}

/** One line from what was owed before and what happened since. */
export function monthAmounts(openingOre: number, movements: readonly Movement[]): MonthAmounts {
  const line: MonthAmounts = { ...NOTHING, openingOre, closingOre: openingOre }
  for (const { kind, turned, signedOre } of movements) {
    const column = columnOf(kind, turned)
    line[column] += ADDS[column] * signedOre
    line.closingOre += signedOre
  }
  for (const column of MONTH_COLUMNS) line[column] += 0 // −0 is 0
  return line
}

/** Does the line reconcile? */
export function reconciles(line: MonthAmounts): boolean {
  return MONTH_COLUMNS.reduce((ore, column) => ore + ADDS[column] * line[column], line.openingOre) === line.closingOre
}

/** Several lines as one. */
export function sumOf(lines: readonly MonthAmounts[]): MonthAmounts {
  const sum = { ...NOTHING }
  for (const line of lines) for (const column of COLUMNS) sum[column] += line[column]
  return sum
}

/** Lines summed by what `keyOf` says, in the order they first come. */
export function sumBy<Line extends MonthAmounts>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
): { key: string; amounts: MonthAmounts }[] {
  const groups = new Map<string, Line[]>()
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line])
  return [...groups].map(([key, some]) => ({ key, amounts: sumOf(some) }))
}

/** Why a month cannot be closed now. */
export const MONTH_CLOSE_REFUSALS = ['MONTH_NOT_ENDED', 'MONTH_CLOSED', 'MONTH_NOT_NEXT', 'MONTH_CHANGED'] as const
export type MonthCloseRefusal = (typeof MONTH_CLOSE_REFUSALS)[number]

/** May the month be closed? `closedThrough` is the last closed month, null when none is. Null when it may. */
export function refuseClose(month: Month, closedThrough: Month | null, today: Day): MonthCloseRefusal | null {
  if (closedThrough !== null && month <= closedThrough) return 'MONTH_CLOSED'
  if (month >= monthOf(today)) return 'MONTH_NOT_ENDED'
  return closedThrough !== null && month !== nextMonth(closedThrough) ? 'MONTH_NOT_NEXT' : null
}

/** The first day that takes entries; null when every day does. */
export function openFrom(closedThrough: Month | null): Day | null {
  return closedThrough === null ? null : firstOfMonth(nextMonth(closedThrough))
}

/** Where an entry of the day is dated, and the day it points back to. */
export function datedOn(day: Day, firstOpenOn: Day | null): { effectiveOn: Day; belongsOn: Day | null } {
  return firstOpenOn !== null && day < firstOpenOn ? { effectiveOn: firstOpenOn, belongsOn: day } : { effectiveOn: day, belongsOn: null }
}

const NOTHING: MonthAmounts = {
  openingOre: 0,
  chargedOre: 0,
  paidOre: 0,
  creditedOre: 0,
  writtenOffOre: 0,
  refundedOre: 0,
  transferredOre: 0,
  closingOre: 0,
}
const COLUMNS = Object.keys(NOTHING) as (keyof MonthAmounts)[]
