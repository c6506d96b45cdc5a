/** The columns and cells of rows behind an indicator. */
import type { Day } from '../../domain/calendar.js'
import type { RowSort } from './form.js'
import type { ShownRow } from './rows-store.js'

/** What stands in a cell: a page links, writes days and names its own way, a file writes plain text. */
export type Cell = string | number | null | { day: Day | null } | { href: string; text: string } | { person: ShownRow['person'] }

export interface Column {
  key: string
  text: string
  sort?: RowSort
  num?: boolean
}
