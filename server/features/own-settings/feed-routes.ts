/**
 * A user's own calendar, by its secret address. Calendars on the internet ask without cookies, again and again: it is answered before any
 * session is begun (app.ts), and everything that is not somebody's address is the same not found. Who guesses is stopped as at sign-in.
 */
import { createHash, createHmac } from 'node:crypto'
import type { Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { calendarFile } from '../../documents/calendar.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { baseOf } from '../../web/base-address.js'
import { door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { keptMarkSecret } from '../../web/session-store.js'
import { responsibleCases } from './feed-cases-store.js'
import { feedEvents } from './feed-events.js'
import { readerOf } from './feed-store.js'
import { ownLines } from './own-lines-store.js'

const perQuarter = 30
const limits = {
  windowMs: 15 * 60_000,
  limit: perQuarter,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  message: 'Det har varit många försök. Vänta en kvart.',
} as const

export function calendarFeedRoutes(house: House): Router {
  const { get, router } = door(house)
  router.use(
    paths.calendarFeed.pattern,
    rateLimit({ ...limits, skipSuccessfulRequests: true }), // guesses from one place
    rateLimit({ ...limits, keyGenerator: (req) => createHash('sha256').update(req.baseUrl).digest('hex') }), // one calendar that asks too often
  )

  get(paths.calendarFeed, async (req, res) => {
    const actor = found(await readerOf(house, String(req.params.secret)))
    const settings = await settingsFor(house.db, actor)
    const responsible = await responsibleCases(house.db, actor)
    const base = baseOf(house, req)
    const secret = await keptMarkSecret(house.db)
    const mark = (key: string) => createHmac('sha256', secret).update(`${actor.userId} ${key}`).digest('hex').slice(0, 40)
    for await (const [, own] of ownLines(house.db, [actor], settings)) {
      const events = feedEvents(own, responsible, actor.today, base, actor.userId).map(({ key, ...event }) => ({
        ...event,
        mark: `${mark(key)}@${new URL(base).hostname}`,
      }))
      res.set('X-Robots-Tag', 'noindex')
      res.set('Content-Disposition', 'attachment; filename="boendetrappan.ics"')
      res.type('text/calendar; charset=utf-8').send(calendarFile(events, actor.now))
    }
  })
  return router
}
