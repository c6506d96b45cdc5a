/** Drafts of notes: kept while they are written (by the script, or by a button without it), thrown away, and listed for their author. */
import type { House } from '../../house.js'
import { stamp } from '../../domain/swedish-dates.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { settingsFor } from '../../settings.js'
import { DraftForm, writtenOf } from './draft-form.js'
import { draftsOf, saveDraft, throwDraft } from './draft-store.js'
import { postedPerson } from './person-page.js'

export function draftRoutes({ db, ...house }: House, { get, post }: Door): void {
  get(paths.ownDrafts, async (_req, res) => {
    const actor = actorOf(res)
    page(res, 'people/drafts', {
      title: 'Dina utkast',
      active: 'people',
      crumbs: [{ href: paths.people.url(), text: 'Personer' }],
      drafts: await draftsOf(db, actor),
      keptDays: (await settingsFor(db, actor)).noteDraftDays,
    })
  })

  post(paths.noteDraft, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson({ db, ...house }, req, res)
    const draft = await saveDraft(db, actor, person.id, writtenOf(DraftForm.parse(req.body ?? {}), actor.now))
    res.set('Cache-Control', 'no-store').json({ version: draft?.version ?? 0, time: stamp(actor.now).slice(11) })
  })

  post(paths.draftThrowing, async (req, res) => {
    const person = await postedPerson({ db, ...house }, req, res)
    await throwDraft(db, actorOf(res), person.id)
    flash(req, 'Utkastet är slängt.')
    res.redirect(303, paths.notes.url({ personId: person.id }))
  })
}
