/** What an import does to each row of the lists, counted list by list. */
import type { SheetName } from './columns.js'
import { SHEET_NAMES } from './columns.js'
import type { ReadSheets } from './read-sheets.js'

export type RowFate = 'created' | 'changed' | 'unchanged'

export interface SheetCounts {
  rows: number
  created: number
  changed: number
  unchanged: number
  rejected: number
}

export interface Tally {
  /** A row that is marked twice keeps what says most: created before changed before unchanged. */
  mark: (sheet: SheetName, row: number, fate: RowFate) => void
  /** Every list that was read: rows = created + changed + unchanged + rejected. */
  counts: (read: ReadSheets, isRejected: (sheet: SheetName, row: number) => boolean) => Partial<Record<SheetName, SheetCounts>>
}

const WEIGHTS: Record<RowFate, number> = { unchanged: 0, changed: 1, created: 2 }

export function createTally(): Tally {
  const fates = new Map<SheetName, Map<number, RowFate>>(SHEET_NAMES.map((name) => [name, new Map()]))
  return {
    mark(sheet, row, fate) {
      const rows = fates.get(sheet)
      const known = rows?.get(row)
      if (known === undefined || WEIGHTS[fate] > WEIGHTS[known]) rows?.set(row, fate)
    },
    counts(read, isRejected) {
      const counts: Partial<Record<SheetName, SheetCounts>> = {}
      for (const name of SHEET_NAMES) {
        const list = read.sheets.get(name)
        if (!list) continue
        const count: SheetCounts = { rows: list.rows.length, created: 0, changed: 0, unchanged: 0, rejected: 0 }
        for (const { row } of list.rows) count[isRejected(name, row) ? 'rejected' : (fates.get(name)?.get(row) ?? 'unchanged')] += 1
        counts[name] = count
      }
      return counts
    },
  }
}
