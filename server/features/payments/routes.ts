/** Inbetalningar: the list, by hand, from bank files, and what nobody is found for. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { door } from '../../web/door.js'
import { importRoutes } from './import-routes.js'

export function paymentsRoutes(house: House): Router {
  const entrance = door(house)
  importRoutes(house, entrance)
  return entrance.router
}
