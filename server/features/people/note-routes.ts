/** Notes about a person: the list, and a new one (or one that corrects another). */
import type { Response } from 'express'
import { z } from 'zod'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { NoteForm } from './form.js'
import { NOTE_KINDS } from './note-kinds.js'
import { noteOf, notesOf, notesPerPage, writeNote } from './note-store.js'
import { crumbsTo, personLocals, personPage, postedPerson } from './person-page.js'
import type { Person } from './person-store.js'

const NotesQuery = z.object({ sida: z.coerce.number().int().min(1).max(100_000).catch(1) })
const NewNoteQuery = z.object({ slag: z.enum(NOTE_KINDS).catch('CALL'), rattar: z.coerce.number().int().positive().nullable().catch(null) })

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
      pages: Math.max(1, Math.ceil(total / notesPerPage)),
      pageUrl: (n: number) => paths.notes.url({ personId: person.id }, { sida: n === 1 ? null : n }),
    })
  })

  get(paths.newNote, async (req, res) => {
    const person = await personPage(house, req, res)
    if (!person) return
    const { slag, rattar } = NewNoteQuery.parse(req.query)
    const corrected = rattar === null ? null : await noteOf(house.db, person.id, rattar)
    if (rattar !== null && !corrected) throw new NotFound()
    const input = corrected
      ? {
          kind: corrected.kind,
          reached: corrected.reached,
          happenedOn: corrected.happenedOn,
          text: corrected.text,
          correctsId: corrected.id,
        }
      : { kind: slag, reached: null, happenedOn: actorOf(res).today, text: '' }
    show(res, person, input, corrected, [])
  })

  post(paths.newNote, async (req, res) => {
    const actor = actorOf(res)
    const person = await postedPerson(house, req, res)
    const form = readForm(NoteForm(actor.today), req.body)
    const correctsId = Number(form.input.correctsId) || null
    const corrected = correctsId === null ? null : await noteOf(house.db, person.id, correctsId)
    if (correctsId !== null && !corrected) throw new NotFound()
    if (!form.ok) return show(res, person, form.input, corrected, form.errors)
    await writeNote(house.db, actor, person.id, form.value)
    flash(req, corrected ? 'Rättelsen är sparad. Den gamla anteckningen finns kvar.' : 'Anteckningen är sparad.')
    res.redirect(303, paths.person.url({ personId: person.id }))
  })
}

function show(
  res: Response,
  person: Person,
  input: Record<string, unknown>,
  corrected: Awaited<ReturnType<typeof noteOf>>,
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
      input,
      errors,
    },
    errors.length > 0 ? 422 : 200,
  )
}
