/** Letters as they are listed and opened: who may not see a person sees that there is a letter to a "Skyddad person", nothing of it. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { rawSql, sql, type Db, type Sql } from '../../db.js'
import type { LetterContent } from '../../documents/letters/content.js'
import type { LetterKind, LetterState, Protection, SentHow } from '../../domain/codes.js'
import { inReach, mayBeShown } from '../../reach.js'

export interface LetterRow {
  id: number
  number: number
  kind: LetterKind
  personId: number
  /** null when the person is protected from the one who asks */
  name: string | null
  protection: Protection
  batch: string | null
  createdAt: string
  createdBy: string | null
  sentAt: string | null
  sentBy: string | null
  sentHow: SentHow | null
  stoppedAt: string | null
  stoppedBy: string | null
  stopReason: string | null
}
export interface OpenedLetter extends LetterRow {
  content: LetterContent
  pdf: Uint8Array | null
}
export interface BatchRow {
  batch: string
  kind: LetterKind
  createdAt: string
  createdBy: string | null
  letters: number
  sent: number
  stopped: number
  sentAt: string | null
}

const row = (
  actor: Actor,
): Sql => sql`l."id", l."number", l."kind", l."personId", l."batch", l."createdAt", l."sentAt", l."sentHow", l."stoppedAt", l."stopReason",
  p."protection", case when ${mayBeShown(actor)} = 1 then p."givenName" || ' ' || p."familyName" end as "name",
  c."name" as "createdBy", s."name" as "sentBy", x."name" as "stoppedBy"`
const tables = rawSql(`from "Letter" l join "Person" p on p."id" = l."personId" left join "User" c on c."id" = l."createdById"
  left join "User" s on s."id" = l."sentById" left join "User" x on x."id" = l."stoppedById"`)

const IN_STATE: Record<LetterState, Sql> = {
  DRAFT: sql`l."sentAt" is null and l."stoppedAt" is null`,
  SENT: sql`l."sentAt" is not null`,
  STOPPED: sql`l."stoppedAt" is not null`,
}

/** One letter, and its reading written on the person. Null: not there, out of reach, or protected from the actor. */
export async function openLetter(db: Db, actor: Actor, letterId: number): Promise<OpenedLetter | null> {
  return db.reading(async (tx) => {
    const [found] = await tx.rows<LetterRow & { content: string; pdf: Uint8Array | null }>(sql`
      select ${row(actor)}, l."content", l."pdf" ${tables}
      where l."id" = ${letterId} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1`)
    if (!found) return null
    await recordReadings(tx, actor, [found.personId])
    return { ...found, content: JSON.parse(found.content) as LetterContent }
  })
}

/** The letters of a case, newest first; the page has opened the case. */
export async function lettersOfCase(db: Db, actor: Actor, caseId: number): Promise<LetterRow[]> {
  return db.rows<LetterRow>(sql`select ${row(actor)} ${tables}
    where l."caseId" = ${caseId} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 order by l."number" desc`)
}

/** A person's letters, newest first; the page has opened the person. */
export async function lettersOfPerson(db: Db, actor: Actor, personId: number): Promise<LetterRow[]> {
  return db.rows<LetterRow>(sql`select ${row(actor)} ${tables}
    where l."personId" = ${personId} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 order by l."number" desc`)
}

/** Batches, newest first: those with drafts left before the others. */
export async function batchesOf(
  db: Db,
  actor: Actor,
  page: { limit: number; offset: number },
): Promise<{ rows: BatchRow[]; total: number }> {
  const rows = await db.rows<BatchRow & { total: number }>(sql`
    select l."batch", min(l."kind") as "kind", min(l."createdAt") as "createdAt", min(c."name") as "createdBy", count(*) as "letters",
      sum(case when l."sentAt" is not null then 1 else 0 end) as "sent", sum(case when l."stoppedAt" is not null then 1 else 0 end) as "stopped",
      max(l."sentAt") as "sentAt", count(*) over () as "total"
    ${tables} where l."batch" is not null and ${inReach(actor, 'p')}
    group by l."batch"
    order by case when sum(case when l."sentAt" is null and l."stoppedAt" is null then 1 else 0 end) > 0 then 0 else 1 end, min(l."number") desc
    limit ${page.limit} offset ${page.offset}`)
  return { rows: rows.map(({ total: _total, ...one }) => one), total: rows[0]?.total ?? 0 }
}

