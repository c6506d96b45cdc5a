/** The kinds of trouble a request can end in, and the page each gets. Rules that say no and forms that are wrong are not here: they are answers. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import { databaseTrouble } from '../database-trouble.js'
import { ROUTES } from '../domain/access.js'
import type { House } from '../house.js'
import { page } from './page.js'
import { maxUploadBytes } from './upload-limits.js'

/** Not there, or not yours: the same answer, so that nothing is given away. */
export class NotFound extends Error {
  status = 404
}
/** The role may not do this. */
export class NotAllowed extends Error {
  status = 403
}
/** Nobody is signed in. */
export class SignedOut extends Error {
  status = 401
}
/** The form did not come from our own page. */
export class ForgedForm extends Error {
  status = 403
}

/** More was sent than is taken. */
export class TooLarge extends Error {
  status = 413
}
/** What was sent cannot be read: cut off, or never a form. */
export class Unreadable extends Error {
  status = 400
}

/** Gives the value, or ends the request as not found. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new NotFound()
  return value
}

export const notFoundPage: RequestHandler = (_req, _res, next) => next(new NotFound())

/** The last middleware: an error becomes a page in Swedish; what went wrong stands in the log under the request's id. */
export function errorPages(house: House, signedOut: RequestHandler): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    if (error instanceof SignedOut) return void signedOut(req, res, next)
    const requestId = String((req as { id?: unknown }).id ?? '')
    if (error instanceof NotFound) return page(res, 'errors/not-found', { title: 'Sidan finns inte', requestId }, 404)
    if (error instanceof NotAllowed) return page(res, 'errors/refused', { title: 'Sidan är inte för din roll', requestId }, 403)
    if (error instanceof ForgedForm) {
      return page(res, 'errors/csrf', { title: 'Formuläret gick inte att ta emot', requestId, retryHref: formHref(req) }, 403)
    }
    const maxBytes = limitOf(error)
    if (maxBytes !== null) {
      const maxMegabytes = Math.floor(maxBytes / 1024 / 1024)
      const isFile = error instanceof TooLarge
      const title = isFile ? 'Filen är för stor' : 'Texten är för lång'
      return page(res, 'errors/too-large', { title, isFile, requestId, maxMegabytes, retryHref: formHref(req) }, 413)
    }
    const status = (error as { status?: number }).status
    if (status === 400) return page(res, 'errors/not-found', { title: 'Sidan finns inte', requestId }, 400)
    house.log.error({ err: error, requestId }, 'request failed')
    const trouble = databaseTrouble(error)
    if (trouble) {
      const title = trouble === 'FULL' ? 'Det går inte att spara just nu' : 'Det är upptaget just nu'
      res.set('Retry-After', '60')
      return page(res, 'errors/database-trouble', { title, trouble, requestId, at: house.clock.now(), retryHref: formHref(req) }, 503)
    }
    page(res, 'errors/server-error', { title: 'Något gick fel hos oss', requestId, at: house.clock.now(), retryHref: formHref(req) }, 500)
  }
}

/** The page to try again from: the page itself, or the form's page where it lies at the address the form is sent to. */
function formHref(req: Request): string | undefined {
  if (req.method === 'GET') return req.originalUrl
  const pattern = (req.route as { path?: unknown } | undefined)?.path
  return typeof pattern === 'string' && ROUTES[`GET ${pattern}`] !== undefined ? req.originalUrl : undefined
}

/** How many bytes the limit was that the request went over; null when the trouble is another. */
function limitOf(error: unknown): number | null {
  if (error instanceof TooLarge) return maxUploadBytes
  const { type, limit } = error as { type?: string; limit?: number }
  return type === 'entity.too.large' ? (limit ?? 0) : null
}
