/** What is typed about a repayment plan. */
import { z } from 'zod'
import { addMonths, type Day } from '../../domain/calendar.js'
import { PLAN_FREQUENCIES } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

/** A plan agreed longer ago, or beginning further ahead, is a slip of the pen. */
const monthsAway = 12

const passed = (today: Day, message: string) =>
  fieldOf
    .day(message)
    .refine((day) => day <= today, 'Dagen har inte kommit än')
    .refine((day) => day >= addMonths(today, -monthsAway), 'Dagen är mer än ett år sedan')

const terms = (today: Day) => ({
  firstLump: fieldOf.optionalKronor().transform((ore) => ore ?? 0),
  instalment: fieldOf.optionalKronor().transform((ore) => ore ?? 0),
  frequency: fieldOf.oneOf(PLAN_FREQUENCIES, 'Välj hur ofta'),
  startsOn: fieldOf
    .day('Skriv dagen för första betalningen')
    .refine((day) => day <= addMonths(today, monthsAway), 'Dagen är mer än ett år bort'),
})

export const PlanForm = (today: Day) =>
  z
    .object({
      agreedOn: passed(today, 'Skriv dagen då ni kom överens'),
      ...terms(today),
      signed: fieldOf.oneOf(['JA', 'NEJ'], 'Välj om planen är undertecknad'),
      signedOn: fieldOf.optionalDay(),
      note: fieldOf.optionalText(1000),
    })
    .transform(({ signed, ...form }, context) => {
      if (signed === 'NEJ') return { ...form, signedOn: null }
      if (form.signedOn === null) context.addIssue({ code: 'custom', path: ['signedOn'], message: 'Skriv dagen då planen undertecknades' })
      else if (form.signedOn > today) context.addIssue({ code: 'custom', path: ['signedOn'], message: 'Dagen har inte kommit än' })
      return form
    })

/** The calculation without a person: the same terms, and a debt that is typed. */
export const CalculationForm = (today: Day) => z.object({ debt: fieldOf.kronor('Skriv skulden'), ...terms(today) })

export const SignatureForm = (today: Day) => z.object({ signedOn: passed(today, 'Skriv dagen då planen undertecknades') })

export const EndingForm = z.object({ reason: fieldOf.text('Skriv varför planen avslutas', 500) })

const PLAN_CUTS = ['foljs', 'brutna', 'avslutade'] as const
export const PlansQuery = z.object({
  urval: z.enum(PLAN_CUTS).optional().catch(undefined),
  sida: fieldOf.pageNumber(),
})
