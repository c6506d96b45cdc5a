/** What is typed about the work in a case: support and its answers, who is responsible, the first sign, the check afterwards. */
import { z } from 'zod'
import { FIRST_SIGNS, SUPPORT_KINDS } from '../../domain/codes.js'
import { MEETING_ANSWERS } from '../../domain/planned-meetings.js'
import { fieldOf } from '../../web/read-form.js'

const supportAnswer = z.enum(['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'NOT_REACHED'], { error: 'Välj vad hushållet svarade' })

export const SupportOfferForm = z.object({
  kinds: z
    .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(SUPPORT_KINDS, { error: 'Välj vad ni erbjuder' })))
    .refine((kinds) => kinds.length > 0, 'Välj vad ni erbjuder'),
  happenedOn: fieldOf.day('Skriv vilken dag stödet erbjöds'),
  text: fieldOf.optionalText(500),
  answer: z.preprocess((value) => (value === '' || value === undefined ? 'NONE' : value), z.union([z.literal('NONE'), supportAnswer])),
  answeredBy: fieldOf.optionalText(80),
})

export const SupportAnswerForm = z.object({
  supportKind: fieldOf.oneOf(SUPPORT_KINDS, 'Välj vilket stöd svaret gäller'),
  answer: supportAnswer,
  answeredBy: fieldOf.optionalText(80),
  happenedOn: fieldOf.day('Skriv vilken dag svaret kom'),
  text: fieldOf.optionalText(500),
})

export const HomeVisitForm = z.object({
  happenedOn: fieldOf.day('Skriv vilken dag hembesöket gjordes'),
  text: fieldOf.optionalText(500),
})

export const MeetingForm = z.object({
  on: fieldOf.day('Skriv vilken dag mötet är'),
  atTime: fieldOf.timeOfDay('Skriv klockslaget som TT.MM, till exempel 13.00'),
  place: fieldOf.text('Skriv var mötet är', 120),
  withUserId: fieldOf.choice('Välj vem hushållet träffar'),
  text: fieldOf.optionalText(500),
})

export const MeetingAnswerForm = z.object({
  answer: fieldOf.oneOf(MEETING_ANSWERS, 'Välj hur det gick'),
  meetingId: fieldOf.choice('Läs in sidan på nytt'),
  happenedOn: fieldOf.day('Skriv vilken dag det var'),
  text: fieldOf.optionalText(2000),
})

export const ResponsibleForm = z.object({
  responsibleId: fieldOf.choice('Välj vem som är ansvarig'),
  text: fieldOf.optionalText(200),
})

/** How an averted eviction can turn out not to be one. */
export const LEFT_OUTCOMES = ['FLYTTAT_FORE', 'VERKSTALLD'] as const

export const FollowUpForm = z.object({
  atHome: z.enum(['JA', 'NEJ'], { error: 'Välj om hushållet bor kvar' }),
  happenedOn: fieldOf.day('Skriv vilken dag det var'),
  outcome: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.enum(LEFT_OUTCOMES, { error: 'Välj hur det slutade' }).nullable(),
  ),
  text: fieldOf.optionalText(2000),
})

export const FirstSignForm = z.object({
  sign: fieldOf.oneOf(FIRST_SIGNS, 'Välj vad som är tecknet'),
  text: fieldOf.optionalText(500),
  seenOn: fieldOf.day('Skriv vilken dag ni såg det'),
  home: fieldOf.optionalText(20),
  address: fieldOf.optionalText(200),
  responsibleId: fieldOf.choice('Välj vem som är ansvarig'),
})
