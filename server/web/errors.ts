/** The kinds of trouble a request can end in, and the page each gets. Rules that say no and forms that are wrong are not here: they are answers. */
import type { ErrorRequestHandler, RequestHandler } from 'express'
import multer from 'multer'
import type { House } from '../house.js'
import { page } from './page.js'

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
    if (error instanceof ForgedForm) return page(res, 'errors/csrf', { title: 'Formuläret gick inte att ta emot', requestId }, 403)
    if (error instanceof multer.MulterError || (error as { type?: string }).type === 'entity.too.large') {
      return page(res, 'errors/too-large', { title: 'Filen är för stor', requestId }, 413)
    }
    const status = (error as { status?: number }).status
    if (status === 400) return page(res, 'errors/not-found', { title: 'Sidan finns inte', requestId }, 400)
    house.log.error({ err: error, requestId }, 'request failed')
    page(res, 'errors/server-error', { title: 'Något gick fel hos oss', requestId }, 500)
  }
}
