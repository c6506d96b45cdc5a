/** The list's address as a filter: a choice that does not exist is left out, a day that is none is asked for again. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { isDay } from '../../domain/calendar.js'
import { APARTMENT_STATUSES, HOUSING_FORMS, type ApartmentStatus, type HousingForm } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

const APARTMENT_SORTS = ['adress', 'lgh', 'form', 'vard', 'lage', 'hyra', 'hyresgasthyra', 'namn', 'sedan'] as const
export type ApartmentSort = (typeof APARTMENT_SORTS)[number]

export interface ApartmentFilter {
  q: string
  status: ApartmentStatus | null
  form: HousingForm | null
  landlordId: number | null
  costCentre: string | null
  /** can be let from this day until further notice */
  freeOn: Day | null
  /** what was typed as that day, when it is no day: shown again with a message, and not filtered on */
  freeOnWrong: string | null
  sort: ApartmentSort
  descending: boolean
  page: number
}

const text = z.string().trim().max(200).catch('')

const ListQuery = z.object({
  q: text,
  lage: z.enum(APARTMENT_STATUSES).nullable().catch(null),
  form: z.enum(HOUSING_FORMS).nullable().catch(null),
  vard: z.coerce.number().int().min(1).max(2_147_483_647).nullable().catch(null),
  stalle: text,
  ledig: text,
  sortera: z
    .string()
    .regex(/^-?[a-z]+$/)
    .catch('adress'),
  sida: fieldOf.pageNumber(),
})

/** The filter an address asks for. */
export function readFilter(query: unknown): ApartmentFilter {
  const asked = ListQuery.parse(query ?? {})
  const sort = APARTMENT_SORTS.find((one) => one === asked.sortera.replace('-', '')) ?? 'adress'
  return {
    q: asked.q,
    status: asked.lage,
    form: asked.form,
    landlordId: asked.vard,
    costCentre: asked.stalle || null,
    freeOn: isDay(asked.ledig) ? asked.ledig : null,
    freeOnWrong: asked.ledig === '' || isDay(asked.ledig) ? null : asked.ledig,
    sort,
    descending: asked.sortera === `-${sort}`,
    page: asked.sida,
  }
}

/** The filter as the address it came from, so that links keep it. */
export function queryOf(filter: ApartmentFilter): Record<string, string | number | null> {
  return {
    q: filter.q,
    lage: filter.status,
    form: filter.form,
    vard: filter.landlordId,
    stalle: filter.costCentre,
    ledig: filter.freeOn ?? filter.freeOnWrong,
    sortera: filter.sort === 'adress' && !filter.descending ? null : `${filter.descending ? '-' : ''}${filter.sort}`,
    sida: filter.page > 1 ? filter.page : null,
  }
}
