/** What the list's page shows beside its rows: the figures, the cuts and the links that keep the filter. */
import { APARTMENT_STATUSES, HOUSING_FORMS } from '../../domain/codes.js'
import { percent } from '../../domain/money.js'
import { kronor } from '../../domain/money.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import type { ApartmentFilter, ApartmentSort } from './list-form.js'
import { queryOf } from './list-form.js'
import type { ApartmentFigures } from './list-store.js'

/** The four key numbers of the head. */
export function figuresOf(figures: ApartmentFigures): { label: string; value: string; note?: string }[] {
  const count = (status: 'LET' | 'VACANT' | 'BEING_PREPARED') => figures.byStatus[status] ?? 0
  const empty = count('VACANT') + count('BEING_PREPARED')
  return [
    {
      label: 'Under kontrakt',
      value: String(figures.underContract),
      note: figures.byForm.map(({ form, count: places }) => `${places} ${label(form).toLowerCase()}`).join(', '),
    },
    { label: 'Uthyrda', value: String(count('LET')), note: `${percent(count('LET'), figures.underContract)} av ${figures.underContract}` },
    { label: 'Tomma', value: String(empty), note: empty > 0 ? `varav ${count('BEING_PREPARED')} under iordningställande` : undefined },
    { label: 'Hyra för tomma i dag', value: kronor(figures.emptyOre), note: 'i månaden till hyresvärdarna' },
  ].map(({ note, ...figure }) => (note ? { ...figure, note } : figure))
}

export const statusChoices = choices(APARTMENT_STATUSES)
export const formChoices = choices(HOUSING_FORMS)

const columns: { key: string; text: string; sort?: ApartmentSort; num?: boolean; secondary?: boolean }[] = [
  { key: 'address', text: 'Adress', sort: 'adress' },
  { key: 'number', text: 'Lgh', sort: 'lgh' },
  { key: 'form', text: 'Boendeform', sort: 'form' },
  { key: 'size', text: 'Storlek', secondary: true },
  { key: 'landlordRent', text: 'Vi betalar, kr', sort: 'hyra', num: true },
  { key: 'tenantRent', text: 'Hyresgästen, kr', sort: 'hyresgasthyra', num: true },
  { key: 'landlord', text: 'Hyresvärd', sort: 'vard', secondary: true },
  { key: 'tenant', text: 'Bor här', sort: 'namn' },
  { key: 'since', text: 'Sedan', sort: 'sedan', secondary: true },
  { key: 'sign', text: 'Att veta' },
]

/** The columns with their sort links: the same column again turns the order; the page starts over. */
export function columnsOf(filter: ApartmentFilter) {
  return columns.map(({ sort, ...column }) => {
    if (!sort) return column
    const current = filter.sort === sort
    const turned = { ...filter, sort, descending: current && !filter.descending, page: 1 }
    return {
      ...column,
      href: paths.apartments.url({}, queryOf(turned)),
      ...(current ? { sorted: filter.descending ? 'descending' : 'ascending' } : {}),
    }
  })
}
