/** What is chosen and typed about letters. */
import { z } from 'zod'
import { isMonth } from '../../domain/calendar.js'
import { LETTER_KINDS, LETTER_STATES, RENT_LETTER_KINDS, SENT_HOW } from '../../domain/codes.js'
import { fieldOf, rowIdPattern } from '../../web/read-form.js'

const month = (message: string) => z.string({ error: message }).refine(isMonth, 'Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-12')
const id = z.string().regex(rowIdPattern)

export const BillLettersForm = z.object({ month: month('Välj månad') })

/** Ids come once or several times; the same one twice is one. */
const people = z
  .preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(id, { error: 'Välj minst en person' }),
  )
  .refine((ids) => ids.length > 0, 'Välj minst en person')
  .transform((ids) => [...new Set(ids.map(Number))])
export const ReminderLettersForm = z
  .object({ personId: people.optional(), 'personId[]': people.optional(), checked: z.literal('ja').optional().catch(undefined) })
  .transform((form) => ({ personIds: form.personId ?? form['personId[]'] ?? [], checked: form.checked === 'ja' }))

export const SendingForm = z.object({
  how: fieldOf.oneOf(SENT_HOW, 'Välj hur brevet gick'),
  stops: z
    .string()
    .regex(/^(\d{1,9}( \d{1,9})*)?$/)
    .catch('')
    .transform((text) => text.split(' ').filter(Boolean).map(Number)),
})

export const PersonLetterForm = z.object({
  kind: fieldOf.oneOf(RENT_LETTER_KINDS, 'Välj brev'),
  chargeId: fieldOf.optionalChoice(),
  from: z.preprocess(
    (value) => value ?? '',
    z.string().refine((text) => text === '' || isMonth(text), 'Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-12'),
  ),
  to: z.preprocess(
    (value) => value ?? '',
    z.string().refine((text) => text === '' || isMonth(text), 'Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-12'),
  ),
})

/** The list's page number; whatever is not understood is the first. */
export const LettersQuery = z.object({
  sida: fieldOf.pageNumber(),
  utkast: fieldOf.pageNumber(),
  slag: z.enum(LETTER_KINDS).nullable().catch(null),
  lage: z.enum(LETTER_STATES).catch('DRAFT'),
})
