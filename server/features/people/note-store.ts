/** Notes and contacts: written once, never changed. A correction is a new note that points back. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { endDraft } from './draft-store.js'
import type { NoteKind } from './note-kinds.js'

export const notesPerPage = 25

export interface NewNote {
  kind: NoteKind
  reached: 'JA' | 'NEJ' | null
  happenedOn: Day
  text: string
  correctsId: number | null
}

/** One page of notes, newest first, with who wrote them, what they correct and what corrects them. */
export async function notesOf(db: Db, personId: number, pageNumber: number) {
  const rows = await db.prisma.note.findMany({
    where: { personId },
    orderBy: [{ happenedOn: 'desc' }, { id: 'desc' }],
    skip: (pageNumber - 1) * notesPerPage,
    take: notesPerPage,
  })
  const total = await db.prisma.note.count({ where: { personId } })
  const authors = await db.prisma.user.findMany({
    where: { id: { in: rows.map((note) => note.authorId) } },
    select: { id: true, name: true },
  })
  const corrected = await db.prisma.note.findMany({ where: { id: { in: rows.flatMap((note) => note.correctsId ?? []) }, personId } })
  const corrections = await db.prisma.note.findMany({
    where: { correctsId: { in: rows.map((note) => note.id) }, personId },
    select: { correctsId: true },
  })
  const notes = rows.map((note) => ({
    ...note,
    kind: note.kind as NoteKind,
    author: authors.find((user) => user.id === note.authorId)?.name ?? 'Registret',
    corrects: corrected.find((other) => other.id === note.correctsId) ?? null,
    isCorrected: corrections.some((other) => other.correctsId === note.id),
  }))
  return { notes, total }
}

/** The person's note with the id, or null. */
export async function noteOf(db: Db, personId: number, noteId: number) {
  return db.prisma.note.findFirst({ where: { id: noteId, personId } })
}

/**
 * The log says that a note was written and of what kind; the text stands in the note only. False: who wrote it has written the same words of the
 * same day before, from another form (Back, and save once more), and a note that is written cannot be taken away.
 */
export async function writeNote(db: Db, actor: Actor, personId: number, note: NewNote, form?: SentForm): Promise<boolean> {
  try {
    return await addNote(db, actor, personId, note, form)
  } catch (error) {
    if ((error as { code?: string }).code !== 'P2002') throw error
    return await addNote(db, actor, personId, note, form) // the same form was sent twice at the same moment: now the first one is there to be seen
  }
}

async function addNote(db: Db, actor: Actor, personId: number, note: NewNote, form?: SentForm): Promise<boolean> {
  return db.transaction(async (tx) => {
    const key = form ? await keyToUse(tx, actor, personId, note, form.formKey) : null
    if (form && key !== 'SENT_AGAIN' && (await isWrittenBefore(tx, actor, personId, note, form))) return false
    if (form) await endDraft(tx, actor, personId, form.formKey, form.draftVersion)
    if (key === 'SENT_AGAIN') return true
    const row = await tx.prisma.note.create({
      data: { ...note, formKey: key, namndId: actor.namndId, personId, writtenAt: actor.now, authorId: actor.userId ?? 0 },
    })
    const { kind, reached, happenedOn, correctsId } = note
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'NOTE',
      subjectId: row.id,
      personId,
      after: { kind, reached, happenedOn, correctsId },
    })
    return true
  })
}

/**
 * From another form: the same one, sent at the same moment, is told by its key. Two attempts of one day that say nothing more than that nobody
 * answered are two.
 */
async function isWrittenBefore(tx: Db, actor: Actor, personId: number, note: NewNote, { formKey }: SentForm): Promise<boolean> {
  if (note.text === '') return false
  const fromAnother = { OR: [{ formKey: null }, { formKey: { not: formKey } }] }
  return (await tx.prisma.note.count({ where: { ...note, ...fromAnother, personId, authorId: actor.userId ?? 0 } })) > 0
}

/** The form a note came from: its key, and the version of the draft it went on from. */
export interface SentForm {
  formKey: string
  draftVersion: number
}

/** The same form with the same words is the same note; with other words it is another, which gets no key. */
async function keyToUse(tx: Db, actor: Actor, personId: number, note: NewNote, formKey: string): Promise<string | null | 'SENT_AGAIN'> {
  const before = await tx.prisma.note.findFirst({ where: { personId, formKey } })
  if (!before) return formKey
  const { kind, reached, happenedOn, text, correctsId } = note
  const same = before.authorId === (actor.userId ?? 0) && before.kind === kind && before.reached === reached
  return same && before.happenedOn === happenedOn && before.text === text && before.correctsId === correctsId ? 'SENT_AGAIN' : null
}
