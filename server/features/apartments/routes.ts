/** Lägenheter: the list, the page of one apartment, and the forms that change it. */
import type { Router } from 'express'
import type { Actor } from '../../actor.js'
import { settingsOn } from '../../domain/policy.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door, idOf } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { openChanges } from './change-routes.js'
import { disturbanceLines } from '../disturbances/disturbance-page.js'
import { disturbancesAbout } from '../disturbances/disturbance-store.js'
import { detailLocals } from './detail-page.js'
import { queryOf, readFilter } from './list-form.js'
import { columnsOf, figuresOf, formChoices, statusChoices } from './list-page.js'
import * as listStore from './list-store.js'
import { openParticulars } from './particulars-routes.js'
import * as store from './store.js'
import { sizeWords } from './words.js'
import { worthKnowing } from './worth-knowing.js'

export function apartmentsRoutes(house: House): Router {
  const doors = door(house)
  const { get, router } = doors

  const settingsOf = async ({ today, namndId }: Actor) => settingsOn(today, await house.db.prisma.setting.findMany({ where: { namndId } }))

  get(paths.apartments, async (req, res) => {
    const actor = actorOf(res)
    const filter = readFilter(req.query)
    const settings = await settingsOf(actor)
    const list = await listStore.apartmentList(house.db, actor, filter)
    page(res, 'apartments/index', {
      title: 'Lägenheter',
      active: 'apartments',
      filter,
      list: { ...list, rows: list.rows.map((row) => ({ ...row, size: sizeWords(row), sign: worthKnowing(row, actor.today, settings) })) },
      size: listStore.apartmentsPerPage,
      figures: figuresOf(await listStore.apartmentFigures(house.db, actor)),
      columns: columnsOf(filter),
      sortera: queryOf(filter).sortera,
      filtered: Object.entries(queryOf(filter)).some(([name, value]) => value && name !== 'sortera' && name !== 'sida'),
      pageHref: (n: number) => paths.apartments.url({}, queryOf({ ...filter, page: n })),
      choices: { ...(await listStore.filterChoices(house.db, actor)), statuses: statusChoices, forms: formChoices },
    })
  })

  openParticulars(house, doors)
  openChanges(house, doors)

  get(paths.apartment, async (req, res) => {
    const actor = actorOf(res)
    const details = found(await store.apartmentDetails(house.db, actor, idOf(req, 'apartmentId')))
    page(res, 'apartments/show', {
      ...detailLocals(details, actor.today, await settingsOf(actor)),
      disturbances: disturbanceLines(await disturbancesAbout(house.db, actor, { apartmentId: details.facts.id })),
      active: 'apartments',
    })
  })
  return router
}
