/** The bank file between looking and booking: kept as it came, so that what is previewed is what is booked. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import { addDays } from '../../domain/calendar.js'

const daysKept = 7

/** Keeps the file and gives its number; the same bytes again give the same number. Files nobody booked in a week are let go. */
export async function keepUpload(db: Db, actor: Actor, file: { name: string; bytes: Buffer; sha256: string }): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.run(sql`
      delete from "UploadedFile" where "namndId" = ${actor.namndId} and "purpose" = 'BANK_FILE' and "uploadedAt" < ${addDays(actor.today, -daysKept)}
        and not exists (select 1 from "PaymentImport" i where i."namndId" = "UploadedFile"."namndId" and i."sha256" = "UploadedFile"."sha256")`)
    const kept = await tx.prisma.uploadedFile.findFirst({
      where: { namndId: actor.namndId, purpose: 'BANK_FILE', sha256: file.sha256 },
      select: { id: true },
    })
    if (kept) return kept.id
    const row = await tx.prisma.uploadedFile.create({
      data: {
        namndId: actor.namndId,
        purpose: 'BANK_FILE',
        name: file.name,
        sha256: file.sha256,
        bytes: new Uint8Array(file.bytes),
        uploadedAt: actor.now,
        uploadedById: actor.userId,
      },
      select: { id: true },
    })
    return row.id
  })
}

/** The kept file, or null where there is none in the actor's nämnd. */
export async function uploadOf(
  db: Db,
  actor: Actor,
  uploadId: number,
): Promise<{ id: number; name: string; sha256: string; bytes: Uint8Array } | null> {
  return db.prisma.uploadedFile.findFirst({
    where: { id: uploadId, namndId: actor.namndId, purpose: 'BANK_FILE' },
    select: { id: true, name: true, sha256: true, bytes: true },
  })
}
