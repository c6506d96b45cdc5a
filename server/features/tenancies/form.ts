/** What is typed about a stay: moving in and out, rent, landlord, checkpoint and takeover. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { OUTCOMES } from '../../domain/codes.js'
import { mayBeTold } from '../../domain/stay-records.js'
import { fieldOf } from '../../web/read-form.js'

const passed = (today: Day, message: string) => fieldOf.day(message).refine((day) => day <= today, 'Dagen har inte kommit än')
const optionalPassed = (today: Day) => fieldOf.optionalDay().refine((day) => day === null || day <= today, 'Dagen har inte kommit än')

export const toldTooEarly = 'Dagen är mer än ett år före inflyttningen'

export const MoveInForm = (today: Day) =>
  z
    .object({
      personId: fieldOf.choice('Välj person'),
      apartmentId: fieldOf.choice('Välj lägenhet'),
      startsOn: fieldOf.soonDay(today, 'Skriv dagen för inflyttningen'),
      rent: fieldOf.optionalKronor(),
      contractUntilOn: fieldOf.optionalDay(),
      landlordToldOn: optionalPassed(today),
      reason: fieldOf.optionalText(500),
      decisionReference: fieldOf.optionalText(60),
      endsOldStay: fieldOf.ticked(),
    })
    .superRefine((form, context) => {
      if (form.landlordToldOn !== null && form.startsOn !== '' && !mayBeTold(form.startsOn, form.landlordToldOn))
        context.addIssue({ code: 'custom', path: ['landlordToldOn'], message: toldTooEarly })
    })

export const MoveOutForm = (today: Day) =>
  z.object({
    outcome: fieldOf.oneOf(OUTCOMES, 'Välj hur boendet slutar'),
    movesOutOn: fieldOf.soonDay(today, 'Skriv dagen för utflyttningen'),
    reason: fieldOf.text('Skriv skälet', 500),
    decisionReference: fieldOf.optionalText(60),
  })

export const LandlordToldForm = (today: Day) => z.object({ landlordToldOn: passed(today, 'Skriv dagen då hyresvärden underrättades') })

export const RentForm = (today: Day) =>
  z.object({ fromOn: fieldOf.soonDay(today, 'Skriv dagen då hyran börjar gälla'), rent: fieldOf.kronor('Skriv hyran per månad') })

export const CheckpointForm = (today: Day) =>
  z.object({
    months: fieldOf.choice('Välj kontrollstation'),
    heldOn: passed(today, 'Skriv dagen då kontrollstationen hölls'),
    note: fieldOf.text('Skriv vad ni kom fram till', 1000),
  })

export const TakeoverForm = (today: Day) =>
  z.object({
    approvedOn: passed(today, 'Skriv dagen då hyresvärden godkände'),
    transfersOn: fieldOf.soonDay(today, 'Skriv dagen då kontraktet övergår'),
    decisionReference: fieldOf.optionalText(60),
  })

/** The query of "Ny hyresgäst": what is filled in already. */
export const NewTenancyQuery = z.object({
  person: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined),
  lagenhet: z.string().max(12).catch(''),
  inflyttning: z.string().max(10).catch(''),
  sok: z.string().max(200).catch(''),
})

/** Buttons and ticks of the check pages: they steer, and are not kept as answers. */
export function withoutSteering(input: Record<string, unknown>): Record<string, unknown> {
  const { do: _do, checked: _checked, ...answers } = input
  return answers
}
