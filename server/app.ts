/** The whole order of what happens to a request, on one screen. */
import express, { type Express } from 'express'
import session from 'express-session'
import { randomBytes } from 'node:crypto'
import { calendarFeedRoutes } from './features/own-settings/feed-routes.js'
import { signedOut } from './features/session/routes.js'
import type { House } from './house.js'
import { features } from './routes.js'
import { mountAssets } from './web/assets.js'
import { csrfToken } from './web/csrf.js'
import { errorPages, notFoundPage } from './web/errors.js'
import { setUpHealth } from './web/health.js'
import { readQuestion } from './web/plain-fields.js'
import { requestLog } from './web/request-log.js'
import { setUpSecurity } from './web/security.js'
import { SessionStore } from './web/session-store.js'
import { setUpCurrentUser } from './web/sign-in.js'

export interface AppOptions {
  sessionSecret?: string
  trustProxy?: number
}

/** The program as Express sees it. */
export function createApp(house: House, options: AppOptions = {}): Express {
  const app = express()
  app.set('trust proxy', options.trustProxy ?? 0)
  app.set('etag', false) // no page is kept (Cache-Control: no-store), so none is asked for again; the files of /assets have their own
  app.set('query parser', readQuestion)
  setUpSecurity(app, house.secureCookies)
  app.use(requestLog(house))
  mountAssets(app)
  setUpHealth(app, house)
  app.use(calendarFeedRoutes(house)) // before the session: a calendar that asks all day begins none
  app.use(
    session({
      name: 'boendetrappa',
      secret: options.sessionSecret ?? randomBytes(32).toString('hex'),
      store: new SessionStore(house.db, house.log),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: house.secureCookies },
    }),
  )
  app.use(express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 5000 }))
  app.use(setUpCurrentUser(house))
  app.use(csrfToken)
  for (const feature of features) app.use(feature(house))
  app.use(notFoundPage)
  app.use(errorPages(house, signedOut(house)))
  return app
}
