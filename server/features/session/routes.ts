/** Signing in and out, choosing a password by a one-time link, and getting back what was typed when the session went idle. */
import type { Request, RequestHandler, Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { may } from '../../domain/access.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { csrfToken, isFormOurs } from '../../web/csrf.js'
import { actorOf, door, flash } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { FirstAdministratorForm, PasswordForm, shortestPassword, SignInForm } from './form.js'
import * as store from './store.js'

const attemptsPerQuarter = 30

export function sessionRoutes(house: House): Router {
  const { get, post, router } = door(house)
  router.use(
    paths.signIn.pattern,
    rateLimit({
      windowMs: 15 * 60_000,
      limit: attemptsPerQuarter,
      skip: (req) => req.method !== 'POST',
      skipSuccessfulRequests: true, // a whole municipality comes from one address in the morning
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (req, res) => signInPage(req, res, 429, 'Det har varit många försök härifrån. Vänta en kvart och försök igen.'),
    }),
  )

  get(paths.home, (_req, res) => {
    const { role } = actorOf(res)
    const start = may(role as never, 'readToday')
      ? paths.today
      : may(role as never, 'readIndicators')
        ? paths.indicators
        : paths.administration
    res.redirect(303, start.url())
  })
  get(paths.signIn, (req, res) => {
    if (res.locals.actor) return res.redirect(303, paths.home.url())
    signInPage(req, res, 200)
  })
  post(paths.signIn, async (req, res) => {
    const form = readForm(SignInForm, req.body)
    if (!form.ok) return signInPage(req, res, 422, undefined, form)
    const user = await store.signIn(house, form.value.email, form.value.password)
    if (!user) return signInPage(req, res, 422, 'E-postadressen och lösenordet hör inte ihop, eller så är kontot spärrat en stund.')
    const { held, returnTo } = req.session
    await renewSession(req)
    req.session.userId = user.id
    req.session.lastSeenAt = new Date().toISOString()
    req.session.signedInAt = req.session.lastSeenAt
    if (held && held.userId === user.id) {
      req.session.held = held
      return res.redirect(303, paths.resumeForm.url())
    }
    res.redirect(303, returnTo ?? paths.home.url())
  })
  post(paths.signOut, async (req, res) => {
    if (res.locals.actor) await store.recordSignOut(house.db, actorOf(res))
    await renewSession(req)
    flash(req, 'Du är utloggad.')
    res.redirect(303, paths.signIn.url())
  })

  get(paths.choosePassword, async (req, res) => {
    const user = await store.userOfLink(house.db, String(req.params.token))
    if (!user) throw new NotFound()
    passwordPage(res, user.email, 200)
  })
  post(paths.choosePassword, async (req, res) => {
    const token = String(req.params.token)
    const user = await store.userOfLink(house.db, token)
    if (!user) throw new NotFound()
    const first = user.email === store.firstAdministratorEmail
    const form = first ? readForm(FirstAdministratorForm, req.body) : readForm(PasswordForm, req.body)
    if (!form.ok) return passwordPage(res, user.email, 422, form)
    const answer = await store.choosePassword(house, token, form.value)
    if (answer === 'LINK_USED') throw new NotFound()
    if (answer === 'EMAIL_TAKEN') {
      return passwordPage(res, user.email, 422, {
        input: form.input,
        errors: [{ field: 'email', message: 'E-postadressen används redan' }],
      })
    }
    flash(req, 'Lösenordet är valt. Logga in med det.')
    res.redirect(303, paths.signIn.url())
  })

  get(paths.resumeForm, (req, res) => {
    const held = req.session.held
    if (!held || held.userId !== actorOf(res).userId) return res.redirect(303, paths.home.url())
    page(res, 'session/resume', { title: 'Det du skrev finns kvar', held, fields: fieldsOf(held.fields) })
    delete req.session.held
  })
  post(paths.resumeForm, (req, res) => {
    delete req.session.held
    flash(req, 'Det du skrev är borttaget.')
    res.redirect(303, paths.home.url())
  })
  return router
}

/** Answers a request that needs somebody signed in: to the sign-in page; a form's text is kept for the same user. */
export function signedOut(_house: House): RequestHandler {
  return (req, res, next) => {
    const { idleUserId } = req.session
    if (req.method === 'POST' && idleUserId !== undefined && isFormOurs(req)) {
      const fields = { ...(req.body as Record<string, unknown>) }
      delete fields._csrf
      req.session.held = { userId: idleUserId, path: req.originalUrl, fields }
    } else if (req.method === 'GET' && /^\/(?![/\\])/.test(req.originalUrl)) {
      req.session.returnTo = req.originalUrl // an address here: a request can name another house too (`GET http://…`)
    }
    csrfToken(req, res, (error) => {
      if (error) return next(error)
      signInPage(
        req,
        res,
        401,
        idleUserId === undefined ? undefined : 'Du blev utloggad för att sidan stod orörd. Det du skrev finns kvar när du loggar in igen.',
      )
    })
  }
}

function signInPage(
  req: Request,
  res: Response,
  status: number,
  message?: string,
  form?: { errors: unknown; input: Record<string, unknown> },
): void {
  page(
    res,
    'session/sign-in',
    {
      title: 'Logga in',
      message,
      errors: (form?.errors ?? []) as [],
      email: String((req.body as Record<string, unknown> | undefined)?.email ?? ''),
    },
    status,
  )
}

function passwordPage(res: Response, email: string, status: number, form?: { errors: unknown; input: Record<string, unknown> }): void {
  page(
    res,
    'session/choose-password',
    {
      title: 'Välj lösenord',
      first: email === store.firstAdministratorEmail,
      email,
      shortestPassword,
      input: form?.input ?? {},
      errors: (form?.errors ?? []) as [],
    },
    status,
  )
}

/** name=value pairs of a form's body, lists repeated. */
function fieldsOf(body: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one ?? '') })))
}

const renewSession = (req: Request) =>
  new Promise<void>((resolve, reject) => req.session.regenerate((error: unknown) => (error ? reject(error as Error) : resolve())))
