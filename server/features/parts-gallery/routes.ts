/** Every part of the interface with sample values, while the product is being built; elsewhere the page does not exist. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'

export function partsGalleryRoutes(house: House): Router {
  const { get, router } = door(house)
  get(paths.parts, (_req, res) => {
    if (!house.development) throw new NotFound()
    page(res, 'parts-gallery/show', { title: 'Delarna' })
  })
  return router
}
