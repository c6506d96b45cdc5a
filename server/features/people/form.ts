/** What is typed about a person. Numbers are checked against the day's date, so the schemas that hold one are made for a day. */
import { z } from 'zod'
import { CHILD_RESIDENCES, LADDER_STEPS, PROTECTIONS, type ChildResidence, type IdentityKind } from '../../domain/codes.js'
import { yearOf, type Day } from '../../domain/calendar.js'
import { parseIdentity, type IdentityRefusal } from '../../domain/personnummer.js'
import { fieldOf } from '../../web/read-form.js'
import { PEOPLE_SORTS } from './list-store.js'
import { NOTE_KINDS } from './note-kinds.js'

const identityWords: Record<IdentityRefusal, string> = {
  FORMAT: 'Skriv personnumret som ÅÅÅÅMMDD-NNNN',
  DATE: 'Datumet i personnumret finns inte',
  CHECK_DIGIT: 'Personnumrets sista siffra stämmer inte',
  FUTURE: 'Personnumrets datum har inte varit än',
}

/** A number as it is stored. */
export interface TypedIdentity {
  kind: IdentityKind
  number: string
  birthOn: Day | null
}

/** Personnummer or samordningsnummer, or nothing. */
const identityField = (today: Day) =>
  fieldOf.optionalText(40).transform((text, context): TypedIdentity | null => {
    if (text === null) return null
    const read = parseIdentity(text, today)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: identityWords[read.reason] })
    return z.NEVER
  })

/** The municipality's own reserve id: letters and digits, compared without spaces and case. A real number is sent to its own field. */
const reserveField = (today: Day) =>
  fieldOf.optionalText(40).transform((text, context): TypedIdentity | null => {
    if (text === null) return null
    const number = text.toUpperCase().replace(/\s/g, '')
    if (parseIdentity(number, today).ok) {
      context.addIssue({ code: 'custom', message: 'Det här är ett personnummer. Skriv det i fältet för personnummer' })
      return z.NEVER
    }
    if (!/^[A-ZÅÄÖ0-9-]{3,40}$/.test(number)) {
      context.addIssue({ code: 'custom', message: 'Skriv reservnumret med bokstäver, siffror och bindestreck, minst tre tecken' })
      return z.NEVER
    }
    return { kind: 'RESERVE', number, birthOn: null }
  })

const birthField = (today: Day) => fieldOf.optionalDay().refine((on) => on === null || on <= today, 'Födelsedagen har inte varit än')
const phone = () =>
  fieldOf
    .optionalText(40)
    .refine((text) => text === null || /^[+\d][\d\s()/-]{4,}$/.test(text), 'Skriv telefonnumret med siffror, till exempel 070-174 06 01')
const email = () =>
  fieldOf.optionalText(200).refine((text) => text === null || z.email().safeParse(text).success, 'Skriv e-postadressen som namn@exempel.se')

const particulars = (today: Day) => ({
  givenName: fieldOf.text('Skriv förnamn', 100),
  familyName: fieldOf.text('Skriv efternamn', 100),
  birthOn: birthField(today),
  phone: phone(),
  email: email(),
  caseReference: fieldOf.optionalText(100),
  socialsekreterareId: fieldOf.optionalChoice(),
  boendestodjareId: fieldOf.optionalChoice(),
})

export const PersonForm = (today: Day) => z.object(particulars(today))
export type PersonFields = z.infer<ReturnType<typeof PersonForm>>

export interface TypedChild {
  birthYear: number
  residence: ChildResidence
}

/** How many rows for children the form for a new person has; more are added on the page of the household. */
export const childRows = 4

const birthYear = (today: Day) =>
  fieldOf.wholeNumber(`Skriv födelseåret med fyra siffror, till exempel ${yearOf(today) - 6}`, yearOf(today) - 25, yearOf(today))

