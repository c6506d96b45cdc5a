/** Mina inställningar: the daily e-mail on or off, and the own calendar's secret address. */
import type { Response, Router } from 'express'
import { may } from '../../domain/access.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { baseOf } from '../../web/base-address.js'
import { actorOf, door, flash } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { chooseDigest, digestChoice } from './choice-store.js'
import * as feeds from './feed-store.js'
import { DigestForm } from './form.js'

export function ownSettingsRoutes(house: House): Router {
  const { get, post, router } = door(house)

  get(paths.ownSettings, (_req, res) => settingsPage(house, res, 200))
  post(paths.ownSettings, async (req, res) => {
    const form = readForm(DigestForm, req.body)
    if (!form.ok) return settingsPage(house, res, 422, form)
    await chooseDigest(house.db, actorOf(res), form.value.mailDigest)
    flash(req, form.value.mailDigest === 'YES' ? 'Du får daglig e-post på vardagar.' : 'Du får ingen daglig e-post.')
    res.redirect(303, paths.ownSettings.url())
  })
  /** The answer is the page itself, without a redirect: an address that waited for the next page would have to be kept somewhere. */
  post(paths.ownFeed, async (req, res) => {
    const secret = await feeds.makeFeed(house.db, actorOf(res))
    page(res, 'own-settings/feed-address', {
      title: 'Din kalenderadress',
      active: 'own-settings',
      crumbs: [{ href: paths.ownSettings.url(), text: 'Mina inställningar' }],
      address: `${baseOf(house, req)}${paths.calendarFeed.url({ secret })}`,
    })
  })
  post(paths.ownFeedEnding, async (req, res) => {
    await feeds.endFeed(house.db, actorOf(res))
    flash(req, 'Kalenderadressen är borttagen och fungerar inte längre.')
    res.redirect(303, paths.ownSettings.url())
  })
  return router
}

async function settingsPage(
  house: House,
  res: Response,
  status: number,
  form?: FormErrors & { input: Record<string, unknown> },
): Promise<void> {
  const actor = actorOf(res)
  const settings = await settingsFor(house.db, actor)
  // Who has no "I dag" any more has nothing to choose, but may have an address to remove.
  if (!may(actor.role, 'readToday'))
    return page(res, 'own-settings/without-today', {
      title: 'Mina inställningar',
      active: 'own-settings',
      feed: await feeds.feedInForce(house.db, actor),
    })
  const { email, chosen, latest } = await digestChoice(house.db, actor)
  page(
    res,
    'own-settings/show',
    {
      title: 'Mina inställningar',
      active: 'own-settings',
      email,
      mailIsOn: Boolean(house.mail),
      hour: settings.digestHour,
      latest: latest && { ...latest, text: latest.outcome === null ? label('MAIL_UNSURE') : label(latest.outcome) },
      feed: await feeds.feedInForce(house.db, actor),
      input: form?.input ?? { mailDigest: chosen ?? (settings.digestFromStart === 1 ? 'YES' : 'NO') },
      errors: form?.errors ?? [],
    },
    status,
  )
}
