/**
 * The list `lagenheter`: one row for each boendeform a place has had, so several rows can be one apartment. The periods may not
 * overlap, nor may different head leases; address and town are the same on all rows; landlord and cost centre hold from the latest.
 */
import type { Day } from '../../domain/calendar.js'
import type { HousingForm } from '../../domain/codes.js'
import type { Findings } from './findings.js'
import { collisions, daysInWords, grouped } from './overlaps.js'
import { readRows } from './read-rows.js'
import type { RowOf } from './read-rows.js'
import type { ReadSheet } from './read-sheets.js'

export interface ImportedApartment {
  /** The row of its latest period. */
  row: number
  ownId: string
  address: string
  /** Five digits. */
  postcode: string | null
  city: string | null
  landlord: string | null
  costCentre: string | null
  /** In date order, half-open; `rentOre` is the month's rent to the landlord in the period. */
  periods: { row: number; form: HousingForm; startsOn: Day; endsOn: Day | null; rentOre: number | null }[]
  /** The nämnd's head leases in date order, half-open. */
  headLeases: { row: number; startsOn: Day; endsOn: Day | null }[]
}

type ApartmentRow = RowOf<'lagenheter'>

export function checkApartments(list: ReadSheet | undefined, findings: Findings, today: Day): ImportedApartment[] {
  const rows = readRows('lagenheter', list, findings, today).filter((row) => hasSoundDays(row, findings))
  const apartments: ImportedApartment[] = []
  for (const group of grouped(rows, (row) => row.lagenhet).values()) {
    const apartment = checkApartment(group, findings)
    if (apartment) apartments.push(apartment)
  }
  return apartments
}

/** `till` and `avtal_till` are last days, stored as the day after: an end on the first day is one day. */
function hasSoundDays(row: ApartmentRow, findings: Findings): boolean {
  let sound = true
  const refuse = (column: string, reason: string) => {
    findings.refuse('lagenheter', row.row, column, reason)
    sound = false
  }
  if (row.till !== null && row.till <= row.fran) refuse('till', 'Sista dagen är före första dagen.')
  if (row.avtal_fran === null && row.avtal_till !== null) refuse('avtal_fran', 'Avtalets första dag saknas.')
  if (row.avtal_fran !== null && row.avtal_till !== null && row.avtal_till <= row.avtal_fran) {
    refuse('avtal_till', 'Avtalets sista dag är före dess första.')
  }
  return sound
}

function checkApartment(group: ApartmentRow[], findings: Findings): ImportedApartment | null {
  const refuse = (row: number, column: string, reason: string) => findings.refuse('lagenheter', row, column, reason)
  for (const column of ['adress', 'postnummer', 'ort'] as const) {
    const first = group.find((row) => row[column] !== null)
    for (const row of group) {
      if (!first || row[column] === null || row[column] === first[column]) continue
      refuse(row.row, column, `Samma lägenhet har något annat på rad ${first.row}.`)
    }
  }
  const periods = group.map((row) => ({ row: row.row, form: row.boendeform, startsOn: row.fran, endsOn: row.till, rentOre: row.hyra }))
  for (const { later, earlier } of collisions(periods)) {
    refuse(
      later.row,
      'fran',
      `Lägenheten har redan en boendeform ${daysInWords(earlier)} (rad ${earlier.row}). Två kan inte gälla samma dag.`,
    )
  }
  const leases = distinctLeases(group)
  for (const { later, earlier } of collisions(leases)) {
    refuse(later.row, 'avtal_fran', `Avtalet överlappar avtalet ${daysInWords(earlier)} (rad ${earlier.row}).`)
  }

  const kept = group.filter((row) => !findings.isRejected('lagenheter', row.row)).sort((a, b) => (a.fran < b.fran ? -1 : 1))
  const latest = kept.at(-1)
  if (!latest) return null
  return {
    row: latest.row,
    ownId: latest.lagenhet,
    address: latest.adress,
    postcode: lastOf(kept, 'postnummer', findings),
    city: lastOf(kept, 'ort', findings),
    landlord: lastOf(kept, 'hyresvard', findings),
    costCentre: lastOf(kept, 'kostnadsstalle', findings),
    periods: periods.filter((period) => !findings.isRejected('lagenheter', period.row)).sort(byStart),
    headLeases: distinctLeases(kept).sort(byStart),
  }
}

/** Rows that repeat the same two days are one lease. */
function distinctLeases(rows: ApartmentRow[]): ImportedApartment['headLeases'] {
  const leases = new Map<string, ImportedApartment['headLeases'][number]>()
  for (const { row, avtal_fran, avtal_till } of rows) {
    const key = `${avtal_fran} ${avtal_till}`
    if (avtal_fran !== null && !leases.has(key)) leases.set(key, { row, startsOn: avtal_fran, endsOn: avtal_till })
  }
  return [...leases.values()]
}

/** What the latest row that says anything says; a row that says something else gets a warning. */
function lastOf(rows: ApartmentRow[], column: 'postnummer' | 'ort' | 'hyresvard' | 'kostnadsstalle', findings: Findings): string | null {
  const latest = rows.findLast((row) => row[column] !== null)
  for (const row of rows) {
    if (latest && row[column] !== null && row[column] !== latest[column]) {
      findings.warn('lagenheter', row.row, column, `Rad ${latest.row} är senare och säger något annat. Den raden gäller.`)
    }
  }
  return latest?.[column] ?? null
}

function byStart(a: { startsOn: Day }, b: { startsOn: Day }): number {
  return a.startsOn < b.startsOn ? -1 : 1
}
