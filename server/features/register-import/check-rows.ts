/**
 * The lists to values that can be stored, with everything that is wrong: cell by cell, then row against row. Needs no database:
 * what the register already has comes in as `known`. `values` holds only rows that are right and refer to rows that are right, so it
 * is what "hoppa över felaktiga rader" stores; while `errors` has anything, nothing is stored unless the user chose that.
 *
 * Time and memory grow with the number of rows (sorting apart): 30 000 people and 300 000 bills take seconds.
 */
import type { Day } from '../../domain/calendar.js'
import { checkApartments } from './check-apartments.js'
import type { ImportedApartment } from './check-apartments.js'
import { checkBills, checkPayments } from './check-money.js'
import type { ImportedBill, ImportedPayment } from './check-money.js'
import { checkNotices } from './check-notices.js'
import type { ImportedNotice } from './check-notices.js'
import { checkPeople } from './check-people.js'
import type { ImportedPerson } from './check-people.js'
import { checkStays } from './check-stays.js'
import type { ImportedStay } from './check-stays.js'
import { SHEET_NAMES } from './columns.js'
import type { SheetName } from './columns.js'
import { collectFindings } from './findings.js'
import type { Finding, Findings } from './findings.js'
import type { ReadSheets } from './read-sheets.js'
import { createReferences } from './references.js'

export type { ImportedApartment, ImportedBill, ImportedNotice, ImportedPayment, ImportedPerson, ImportedStay }

/** What the register has before the import: own ids of people and apartments, and `stayKey` of every stay. */
export interface Known {
  people: ReadonlySet<string>
  apartments: ReadonlySet<string>
  stays: ReadonlySet<string>
}

export interface ImportedRegister {
  apartments: ImportedApartment[]
  people: ImportedPerson[]
  stays: ImportedStay[]
  bills: ImportedBill[]
  payments: ImportedPayment[]
  notices: ImportedNotice[]
}

export interface CheckedRows {
  values: ImportedRegister
  /** Rows that are wrong. */
  errors: Finding[]
  /** Rows that only drop out because a row they refer to is wrong. */
  dependents: Finding[]
  warnings: Finding[]
  counts: Partial<Record<SheetName, { rows: number; accepted: number; rejected: number }>>
  isRejected: Findings['isRejected']
}

/** Checks what readSheets gave without errors. `today` is the day in the municipality's zone. */
export function checkRows(read: ReadSheets, known: Known, today: Day): CheckedRows {
  const findings = collectFindings()
  const list = (sheet: SheetName) => read.sheets.get(sheet)

  const apartments = checkApartments(list('lagenheter'), findings, today)
  const people = checkPeople(list('personer'), findings, today)
  const references = createReferences(findings, known, {
    person: { sheet: 'personer', list: list('personer'), accepted: new Set(people.map((person) => person.ownId)) },
    lagenhet: { sheet: 'lagenheter', list: list('lagenheter'), accepted: new Set(apartments.map((apartment) => apartment.ownId)) },
  })
  const stays = checkStays(list('boenden'), { findings, references, apartments, today })
  const bills = checkBills(list('avier'), { findings, references, stays, stayList: list('boenden'), known, today })
  const payments = checkPayments(list('betalningar'), { findings, references, today })
  const notices = checkNotices(list('meddelanden'), { findings, references, today })

  const counts: CheckedRows['counts'] = {}
  for (const sheet of SHEET_NAMES) {
    const rows = list(sheet)?.rows.length
    if (rows === undefined) continue
    const rejected = findings.rejectedCount(sheet)
    counts[sheet] = { rows, accepted: rows - rejected, rejected }
  }
  return {
    values: { apartments, people, stays, bills, payments, notices },
    errors: findings.errors.sort(inReadingOrder),
    dependents: findings.dependents.sort(inReadingOrder),
    warnings: [...read.warnings, ...findings.warnings.sort(inReadingOrder)],
    counts,
    isRejected: findings.isRejected,
  }
}

/** As the lists stand in docs/import.md, then row by row. */
function inReadingOrder(a: Finding, b: Finding): number {
  const sheets = SHEET_ORDER.indexOf(a.sheet) - SHEET_ORDER.indexOf(b.sheet)
  return sheets !== 0 ? sheets : (a.row ?? 0) - (b.row ?? 0)
}

const SHEET_ORDER: readonly string[] = SHEET_NAMES
