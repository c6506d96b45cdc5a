/** What is wrong in the lists, row by row: collected while checking, shown in the preview, written into the rejected rows' file. */
import type { SheetName } from './columns.js'

/** One thing to put right. `row` is the row as Excel shows it; null = the whole sheet. `reason` is Swedish, without personal facts. */
export interface Finding {
  sheet: string
  row: number | null
  column: string | null
  reason: string
}

export interface Findings {
  /** Rows that are wrong in themselves. */
  errors: Finding[]
  /** Rows that are right but refer to a row that is wrong; they drop out with it. */
  dependents: Finding[]
  warnings: Finding[]
  refuse: (sheet: SheetName, row: number, column: string | null, reason: string) => void
  dropWith: (sheet: SheetName, row: number, column: string | null, reason: string) => void
  warn: (sheet: SheetName, row: number | null, column: string | null, reason: string) => void
  /** True when the row is wrong or depends on a row that is. */
  isRejected: (sheet: SheetName, row: number) => boolean
  rejectedCount: (sheet: SheetName) => number
}

export function collectFindings(): Findings {
  const errors: Finding[] = []
  const dependents: Finding[] = []
  const warnings: Finding[] = []
  const rejected = new Map<SheetName, Set<number>>()
  const reject = (sheet: SheetName, row: number) => {
    const rows = rejected.get(sheet)
    if (rows) rows.add(row)
    else rejected.set(sheet, new Set([row]))
  }
  return {
    errors,
    dependents,
    warnings,
    refuse(sheet, row, column, reason) {
      errors.push({ sheet, row, column, reason })
      reject(sheet, row)
    },
    dropWith(sheet, row, column, reason) {
      dependents.push({ sheet, row, column, reason })
      reject(sheet, row)
    },
    warn(sheet, row, column, reason) {
      warnings.push({ sheet, row, column, reason })
    },
    isRejected: (sheet, row) => rejected.get(sheet)?.has(row) ?? false,
    rejectedCount: (sheet) => rejected.get(sheet)?.size ?? 0,
  }
}
