/** A new person: the form, the check "is this the right person?", and only then the row. Nothing is saved before the check. */
import type { Request, Response } from 'express'
import { formatIdentity } from '../../domain/personnummer.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { html, link } from '../../web/html.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { childRows, NewPersonForm, type NewPerson } from './form.js'
import { createPerson, holderOf, likePeople, ownIdIsFree } from './new-store.js'
import { crumbsTo } from './person-page.js'
import { staffOf } from './person-store.js'
import { unitsOf } from './unit-store.js'
import { protectionChoices } from './words.js'

type Fault = FormErrors['errors'][number]

export function newPersonRoutes(house: House, { get, post }: Door): void {
  get(paths.newPerson, (req, res) =>
    formPage(
      house,
      res,
      { protection: 'NEJ', ...namesIn(req.query.namn), ...(nextPage(req.query.sedan) && { sedan: req.query.sedan }) },
      [],
    ),
  )

  post(paths.newPerson, async (req, res) => {
    const typed = await readPerson(house, req, res)
    if (typed) await checkPage(house, res, typed.input, typed.person, [])
  })

  post(paths.newPersonCheck, async (req, res) => {
    const body = (req.body ?? {}) as Record<string, unknown>
    if (body.gor === 'andra') return formPage(house, res, withoutSteering(body), [])
    const typed = await readPerson(house, req, res)
    if (!typed) return
    if (body.kontrollerad === undefined) {
      const message = 'Kontrollera att det är rätt person och kryssa i rutan'
      return checkPage(house, res, typed.input, typed.person, [{ field: 'kontrollerad', message }])
    }
    const personId = await createPerson(house.db, actorOf(res), typed.unitId, typed.person)
    if (personId === null) return void (await readPerson(house, req, res)) // says whose number it is now
    flash(req, `${typed.person.givenName} ${typed.person.familyName} finns nu i registret.`)
    const next = nextPage(body.sedan)
    res.redirect(303, next ? next.url({}, { person: personId }) : paths.person.url({ personId }))
  })
}

/** What the person was added for, and goes on with: a notice or a report has come about somebody who was not in the register. */
function nextPage(sedan: unknown) {
  const pages = { meddelande: paths.newCase, tecken: paths.caseAtFirstSign, storning: paths.newDisturbance }
  return typeof sedan === 'string' && Object.hasOwn(pages, sedan) ? pages[sedan as keyof typeof pages] : null
}

/** The name somebody searched for, so that it is not typed twice: the last word is the family name. A number is not one. */
function namesIn(searched: unknown): { givenName?: string; familyName?: string } {
  const words = typeof searched === 'string' && !/\d/.test(searched) ? searched.trim().split(/\s+/).filter(Boolean) : []
  return words.length === 0 || words.length > 4 ? {} : { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' }
}

/** The typed person when everything about it can be saved; otherwise the form has been shown again, with the reasons. */
async function readPerson(house: House, req: Request, res: Response) {
  const actor = actorOf(res)
  const form = readForm(NewPersonForm(actor.today), req.body)
  const input = withoutSteering(form.input)
  if (!form.ok) return void (await formPage(house, res, input, form.errors, 422))
  const person = form.value
  const faults: Fault[] = []
  const staff = await staffOf(house.db, actor, actor.unitId)
  const units = await unitsOf(house.db, actor)
  const unitId = units.length === 1 ? units[0]?.id : units.find((unit) => unit.id === person.unitId)?.id
  if (unitId === undefined) faults.push({ field: 'unitId', message: 'Välj enhet' })
  if (isUnknown(person.socialsekreterareId, 'SOCIALSEKRETERARE')) faults.push({ field: 'socialsekreterareId', message: 'Välj i listan' })
  if (isUnknown(person.boendestodjareId, 'BOENDESTOD')) faults.push({ field: 'boendestodjareId', message: 'Välj i listan' })
  if (person.ownId !== null && !(await ownIdIsFree(house.db, actor, person.ownId))) {
    faults.push({ field: 'ownId', message: 'Ett annat id behövs, det här används redan' })
  }
  let taken: unknown
  if (person.identity) {
    const field = person.identity.kind === 'RESERVE' ? 'reserve' : 'identity'
    const holder = await holderOf(house.db, actor, person.identity.number)
    if (holder.state !== 'FREE')
      faults.push({ field, message: holder.state === 'SHOWN' ? `Numret hör redan till ${holder.name}` : numberRefused })
    if (holder.state === 'SHOWN')
      taken = html`${link(paths.person.url({ personId: holder.id }), `Visa ${holder.name}`)} innan du skapar en ny person.`
  }
  if (faults.length > 0 || unitId === undefined) return void (await formPage(house, res, input, faults, 422, taken))
  return { person, input, unitId }

  function isUnknown(id: number | null, role: string): boolean {
    return id !== null && !staff.some((user) => user.id === id && user.role === role)
  }
}

/** Said of a number somebody has whom the reader may not see: it gives nothing away beyond that it cannot be used here. */
export const numberRefused = 'Numret kan inte sparas här. Tala med chefen'

async function formPage(
  house: House,
  res: Response,
  input: Record<string, unknown>,
  errors: readonly Fault[],
  status = 200,
  taken?: unknown,
): Promise<void> {
  const actor = actorOf(res)
  const staff = await staffOf(house.db, actor, actor.unitId)
  const units = await unitsOf(house.db, actor)
  page(
    res,
    'people/new',
    {
      title: 'Ny person',
      active: 'people',
      crumbs: crumbsTo(),
      input,
      errors,
      taken,
      childRows,
      units,
      protections: protectionChoices(),
      socialsekreterare: staff.filter((user) => user.role === 'SOCIALSEKRETERARE'),
      boendestodjare: staff.filter((user) => user.role === 'BOENDESTOD'),
    },
    status,
  )
}

async function checkPage(
  house: House,
  res: Response,
  input: Record<string, unknown>,
  person: NewPerson,
  errors: readonly Fault[],
): Promise<void> {
  const actor = actorOf(res)
  const staff = await staffOf(house.db, actor, actor.unitId)
  const nameOf = (id: number | null) => staff.find((user) => user.id === id)?.name ?? null
  const alike = await likePeople(house.db, actor, person)
  page(
    res,
    'people/new-check',
    {
      title: 'Kontrollera ny person',
      active: 'people',
      crumbs: [...crumbsTo(), { href: paths.newPerson.url(), text: 'Ny person' }],
      person,
      name: `${person.givenName} ${person.familyName}`,
      identity: person.identity ? formatIdentity(person.identity.number) : null,
      socialsekreterare: nameOf(person.socialsekreterareId),
      boendestodjare: nameOf(person.boendestodjareId),
      input,
      errors,
      alike,
    },
    errors.length > 0 ? 422 : 200,
  )
}

/** What was typed, without the buttons and the tick of the check page. */
function withoutSteering(body: Record<string, unknown>): Record<string, unknown> {
  const { _csrf, gor: _gor, kontrollerad: _kontrollerad, ...input } = body
  return input
}
