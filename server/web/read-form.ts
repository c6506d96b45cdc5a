/** Strings from a form to values of the domain: one zod schema says both the shape and the Swedish message. */
import { z } from 'zod'
import { addMonths, isDay, type Day } from '../domain/calendar.js'
import { parseKronor, isAmountOre } from '../domain/money.js'
import { pageNumberOf } from '../paging.js'

export interface FormErrors {
  errors: { field: string; message: string }[]
}
export type ReadForm<T> = ({ ok: true; value: T } | { ok: false }) & FormErrors & { input: Record<string, unknown> }

/** Gives the value, or one message a field, and always the input as typed so that nothing is lost. */
export function readForm<T>(schema: z.ZodType<T>, body: unknown): ReadForm<T> {
  const input = { ...((body ?? {}) as Record<string, unknown>) }
  delete input._csrf
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data, errors: [], input }
  const errors: FormErrors['errors'] = []
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.')
    if (!errors.some((error) => error.field === field)) errors.push({ field, message: issue.message })
  }
  return { ok: false, errors, input }
}

/** A row's number in a form or an address: no larger than the columns of both engines hold. */
export const rowIdPattern = /^[1-9]\d{0,8}$/

/** The number of a row as it was typed or chosen; null when it is none. */
export const rowIdIn = (typed: unknown): number | null => (typeof typed === 'string' && rowIdPattern.test(typed) ? Number(typed) : null)

const timePattern = /^([01]?\d|2[0-3])[.:][0-5]\d$/
const trimmed = z.preprocess((value) => (typeof value === 'string' ? value.trim() : (value ?? '')), z.string())

/** What begins further ahead than this is a slip of the pen. */
const monthsAhead = 24

/** A day as a person types or copies it: 20261130 and dashes of other lengths say the same as 2026-11-30. */
const dayText = trimmed.transform((text) => text.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'))

/** The shapes forms are made of. Messages say what to write, not that something is invalid. */
export const fieldOf = {
  /** a day something begins or ends on, from long ago to two years ahead */
  soonDay: (today: Day, message: string) =>
    fieldOf.day(message).refine((day) => day <= addMonths(today, monthsAhead), 'Dagen är mer än två år bort'),
  optionalPhone: () =>
    fieldOf
      .optionalText(40)
      .refine((text) => text === null || /^[+\d][\d\s()/-]{4,}$/.test(text), 'Skriv telefonnumret med siffror, till exempel 08-123 456 78'),
  text: (message: string, longest = 200) => trimmed.pipe(z.string().min(1, message).max(longest, `Skriv högst ${longest} tecken`)),
  optionalText: (longest = 200) =>
    trimmed.pipe(z.string().max(longest, `Skriv högst ${longest} tecken`)).transform((text) => (text === '' ? null : text)),
  day: (message: string) =>
    dayText.pipe(
      z
        .string()
        .min(1, message)
        .refine((text) => text === '' || isDay(text), 'Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-11-30'),
    ),
  optionalDay: () =>
    dayText
      .pipe(z.string().refine((text) => text === '' || isDay(text), 'Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-11-30'))
      .transform((text) => (text === '' ? null : text)),
  /** "9:00" or "13.30" as HH.MM */
  timeOfDay: (message: string) =>
    trimmed.pipe(z.string().regex(timePattern, message)).transform((text) => text.replace(':', '.').padStart(5, '0')),
  optionalTimeOfDay: (message: string) =>
    trimmed
      .pipe(z.string().refine((text) => text === '' || timePattern.test(text), message))
      .transform((text) => (text === '' ? null : text.replace(':', '.').padStart(5, '0'))),
  kronor: (message: string) =>
    trimmed.pipe(z.string().min(1, message)).transform((text, context) => {
      const ore = parseKronor(text)
      if (ore === null || ore < 0 || !isAmountOre(ore)) {
        context.addIssue({ code: 'custom', message: 'Skriv beloppet med siffror, till exempel 6 480' })
        return z.NEVER
      }
      return ore
    }),
  optionalKronor: () =>
    trimmed.transform((text, context) => {
      if (text === '') return null
      const ore = parseKronor(text)
      if (ore === null || ore < 0 || !isAmountOre(ore)) {
        context.addIssue({ code: 'custom', message: 'Skriv beloppet med siffror, till exempel 6 480' })
        return z.NEVER
      }
      return ore
    }),
  oneOf: <const C extends readonly [string, ...string[]]>(codes: C, message: string) => z.enum(codes, { error: message }),
  /** a row chosen in a select: its id */
  choice: (message: string) => trimmed.pipe(z.string().regex(rowIdPattern, message)).transform(Number),
  optionalChoice: () =>
    trimmed
      .pipe(z.string().refine((text) => text === '' || rowIdPattern.test(text), 'Välj i listan'))
      .transform((text) => (text === '' ? null : Number(text))),
  wholeNumber: (message: string, least: number, most: number) =>
    trimmed
      .pipe(z.string().regex(/^\d{1,6}$/, message))
      .transform(Number)
      .pipe(z.number().min(least, message).max(most, message)),
  /** `?sida=`: the first page where it says no other */
  pageNumber: () => z.preprocess(pageNumberOf, z.number()),
  ticked: () => z.preprocess((value) => value !== undefined && value !== '', z.boolean()),
}
