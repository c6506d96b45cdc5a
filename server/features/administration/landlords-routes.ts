/** Hyresvärdar: the list with a form to add one, and the page of one to change or close it. Open to bosamordnare too. */
import type { Response } from 'express'
import { may } from '../../domain/access.js'
import type { House } from '../../house.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { disturbancesForLandlord } from '../disturbances/landlord-store.js'
import { crumbsTo } from './crumbs.js'
import { LandlordClosingForm, LandlordForm, LandlordsQuery } from './landlords-form.js'
import * as store from './landlords-store.js'

const taken = { field: 'name', message: 'Det finns redan en hyresvärd med det namnet' }

export function openLandlords(house: House, { get, post }: Door): void {
  const list = async (res: Response, asked: unknown, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    const query = LandlordsQuery.parse(asked)
    const landlords = await store.landlordsOf(house.db, actor, query)
    page(
      res,
      'administration/landlords',
      {
        title: 'Hyresvärdar',
        active: menuKeyOf(actor.role),
        crumbs: crumbsTo(actor),
        query,
        ...landlords,
        pages: pagesOf(landlords.total, store.landlordsPerPage),
        size: store.landlordsPerPage,
        pageHref: (n: number) => paths.landlords.url({}, { ...query, sida: n }),
        input: form?.input ?? {},
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.landlords, async (req, res) => list(res, req.query, 200))
  post(paths.landlords, async (req, res) => {
    const form = readForm(LandlordForm, req.body)
    if (!form.ok) return list(res, {}, 422, form)
    if ((await store.addLandlord(house.db, actorOf(res), form.value)) === null)
      return list(res, {}, 422, { input: form.input, errors: [taken] })
    flash(req, `${form.value.name} är tillagd.`)
    res.redirect(303, paths.landlords.url())
  })

  const landlordPage = async (
    res: Response,
    landlordId: number,
    status: number,
    form?: FormErrors & { input: Record<string, unknown> },
  ) => {
    const actor = actorOf(res)
    const landlord = found(await store.landlordOf(house.db, actor, landlordId))
    page(
      res,
      'administration/landlord',
      {
        title: landlord.name,
        active: menuKeyOf(actor.role),
        crumbs: crumbsTo(actor, [paths.landlords, 'Hyresvärdar']),
        landlord,
        // Only who works with people reads of disturbances; an administratör has the landlord's particulars.
        disturbances: may(actor.role, 'meetLandlords') ? await disturbancesForLandlord(house.db, actor, landlordId) : null,
        input: form?.input ?? landlord,
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.landlord, async (req, res) => landlordPage(res, idOf(req, 'landlordId'), 200))
  post(paths.landlord, async (req, res) => {
    const landlordId = idOf(req, 'landlordId')
    const form = readForm(LandlordForm, req.body)
    if (!form.ok) return landlordPage(res, landlordId, 422, form)
    const changed = found(await store.changeLandlord(house.db, actorOf(res), landlordId, form.value))
    if (!changed) return landlordPage(res, landlordId, 422, { input: form.input, errors: [taken] })
    flash(req, 'Ändringen är sparad.')
    res.redirect(303, paths.landlords.url())
  })
  post(paths.landlordClosing, async (req, res) => {
    const landlordId = idOf(req, 'landlordId')
    const form = readForm(LandlordClosingForm, req.body)
    if (!form.ok) return landlordPage(res, landlordId, 422, form)
    const closed = form.value.state === 'CLOSED'
    found(await store.setLandlordClosed(house.db, actorOf(res), landlordId, closed))
    flash(req, closed ? 'Hyresvärden är avslutad och kan inte väljas för nya lägenheter.' : 'Hyresvärden kan väljas igen.')
    res.redirect(303, paths.landlords.url())
  })
}

/** Where the page lies in the menu: a bosamordnare has no Administration there, and works with landlords beside the apartments. */
const menuKeyOf = (role: string) => (role === 'ADMINISTRATOR' ? 'administration' : 'apartments')
