/** Users: the list, the invitation, the page of one, the one-time link, deactivation. */
import type { Request, Response } from 'express'
import type { Actor } from '../../actor.js'
import { may } from '../../domain/access.js'
import { ROLES } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { baseOf } from '../../web/base-address.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './crumbs.js'
import { DeactivationForm, everyUnit, UserForm, UsersQuery } from './users-form.js'
import * as store from './users-store.js'

const refusals: Record<store.UserRefusal, FormErrors['errors'][number]> = {
  EMAIL_TAKEN: { field: 'email', message: 'E-postadressen används redan av någon annan' },
  NO_SUCH_UNIT: { field: 'unitId', message: 'Välj en enhet i listan' },
  LAST_ADMINISTRATOR: { field: 'role', message: 'Det måste finnas en administratör som kan logga in. Ge rollen till någon annan först' },
}
const lastAdministrator = 'Det måste finnas en administratör som kan logga in. Ge rollen till någon annan först.'

const onlyNamed = ({ onlyNamedOn }: store.OnlyNamed) =>
  `Användaren är ensam utsedd att se ${onlyNamedOn === 1 ? 'en skyddad person' : `${onlyNamedOn} skyddade personer`}. En chef eller bosamordnare måste utse någon annan först`

export function openUsers(house: House, { get, post }: Door): void {
  get(paths.users, async (req, res) => {
    const actor = actorOf(res)
    const query = UsersQuery.parse(req.query)
    const list = await store.usersOf(house.db, actor, query)
    page(res, 'administration/users', {
      title: 'Användare',
      active: 'administration',
      crumbs: crumbsTo(actor),
      query,
      filtered: query.q !== '' || query.roll !== '' || query.lage !== '',
      ...list,
      pages: pagesOf(list.total, store.usersPerPage),
      size: store.usersPerPage,
      roles: choices(ROLES),
      pageHref: (n: number) => paths.users.url({}, { ...query, sida: n }),
    })
  })

  const invitation = async (res: Response, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    page(
      res,
      'administration/new-user',
      {
        title: 'Bjud in användare',
        active: 'administration',
        crumbs: crumbsTo(actor, [paths.users, 'Användare']),
        input: form?.input ?? {},
        errors: form?.errors ?? [],
        ...(await formChoices(house, actor)),
      },
      status,
    )
  }
  get(paths.newUser, async (_req, res) => invitation(res, 200))
  post(paths.newUser, async (req, res) => {
    const form = readForm(UserForm, req.body)
    if (!form.ok) return invitation(res, 422, form)
    const made = await store.inviteUser(house.db, actorOf(res), form.value)
    if (typeof made === 'string') return invitation(res, 422, { input: form.input, errors: [refusals[made]] })
    linkPage(house, req, res, { ...form.value, id: made.userId }, made, true)
  })

  const userPage = async (
    res: Response,
    userId: number,
    status: number,
    form?: FormErrors & { input: Record<string, unknown> },
    reasons: string[] = [],
  ) => {
    const actor = actorOf(res)
    const user = found(await store.userOf(house.db, actor, userId))
    page(
      res,
      'administration/user',
      {
        title: user.name,
        active: 'administration',
        crumbs: crumbsTo(actor, [paths.users, 'Användare']),
        shown: user,
        reasons,
        input: form?.input ?? { ...user, unitId: user.unitId ?? everyUnit },
        errors: form?.errors ?? [],
        ...(await formChoices(house, actor)),
      },
      status,
    )
  }
  get(paths.user, async (req, res) => userPage(res, idOf(req, 'userId'), 200))
  post(paths.user, async (req, res) => {
    const userId = idOf(req, 'userId')
    const form = readForm(UserForm, req.body)
    if (!form.ok) return userPage(res, userId, 422, form)
    const answer = found(await store.changeUser(house.db, actorOf(res), userId, form.value))
    if (typeof answer === 'object') {
      const field = may(form.value.role, 'readPeople') ? 'unitId' : 'role'
      return userPage(res, userId, 422, { input: form.input, errors: [{ field, message: onlyNamed(answer) }] })
    }
    if (answer !== 'DONE') return userPage(res, userId, 422, { input: form.input, errors: [refusals[answer]] })
    flash(req, 'Ändringen är sparad.')
    res.redirect(303, paths.user.url({ userId }))
  })
  post(paths.userLink, async (req, res) => {
    const actor = actorOf(res)
    const user = found(await store.userOf(house.db, actor, idOf(req, 'userId')))
    linkPage(house, req, res, user, found(await store.linkFor(house.db, actor, user.id)), user.state === 'INVITED')
  })
  post(paths.userDeactivation, async (req, res) => {
    const userId = idOf(req, 'userId')
    const form = readForm(DeactivationForm, req.body)
    if (!form.ok)
      return userPage(
        res,
        userId,
        422,
        undefined,
        form.errors.map((error) => error.message),
      )
    const active = form.value.state === 'ACTIVE'
    const answer = found(await store.setUserActive(house.db, actorOf(res), userId, active))
    if (answer === 'LAST_ADMINISTRATOR') return userPage(res, userId, 422, undefined, [lastAdministrator])
    if (typeof answer === 'object') return userPage(res, userId, 422, undefined, [`${onlyNamed(answer)}.`])
    flash(req, active ? 'Användaren kan logga in igen.' : 'Användaren är avaktiverad och utloggad.')
    res.redirect(303, paths.user.url({ userId }))
  })
}

/** The answer to the form is the page itself, without a redirect: a link that waited for the next page would have to be kept somewhere. */
function linkPage(
  house: House,
  req: Request,
  res: Response,
  user: { id: number; name: string; email: string },
  link: store.OneTimeLink,
  invited: boolean,
): void {
  page(res, 'administration/user-link', {
    title: invited ? `Inbjudan till ${user.name}` : `Ny länk till ${user.name}`,
    active: 'administration',
    crumbs: crumbsTo(actorOf(res), [paths.users, 'Användare']),
    userId: user.id,
    email: user.email,
    address: `${baseOf(house, req)}${paths.choosePassword.url({ token: link.token })}`,
    expiresAt: link.expiresAt,
    invited,
  })
}

async function formChoices(house: House, actor: Actor) {
  const units = await store.unitChoices(house.db, actor)
  return {
    roles: choices(ROLES),
    units: [
      ...units.map((unit) => ({ value: String(unit.id), text: unit.name })),
      { value: everyUnit, text: 'Hela nämnden, alla enheter' },
    ],
  }
}
