/** A month's lines in the words of the page and of the files: by cost centre, by boendeform, by both, and their sum. */
import type { CsvValue } from '../../documents/csv.js'
import { MONTH_FIGURES, sumBy, sumOf, type MonthAmounts } from '../../domain/month-close.js'
import { smallGroups } from '../../domain/small-groups.js'
import { label } from '../../labels.sv.js'
import { queryOf } from './form.js'
import type { FigureWish } from './rows-store.js'
import type { MonthLine, MonthReport } from './store.js'

export const COLUMN_WORDS: Record<FigureWish['column'], string> = {
  openingOre: 'Ingående',
  chargedOre: 'Aviserat',
  paidOre: 'Betalt',
  creditedOre: 'Krediterat',
  writtenOffOre: 'Avskrivet',
  refundedOre: 'Återbetalt',
  transferredOre: 'Flyttat',
  closingOre: 'Utgående',
}
/** What each column does to the balance, as a sign before its name. */
export const COLUMN_SIGNS: Record<FigureWish['column'], string> = {
  openingOre: '',
  chargedOre: '+',
  paidOre: '\u2212',
  creditedOre: '\u2212',
  writtenOffOre: '\u2212',
  refundedOre: '+',
  transferredOre: '±',
  closingOre: '=',
}

/** How lines are put together. */
export type Grouping = 'costCentre' | 'housingForm' | 'both'

export interface ReportGroup {
  costCentre: string
  housingForm: string
  amounts: MonthAmounts
  /** what the addresses of the figures behind it say; null when several groups stand together */
  query: Pick<Record<string, string | undefined>, 'ks' | 'form'> | null
}

/**
 * The groups of a report. With `people` (how many stand behind each group, for those who read sums only) groups that are too small are
 * put together; when even that is too few, no group is shown, only that it is so.
 */
export function groupsOf(
  report: Pick<MonthReport, 'lines'>,
  by: Grouping,
  people?: { counts: Map<string, number>; smallGroup: number },
): { groups: ReportGroup[]; hidden: boolean } {
  const keyOf = (line: MonthLine) =>
    `${by === 'housingForm' ? '' : (line.costCentre ?? '')}|${by === 'costCentre' ? '' : (line.housingForm ?? '')}`
  const all = sumBy(report.lines, keyOf)
  if (!people) return { groups: all.map((group) => named(group, by)), hidden: false }
  const { shown, together, hidden } = smallGroups(
    all.map((group) => ({ ...group, people: people.counts.get(group.key) ?? 0 })),
    people.smallGroup,
  )
  if (hidden) return { groups: [], hidden: true }
  const rest = together.length === 0 ? [] : [small(sumOf(together.map((group) => group.amounts)))]
  return { groups: [...shown.map((group) => named(group, by)), ...rest], hidden: false }
}

const small = (amounts: MonthAmounts): ReportGroup => ({
  costCentre: 'Övriga, små grupper',
  housingForm: 'Övriga, små grupper',
  amounts,
  query: null,
})

function named({ key, amounts }: { key: string; amounts: MonthAmounts }, by: Grouping): ReportGroup {
  const [costCentre = '', housingForm = ''] = key.split('|')
  const { ks, form } = queryOf({
    column: 'openingOre',
    costCentre: by === 'housingForm' ? undefined : costCentre || null,
    housingForm: by === 'costCentre' ? undefined : housingForm || null,
  })
  return {
    costCentre: costCentre || 'Utan kostnadsställe',
    housingForm: housingForm ? label(housingForm) : 'Utan boendeform',
    amounts,
    query: { ks, form },
  }
}

export const REPORT_HEADER = [
  'Månad',
  'Kostnadsställe',
  'Boendeform',
  ...MONTH_FIGURES.map((column) => `${COLUMN_WORDS[column]}, kr`),
  'Läge',
]

/** A grouping as rows of a file, the sum last. Amounts in kronor. */
export function reportRows(report: MonthReport, groups: readonly ReportGroup[], by: Grouping): CsvValue[][] {
  const state = report.closedAt === null ? 'Öppen' : 'Stängd'
  const row = (costCentre: string, housingForm: string, amounts: MonthAmounts): CsvValue[] => [
    report.month,
    costCentre,
    housingForm,
    ...MONTH_FIGURES.map((column) => amounts[column] / 100),
    state,
  ]
  return [
    ...groups.map((group) =>
      row(by === 'housingForm' ? 'Alla' : group.costCentre, by === 'costCentre' ? 'Alla' : group.housingForm, group.amounts),
    ),
    row('Summa', '', sumOf(report.lines)),
  ]
}
