/** Rows of cells to rows of typed values: the same for all lists. */
import type { Day } from '../../domain/calendar.js'
import { isUnreadable, readCell } from '../../documents/cell-values.js'
import type { KindValues } from '../../documents/cell-values.js'
import { COLUMNS } from './columns.js'
import type { Column, SheetName } from './columns.js'
import type { Findings } from './findings.js'
import type { ReadSheet } from './read-sheets.js'

type ColumnsOf<S extends SheetName> = (typeof COLUMNS)[S][number]

/** The typed row of a list: a starred column always has its value, the others may be null. */
export type RowOf<S extends SheetName> = {
  [C in ColumnsOf<S> as C['name']]: C['required'] extends true ? KindValues[C['kind']] : KindValues[C['kind']] | null
} & { row: number }

/** The rows of a list whose every cell can be read, in the list's order. The others are refused, each cell with its own reason. */
export function readRows<S extends SheetName>(sheet: S, list: ReadSheet | undefined, findings: Findings, today: Day): RowOf<S>[] {
  const rows: RowOf<S>[] = []
  const columns: readonly Column[] = COLUMNS[sheet]
  for (const { row, cells } of list?.rows ?? []) {
    const values: Record<string, unknown> = { row }
    let readable = true
    for (const column of columns) {
      const cell = cells[column.name] ?? null
      const value = cell === null ? (column.required ? { reason: MISSING } : null) : readCell(column.kind, cell, today)
      if (isUnreadable(value)) {
        findings.refuse(sheet, row, column.name, value.reason)
        readable = false
      } else {
        values[column.name] = value
      }
    }
    if (readable) rows.push(values as RowOf<S>)
  }
  return rows
}

const MISSING = 'Cellen är tom men behövs.'
