/** What is typed to sign in and to choose a password. */
import { z } from 'zod'
import { fieldOf } from '../../web/read-form.js'

export const shortestPassword = 12

export const SignInForm = z.object({
  email: fieldOf.text('Skriv din e-postadress'),
  password: z.string({ error: 'Skriv ditt lösenord' }).min(1, 'Skriv ditt lösenord').max(200, 'Lösenordet är för långt'),
})

const passwords = {
  password: z
    .string({ error: 'Välj ett lösenord' })
    .min(shortestPassword, `Lösenordet ska ha minst ${shortestPassword} tecken`)
    .max(200, 'Lösenordet ska ha högst 200 tecken'),
  repeated: z.string({ error: 'Skriv lösenordet en gång till' }),
}
const areAlike = (form: { password: string; repeated: string }) => form.password === form.repeated
const notAlike = { path: ['repeated'], message: 'Lösenorden är inte lika' }

export const PasswordForm = z
  .object({ ...passwords, name: fieldOf.optionalText(), email: fieldOf.optionalText() })
  .refine(areAlike, notAlike)

/** The first administrator also says who they are. */
export const FirstAdministratorForm = z
  .object({
    ...passwords,
    name: fieldOf.text('Skriv ditt namn'),
    email: fieldOf.text('Skriv din e-postadress').pipe(z.email('Skriv e-postadressen som namn@kommun.se')),
  })
  .refine(areAlike, notAlike)
