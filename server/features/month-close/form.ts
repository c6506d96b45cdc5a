/** What the address of a month's figure asks for, and the answer of the closing's check page. */
import { z } from 'zod'
import { HOUSING_FORMS } from '../../domain/codes.js'
import { MONTH_FIGURES } from '../../domain/month-close.js'
import { fieldOf } from '../../web/read-form.js'
import type { FigureWish } from './rows-store.js'

/** The columns as they stand in the address. */
const COLUMN_SLUGS: Record<FigureWish['column'], string> = {
  openingOre: 'ingaende',
  chargedOre: 'aviserat',
  paidOre: 'betalt',
  creditedOre: 'krediterat',
  writtenOffOre: 'avskrivet',
  refundedOre: 'aterbetalt',
  transferredOre: 'flyttat',
  closingOre: 'utgaende',
}
/** The group of those that have none. */
const none = 'utan'

const FigureQuery = z.object({
  kolumn: z.string().catch(''),
  ks: z.string().max(50).optional().catch(undefined),
  form: z
    .enum([...HOUSING_FORMS, none])
    .optional()
    .catch(undefined),
})

/** The figure an address asks for; what is not understood is left out. */
export function readFigureWish(query: unknown): Omit<FigureWish, 'month'> {
  const { kolumn, ks, form } = FigureQuery.parse(query ?? {})
  return {
    column: MONTH_FIGURES.find((column) => COLUMN_SLUGS[column] === kolumn) ?? 'chargedOre',
    costCentre: ks === undefined || ks === '' ? undefined : ks === none ? null : ks,
    housingForm: form === undefined ? undefined : form === none ? null : form,
  }
}

/** The same as the address it came from. */
export function queryOf({ column, costCentre, housingForm }: Omit<FigureWish, 'month'>): Record<string, string | undefined> {
  return { kolumn: COLUMN_SLUGS[column], ks: costCentre === null ? none : costCentre, form: housingForm === null ? none : housingForm }
}

/** `seen`: the mark of the figures that the page showed (store.ts), so that nobody closes others than they saw. */
export const CloseMonthForm = z.object({ checked: fieldOf.ticked(), seen: z.string().catch('') })
