/**
 * How a route is opened: it must stand in the access table (domain/access.ts) or the program does not start. For each request, in
 * this order: may this role come in, is the uploaded file within bounds, is the form our own (csrf), then the handler.
 */
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import multer from 'multer'
import type { ActingUser } from '../actor.js'
import { mayOpen, ROUTES } from '../domain/access.js'
import type { House } from '../house.js'
import type { Path } from '../paths.js'
import { csrfProtection } from './csrf.js'
import { found, NotAllowed, SignedOut, TooLarge, Unreadable } from './errors.js'
import { plainFields, withoutNul } from './plain-fields.js'
import { rowIdIn } from './read-form.js'
import { maxUploadBytes } from './upload-limits.js'

export type Handler = (req: Request, res: Response) => Promise<void> | void
export interface Door {
  get(path: Path, handler: Handler): void
  post(path: Path, handler: Handler, options?: { upload?: string; sameSiteOnly?: boolean }): void
  router: Router
}

/** Every route opened so far, as `METHOD pattern`. */
export const openedRoutes = new Set<string>()

const uploads = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: maxUploadBytes, files: 40, fields: 50, fieldSize: 1024 * 1024 },
})

/** All files together are no more than one may be, and that is known before any of them is taken into memory. */
const whollyWithinBounds: RequestHandler = (req, _res, next) => {
  if (req.is('multipart/form-data') && !(Number(req.get('content-length') ?? NaN) <= maxUploadBytes)) throw new TooLarge()
  next()
}

/** The files of the form; what is cut off or is no form at all is the sender's fault and not ours. */
function filesIn(field: string): RequestHandler {
  const read = uploads.array(field)
  return (req, res, next) =>
    read(req, res, (error?: unknown) => {
      if (error === undefined) return next()
      const tooLarge = error instanceof multer.MulterError && /^LIMIT_(FILE_SIZE|FILE_COUNT|FIELD_VALUE)$/.test(error.code)
      next(tooLarge ? new TooLarge() : new Unreadable())
    })
}

/** A set of routes of one feature. */
export function door(_house: House): Door {
  const router = express.Router()
  const check = (route: string) => {
    if (ROUTES[route] === undefined) throw new Error(`${route} is not in the access table (server/domain/access.ts)`)
    openedRoutes.add(route)
    return (_req: Request, res: Response, next: () => void) => {
      const actor = res.locals.actor as ActingUser | undefined
      if (!mayOpen(actor?.role ?? null, route)) throw actor ? new NotAllowed() : new SignedOut()
      next()
    }
  }
  return {
    router,
    get(path, handler) {
      router.get(path.pattern, check(`GET ${path.pattern}`), handler)
    },
    post(path, handler, options = {}) {
      const upload = options.upload ? [whollyWithinBounds, filesIn(options.upload)] : []
      router.post(path.pattern, check(`POST ${path.pattern}`), ...upload, plainFields, csrfProtection, handler)
    },
  }
}

/** The signed-in user as an actor; only behind the door. */
export function actorOf(res: Response): ActingUser {
  const actor = res.locals.actor as ActingUser | undefined
  if (!actor) throw new SignedOut()
  return actor
}

/** A number in the URL; anything else is an address that does not exist. */
export function idOf(req: Request, name: string): number {
  return found(rowIdIn(req.params[name]))
}

/** What to show once on the next page. */
export function flash(req: Request, text: string, tone: 'done' | 'warning' | 'danger' | 'progress' = 'done'): void {
  req.session.flash = [...(req.session.flash ?? []), { tone, text }]
}

/** The file or files that came with the form. */
export function filesOf(req: Request): { name: string; bytes: Buffer }[] {
  const files = Array.isArray(req.files) ? req.files : []
  return files.map((file) => ({ name: withoutNul(Buffer.from(file.originalname, 'latin1').toString('utf8')), bytes: file.buffer }))
}
