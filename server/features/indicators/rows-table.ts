/** The rows behind an indicator as a table and as a file. A masked row is "Skyddad person" and nothing else. */
import type { Day } from '../../domain/calendar.js'
import { OUTCOMES } from '../../domain/codes.js'
import type { ReportedIndicator } from '../../domain/indicators.js'
import type { CsvValue } from '../../documents/csv.js'
import { label } from '../../labels.sv.js'
import { CUT_SLUGS, type RowSort, type RowsWish } from './form.js'
import { monthsOf, type Cut, type RowsBehind } from './rows-behind.js'
import type { NamedRow } from './rows-store.js'

const CUT_WORDS: Record<Cut, string> = {
  NUMERATOR: 'Övertagna',
  DENOMINATOR: 'Alla i nämnaren',
  REST: 'Inte övertagna',
  EXCLUDED: 'Räknas inte',
  BESIDE: 'Visas bredvid',
}

/** The tabs over the rows. "Tog över" where the rows are people. */
export function cutsOf({ rows }: ReportedIndicator, counts: Record<Cut, number>, chosen: Cut) {
  const words: Record<Cut, string> = rows === 'PERSON' ? { ...CUT_WORDS, NUMERATOR: 'Tog över', REST: 'Tog inte över' } : CUT_WORDS
  return (Object.keys(CUT_WORDS) as Cut[])
    .filter((cut) => counts[cut] > 0 || cut === chosen || cut === 'NUMERATOR' || cut === 'EXCLUDED')
    .map((cut) => ({ slug: cut === 'NUMERATOR' ? null : CUT_SLUGS[cut], text: words[cut], count: counts[cut], current: cut === chosen }))
}

/** Columns of the table, with links that sort it. */
export function rowsTable(kind: RowsBehind['kind'], indicator: ReportedIndicator, wish: RowsWish, hrefOf: (sort: string) => string) {
  const column = (key: string, text: string, sort: RowSort) => {
    const isSorted = wish.sort === sort
    return {
      key,
      text,
      href: hrefOf(isSorted && !wish.descending ? `-${sort}` : sort),
      sorted: isSorted ? (wish.descending ? 'descending' : 'ascending') : undefined,
    }
  }
  if (kind === 'APARTMENTS') {
    return {
      kind,
      columns: [
        column('apartment', 'Lägenhet', 'adress'),
        column('startsOn', 'Försökslägenhet från', 'in'),
        column('endsOn', 'Till', 'ut'),
      ],
    }
  }
  const groups =
    wish.cut === 'EXCLUDED'
      ? indicator.excluded.map(({ reason }) => reason)
      : wish.cut === 'BESIDE'
        ? indicator.beside.map(({ kind }) => kind)
        : []
  // Where the outcome itself is the reason it is already in its own column.
  const hasSigns = groups.some((sign) => !OUTCOMES.some((outcome) => outcome === sign))
  return {
    kind,
    columns: [
      column('person', wish.cut === 'NUMERATOR' ? 'Tog över' : 'Person', 'namn'),
      column('apartment', 'Lägenhet', 'adress'),
      column('startsOn', 'Flyttade in', 'in'),
      column('endsOn', wish.cut === 'NUMERATOR' ? 'Övertag' : 'Flyttade ut', 'ut'),
      ...(wish.cut === 'NUMERATOR' ? [] : [{ key: 'outcome', text: 'Utfall' }]),
      ...(hasSigns ? [{ key: 'sign', text: 'Varför' }] : []),
      { key: 'months', text: 'Månader', num: true },
    ],
  }
}

/** Mean of whole months over every row of the cut, with one decimal; null without rows. */
export function averageMonths(behind: RowsBehind, today: Day): string | null {
  if (behind.kind !== 'STAYS' || behind.rows.length === 0) return null
  const sum = behind.rows.reduce((all, { stay }) => all + monthsOf(stay, today), 0)
  return (sum / behind.rows.length).toFixed(1).replace('.', ',')
}

export const ROWS_HEADER: Record<RowsBehind['kind'], string[]> = {
  STAYS: ['Person', 'Lägenhet', 'Flyttade in', 'Flyttade ut', 'Utfall', 'Varför', 'Månader'],
  APARTMENTS: ['Lägenhet', 'Försökslägenhet från', 'Till'],
}

/** A row of the file; never a personnummer. */
export function rowCells(kind: RowsBehind['kind'], row: NamedRow, today: Day): CsvValue[] {
  if (row === null) return ['Skyddad person', ...ROWS_HEADER[kind].slice(1).map(() => null)]
  const { person, apartment, startsOn, endsOn, outcome, sign } = row
  if (kind === 'APARTMENTS') return [apartment.name, startsOn, endsOn]
  const others = person && person.others > 0 ? ` och ${person.others} till` : ''
  return [
    person ? `${person.name}${others}` : null,
    apartment.name,
    startsOn,
    endsOn,
    outcome ? label(outcome) : null,
    sign ? label(sign) : null,
    monthsOf(row, today),
  ]
}
