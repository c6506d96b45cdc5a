/** What is typed to give anstånd and to pause reminders. */
import { z } from 'zod'
import { PAUSE_REASONS } from '../../domain/codes.js'
import { fieldOf, rowIdPattern } from '../../web/read-form.js'

export const RespiteForm = z.object({
  bills: z
    .preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.string().regex(rowIdPattern)))
    .refine((ids) => ids.length > 0, 'Välj minst en avi')
    .transform((ids) => ids.map(Number)),
  untilOn: fieldOf.day('Skriv till vilken dag anståndet gäller'),
  reason: fieldOf.text('Skriv skälet', 500),
})

export const PauseForm = z.object({
  reason: fieldOf.oneOf(PAUSE_REASONS, 'Välj skäl'),
  untilOn: fieldOf.day('Skriv till och med vilken dag pausen gäller'),
  note: fieldOf.optionalText(500),
})
