/** Stays: moving in, the stay's own page, what is written down about it, moving out, taking over. */
import type { Router } from 'express'
import { formOn } from '../../domain/apartments.js'
import { addMonths } from '../../domain/calendar.js'
import { lawOfStay, propertyOfStay, type StayLawFacts } from '../../domain/legal-clock/stay-law.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { formAtEnd } from './move-facts-store.js'
import { moveInRoutes } from './move-in-routes.js'
import { moveOutRoutes } from './move-out-routes.js'
import { overviewOf } from './next-action.js'
import { recordRoutes } from './record-routes.js'
import { crumbsTo, stayPage } from './stay-page.js'
import type { StayDetails } from './store.js'
import { takeoverRoutes } from './takeover-routes.js'

export function tenancyRoutes(house: House): Router {
  const here = door(house)
  const { get, router } = here

  moveInRoutes(house, here)

  get(paths.tenancy, async (req, res) => {
    const opened = await stayPage(house, req, res)
    if (!opened) return
    const { stay } = opened
    const { today } = actorOf(res)
    const settings = await settingsFor(house.db, actorOf(res))
    const { checkpointMonths } = settings
    const isOver = stay.endsOn !== null && stay.endsOn <= today
    const seenOn = stay.startsOn > today ? stay.startsOn : today
    page(res, 'tenancies/show', {
      title: stay.place,
      active: 'people',
      crumbs: crumbsTo(opened, false),
      ...opened,
      form: isOver && stay.endsOn !== null ? formAtEnd(stay.forms, stay.startsOn, stay.endsOn) : formOn(stay.forms, seenOn),
      overview: overviewOf(stay, today, settings),
      law: lawOfStay(lawFacts(stay), today, settings),
      property: propertyOfStay(stay, today),
      checkpoints: checkpointMonths.map((months) => ({
        months,
        dueOn: addMonths(stay.startsOn, months),
        held: stay.checkpoints.find((one) => one.months === months),
      })),
      heldBesides: stay.checkpoints.filter((one) => !checkpointMonths.includes(one.months)),
    })
  })

  recordRoutes(house, here)
  moveOutRoutes(house, here)
  takeoverRoutes(house, here)
  return router
}

/** A waiver is the nämnd's own with its landlord, and says what the one who lives there has waived. */
function lawFacts({ lease, ...stay }: StayDetails): StayLawFacts {
  const waived = lease !== null && (lease.waiverReference !== null || lease.waiverApprovedOn !== null || lease.waiverUntilOn !== null)
  return {
    ...stay,
    blockLease: lease?.kind === 'BLOCK',
    waiver: waived ? { approvedOn: lease.waiverApprovedOn, untilOn: lease.waiverUntilOn } : null,
  }
}
