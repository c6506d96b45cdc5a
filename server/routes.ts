/** Table of contents: every feature of the product, in the order of the menu. */
import type { Router } from 'express'
import { accessibilityRoutes } from './features/accessibility/routes.js'
import { administrationRoutes } from './features/administration/routes.js'
import { apartmentsRoutes } from './features/apartments/routes.js'
import { monthCloseRoutes } from './features/month-close/routes.js'
import { rentFollowUpRoutes } from './features/rent-follow-up/routes.js'
import { arrearsRoutes } from './features/arrears/routes.js'
import { rentRoutes } from './features/rent/routes.js'
import { paymentsRoutes } from './features/payments/routes.js'
import { disturbanceRoutes } from './features/disturbances/routes.js'
import { evictionPreventionRoutes } from './features/eviction-prevention/routes.js'
import { contractTemplatesRoutes } from './features/contract-templates/routes.js'
import { consentsRoutes } from './features/consents/routes.js'
import { indicatorsRoutes } from './features/indicators/routes.js'
import { ownSettingsRoutes } from './features/own-settings/routes.js'
import { partsGalleryRoutes } from './features/parts-gallery/routes.js'
import { ledgerEntriesRoutes } from './features/ledger-entries/routes.js'
import { ladderRoutes } from './features/ladder/routes.js'
import { landlordMeetingRoutes } from './features/landlord-meeting/routes.js'
import { lettersRoutes } from './features/letters/routes.js'
import { peopleRoutes } from './features/people/routes.js'
import { registerImportRoutes } from './features/register-import/routes.js'
import { lateInterestRoutes } from './features/late-interest/routes.js'
import { repaymentPlanRoutes } from './features/repayment-plans/routes.js'
import { respiteRoutes } from './features/respite/routes.js'
import { searchRoutes } from './features/search/routes.js'
import { sessionRoutes } from './features/session/routes.js'
import { tenancyRoutes } from './features/tenancies/routes.js'
import { todayRoutes } from './features/today/routes.js'
import type { House } from './house.js'

export const features: ((house: House) => Router)[] = [
  sessionRoutes,
  todayRoutes,
  searchRoutes,
  ladderRoutes,
  peopleRoutes,
  tenancyRoutes,
  rentRoutes,
  repaymentPlanRoutes,
  respiteRoutes,
  consentsRoutes,
  rentFollowUpRoutes,
  monthCloseRoutes,
  lateInterestRoutes,
  arrearsRoutes,
  ledgerEntriesRoutes,
  apartmentsRoutes,
  contractTemplatesRoutes,
  paymentsRoutes,
  lettersRoutes,
  evictionPreventionRoutes,
  disturbanceRoutes,
  indicatorsRoutes,
  registerImportRoutes,
  landlordMeetingRoutes,
  administrationRoutes,
  ownSettingsRoutes,
  accessibilityRoutes,
  partsGalleryRoutes,
]
