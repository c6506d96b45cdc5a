/** Trappan: the board, one step of it, a person's steps so far, and a new step without a new home. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { door } from '../../web/door.js'
import { boardRoutes } from './board-routes.js'
import { stepMoveRoutes } from './step-move-routes.js'

export function ladderRoutes(house: House): Router {
  const here = door(house)
  boardRoutes(house, here)
  stepMoveRoutes(house, here)
  return here.router
}
