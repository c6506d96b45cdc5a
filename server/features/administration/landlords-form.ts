/** What is typed about a landlord. */
import { z } from 'zod'
import { endsInLuhnDigit } from '../../domain/luhn.js'
import { fieldOf } from '../../web/read-form.js'

/** Ten digits, the last a check digit by modulus 10 (lag 1974:174); stored as 556012-5790. */
const orgNumber = fieldOf.optionalText(20).transform((text, context) => {
  if (text === null) return null
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d{10}$/.test(digits) || !endsInLuhnDigit(digits)) {
    context.addIssue({ code: 'custom', message: 'Skriv organisationsnumret med tio siffror, till exempel 556012-5790' })
    return z.NEVER
  }
  return `${digits.slice(0, 6)}-${digits.slice(6)}`
})

const email = fieldOf
  .optionalText()
  .refine((text) => text === null || z.email().safeParse(text).success, 'Skriv e-postadressen som namn@hyresvard.se')

export const LandlordForm = z.object({
  name: fieldOf.text('Skriv hyresvärdens namn', 120),
  orgNumber,
  contact: fieldOf.optionalText(120),
  phone: fieldOf.optionalPhone(),
  email,
  postAddress: fieldOf.optionalText(80),
  postcode: fieldOf
    .optionalText(6)
    .refine((text) => text === null || /^\d{3} ?\d{2}$/.test(text), 'Skriv postnumret med fem siffror, till exempel 126 21'),
  city: fieldOf.optionalText(60),
})
export type LandlordFormValue = z.infer<typeof LandlordForm>

export const LandlordClosingForm = z.object({ state: fieldOf.oneOf(['CLOSED', 'OPEN'] as const, 'Välj läge') })

export const LandlordsQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  lage: z.enum(['avslutade', 'alla', '']).catch(''),
  sida: fieldOf.pageNumber(),
})
export type LandlordsQueryValue = z.infer<typeof LandlordsQuery>
