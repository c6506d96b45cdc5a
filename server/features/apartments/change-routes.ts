/** The forms that change an apartment. A form that is wrong and a rule that says no both show the same page again, 422, with what was typed. */
import type { Request, Response } from 'express'
import type { Actor } from '../../actor.js'
import { HEAD_LEASE_KINDS, HOUSING_FORMS, VOID_REASONS } from '../../domain/codes.js'
import type { Conflict } from '../../domain/apartments.js'
import { isEmpty } from '../../domain/interval.js'
import type { House } from '../../house.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { html, type Html } from '../../web/html.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import * as changes from './change-store.js'
import { HeadLeaseForm, HousingFormForm, RentForm, VoidForm, voidEndForm } from './form.js'
import { conflictLines, formLine, periodOf } from './in-the-way.js'
import { headLeaseInput } from './inputs.js'
import * as store from './store.js'
import { lastDayOf } from './timeline.js'
import { nameOf } from './words.js'

/** What a form page shows again: what was typed, what is wrong with it, and why the rules say no. */
interface Answer {
  input?: Record<string, unknown>
  errors?: { field: string; message: string }[]
  reasons?: Html[]
}

export function openChanges(house: House, { get, post }: Door): void {
  const { db } = house

  async function formPage(req: Request, res: Response, view: string, title: string, answer: Answer = {}): Promise<void> {
    const facts = found(await store.apartmentFacts(db, actorOf(res), idOf(req, 'apartmentId')))
    const isRefused = (answer.errors?.length ?? 0) > 0 || (answer.reasons?.length ?? 0) > 0
    const locals = {
      title,
      name: nameOf(facts),
      active: 'apartments',
      apartment: facts,
      forms: facts.forms.filter((form) => !isEmpty(form)).toReversed(),
      leases: facts.leases.toReversed(),
      voids: facts.voids.toReversed(),
      rents: await store.rentsOf(db, facts),
      lastDayOf,
      input: answer.input ?? {},
      errors: answer.errors ?? [],
      reasons: answer.reasons ?? [],
      choices: { forms: choices(HOUSING_FORMS), leaseKinds: choices(HEAD_LEASE_KINDS), voidReasons: choices(VOID_REASONS) },
    }
    page(res, view, locals, isRefused ? 422 : 200)
  }

  get(paths.apartmentForms, (req, res) => formPage(req, res, 'apartments/forms', 'Byt boendeform'))
  post(paths.apartmentForms, async (req, res) => {
    const answer = readForm(HousingFormForm(actorOf(res).today), req.body)
    const again = (more: Answer) => formPage(req, res, 'apartments/forms', 'Byt boendeform', { input: answer.input, ...more })
    if (!answer.ok) return again(answer)
    const { housingForm, fromOn } = answer.value
    const form = housingForm === 'NONE' ? null : housingForm
    const decision = found(await changes.changeHousingForm(db, actorOf(res), idOf(req, 'apartmentId'), form, fromOn))
    if (decision.refused) return again({ reasons: decision.reasons.map((reason) => formLine(reason, decision.inTheWay)) })
    flash(req, form ? `Boendeformen är ${label(form).toLowerCase()} från ${fromOn}.` : `Boendeformen upphör ${fromOn}.`)
    backTo(req, res)
  })

  get(paths.apartmentLeases, async (req, res) => {
    const facts = found(await store.apartmentFacts(db, actorOf(res), idOf(req, 'apartmentId')))
    const lease = facts.leases.find((one) => String(one.id) === req.query.avtal)
    return formPage(req, res, 'apartments/leases', 'Inhyrning', { input: lease ? headLeaseInput(lease) : {} })
  })
  post(paths.apartmentLeases, async (req, res) => {
    const answer = readForm(HeadLeaseForm(actorOf(res).today), req.body)
    const again = (more: Answer) => formPage(req, res, 'apartments/leases', 'Inhyrning', { input: answer.input, ...more })
    if (!answer.ok) return again(answer)
    const decision = found(await changes.saveHeadLease(db, actorOf(res), idOf(req, 'apartmentId'), answer.value))
    if (decision.refused) {
      return again({
        reasons: decision.reasons.map((reason) => html`${label(reason)}${decision.inTheWay ? `: ${periodOf(decision.inTheWay)}` : ''}`),
      })
    }
    flash(req, 'Inhyrningen är sparad.')
    await warnOfTenants(req, res, answer.value.endsOn)
    backTo(req, res)
  })

  get(paths.apartmentRents, (req, res) => formPage(req, res, 'apartments/rents', 'Ny hyra'))
  post(paths.apartmentRents, async (req, res) => {
    const answer = readForm(RentForm(actorOf(res).today), req.body)
    const again = (more: Answer) => formPage(req, res, 'apartments/rents', 'Ny hyra', { input: answer.input, ...more })
    if (!answer.ok) return again(answer)
    const saved = found(await changes.setRent(db, actorOf(res), idOf(req, 'apartmentId'), answer.value))
    if (typeof saved === 'object') {
      return again({
        errors: [{ field: 'fromOn', message: `Hyran kan inte börja gälla före ${saved.heldFrom}, då nämnden fick lägenheten` }],
      })
    }
    if (saved === 'UNCHANGED') return again({ errors: [{ field: 'amountOre', message: 'Hyran är redan det beloppet den dagen' }] })
    flash(req, saved === 'CORRECTED' ? `Hyran från ${answer.value.fromOn} är rättad.` : `Den nya hyran gäller från ${answer.value.fromOn}.`)
    backTo(req, res)
  })

  get(paths.apartmentVoids, (req, res) => formPage(req, res, 'apartments/voids', 'Tomperioder'))
  post(paths.apartmentVoids, async (req, res) => {
    const answer = readForm(VoidForm(actorOf(res).today), req.body)
    const again = (more: Answer) => formPage(req, res, 'apartments/voids', 'Tomperioder', { input: answer.input, ...more })
    if (!answer.ok) return again(answer)
    const actor = actorOf(res)
    const id = idOf(req, 'apartmentId')
    const decision = found(await changes.addVoid(db, actor, id, answer.value))
    if (decision.refused) return again({ reasons: await linesOf(actor, id, decision.conflicts, decision.reasons) })
    flash(req, 'Tomperioden är sparad.')
    backTo(req, res)
  })
  post(paths.voidCancellation, async (req, res) => {
    const actor = actorOf(res)
    const [id, voidId] = [idOf(req, 'apartmentId'), idOf(req, 'voidId')]
    const field = `klar-${voidId}`
    const answer = readForm(voidEndForm(voidId), req.body)
    const again = (more: Answer) =>
      formPage(req, res, 'apartments/voids', 'Tomperioder', { input: { [field]: answer.input[field] }, ...more })
    if (!answer.ok) return again(answer)
    if (answer.value.what === 'CANCEL') {
      found(await changes.cancelVoid(db, actor, id, voidId))
      flash(req, 'Tomperioden är borttagen. Den finns kvar i loggen.')
      return backTo(req, res)
    }
    const endsOn = answer.value[field]
    if (typeof endsOn !== 'string') return again({ errors: [{ field, message: 'Skriv dagen då lägenheten kan hyras ut' }] })
    const decision = found(await changes.endVoid(db, actor, id, voidId, endsOn))
    if (decision.refused && decision.conflicts.length === 0)
      return again({ errors: decision.reasons.map((reason) => ({ field, message: label(reason) })) })
    if (decision.refused) return again({ reasons: await linesOf(actor, id, decision.conflicts, decision.reasons) })
    flash(req, `Lägenheten kan hyras ut från ${endsOn}.`)
    backTo(req, res)
  })

  /** The conflicts in words; the tenants they name are written down as read. */
  async function linesOf(actor: Actor, id: number, conflicts: readonly Conflict[], reasons: readonly string[]): Promise<Html[]> {
    if (conflicts.length === 0) return reasons.map((reason) => html`${label(reason)}`)
    const named = conflicts.flatMap((conflict) => (conflict.kind === 'TENANCY' ? [conflict.id] : []))
    return conflictLines(id, conflicts, await db.reading((tx) => store.staysIn(tx, actor, id, named)))
  }

  /** A landlord may end the lease while somebody lives there: it is noted, and said. */
  async function warnOfTenants(req: Request, res: Response, endsOn: string | null): Promise<void> {
    if (endsOn === null) return
    const facts = await store.apartmentFacts(db, actorOf(res), idOf(req, 'apartmentId'))
    const stays = facts?.tenancies.filter((stay) => stay.endsOn === null || stay.endsOn > endsOn) ?? []
    if (stays.length > 0) flash(req, 'Någon har kontrakt efter inhyrningens sista dag. Avsluta eller flytta kontraktet.', 'warning')
  }
}

function backTo(req: Request, res: Response): void {
  res.redirect(303, paths.apartment.url({ apartmentId: idOf(req, 'apartmentId') }))
}
