/** Which debts are shown and in what order: filters, cuts and sorting over the whole list. */
import type { Actor } from '../../actor.js'
import { isWithoutContact } from '../../domain/arrears.js'
import { byUrgency, tenthsOwed } from '../../domain/arrears-urgency.js'
import type { Day } from '../../domain/calendar.js'
import type { ArrearsQuery, ArrearsSort, Cut } from './form.js'
import type { ArrearsRow } from './store.js'

/** Those of the list the filters let through. A protected person is not told apart by whose client they are. */
export function filtered(rows: readonly ArrearsRow[], query: Pick<ArrearsQuery, 'form' | 'ks' | 'stod'>): ArrearsRow[] {
  return rows.filter(
    (row) =>
      (query.form === undefined || row.housingForm === query.form) &&
      (query.ks === undefined || row.costCentre === query.ks) &&
      (query.stod === undefined || row.boendestodjareId === query.stod),
  )
}

/** What each cut lets through; of protected people nothing is known that a cut could ask for. */
export function cutConditions(actor: Actor, on: Day, noContactDays: number): Record<Cut, (row: ArrearsRow) => boolean> {
  return {
    mina: (row) => row.shown && (row.boendestodjareId === actor.userId || row.socialsekreterareId === actor.userId),
    barn: (row) => row.children > 0,
    utflyttade: (row) => row.movedOut,
    'utan-kontakt': (row) => row.shown && isWithoutContact(row.lastContactOn, on, noContactDays),
    brutna: (row) => (row.planShortOre ?? 0) > 0,
  }
}

/** The list in the order asked for; without one it is the urgent order it came in. */
export function sorted(rows: readonly ArrearsRow[], sort: ArrearsSort | undefined): ArrearsRow[] {
  if (sort === undefined) return [...rows]
  const turn = sort.startsWith('-') ? -1 : 1
  const key = KEYS[sort.replace('-', '') as keyof typeof KEYS]
  return [...rows].sort((a, b) => Number(b.shown) - Number(a.shown) || turn * key(a, b) || byUrgency(a, b))
}

const KEYS = {
  namn: (a: ArrearsRow, b: ArrearsRow) => compare(a.sortName, b.sortName),
  skuld: (a: ArrearsRow, b: ArrearsRow) => a.overdueOre - b.overdueOre,
  manader: (a: ArrearsRow, b: ArrearsRow) => tenthsOwed(a) - tenthsOwed(b),
  alder: (a: ArrearsRow, b: ArrearsRow) => a.daysOverdue - b.daysOverdue,
  kontakt: (a: ArrearsRow, b: ArrearsRow) => compare(a.lastContactOn ?? '', b.lastContactOn ?? ''),
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
