/** What is chosen on the rent pages. */
import { z } from 'zod'
import { HOUSING_FORMS } from '../../domain/codes.js'
import { isMonth } from '../../domain/calendar.js'
import { fieldOf } from '../../web/read-form.js'

export const ChargeRunForm = z.object({
  month: z.string({ error: 'Välj månad' }).refine(isMonth, 'Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-12'),
})

/** The month matrix' filter from the address; whatever is not understood is left out. */
export const MatrixQuery = z.object({
  ar: z.coerce.number().int().min(1990).max(2200).optional().catch(undefined),
  sida: fieldOf.pageNumber(),
  stod: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined),
  form: z.enum(HOUSING_FORMS).optional().catch(undefined),
  ks: z.string().max(50).optional().catch(undefined),
  skuld: z.literal('ja').optional().catch(undefined),
  /** the amounts and days in the cells, for whoever has no mouse to hold over them, and for paper */
  visa: z.literal('belopp').optional().catch(undefined),
})
export type MatrixQuery = z.infer<typeof MatrixQuery>
