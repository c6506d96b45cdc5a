/** The file that a template's text was read from: kept as it came (kept-file-store.ts), and who may have it back. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { KeptFor } from '../eviction-prevention/kept-file-store.js'
import { templatesInReach } from './store.js'

export const templateFile: KeptFor = {
  purpose: 'CONTRACT_TEMPLATE',
  inUse: sql`exists (select 1 from "ContractTemplate" k where k."documentId" = "UploadedFile"."id")`,
}

/** The bytes of a file the same user chose before the form was right; null: there is none. */
export async function chosenFile(db: Db, actor: Actor, fileId: number): Promise<{ name: string; bytes: Uint8Array } | null> {
  return db.prisma.uploadedFile.findFirst({
    where: { id: fileId, namndId: actor.namndId, purpose: templateFile.purpose, uploadedById: actor.userId },
    select: { name: true, bytes: true },
  })
}

/** The file of a version the actor may see; that it was taken out is logged. */
export async function fileOf(db: Db, actor: Actor, templateId: number): Promise<{ name: string; bytes: Uint8Array } | null> {
  const template = (await templatesInReach(db, actor)).find(({ id }) => id === templateId)
  if (!template?.documentId) return null
  const fileId = template.documentId
  await db.reading((tx) => recordChange(tx, actor, { action: 'EXPORT', subject: 'CONTRACT_TEMPLATE', subjectId: templateId }))
  return db.prisma.uploadedFile.findFirst({
    where: { id: fileId, namndId: actor.namndId, purpose: templateFile.purpose },
    select: { name: true, bytes: true },
  })
}
