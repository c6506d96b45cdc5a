/** Ny hyresgäst: choose the person, then the home and the day, check, save. Nothing is saved before the check. */
import type { Request, Response } from 'express'
import { addDays, isDay, monthOf } from '../../domain/calendar.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { found, NotFound } from '../../web/errors.js'
import type { Html } from '../../web/html.js'
import { page } from '../../web/page.js'
import { readForm, rowIdIn } from '../../web/read-form.js'
import { freeApartments, type FreeApartment } from '../apartments/store.js'
import { mayOpen, openPerson } from '../people/person-store.js'
import { MoveInForm, NewTenancyQuery, withoutSteering } from './form.js'
import { linesInTheWay } from './in-the-way.js'
import { movingPerson, placeToLet, type MovingPerson, type Place } from './move-facts-store.js'
import { findPeople, moveIn, peopleToChoose } from './move-in-store.js'
import { planMoveIn, stayToEnd, type MoveInAnswer, type MoveInWish } from './move-in.js'
import { chargedTo } from './store.js'

type Input = Record<string, unknown>
type Fault = { field: string; message: string }
type Refused = Extract<MoveInAnswer, { refused: true }>
interface Typed {
  input: Input
  person: MovingPerson
  place: Place
  wish: MoveInWish
}

const crumbs = [{ href: paths.board.url(), text: 'Trappan' }]

