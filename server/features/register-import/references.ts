/** A row that names a person or an apartment: is it in the lists or in the register, and if in the lists, is that row right? */
import { readCell } from '../../documents/cell-values.js'
import type { SheetName } from './columns.js'
import type { Findings } from './findings.js'
import type { ReadSheet } from './read-sheets.js'

type ReferenceColumn = 'person' | 'lagenhet'

interface Target {
  sheet: SheetName
  list: ReadSheet | undefined
  /** The ids of the list's rows that are right. */
  accepted: ReadonlySet<string>
}

export interface References {
  /** True when the row may be kept; otherwise the reason is noted on the row. */
  hold: (sheet: SheetName, row: number, column: ReferenceColumn, id: string) => boolean
  /** An OCR number belongs to one person: true when it is new or the same person's, otherwise the row is refused. */
  ownOcr: (sheet: SheetName, row: number, ocr: string | null, person: string) => boolean
}

export function createReferences(
  findings: Findings,
  known: { people: ReadonlySet<string>; apartments: ReadonlySet<string> },
  targets: Record<ReferenceColumn, Target>,
): References {
  const register = { person: known.people, lagenhet: known.apartments }
  const written = { person: rowsById(targets.person, 'person'), lagenhet: rowsById(targets.lagenhet, 'lagenhet') }
  const ocrOwners = new Map<string, { person: string; sheet: SheetName; row: number }>()
  return {
    hold(sheet, row, column, id) {
      if (targets[column].accepted.has(id) || register[column].has(id)) return true
      const wrongRow = written[column].get(id)
      if (wrongRow === undefined) {
        findings.refuse(sheet, row, column, `${NOUNS[column]} finns varken i listan ${targets[column].sheet} eller i registret.`)
      } else {
        findings.dropWith(sheet, row, column, `Raden hör till ${targets[column].sheet} rad ${wrongRow}, som är fel.`)
      }
      return false
    },
    ownOcr(sheet, row, ocr, person) {
      if (ocr === null) return true
      const owner = ocrOwners.get(ocr)
      if (!owner) ocrOwners.set(ocr, { person, sheet, row })
      if (!owner || owner.person === person) return true
      findings.refuse(sheet, row, 'ocr', `OCR-numret står för en annan person i ${owner.sheet} rad ${owner.row}.`)
      return false
    },
  }
}

const NOUNS: Record<ReferenceColumn, string> = { person: 'Personen', lagenhet: 'Lägenheten' }

/** The first row of every id that is written in a list, right or wrong. */
function rowsById({ list }: Target, column: ReferenceColumn): Map<string, number> {
  const rows = new Map<string, number>()
  for (const { row, cells } of list?.rows ?? []) {
    const cell = cells[column] ?? null
    // An id does not depend on the day.
    const id = cell === null ? null : readCell('id', cell, '')
    if (typeof id === 'string' && !rows.has(id)) rows.set(id, row)
  }
  return rows
}
