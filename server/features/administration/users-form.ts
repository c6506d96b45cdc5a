/** What is typed about a user. */
import { z } from 'zod'
import { ROLES } from '../../domain/codes.js'
import { fieldOf, rowIdPattern } from '../../web/read-form.js'
import { normalizeEmail } from '../session/store.js'

/** The answer "every enhet of the nämnd": chosen, never the outcome of leaving the question open. */
export const everyUnit = 'alla'

export const UserForm = z.object({
  name: fieldOf.text('Skriv namnet', 120),
  email: fieldOf.text('Skriv e-postadressen').pipe(z.email('Skriv e-postadressen som namn@kommun.se')).transform(normalizeEmail),
  phone: fieldOf.optionalPhone(),
  role: fieldOf.oneOf(ROLES, 'Välj roll'),
  unitId: z
    .string({ error: 'Välj enhet' })
    .refine((text) => text === everyUnit || rowIdPattern.test(text), 'Välj enhet')
    .transform((text) => (text === everyUnit ? null : Number(text))),
})
export type UserFormValue = z.infer<typeof UserForm>

export const DeactivationForm = z.object({ state: fieldOf.oneOf(['INACTIVE', 'ACTIVE'] as const, 'Välj läge') })

/** The list's cut, from the URL; what is not understood falls away. */
export const UsersQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  roll: z.enum(ROLES).or(z.literal('')).catch(''),
  lage: z.enum(['aktiva', 'avaktiverade', 'inbjudna', '']).catch(''),
  sida: fieldOf.pageNumber(),
})
export type UsersQueryValue = z.infer<typeof UsersQuery>
