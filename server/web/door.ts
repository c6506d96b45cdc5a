/**
 * How a route is opened: it must stand in the access table (domain/access.ts) or the program does not start. For each request, in
 * this order: may this role come in, is the uploaded file within bounds, is the form our own (csrf), then the handler.
 */
import express, { type Request, type Response, type Router } from 'express'
import multer from 'multer'
import type { Actor } from '../actor.js'
import { mayOpen, ROUTES } from '../domain/access.js'
import type { House } from '../house.js'
import type { Path } from '../paths.js'
import { csrfProtection } from './csrf.js'
import { NotAllowed, NotFound, SignedOut } from './errors.js'
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

/** A set of routes of one feature. */
export function door(_house: House): Door {
  const router = express.Router()
  const check = (route: string) => {
    if (ROUTES[route] === undefined) throw new Error(`${route} is not in the access table (server/domain/access.ts)`)
    openedRoutes.add(route)
    return (_req: Request, res: Response, next: () => void) => {
      const actor = res.locals.actor as Actor | undefined
      if (!mayOpen(actor ? (actor.role as never) : null, route)) throw actor ? new NotAllowed() : new SignedOut()
      next()
    }
  }
  return {
    router,
    get(path, handler) {
      router.get(path.pattern, check(`GET ${path.pattern}`), handler)
    },
    post(path, handler, options = {}) {
      const upload = options.upload ? [uploads.array(options.upload)] : []
      router.post(path.pattern, check(`POST ${path.pattern}`), ...upload, csrfProtection, handler)
    },
  }
}

/** The signed-in user as an actor; only behind the door. */
export function actorOf(res: Response): Actor {
  const actor = res.locals.actor as Actor | undefined
  if (!actor) throw new SignedOut()
  return actor
}

/** A number in the URL; anything else is an address that does not exist. */
export function idOf(req: Request, name: string): number {
  const value = String(req.params[name] ?? '')
  if (!/^[1-9]\d{0,9}$/.test(value)) throw new NotFound()
  return Number(value)
}

/** What to show once on the next page. */
export function flash(req: Request, text: string, tone: 'done' | 'warning' | 'danger' | 'progress' = 'done'): void {
  req.session.flash = [...(req.session.flash ?? []), { tone, text }]
}

/** The file or files that came with the form. */
export function filesOf(req: Request): { name: string; bytes: Buffer }[] {
  const files = Array.isArray(req.files) ? req.files : []
  return files.map((file) => ({ name: Buffer.from(file.originalname, 'latin1').toString('utf8'), bytes: file.buffer }))
}
