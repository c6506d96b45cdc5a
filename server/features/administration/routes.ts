/** Administration: who may come in, what the nämnd is made of, and the numbers it has decided. Never a person of the register. */
import type { Router } from 'express'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { openLandlords } from './landlords-routes.js'
import { openNamnd } from './namnd-routes.js'
import { administrationCounts } from './overview-store.js'
import { openOwnAccounts } from './own-accounts-routes.js'
import { openSettings } from './settings-routes.js'
import { openTargets } from './targets-routes.js'
import { openUnits } from './units-routes.js'
import { openUsers } from './users-routes.js'

export function administrationRoutes(house: House): Router {
  const doors = door(house)
  doors.get(paths.administration, async (_req, res) => {
    page(res, 'administration/index', {
      title: 'Administration',
      active: 'administration',
      counts: await administrationCounts(house.db, actorOf(res)),
    })
  })
  for (const open of [openUsers, openUnits, openNamnd, openLandlords, openOwnAccounts, openSettings, openTargets]) open(house, doors)
  return doors.router
}
