/** The lists between looking and storing: kept as they came, for the one who chose them, at most a week. */
import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { addDays } from '../../domain/calendar.js'
import type { ImportFile } from './read-sheets.js'

const daysKept = 7

/** Keeps the files under one number. What the same user chose before and what is old goes away: the lists are full of people. */
export async function keepLists(db: Db, actor: Actor, files: readonly ImportFile[]): Promise<number> {
  const bytes = new Uint8Array(serialize(files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }))))
  return db.transaction(async (tx) => {
    await tx.run(sql`
      delete from "UploadedFile" where "namndId" = ${actor.namndId} and "purpose" = 'REGISTER'
        and ("uploadedAt" < ${addDays(actor.today, -daysKept)} or "uploadedById" = ${actor.userId ?? 0})`)
    const row = await tx.prisma.uploadedFile.create({
      data: {
        namndId: actor.namndId,
        purpose: 'REGISTER',
        name: files.map((file) => file.name).join(', '),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes,
        uploadedAt: actor.now,
        uploadedById: actor.userId,
      },
      select: { id: true },
    })
    return row.id
  })
}

/** The kept files, for the one who chose them only; null where there are none. */
export async function listsOf(db: Db, actor: Actor, uploadId: number): Promise<{ id: number; name: string; files: ImportFile[] } | null> {
  const row = await db.prisma.uploadedFile.findFirst({
    where: { id: uploadId, namndId: actor.namndId, purpose: 'REGISTER', uploadedById: actor.userId ?? 0 },
    select: { id: true, name: true, bytes: true },
  })
  return row && { id: row.id, name: row.name, files: deserialize(row.bytes) as ImportFile[] }
}

/** Lets the files go when every row of them is stored. */
export async function dropLists(db: Db, uploadId: number): Promise<void> {
  await db.prisma.uploadedFile.deleteMany({ where: { id: uploadId, purpose: 'REGISTER' } })
}

/** Writes that the rows that were not stored left the system as a file. */
export async function recordRejectedDownload(db: Db, actor: Actor, uploadId: number, rows: number): Promise<void> {
  await db.reading((tx) =>
    recordChange(tx, actor, { action: 'EXPORT', subject: 'REGISTER_IMPORT', subjectId: uploadId, after: { rejectedRows: rows } }),
  )
}
