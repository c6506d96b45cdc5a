/** A new apartment, and changed particulars. */
import type { Response } from 'express'
import { HEAD_LEASE_KINDS, HOUSING_FORMS } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { NewApartmentForm, ParticularsForm } from './form.js'
import { particularsInput } from './inputs.js'
import * as particulars from './particulars-store.js'
import * as store from './store.js'
import { nameOf } from './words.js'

type Shown = FormErrors & { input: Record<string, unknown> }

export function openParticulars(house: House, { get, post }: Door): void {
  const { db } = house

  async function newPage(res: Response, { input, errors }: Shown): Promise<void> {
    const actor = actorOf(res)
    page(
      res,
      'apartments/new',
      {
        title: 'Lägg till lägenhet',
        active: 'apartments',
        input,
        errors,
        choices: {
          ...(await particulars.particularsChoices(db, actor)),
          forms: choices(HOUSING_FORMS),
          leaseKinds: choices(HEAD_LEASE_KINDS),
        },
      },
      errors.length > 0 ? 422 : 200,
    )
  }

  get(paths.newApartment, (_req, res) => newPage(res, { input: { leaseKind: 'OWN' }, errors: [] }))
  post(paths.newApartment, async (req, res) => {
    const form = readForm(NewApartmentForm(actorOf(res).today), req.body)
    if (!form.ok) return newPage(res, form)
    const saved = await particulars.createApartment(db, actorOf(res), form.value)
    if ('fault' in saved) return newPage(res, { input: form.input, errors: [FAULTS[saved.fault]] })
    flash(req, 'Lägenheten är tillagd.')
    res.redirect(303, paths.apartment.url({ apartmentId: saved.id }))
  })

  async function editPage(res: Response, id: number, form?: Shown): Promise<void> {
    const actor = actorOf(res)
    const facts = found(await store.apartmentFacts(db, actor, id))
    const stored = await store.particularsOf(db, facts)
    page(
      res,
      'apartments/edit',
      {
        title: 'Ändra uppgifter',
        name: nameOf(facts),
        active: 'apartments',
        apartment: facts,
        input: form?.input ?? particularsInput(facts, stored),
        errors: form?.errors ?? [],
        choices: await particulars.particularsChoices(db, actor, facts.landlordId),
      },
      form ? 422 : 200,
    )
  }

  get(paths.editApartment, (req, res) => editPage(res, idOf(req, 'apartmentId')))
  post(paths.editApartment, async (req, res) => {
    const id = idOf(req, 'apartmentId')
    const form = readForm(ParticularsForm, req.body)
    if (!form.ok) return editPage(res, id, form)
    const saved = found(await particulars.changeApartment(db, actorOf(res), id, form.value))
    if ('fault' in saved) return editPage(res, id, { input: form.input, errors: [FAULTS[saved.fault]] })
    flash(req, 'Uppgifterna är sparade.')
    res.redirect(303, paths.apartment.url({ apartmentId: id }))
  })
}

const FAULTS: Record<particulars.SaveFault, FormErrors['errors'][number]> = {
  OWN_ID_TAKEN: { field: 'ownId', message: 'Det egna id:t används redan av en annan lägenhet' },
  LANDLORD_UNKNOWN: { field: 'landlordId', message: 'Välj en hyresvärd i listan' },
  PROPERTY_UNKNOWN: { field: 'propertyId', message: 'Välj en fastighet i listan' },
  UNIT_UNKNOWN: { field: 'unitId', message: 'Välj vilken enhet lägenheten hör till' },
}
