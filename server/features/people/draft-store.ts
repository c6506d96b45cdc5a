/**
 * Drafts of notes, each shown to its author only. Two tabs that write at the same moment take turns: a draft is changed only as it was
 * read, else it is read again.
 */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import { endOfDayInStockholm } from '../../domain/calendar.js'
import { keepDraft, oldDraftsUntil, withoutTab, type Draft, type Written, type WrittenIn } from '../../domain/note-drafts.js'
import { inReach, mayBeShown } from '../../reach.js'

/** What the actor has begun to write about the person. The page has opened the person. */
export async function draftOf(db: Db, actor: Actor, personId: number): Promise<Draft | null> {
  return (await readDraft(db, actor, personId))?.draft ?? null
}

/** Every draft of the actor about people it may see, the latest first. */
export async function draftsOf(
  db: Db,
  actor: Actor,
): Promise<{ personId: number; name: string; kind: string | null; text: string; savedAt: string }[]> {
  return db.rows(sql`
    select d."personId", p."givenName" || ' ' || p."familyName" as "name", d."kind", d."text", d."savedAt"
    from ${draftsShown(actor)} order by d."savedAt" desc, d."id"`)
}

/** How many there are of those: nobody's name and nothing of the text. */
export async function countDrafts(db: Db, actor: Actor): Promise<number> {
  const [row] = await db.rows<{ count: number }>(sql`select count(*) as "count" from ${draftsShown(actor)}`)
  return row?.count ?? 0
}

const draftsShown = (actor: Actor): Sql => sql`"NoteDraft" d join "Person" p on p."id" = d."personId"
    where d."authorId" = ${actor.userId ?? 0} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1`

/** Keeps what was written. Null when nothing is left to keep, or when it has become a note already. */
export async function saveDraft(db: Db, actor: Actor, personId: number, written: Written): Promise<Draft | null> {
  return inTurn(
    db,
    async (tx) => {
      if (await isNoteAlready(tx, actor, personId, written)) return { draft: null }
      const before = await readDraft(tx, actor, personId)
      return { draft: keepDraft(before?.draft ?? null, written), before }
    },
    actor,
    personId,
  )
}

/** The note of the tab is saved: its draft goes, in the transaction of the note. */
export async function endDraft(tx: Db, actor: Actor, personId: number, tab: string, version: number): Promise<void> {
  for (;;) {
    const before = await readDraft(tx, actor, personId)
    if (!before || (await writeDraft(tx, actor, personId, before, withoutTab(before.draft, tab, version)))) return
  }
}

/** Throws the whole draft away; its author has said so. */
export async function throwDraft(db: Db, actor: Actor, personId: number): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await readDraft(tx, actor, personId)
    if (before) await writeDraft(tx, actor, personId, before, null)
  })
}

/** Throws away what nobody has touched for the nämnd's number of days. Safe to run twice; returns how many. */
export async function throwOldDrafts(db: Db, actor: Actor, noteDraftDays: number): Promise<number> {
  const before = endOfDayInStockholm(oldDraftsUntil(actor.today, noteDraftDays))
  return db.transaction(async (tx) => {
    const old = await tx.prisma.noteDraft.findMany({ where: { namndId: actor.namndId, savedAt: { lt: before } } })
    for (const { id, personId, authorId } of old)
      await recordChange(tx, actor, { action: 'END', subject: 'NOTE_DRAFT', subjectId: id, personId, before: { authorId } })
    await tx.prisma.noteDraft.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
    return old.length
  })
}

interface Read {
  id: number
  draft: Draft
}

async function readDraft(db: Db, actor: Actor, personId: number): Promise<Read | null> {
  const row = await db.prisma.noteDraft.findFirst({ where: { personId, authorId: actor.userId ?? 0, namndId: actor.namndId } })
  if (!row) return null
  const { id, others, tab, version, kind, reached, happenedOn, text, correctsId, savedAt } = row
  const beside = others === null ? [] : (JSON.parse(others) as WrittenIn[])
  return { id, draft: { tab, version, kind, reached, happenedOn, text, correctsId, savedAt, others: beside } }
}

/** Reads, decides and writes until nobody was in between. */
async function inTurn(
  db: Db,
  decide: (tx: Db) => Promise<{ draft: Draft | null; before?: Read | null }>,
  actor: Actor,
  personId: number,
): Promise<Draft | null> {
  for (;;) {
    const done = await db.transaction(async (tx) => {
      const { draft, before = null } = await decide(tx)
      return { draft, ok: draft === null && before === null ? true : await writeDraft(tx, actor, personId, before, draft) }
    })
    if (done.ok) return done.draft
  }
}

/** False when somebody else has written since it was read. */
async function writeDraft(tx: Db, actor: Actor, personId: number, before: Read | null, draft: Draft | null): Promise<boolean> {
  const { prisma } = tx
  if (before && draft === null) {
    const { count } = await prisma.noteDraft.deleteMany({ where: { id: before.id, version: before.draft.version } })
    if (count === 1) await recordChange(tx, actor, { action: 'END', subject: 'NOTE_DRAFT', subjectId: before.id, personId })
    return count === 1
  }
  if (draft === null) return true
  const { others, ...written } = draft
  const values = { ...written, others: others.length === 0 ? null : JSON.stringify(others) }
  if (before)
    return (await prisma.noteDraft.updateMany({ where: { id: before.id, version: before.draft.version }, data: values })).count === 1
  const added = await tx.run(sql`
    insert into "NoteDraft" ("namndId", "personId", "authorId", "tab", "version", "kind", "reached", "happenedOn", "text", "correctsId", "startedAt", "savedAt")
    values (${actor.namndId}, ${personId}, ${actor.userId ?? 0}, ${values.tab}, ${values.version}, ${values.kind}, ${values.reached},
      ${values.happenedOn}, ${values.text}, ${values.correctsId}, ${values.savedAt}, ${values.savedAt})
    on conflict ("personId", "authorId") do nothing`)
  if (added === 1) await recordChange(tx, actor, { action: 'CREATE', subject: 'NOTE_DRAFT', personId })
  return added === 1
}

/** A late autosave of a form that has been sent: the note is there, word for word. */
async function isNoteAlready(tx: Db, actor: Actor, personId: number, { tab, text }: Written): Promise<boolean> {
  const note = await tx.prisma.note.findFirst({ where: { personId, formKey: tab, authorId: actor.userId ?? 0 }, select: { text: true } })
  return note !== null && note.text === text.trim()
}