/** A new person: particulars, one number or reserve id, children. */
export const NewPersonForm = (today: Day) =>
  z
    .object({
      ...particulars(today),
      identity: identityField(today),
      reserve: reserveField(today),
      ownId: fieldOf.optionalText(40).refine((text) => text === null || /^[\p{L}\p{N}._/-]+$/u.test(text), 'Skriv id utan mellanslag'),
      unitId: fieldOf.optionalChoice(),
      protection: fieldOf.oneOf(PROTECTIONS, 'Välj om personen har skyddade uppgifter'),
      ...childFields(today),
    })
    .transform((form, context) => {
      const typed = form as Record<string, unknown>
      const children = rowsOf(childRows).flatMap((n): TypedChild[] => {
        const year = typed[`childYear${n}`]
        return typeof year === 'number' ? [{ birthYear: year, residence: typed[`childResidence${n}`] as ChildResidence }] : []
      })
      if (form.identity === null && form.birthOn === null) {
        context.addIssue({ code: 'custom', path: ['birthOn'], message: 'Skriv födelsedagen när personnummer saknas' })
      }
      const identity = form.identity ?? form.reserve
      return { ...form, identity, birthOn: form.identity?.birthOn ?? form.birthOn, children }
    })
export type NewPerson = z.infer<ReturnType<typeof NewPersonForm>>

export const IdentityForm = (today: Day) =>
  z.object({ identity: identityField(today), reserve: reserveField(today) }).transform((form, context) => {
    const one = form.identity ?? form.reserve
    if (one !== null) return one
    context.addIssue({ code: 'custom', path: ['identity'], message: 'Skriv ett personnummer eller ett reservnummer' })
    return z.NEVER
  })

export const ChildForm = (today: Day) =>
  z.object({ birthYear: birthYear(today), residence: fieldOf.oneOf(CHILD_RESIDENCES, 'Välj hur barnet bor') })
export const RemoveChildForm = z.object({ childId: fieldOf.choice('Välj barnet') })

const ids = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(fieldOf.choice('Välj i listan')))
export const ProtectionForm = z.object({
  protection: fieldOf.oneOf(PROTECTIONS, 'Välj skydd'),
  named: ids,
})

export const NoteForm = (today: Day) =>
  z
    .object({
      kind: fieldOf.oneOf(NOTE_KINDS, 'Välj vad det gäller'),
      reached: z.preprocess(
        (value) => (value === '' || value === undefined ? null : value),
        z.enum(['JA', 'NEJ'], { error: 'Välj om ni fick kontakt' }).nullable(),
      ),
      happenedOn: fieldOf.day('Skriv vilken dag det var').refine((on) => on <= today, 'Dagen har inte varit än'),
      text: fieldOf.optionalText(4000),
      correctsId: fieldOf.optionalChoice(),
    })
    .transform((form, context) => {
      const reached = form.kind === 'NOTE' ? null : form.reached
      if (form.text === null && reached !== 'NEJ') {
        context.addIssue({ code: 'custom', path: ['text'], message: 'Skriv vad som kom fram' })
      }
      return { ...form, reached, text: form.text ?? '' }
    })

/** The list's state in the URL. What cannot be read is as if it was not there: an old link never gives an error. */
export const PeopleQuery = z.object({
  q: z.string().max(200).catch(''),
  steg: z
    .enum([...LADDER_STEPS, 'INGET'])
    .nullable()
    .catch(null),
  mina: z.literal('ja').nullable().catch(null),
  skuld: z.literal('ja').nullable().catch(null),
  barn: z.literal('ja').nullable().catch(null),
  sortera: z.enum(PEOPLE_SORTS).catch('namn'),
  sida: fieldOf.pageNumber(),
})

/** One pair of fields for each row; a row without a year is no child. */
function childFields(today: Day): Record<string, z.ZodType> {
  const year = fieldOf.optionalText(10).transform((text, context) => {
    if (text === null) return null
    const read = birthYear(today).safeParse(text)
    if (read.success) return read.data
    context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? '' })
    return z.NEVER
  })
  const residence = z.enum(CHILD_RESIDENCES).catch('PERMANENT')
  return Object.fromEntries(
    rowsOf(childRows).flatMap((n) => [
      [`childYear${n}`, year],
      [`childResidence${n}`, residence],
    ]),
  )
}

function rowsOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
