/**
 * The rows behind an indicator as a table and as a file. Columns are the same in both; a masked row is "Skyddad person" and nothing
 * else. The columns of homes at risk stand in case-columns.ts.
 */
import type { Day } from '../../domain/calendar.js'
import { OUTCOMES } from '../../domain/codes.js'
import type { ReportedIndicator } from '../../domain/indicators.js'
import type { CsvValue } from '../../documents/csv.js'
import { oneDecimal } from '../../domain/money.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { caseCell, caseColumns } from './case-columns.js'
import type { Cell, Column } from './cells.js'
import { CUT_SLUGS, type RowsWish } from './form.js'
import { cutWordsOf } from './nouns.js'
import { monthsOf, type CaseBehind, type Cut, type RowsBehind } from './rows-behind.js'
import type { NamedRow, ShownRow } from './rows-store.js'

/** The tabs over the rows. */
export function cutsOf(indicator: ReportedIndicator, counts: Record<Cut, number>, chosen: Cut) {
  const words = cutWordsOf(indicator)
  return (Object.keys(words) as Cut[])
    .filter((cut) => counts[cut] > 0 || cut === chosen || cut === 'NUMERATOR' || (cut === 'EXCLUDED' && indicator.measure === 'SHARE'))
    .map((cut) => ({ slug: cut === 'NUMERATOR' ? null : CUT_SLUGS[cut], text: words[cut], count: counts[cut], current: cut === chosen }))
}

/** Columns of the table, with links that sort it. */
export function rowsTable(columns: readonly Column[], wish: RowsWish, hrefOf: (sort: string) => string) {
  return columns.map(({ sort, ...column }) => {
    if (!sort) return column
    const isSorted = wish.sort === sort
    return {
      ...column,
      href: hrefOf(isSorted && !wish.descending ? `-${sort}` : sort),
      sorted: isSorted ? (wish.descending ? 'descending' : 'ascending') : undefined,
    }
  })
}

/** The columns of one cut of an indicator. */
export function columnsOf(kind: RowsBehind['kind'], indicator: ReportedIndicator, cut: Cut): Column[] {
  if (kind === 'CASES') return caseColumns(indicator, cut)
  if (kind === 'APARTMENTS') {
    return [
      { key: 'apartment', text: 'Lägenhet', sort: 'adress' },
      { key: 'startsOn', text: 'Försökslägenhet från', sort: 'in' },
      { key: 'endsOn', text: 'Till', sort: 'ut' },
    ]
  }
  const groups =
    cut === 'EXCLUDED' ? indicator.excluded.map(({ reason }) => reason) : cut === 'BESIDE' ? indicator.beside.map(({ kind }) => kind) : []
  // Where the outcome itself is the reason it is already in its own column.
  const hasSigns = groups.some((sign) => !OUTCOMES.some((outcome) => outcome === sign))
  return [
    { key: 'person', text: cut === 'NUMERATOR' ? 'Tog över' : 'Person', sort: 'namn' },
    { key: 'apartment', text: 'Lägenhet', sort: 'adress' },
    { key: 'startsOn', text: 'Flyttade in', sort: 'in' },
    { key: 'endsOn', text: cut === 'NUMERATOR' ? 'Övertag' : 'Flyttade ut', sort: 'ut' },
    ...(cut === 'NUMERATOR' ? [] : [{ key: 'outcome', text: 'Utfall' }]),
    ...(hasSigns ? [{ key: 'sign', text: 'Varför' }] : []),
    { key: 'months', text: 'Månader', num: true },
  ]
}

/** A row by the keys of its columns. */
export function cellsOf(kind: RowsBehind['kind'], row: ShownRow, behind: CaseBehind | undefined, today: Day): Record<string, Cell> {
  const { person, apartment, startsOn, endsOn, outcome, sign } = row
  const shared = {
    person: { person },
    apartment: apartment.id === null ? apartment.name : { href: paths.apartment.url({ apartmentId: apartment.id }), text: apartment.name },
    sign: sign ? label(sign) : null,
  }
  if (kind === 'CASES') return { ...shared, ...caseCell(row, behind) }
  return {
    ...shared,
    startsOn: { day: startsOn },
    endsOn: endsOn === null ? 'pågår' : { day: endsOn },
    outcome: outcome ? label(outcome) : null,
    months: startsOn === null ? null : monthsOf({ startsOn, endsOn }, today),
  }
}

/** Mean of whole months over every row of the cut, with one decimal; null without rows. */
export function averageMonths(behind: RowsBehind, today: Day): string | null {
  if (behind.kind !== 'STAYS' || behind.rows.length === 0) return null
  const sum = behind.rows.reduce((all, { stay }) => all + monthsOf(stay, today), 0)
  return oneDecimal(sum / behind.rows.length)
}

/** The columns of the file: every one of the stays, whatever the cut; those of the page otherwise. */
export function fileColumns(kind: RowsBehind['kind'], indicator: ReportedIndicator, cut: Cut): Column[] {
  if (kind !== 'STAYS') return columnsOf(kind, indicator, cut)
  return [
    { key: 'person', text: 'Person' },
    { key: 'apartment', text: 'Lägenhet' },
    { key: 'startsOn', text: 'Flyttade in' },
    { key: 'endsOn', text: 'Flyttade ut' },
    { key: 'outcome', text: 'Utfall' },
    { key: 'sign', text: 'Varför' },
    { key: 'months', text: 'Månader' },
  ]
}

/** A row of the file; never a personnummer. `next` is the next action of a case, where the file has that column. */
export function fileCells(
  columns: readonly Column[],
  kind: RowsBehind['kind'],
  row: NamedRow,
  behind: CaseBehind | undefined,
  today: Day,
  next: string | null,
): CsvValue[] {
  if (row === null) return ['Skyddad person', ...columns.slice(1).map(() => null)]
  const cells: Record<string, Cell> = { ...cellsOf(kind, row, behind, today), next }
  return columns.map(({ key }) => plainCell(cells[key] ?? null))
}

function plainCell(cell: Cell): CsvValue {
  if (cell === 'pågår') return null
  if (cell === null || typeof cell !== 'object') return cell
  if ('day' in cell) return cell.day
  if ('href' in cell) return cell.text
  const { person } = cell
  return person === null ? null : `${person.name}${person.others > 0 ? ` och ${person.others} till` : ''}`
}
