/** A file that came with a form: kept with the database, so that it is in the backup and never lies where the web reaches. */
import { createHash } from 'node:crypto'
import type { Actor } from '../../actor.js'
import { sql, type Db, type Sql } from '../../db.js'
import { addDays } from '../../domain/calendar.js'

/** What a file is kept for, and where a row says that it is in use. */
export interface KeptFor {
  purpose: 'NOTICE_DOCUMENT' | 'CONTRACT_TEMPLATE'
  /** a condition on "UploadedFile" */
  inUse: Sql
}

/** so long is a file kept that was chosen and never saved with anything */
const daysKept = 7

/** Keeps the file before the form is right, so that nobody has to choose it again. Returns its number. */
export async function keepFile(db: Db, actor: Actor, { purpose, inUse }: KeptFor, file: { name: string; bytes: Buffer }): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.run(sql`
      delete from "UploadedFile" where "namndId" = ${actor.namndId} and "purpose" = ${purpose} and "uploadedAt" < ${addDays(actor.today, -daysKept)}
        and not (${inUse})`)
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
export async function keptFile(db: Db, actor: Actor, { purpose }: KeptFor, fileId: number): Promise<{ id: number; name: string } | null> {
  return db.prisma.uploadedFile.findFirst({
    where: { id: fileId, namndId: actor.namndId, purpose, uploadedById: actor.userId },
    select: { id: true, name: true },
  })
}
