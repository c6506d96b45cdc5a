/** Who is at the door: loads the signed-in user, signs out the idle, and gives the views what every page shows. */
import type { RequestHandler } from 'express'
import type { ActingUser } from '../actor.js'
import { may, type Right } from '../domain/access.js'
import { settingsOn } from '../domain/policy.js'
import type { House } from '../house.js'
import { label } from '../labels.sv.js'
import { paths } from '../paths.js'
import { userOfSession } from './session-store.js'

declare module 'express-session' {
  interface SessionData {
    userId: number
    signedInAt: string
    lastSeenAt: string
    flash: { tone: string; text: string }[]
    /** the user who was signed out for being idle: only the same one gets the typed text back */
    idleUserId: number
    held: { userId: number; path: string; fields: Record<string, unknown> }
    returnTo: string
  }
}

const menu: { key: string; href: string; text: string; right: Right }[] = [
  { key: 'today', href: paths.today.url(), text: 'I dag', right: 'readToday' },
  { key: 'board', href: paths.board.url(), text: 'Trappan', right: 'readPeople' },
  { key: 'people', href: paths.people.url(), text: 'Personer', right: 'readPeople' },
  { key: 'apartments', href: paths.apartments.url(), text: 'Lägenheter', right: 'readApartments' },
  { key: 'rents', href: paths.rents.url(), text: 'Hyror', right: 'readRents' },
  { key: 'rents', href: paths.rentFollowUp.url(), text: 'Hyror', right: 'readRentSumsOnly' },
  { key: 'cases', href: paths.cases.url(), text: 'Ärenden', right: 'readCases' },
  { key: 'disturbances', href: paths.disturbances.url(), text: 'Störningar', right: 'readDisturbances' },
  { key: 'indicators', href: paths.indicators.url(), text: 'Indikatorer', right: 'readIndicators' },
  { key: 'register-import', href: paths.registerImport.url(), text: 'Importera', right: 'importRegister' },
  { key: 'administration', href: paths.administration.url(), text: 'Administration', right: 'administer' },
]

/** A page sooner than this after the last one does not write the session again. */
const seenAgainMs = 30_000

/** Puts `actor`, `user`, `menu`, `may`, `today` and `flash` in res.locals. */
export function setUpCurrentUser(house: House): RequestHandler {
  return async (req, res, next) => {
    res.locals.today = house.clock.today()
    res.locals.flash = []
    const session = req.session
    if (session.userId !== undefined) {
      const user = await userOfSession(house.db, session.userId)
      const minutes = settingsOn(house.clock.today(), user?.idleMinutes ?? []).idleMinutes
      const quietMs = Date.now() - Date.parse(session.lastSeenAt ?? '')
      const idle = quietMs > minutes * 60_000
      const passwordIsNewer = (user?.passwordSetAt ?? '') > (session.signedInAt ?? '')
      if (!user || user.deactivatedAt !== null || idle || passwordIsNewer) {
        if (user && user.deactivatedAt === null) session.idleUserId = user.id
        delete session.userId
      } else {
        if (!(quietMs < seenAgainMs)) session.lastSeenAt = new Date().toISOString()
        const { role } = user
        const actor: ActingUser = {
          userId: user.id,
          name: user.name,
          role,
          namndId: user.namndId,
          unitId: user.unitId,
          page: `${req.method} ${req.path}`,
          now: house.clock.now(),
          today: house.clock.today(),
        }
        res.locals.actor = actor
        res.locals.user = {
          name: user.name,
          role,
          roleName: label(role),
          unitName: user.unitName ?? user.namndName,
          namndName: user.namndName,
        }
        res.locals.menu = menu.filter((item) => may(role, item.right))
        res.locals.may = (right: Right) => may(role, right)
      }
    }
    if (req.method === 'GET' && session.flash && session.flash.length > 0) {
      res.locals.flash = session.flash
      delete session.flash
    }
    next()
  }
}
