/** Enheter: the list with a form to add one, and the page to rename one. */
import type { Response } from 'express'
import { z } from 'zod'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './crumbs.js'
import * as store from './units-store.js'

const UnitForm = z.object({ name: fieldOf.text('Skriv enhetens namn', 120) })
const taken = { field: 'name', message: 'Nämnden har redan en enhet med det namnet' }

export function openUnits(house: House, { get, post }: Door): void {
  const list = async (res: Response, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    page(
      res,
      'administration/units',
      {
        title: 'Enheter',
        active: 'administration',
        crumbs: crumbsTo(actor),
        units: await store.unitsOf(house.db, actor),
        input: form?.input ?? {},
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.units, async (_req, res) => list(res, 200))
  post(paths.units, async (req, res) => {
    const form = readForm(UnitForm, req.body)
    if (!form.ok) return list(res, 422, form)
    if (!(await store.addUnit(house.db, actorOf(res), form.value.name))) return list(res, 422, { input: form.input, errors: [taken] })
    flash(req, 'Enheten är tillagd.')
    res.redirect(303, paths.units.url())
  })

  const unitPage = async (res: Response, unitId: number, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    const unit = found(await store.unitOf(house.db, actor, unitId))
    page(
      res,
      'administration/unit',
      {
        title: unit.name,
        active: 'administration',
        crumbs: crumbsTo(actor, [paths.units, 'Enheter']),
        input: form?.input ?? unit,
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.unit, async (req, res) => unitPage(res, idOf(req, 'unitId'), 200))
  post(paths.unit, async (req, res) => {
    const unitId = idOf(req, 'unitId')
    const form = readForm(UnitForm, req.body)
    if (!form.ok) return unitPage(res, unitId, 422, form)
    const renamed = found(await store.renameUnit(house.db, actorOf(res), unitId, form.value.name))
    if (!renamed) return unitPage(res, unitId, 422, { input: form.input, errors: [taken] })
    flash(req, 'Enhetens namn är ändrat.')
    res.redirect(303, paths.units.url())
  })
}
