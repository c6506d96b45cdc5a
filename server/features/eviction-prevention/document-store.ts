/** The document that came with a notice: kept with the database, so that it is in the backup and never lies where the web reaches. */
import { createHash } from 'node:crypto'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { addDays } from '../../domain/calendar.js'
import { reachedCase } from './case-store.js'

const purpose = 'NOTICE_DOCUMENT'
/** so long is a file kept that was chosen and never saved with a notice */
const daysKept = 7

/** Keeps the file before the form is right, so that nobody has to choose it again. Returns its number. */
export async function keepDocument(db: Db, actor: Actor, file: { name: string; bytes: Buffer }): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.run(sql`
      delete from "UploadedFile" where "namndId" = ${actor.namndId} and "purpose" = ${purpose} and "uploadedAt" < ${addDays(actor.today, -daysKept)}
        and not exists (select 1 from "EvictionNotice" n where n."documentId" = "UploadedFile"."id")`)
    const row = await tx.prisma.uploadedFile.create({
      data: {
        namndId: actor.namndId,
        purpose,
        name: file.name,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        bytes: new Uint8Array(file.bytes),
        uploadedAt: actor.now,
        uploadedById: actor.userId,
      },
      select: { id: true },
    })
    return row.id
  })
}

/** The name of a kept file that the same user chose, or null. */
export async function keptDocument(db: Db, actor: Actor, documentId: number): Promise<{ id: number; name: string } | null> {
  return db.prisma.uploadedFile.findFirst({
    where: { id: documentId, namndId: actor.namndId, purpose, uploadedById: actor.userId },
    select: { id: true, name: true },
  })
}

/** The document of a notice in a case the actor may open; that it was taken out is logged. */
export async function documentOf(db: Db, actor: Actor, caseId: number, noticeId: number) {
  const documentId = await db.reading(async (tx) => {
    const reached = await reachedCase(tx, actor, caseId)
    if (!reached) return null
    const [notice] = await tx.rows<{ documentId: number | null }>(
      sql`select n."documentId" from "EvictionNotice" n where n."id" = ${noticeId} and n."caseId" = ${caseId}`,
    )
    if (!notice?.documentId) return null
    await recordChange(tx, actor, { action: 'EXPORT', subject: 'NOTICE', subjectId: noticeId, personId: reached.personId })
    return notice.documentId
  })
  if (documentId === null) return null
  return db.prisma.uploadedFile.findFirst({
    where: { id: documentId, namndId: actor.namndId, purpose },
    select: { name: true, bytes: true },
  })
}
