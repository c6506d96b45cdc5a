/** Inbetalningar: the list, by hand, from bank files, and what nobody is found for. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { door } from '../../web/door.js'
import { fileRoutes } from './file-routes.js'
import { importRoutes } from './import-routes.js'
import { handRoutes } from './hand-routes.js'
import { listRoutes } from './list-routes.js'
import { paymentRoutes } from './payment-routes.js'
import { placingRoutes } from './placing-routes.js'
import { returnRoutes } from './return-routes.js'
import { settlementRoutes } from './settlement-routes.js'
import { templateRoutes } from './template-routes.js'
import { unmatchedRoutes } from './unmatched-routes.js'

export function paymentsRoutes(house: House): Router {
  const entrance = door(house)
  listRoutes(house, entrance)
  handRoutes(house, entrance)
  importRoutes(house, entrance)
  unmatchedRoutes(house, entrance)
  placingRoutes(house, entrance)
  templateRoutes(house, entrance)
  fileRoutes(house, entrance)
  returnRoutes(house, entrance)
  settlementRoutes(house, entrance)
  paymentRoutes(house, entrance)
  return entrance.router
}
