/** The state of the arrears list as it stands in the address; whatever is not understood is left out. */
import { z } from 'zod'
import { isDay } from '../../domain/calendar.js'
import { HOUSING_FORMS } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

export const CUTS = ['mina', 'barn', 'utflyttade', 'utan-kontakt', 'brutna'] as const
export type Cut = (typeof CUTS)[number]
/** The order of the list; without one it is the most urgent first. A minus turns it. */
const ARREARS_SORTS = ['namn', '-namn', 'skuld', '-skuld', 'manader', '-manader', 'alder', '-alder', 'kontakt', '-kontakt'] as const
export type ArrearsSort = (typeof ARREARS_SORTS)[number]

export const ArrearsQuery = z.object({
  sida: fieldOf.pageNumber(),
  urval: z.enum(CUTS).optional().catch(undefined),
  form: z.enum(HOUSING_FORMS).optional().catch(undefined),
  ks: z.string().min(1).max(50).optional().catch(undefined),
  stod: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined),
  dag: z.string().trim().min(1).max(20).optional().catch(undefined),
  kand: z.string().trim().min(1).max(20).optional().catch(undefined),
  sortera: z.enum(ARREARS_SORTS).optional().catch(undefined),
})
export type ArrearsQuery = z.infer<typeof ArrearsQuery>

/** The day asked for: today without one, and today with a message when it is no day or has not come. */
export function dayAsked(dag: string | undefined, today: string): { on: string; error: string | null } {
  if (dag === undefined) return { on: today, error: null }
  if (!isDay(dag)) return { on: today, error: 'Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-10-31' }
  return dag > today ? { on: today, error: 'Välj en dag som har varit' } : { on: dag, error: null }
}

/** The day whose knowledge is asked for; null is all that is known, as it is where the day has not come. */
export function knowledgeAsked(kand: string | undefined, today: string): { knownOn: string | null; error: string | null } {
  if (kand === undefined) return { knownOn: null, error: null }
  const { on, error } = dayAsked(kand, today)
  return { knownOn: error === null && on < today ? on : null, error }
}