/** Letters made one by one, in the state and of the kind asked for; protected persons' stand in their own list. */
export async function singleLetters(
  db: Db,
  actor: Actor,
  { state, kind }: { state: LetterState; kind: LetterKind | null },
  page: { limit: number; offset: number },
): Promise<{ rows: LetterRow[]; total: number }> {
  const rows = await db.reading(async (tx) => {
    const found = await tx.rows<LetterRow & { total: number }>(sql`
      select ${row(actor)}, count(*) over () as "total" ${tables}
      where l."batch" is null and ${IN_STATE[state]} and p."protection" = 'NEJ' and ${inReach(actor, 'p')}
        and ${kind === null ? sql`1 = 1` : sql`l."kind" = ${kind}`}
      order by l."number" desc limit ${page.limit} offset ${page.offset}`)
    await recordReadings(
      tx,
      actor,
      found.map((one) => one.personId),
    )
    return found
  })
  return { rows: rows.map(({ total: _total, ...one }) => one), total: rows[0]?.total ?? 0 }
}

/** Letters to protected persons: those the actor is named on by name, and how many the others are. */
export async function protectedLetters(db: Db, actor: Actor): Promise<{ rows: LetterRow[]; hiddenDrafts: number; hiddenSent: number }> {
  return db.reading(async (tx) => {
    const rows = await tx.rows<LetterRow>(sql`select ${row(actor)} ${tables}
      where p."protection" <> 'NEJ' and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1
      order by case when l."sentAt" is null and l."stoppedAt" is null then 0 else 1 end, l."number" desc limit 200`)
    const [hidden] = await tx.rows<{ drafts: number | null; sent: number | null }>(sql`
      select sum(case when l."sentAt" is null and l."stoppedAt" is null then 1 else 0 end) as "drafts", sum(case when l."sentAt" is not null then 1 else 0 end) as "sent"
      from "Letter" l join "Person" p on p."id" = l."personId"
      where p."protection" <> 'NEJ' and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 0`)
    await recordReadings(
      tx,
      actor,
      rows.map((one) => one.personId),
    )
    return { rows, hiddenDrafts: hidden?.drafts ?? 0, hiddenSent: hidden?.sent ?? 0 }
  })
}

/**
 * A batch's letters in the order they lie in the pile. `shown` says which of them the page shows: those are the ones read. Somebody
 * protected since stays in the list without a name.
 */
export async function lettersOfBatch(
  db: Db,
  actor: Actor,
  batch: string,
  shown: (rows: readonly LetterRow[]) => readonly LetterRow[],
): Promise<LetterRow[]> {
  return db.reading(async (tx) => {
    const rows = await tx.rows<LetterRow>(sql`select ${row(actor)} ${tables}
      where l."batch" = ${batch} and l."namndId" = ${actor.namndId} and ${inReach(actor, 'p')} order by l."number"`)
    await recordReadings(
      tx,
      actor,
      shown(rows)
        .filter((one) => one.name !== null)
        .map((one) => one.personId),
    )
    return rows
  })
}

/** What the batch's file shows: never a stopped letter, never one to somebody who is protected now. Each reading is logged. */
export async function contentsOfBatch(db: Db, actor: Actor, batch: string): Promise<LetterContent[]> {
  return db.reading(async (tx) => {
    const rows = await tx.rows<{ personId: number; content: string }>(sql`
      select l."personId", l."content" from "Letter" l join "Person" p on p."id" = l."personId"
      where l."batch" = ${batch} and l."namndId" = ${actor.namndId} and l."stoppedAt" is null and p."protection" = 'NEJ' and ${inReach(actor, 'p')}
      order by l."number"`)
    await recordReadings(
      tx,
      actor,
      rows.map((one) => one.personId),
    )
    return rows.map((one) => JSON.parse(one.content) as LetterContent)
  })
}
