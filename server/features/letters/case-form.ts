/** What is chosen and typed about a letter in a case: one shape a kind. */
import { z } from 'zod'
import { isMonth, type Month } from '../../domain/calendar.js'
import { DATED_FACTS } from '../../domain/case-letters.js'
import { CASE_LETTER_KINDS, LANDLORD_FACTS, SENT_HOW, SUPPORT_KINDS, type LandlordFact } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

const recipient = {
  recipientName: fieldOf.text('Skriv vem brevet är till', 120),
  postAddress: fieldOf.optionalText(80),
  postcode: fieldOf
    .optionalText(6)
    .refine((text) => text === null || /^\d{3} ?\d{2}$/.test(text), 'Skriv postnumret med fem siffror, till exempel 126 21'),
  city: fieldOf.optionalText(60),
  reference: fieldOf.optionalText(60),
}
const common = { noticeId: fieldOf.optionalChoice(), replaces: fieldOf.optionalChoice() }
const signedById = (message: string) => fieldOf.choice(message)
const month = (message: string) => z.string({ error: message }).trim().refine(isMonth, message) as z.ZodType<Month>
/** Ticked boxes come as one value or several. */
const ticked = <const C extends readonly [string, ...string[]]>(codes: C, message: string) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? [...new Set(value)] : [value]),
    z.array(z.enum(codes, { error: message }), { error: message }).min(1, message),
  )

/** Which day each dated fact is typed in. */
export const DAY_FIELDS: Partial<Record<LandlordFact, 'paidOn' | 'expectedOn' | 'followedUpOn'>> = {
  RENT_PAID_ON: 'paidOn',
  PAYMENT_EXPECTED_ON: 'expectedOn',
  DISTURBANCE_FOLLOWED_UP_ON: 'followedUpOn',
}

const Confirmation = z.object({
  ...common,
  ...recipient,
  kind: z.literal('CONFIRMATION'),
  noticeId: fieldOf.choice('Välj vilket meddelande brevet svarar på'),
  signedById: signedById('Välj ansvarig handläggare'),
})
const Copy = z.object({
  ...common,
  kind: z.literal('CONFIRMATION_COPY'),
  noticeId: fieldOf.choice('Välj vilket meddelande brevet gäller'),
})
const Undertaking = z
  .object({
    ...common,
    ...recipient,
    kind: z.literal('UNDERTAKING'),
    noticeId: fieldOf.choice('Välj vilken uppsägning åtagandet gäller'),
    signedById: signedById('Välj vem som beslutar'),
    amount: fieldOf.kronor('Skriv hur mycket nämnden åtar sig').refine((ore) => ore > 0, 'Skriv ett belopp större än noll'),
    from: month('Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-10'),
    to: month('Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-11'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Välj en sista månad som inte är före den första' })
const LandlordReply = z
  .object({
    ...common,
    ...recipient,
    kind: z.literal('LANDLORD_REPLY'),
    signedById: signedById('Välj vem hyresvärden ska ringa'),
    facts: ticked(LANDLORD_FACTS, 'Välj minst en sak att berätta'),
    paidOn: fieldOf.optionalDay(),
    expectedOn: fieldOf.optionalDay(),
    followedUpOn: fieldOf.optionalDay(),
    line: fieldOf.optionalText(120),
  })
  .superRefine((form, context) => {
    for (const fact of DATED_FACTS) {
      const field = DAY_FIELDS[fact]
      if (field && form.facts.includes(fact) && form[field] === null)
        context.addIssue({ code: 'custom', path: [field], message: 'Skriv vilken dag, som ÅÅÅÅ-MM-DD' })
    }
  })
const MeetingCall = z.object({
  ...common,
  kind: z.literal('MEETING_CALL'),
  signedById: signedById('Välj vem personen ska träffa'),
  meetingOn: fieldOf.day('Skriv vilken dag mötet är'),
  atTime: fieldOf.timeOfDay('Skriv klockslaget som TT.MM, till exempel 13.00'),
  place: fieldOf.text('Skriv var mötet är', 120),
})
const SupportOffer = z.object({
  ...common,
  kind: z.literal('SUPPORT_OFFER'),
  signedById: signedById('Välj vem personen ska ringa'),
  supportKinds: ticked(SUPPORT_KINDS, 'Välj minst ett stöd att erbjuda'),
})

export const CASE_LETTER_FORMS = {
  CONFIRMATION: Confirmation,
  CONFIRMATION_COPY: Copy,
  UNDERTAKING: Undertaking,
  LANDLORD_REPLY: LandlordReply,
  MEETING_CALL: MeetingCall,
  SUPPORT_OFFER: SupportOffer,
} as const
export type CaseLetterForm = z.output<(typeof CASE_LETTER_FORMS)[keyof typeof CASE_LETTER_FORMS]>

export const CaseLetterQuery = z.object({
  slag: z.enum(CASE_LETTER_KINDS).optional().catch(undefined),
  meddelande: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined),
  andra: z.coerce.number().int().positive().max(999_999_999).optional().catch(undefined),
})

/** How a letter of a case went, and the day it went; an empty day is today. */
export const CaseSendingForm = z.object({
  how: fieldOf.oneOf(SENT_HOW, 'Välj hur brevet gick'),
  goneOn: fieldOf.optionalDay(),
  stops: z
    .string()
    .regex(/^(\d{1,9}( \d{1,9})*)?$/)
    .catch('')
    .transform((text) => text.split(' ').filter(Boolean).map(Number)),
})
