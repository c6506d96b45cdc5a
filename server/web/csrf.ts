/** Forms are taken from our own pages only: a token in the session, and the browser's own word on where the request comes from. */
import type { Request, RequestHandler } from 'express'
import { csrfSync } from 'csrf-sync'
import { ForgedForm } from './errors.js'

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req) => (req.body as Record<string, unknown> | undefined)?._csrf as string | undefined,
})

/** Puts the session's token where the views find it. */
export const csrfToken: RequestHandler = (req, res, next) => {
  res.locals.csrfToken = generateToken(req)
  next()
}

/** Refuses a form from elsewhere. Old browsers do not send Sec-Fetch-Site; the token stands alone there. */
export const csrfProtection: RequestHandler = (req, _res, next) => {
  if (!isFormOurs(req)) throw new ForgedForm()
  next()
}

/** Did this form come from our own page, in this session? */
export function isFormOurs(req: Request): boolean {
  const site = req.get('sec-fetch-site')
  return (site === undefined || site === 'same-origin') && isRequestValid(req)
}
