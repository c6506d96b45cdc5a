/** The accessibility statement, open to everybody (lag (2018:1937) om tillgänglighet till digital offentlig service, 13 §). */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { door } from '../../web/door.js'
import { page } from '../../web/page.js'

export function accessibilityRoutes(house: House): Router {
  const { get, router } = door(house)
  get(paths.accessibility, (_req, res) => page(res, 'accessibility/show', { title: 'Tillgänglighet' }))
  return router
}
