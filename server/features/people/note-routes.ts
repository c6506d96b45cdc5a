/** Notes about a person: the list, and a new one (or one that corrects another). */
import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import { z } from 'zod'
import type { Draft } from '../../domain/note-drafts.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, rowIdIn } from '../../web/read-form.js'
import { DraftForm, writtenOf } from './draft-form.js'
import { draftOf, saveDraft } from './draft-store.js'
import { NoteForm } from './form.js'
import { NOTE_KINDS } from './note-kinds.js'
import { noteOf, notesOf, notesPerPage, writeNote } from './note-store.js'
import { crumbsTo, personLocals, personPage, postedPerson } from './person-page.js'
import type { Person } from './person-store.js'

const NotesQuery = z.object({ sida: fieldOf.pageNumber() })
const NewNoteQuery = z.object({
  slag: z.enum(NOTE_KINDS).catch('CALL'),
  rattar: z.coerce.number().int().positive().max(999_999_999).nullable().catch(null),
  arende: z.coerce.number().int().positive().max(999_999_999).nullable().catch(null),
})

const WRITTEN_BEFORE =
  'Du har redan sparat en anteckning med samma ord från den dagen. Är det här en till skriver du vad som skiljer dem, till exempel klockslaget'

export function noteRoutes(house: House, { get, post }: Door): void {
  get(paths.notes, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const { sida } = NotesQuery.parse(req.query)
    const { notes, total } = await notesOf(house.db, person.id, sida)
    page(res, 'people/notes', {
      title: `Anteckningar om ${person.name}`,
      ...personLocals(person),
      notes,

      total,
      sida,
      size: notesPerPage,
      pages: pagesOf(total, notesPerPage),
      pageUrl: (n: number) => paths.notes.url({ personId: person.id }, { sida: n === 1 ? null : n }),
    })
  })

  get(paths.newNote, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const { slag, rattar, arende } = NewNoteQuery.parse(req.query)
    const actor = actorOf(res)
    const draft = await draftOf(house.db, actor, person.id)
    // A draft is gone on with unless the page is asked to correct another note than the draft does.
    const goesOn = draft !== null && (rattar === null || rattar === draft.correctsId)
    const correctsId = goesOn ? draft.correctsId : rattar
    const corrected = correctsId === null ? null : await noteOf(house.db, person.id, correctsId)
    if (rattar !== null && !corrected) throw new NotFound()
    const begun = corrected ?? { kind: slag, reached: null, happenedOn: actor.today, text: '' }
    const from = goesOn ? { ...draft, kind: draft.kind ?? begun.kind } : begun
    const { kind, reached, happenedOn, text } = from
    const input = { kind, reached, happenedOn, text, formKey: randomUUID(), draftVersion: goesOn ? draft.version : 0, caseId: arende }
    show(res, person, input, corrected, draft && { ...draft, shown: goesOn }, [])
  })

  post(paths.newNote, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const typed = DraftForm.parse(req.body ?? {})
    const caseId = rowIdIn((req.body as { caseId?: unknown } | undefined)?.caseId)
    const after = caseId === null ? paths.person.url({ personId: person.id }) : paths.case.url({ caseId })
    if ((req.body as { spara?: unknown } | undefined)?.spara === 'utkast') {
      const kept = await saveDraft(house.db, actor, person.id, writtenOf(typed, actor.now))
      flash(req, kept ? 'Det du skrev är sparat som utkast.' : 'Det fanns inget att spara.')
      return res.redirect(303, after)
    }
    const form = readForm(NoteForm(actor.today), req.body)
    const correctsId = rowIdIn(form.input.correctsId)
    const corrected = correctsId === null ? null : await noteOf(house.db, person.id, correctsId)
    if (correctsId !== null && !corrected) throw new NotFound()
    const { formKey, draftVersion } = typed
    if (!form.ok) return show(res, person, { ...form.input, formKey, draftVersion, caseId }, corrected, null, form.errors)
    if (!(await writeNote(house.db, actor, person.id, form.value, { formKey, draftVersion })))
      return show(res, person, { ...form.input, formKey, draftVersion, caseId }, corrected, null, [
        { field: 'text', message: WRITTEN_BEFORE },
      ])
    flash(req, corrected ? 'Rättelsen är sparad. Den gamla anteckningen finns kvar.' : 'Anteckningen är sparad.')
    res.redirect(303, after)
  })
}

function show(
  res: Response,
  person: Person,
  input: Record<string, unknown>,
  corrected: Awaited<ReturnType<typeof noteOf>>,
  draft: (Draft & { shown: boolean }) | null,
  errors: { field: string; message: string }[],
): void {
  page(
    res,
    'people/new-note',
    {
      title: corrected ? 'Rätta anteckning' : 'Ny anteckning',
      ...personLocals(person),
      crumbs: [...crumbsTo(person), { href: paths.notes.url({ personId: person.id }), text: 'Anteckningar' }],
      kinds: choices(NOTE_KINDS),
      corrected,
      draft,
      input,
      errors,
    },
    errors.length > 0 ? 422 : 200,
  )
}
