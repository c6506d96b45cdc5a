/** The arrears list as cells to take home. A protected person's row holds the sums and nothing of who it is. */
import { ageingNames } from '../../domain/arrears-ageing.js'
import { trendSince } from '../../domain/arrears-trend.js'
import type { Day } from '../../domain/calendar.js'
import type { XlsxValue } from '../../documents/xlsx.js'
import { label } from '../../labels.sv.js'
import { noteTitle } from '../people/words.js'
import type { DetailedRow, ExportedList } from './list.js'
import { nextStep } from './row-words.js'

type Cell = string | number | null
interface Column {
  header: string
  /** a day is a date in a workbook and text in CSV */
  day?: boolean
  of(row: DetailedRow, list: ExportedList): Cell
  /** what may stand on a protected person's row */
  open?: boolean
}

const kronor = (ore: number) => ore / 100
const rounded = (number: number | null) => (number === null ? null : Math.round(number * 10) / 10)

const columnsOf = ({ settings, on }: Pick<ExportedList, 'settings' | 'on'>): Column[] => [
  { header: 'Hyresgäst', open: true, of: (row) => row.name ?? 'Skyddad person' },
  { header: 'Eget id', of: (row) => row.ownId },
  { header: 'Boendeform', of: (row) => (row.housingForm ? label(row.housingForm) : null) },
  { header: 'Kostnadsställe', of: (row) => row.costCentre },
  { header: 'Adress', of: (row) => row.address },
  { header: 'Utflyttad', of: (row) => (row.movedOut ? 'Ja' : null) },
  { header: 'Barn', of: (row) => row.children || null },
  { header: 'Hyresskuld, kr', open: true, of: (row) => kronor(row.overdueOre) },
  { header: 'Annan skuld, kr', open: true, of: (row) => kronor(row.otherOre) },
  { header: 'Månadshyror', open: true, of: (row) => rounded(row.monthsOwed) },
  ...ageingNames(settings.ageingDays).map((name, n) => ({
    header: n === 0 ? `${name}, kr` : `${name} dagar, kr`,
    open: true,
    of: (row: DetailedRow) => kronor(row.ageing[n] ?? 0),
  })),
  { header: 'Äldsta avin förföll', open: true, day: true, of: (row) => row.oldestDueOn },
  { header: 'Dagar', open: true, of: (row) => row.daysOverdue },
  { header: 'Öppna avier', open: true, of: (row) => row.openBills },
  { header: `Ändring sedan ${trendSince(on, settings.arrearsTrendMonths)}, kr`, open: true, of: (row) => kronor(row.trend.changeOre) },
  { header: 'Skulden', open: true, of: (row) => label(row.trend.trend) },
  { header: 'Sista dag att betala', day: true, of: (row) => row.deadline?.payBy ?? null },
  { header: 'Delbetalning, kr', of: (row) => (row.details.plan ? kronor(row.details.plan.instalmentOre) : null) },
  { header: 'Delbetalningar kvar', of: (row) => row.details.plan?.instalmentsLeft ?? null },
  { header: 'Planen bruten med, kr', of: (row) => (row.planShortOre === null ? null : kronor(row.planShortOre)) },
  { header: 'Anstånd till', day: true, of: (row) => row.details.respiteUntilOn },
  { header: 'Påminnelser pausade till', day: true, of: (row) => row.details.pausedUntilOn },
  { header: 'Senaste kontakt', day: true, of: (row) => row.details.contact?.happenedOn ?? null },
  { header: 'Kontakt', of: (row) => (row.details.contact ? noteTitle(row.details.contact) : null) },
  { header: 'Betalade senast', day: true, of: (row, list) => list.paidOn.get(row.personId) ?? null },
  { header: 'Nästa steg', of: (row, list) => nextStep(row, row.details, list.on, list.settings, null).text.replaceAll('\u00a0', ' ') },
]

export function exportColumns(list: Pick<ExportedList, 'settings' | 'on'>): { header: string; width?: number }[] {
  return columnsOf(list).map(({ header }) => (header === 'Hyresgäst' || header === 'Adress' ? { header, width: 26 } : { header }))
}

export function exportRow(row: DetailedRow, list: ExportedList, format: 'csv'): Cell[]
export function exportRow(row: DetailedRow, list: ExportedList, format: 'xlsx'): XlsxValue[]
export function exportRow(row: DetailedRow, list: ExportedList, format: 'csv' | 'xlsx'): XlsxValue[] {
  return columnsOf(list).map((column) => {
    if (!row.shown && !column.open) return null
    const value = column.of(row, list)
    return column.day && format === 'xlsx' && value !== null ? dateOf(String(value)) : value
  })
}

const dateOf = (day: Day) => new Date(`${day}T00:00:00Z`)
