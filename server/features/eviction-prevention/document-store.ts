/** The document that came with a notice (kept-file-store.ts), and who may open it. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { reachedCase } from './case-store.js'
import type { KeptFor } from './kept-file-store.js'

export const noticeDocument: KeptFor = {
  purpose: 'NOTICE_DOCUMENT',
  inUse: sql`exists (select 1 from "EvictionNotice" n where n."documentId" = "UploadedFile"."id")`,
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
    where: { id: documentId, namndId: actor.namndId, purpose: noticeDocument.purpose },
    select: { name: true, bytes: true },
  })
}
