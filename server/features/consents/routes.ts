/** Samtycke to speak with the landlord: what holds and has held, a new one, and taking one back. */
import type { Response, Router } from 'express'
import { may } from '../../domain/access.js'
import { CONSENT_SCOPES, CONSENT_WAYS } from '../../domain/codes.js'
import { holdsOn, type ConsentRefusal, type LandlordNamed } from '../../domain/landlord-consent.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, door, flash, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { openCaseOf } from '../eviction-prevention/case-store.js'
import { crumbsTo, personLocals, personPage, postedPerson } from '../people/person-page.js'
import type { Person } from '../people/person-store.js'
import { consentsOf, giveConsent, landlordsOf, withdrawConsent } from './consent-store.js'
import { consentWords } from './consent-words.js'
import { ConsentForm, WithdrawalForm } from './form.js'

type Input = Record<string, unknown>
/** the choice of a landlord whose name is typed */
const another = 'ANOTHER'

const fieldOfRefusal: Record<ConsentRefusal, string> = {
  CONSENT_AFTER_TODAY: 'givenOn',
  CONSENT_ENDS_TOO_EARLY: 'untilOn',
  CONSENT_SCOPE_NEEDED: 'scope',
  CONSENT_LANDLORD_NEEDED: 'landlordName',
}

export function consentsRoutes(house: House): Router {
  const { get, post, router } = door(house)
  const { db } = house

  get(paths.consents, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const actor = actorOf(res)
    const consents = (await consentsOf(db, actor, person.id)).map((consent) => consentWords(consent, actor.today))
    page(res, 'consents/index', {
      title: `Samtycken: ${person.name}`,
      ...personLocals(person),
      mayAgree: may(actor.role, 'agreeWithTenants'),
      openCase: await openCaseOf(db, actor, person.id),
      holding: consents.filter((consent) => consent.holds),
      others: consents.filter((consent) => !consent.holds),
    })
  })

  get(paths.newConsent, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const landlords = await landlordsOf(db, actorOf(res), person.id)
    newPage(res, person, landlords, { ...usual(landlords), givenOn: actorOf(res).today })
  })
  post(paths.newConsent, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const landlords = await landlordsOf(db, actor, person.id)
    const form = readForm(ConsentForm, req.body)
    if (!form.ok) return newPage(res, person, landlords, form.input, form.errors)
    const { landlord, landlordName, ...said } = form.value
    const known = landlords.find(({ landlordId }) => landlordId !== null && String(landlordId) === landlord)
    const answer = await giveConsent(db, actor, person.id, { ...(known ?? { landlordId: null, landlordName }), ...said })
    if (answer.refused)
      return newPage(
        res,
        person,
        landlords,
        form.input,
        answer.reasons.map((reason) => ({ field: fieldOfRefusal[reason], message: label(reason) })),
      )
    flash(req, 'Samtycket är sparat.')
    res.redirect(303, paths.consents.url({ personId: person.id }))
  })

  get(paths.consentWithdrawal, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const actor = actorOf(res)
    const consent = found((await consentsOf(db, actor, person.id)).find(({ id }) => id === idOf(req, 'consentId')) ?? null)
    if (!holdsOn(consent, actor.today)) return res.redirect(303, paths.consents.url({ personId: person.id }))
    withdrawPage(res, person, consentWords(consent, actor.today), { withdrawnOn: actor.today })
  })
  post(paths.consentWithdrawal, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const consent = found((await consentsOf(db, actor, person.id)).find(({ id }) => id === idOf(req, 'consentId')) ?? null)
    const form = readForm(WithdrawalForm, req.body)
    const words = consentWords(consent, actor.today)
    if (!form.ok) return withdrawPage(res, person, words, form.input, form.errors)
    const answer = found(await withdrawConsent(db, actor, person.id, consent.id, form.value.withdrawnOn))
    const twice = answer.refused && answer.reasons.includes('WITHDRAWN_ALREADY')
    if (answer.refused && !twice)
      return withdrawPage(
        res,
        person,
        words,
        form.input,
        answer.reasons.map((reason) => ({ field: 'withdrawnOn', message: label(reason) })),
      )
    flash(req, `Samtycket är tillbakataget. Ni får inte längre tala med ${words.landlordName} om det.`)
    res.redirect(303, paths.consents.url({ personId: person.id }))
  })

  return router
}

function usual(landlords: readonly LandlordNamed[]): Input {
  const [first] = landlords
  if (!first) return { landlord: another }
  return first.landlordId === null ? { landlord: another, landlordName: first.landlordName } : { landlord: String(first.landlordId) }
}

function newPage(
  res: Response,
  person: Person,
  landlords: readonly LandlordNamed[],
  input: Input,
  errors: FormErrors['errors'] = [],
): void {
  const registered = landlords.filter(({ landlordId }) => landlordId !== null)
  const locals = {
    title: 'Nytt samtycke',
    ...personLocals(person),
    crumbs: consentCrumbs(person),
    landlords: registered.map(({ landlordId, landlordName }) => ({ value: String(landlordId), text: landlordName })),
    another,
    scopes: choices(CONSENT_SCOPES),
    ways: choices(CONSENT_WAYS),
    input,
    errors,
  }
  page(res, 'consents/new', locals, errors.length > 0 ? 422 : 200)
}

function withdrawPage(
  res: Response,
  person: Person,
  consent: ReturnType<typeof consentWords>,
  input: Input,
  errors: FormErrors['errors'] = [],
): void {
  const locals = { title: 'Ta tillbaka samtycke', ...personLocals(person), crumbs: consentCrumbs(person), consent, input, errors }
  page(res, 'consents/withdraw', locals, errors.length > 0 ? 422 : 200)
}

const consentCrumbs = (person: Person) => [...crumbsTo(person), { href: paths.consents.url({ personId: person.id }), text: 'Samtycken' }]