export function moveInRoutes(house: House, { get, post }: Door): void {
  get(paths.newTenancy, async (req, res) => {
    const query = NewTenancyQuery.parse(req.query)
    if (query.person === undefined) return choosePerson(res, query.sok, query.lagenhet)
    await formPage(res, query.person, { apartmentId: query.lagenhet, startsOn: query.inflyttning || actorOf(res).today, endsOldStay: 'ja' })
  })

  post(paths.newTenancy, async (req, res) => {
    const body = (req.body ?? {}) as Input
    if (body.do === 'show-free') return formPage(res, idIn(body.personId), withoutSteering(body))
    const typed = await readMoveIn(req, res)
    if (typed) await checkPage(res, typed, [])
  })

  post(paths.newTenancyCheck, async (req, res) => {
    const body = (req.body ?? {}) as Input
    if (body.do === 'change') return formPage(res, idIn(body.personId), withoutSteering(body))
    const typed = await readMoveIn(req, res)
    if (!typed) return
    const { person, place, wish } = typed
    if (body.checked === undefined) {
      return checkPage(res, typed, [{ field: 'checked', message: 'Kontrollera att det är rätt person och kryssa i rutan' }])
    }
    const saved = await moveIn(house.db, actorOf(res), { personId: person.id, apartmentId: place.id }, wish)
    if ('refused' in saved) return refusedPage(res, typed, saved)
    flash(req, wish.landlordToldOn ? 'Hyresgästen är sparad.' : 'Hyresgästen är sparad. Underrätta hyresvärden genast.')
    res.redirect(303, paths.tenancy.url({ tenancyId: saved.tenancyId }))
  })

  async function choosePerson(res: Response, typed: string, lagenhet: string): Promise<void> {
    const people = typed.trim() === '' ? [] : await findPeople(house.db, actorOf(res), typed)
    page(res, 'tenancies/choose-person', {
      title: 'Ny hyresgäst',
      active: 'board',
      crumbs,
      typed,
      lagenhet,
      people: people.slice(0, peopleToChoose),
      more: people.length > peopleToChoose,
    })
  }

  /** The form as valid and what it points at; otherwise the form has been shown again, with what is wrong. */
  async function readMoveIn(req: Request, res: Response): Promise<Typed | null> {
    const actor = actorOf(res)
    const form = readForm(MoveInForm(actor.today), req.body)
    const input = withoutSteering(form.input)
    const personId = idIn(input.personId)
    if (!(await mayOpen(house.db, actor, personId))) throw new NotFound()
    if (!form.ok) {
      await formPage(res, personId, input, form.errors)
      return null
    }
    const place = found(await placeToLet(house.db, actor, form.value.apartmentId))
    const person = await movingPerson(house.db, actor, personId)
    const { personId: _person, apartmentId: _apartment, rent, ...rest } = form.value
    const rentOre = rent ?? place.tenantRents.findLast((one) => one.fromOn <= rest.startsOn)?.amountOre ?? null
    if (rentOre !== null) return { input, person, place, wish: { ...rest, rentOre } }
    await formPage(res, personId, input, [{ field: 'rent', message: 'Skriv hyran, lägenheten har ingen hyra den dagen' }])
    return null
  }

  async function refusedPage(res: Response, { input, person, place }: Typed, { reasons, conflicts }: Refused): Promise<void> {
    const lines = await linesInTheWay(house.db, actorOf(res), person, place, conflicts)
    await formPage(res, person.id, input, [], { reasons: reasons.map((reason) => label(reason)), lines })
  }

  /** The form; with what is wrong, 422. */
  async function formPage(
    res: Response,
    personId: number,
    input: Input,
    errors: Fault[] = [],
    refusal?: { reasons: string[]; lines: Html[] },
  ): Promise<void> {
    const actor = actorOf(res)
    const opened = found(await openPerson(house.db, actor, personId))
    if (opened.state === 'HIDDEN') {
      return page(res, 'people/protected', { title: 'Skyddad person', active: 'board', crumbs, named: opened.named })
    }
    const startsOn = isDay(String(input.startsOn ?? '')) ? String(input.startsOn) : actor.today
    const lastDay = isDay(String(input.contractUntilOn ?? '')) ? String(input.contractUntilOn) : null
    const free = await freeApartments(house.db, actor, {
      from: startsOn,
      to: lastDay !== null && lastDay >= startsOn ? addDays(lastDay, 1) : null,
    })
    const moving = await movingPerson(house.db, actor, personId)
    const oldStay = stayToEnd(moving, startsOn)
    const chosen = await chosenButTaken(res, moving, input.apartmentId, free, startsOn)
    const wrong = errors.length > 0 || refusal !== undefined
    const locals = { person: opened.person, oldStay, free, chosen, startsOn, input, errors, refusal }
    page(res, 'tenancies/new', { title: 'Ny hyresgäst', active: 'board', crumbs, ...locals }, wrong ? 422 : 200)
  }

  /** The place that was asked for, when it is not among the free ones: its name, and what is in the way. */
  async function chosenButTaken(res: Response, person: MovingPerson, typedId: unknown, free: readonly FreeApartment[], startsOn: string) {
    const id = rowIdIn(typedId)
    if (id === null || free.some((one) => one.id === id)) return null
    const actor = actorOf(res)
    const place = await placeToLet(house.db, actor, id)
    if (!place) return null
    const wish = {
      startsOn,
      rentOre: 0,
      contractUntilOn: null,
      landlordToldOn: null,
      reason: null,
      decisionReference: null,
      endsOldStay: true,
    }
    const answer = planMoveIn(person, place, wish, await settingsFor(house.db, actor))
    if (!answer.refused) return { id, name: place.name, lines: [] }
    const inThePlace = answer.conflicts.filter((one) => one.kind !== 'OTHER_STAY')
    return { id, name: place.name, lines: await linesInTheWay(house.db, actor, person, place, inThePlace) }
  }

  async function checkPage(res: Response, typed: Typed, errors: Fault[]): Promise<void> {
    const actor = actorOf(res)
    const settings = await settingsFor(house.db, actor)
    const answer = planMoveIn(typed.person, typed.place, typed.wish, settings)
    if (answer.refused) return refusedPage(res, typed, answer)
    const opened = found(await openPerson(house.db, actor, typed.person.id))
    if (opened.state === 'HIDDEN') throw new NotFound()
    const { person } = opened
    const oldChargedTo = answer.plan.oldStay && (await chargedTo(house.db, answer.plan.oldStay.id))
    page(
      res,
      'tenancies/new-check',
      {
        title: 'Kontrollera och spara',
        active: 'board',
        crumbs: [...crumbs, { href: paths.newTenancy.url({}, { person: person.id }), text: 'Ny hyresgäst' }],
        ...typed,
        plan: answer.plan,
        isOldCharged: oldChargedTo !== null && oldChargedTo >= monthOf(typed.wish.startsOn),
        person,
        checkpointMonths: settings.checkpointMonths,
        errors,
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}

const idIn = (value: unknown): number => found(rowIdIn(value))
