/** The bank files between looking and booking: kept as they came (packed), so that what is previewed is what is booked. */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { constants, gunzip, gzip } from 'node:zlib'
import type { Actor } from '../../actor.js'
import { MAX_FILE_BYTES } from '../../bank-files/bank-file.js'
import { sql, type Db } from '../../db.js'
import { addDays } from '../../domain/calendar.js'

export interface GivenFile {
  name: string
  bytes: Uint8Array
}

const daysKept = 7
const pieceBytes = 1024 * 1024

/** Of one file its own; of several, theirs whatever order they were chosen in. A little at a time. */
export async function sha256OfUpload(files: readonly GivenFile[]): Promise<string> {
  const each: string[] = []
  for (const { bytes } of files) {
    const hash = createHash('sha256')
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      hash.update(bytes.subarray(from, from + pieceBytes))
      if (from > 0) await setImmediate()
    }
    each.push(hash.digest('hex'))
  }
  return each.length === 1 ? (each[0] ?? '') : createHash('sha256').update(each.sort().join('\n')).digest('hex')
}

/** "okt.xml", "okt-1.xml och okt-2.xml", "okt-1.xml och 3 filer till". */
export function uploadName(files: readonly GivenFile[]): string {
  const [first, second] = files.map((file) => file.name)
  if (files.length > 2) return `${first} och ${files.length - 1} filer till`
  return second === undefined ? (first ?? '') : `${first} och ${second}`
}

/** Keeps the files and gives their number; the same again give the same number. Files nobody booked in a week are let go. */
export async function keepUpload(db: Db, actor: Actor, files: readonly GivenFile[], sha256: string): Promise<number> {
  const packed = await Promise.all(files.map(async ({ name, bytes }) => ({ name, packed: new Uint8Array(await pack(bytes)) })))
  const bytes = new Uint8Array(serialize(packed))
  return db.transaction(async (tx) => {
    await tx.run(sql`
      delete from "UploadedFile" where "namndId" = ${actor.namndId} and "purpose" = 'BANK_FILE' and "uploadedAt" < ${addDays(actor.today, -daysKept)}
        and not exists (select 1 from "PaymentImport" i where i."namndId" = "UploadedFile"."namndId" and i."sha256" = "UploadedFile"."sha256")`)
    const kept = await tx.prisma.uploadedFile.findFirst({
      where: { namndId: actor.namndId, purpose: 'BANK_FILE', sha256 },
      select: { id: true },
    })
    if (kept) return kept.id
    const row = await tx.prisma.uploadedFile.create({
      data: {
        namndId: actor.namndId,
        purpose: 'BANK_FILE',
        name: uploadName(files),
        sha256,
        bytes,
        uploadedAt: actor.now,
        uploadedById: actor.userId,
      },
      select: { id: true },
    })
    return row.id
  })
}

export interface Upload {
  id: number
  name: string
  sha256: string
}

/** The kept upload without its bytes, or null where there is none in the actor's nämnd. */
export async function uploadOf(db: Db, actor: Actor, uploadId: number): Promise<Upload | null> {
  return db.prisma.uploadedFile.findFirst({
    where: { id: uploadId, namndId: actor.namndId, purpose: 'BANK_FILE' },
    select: { id: true, name: true, sha256: true },
  })
}

/** The files of an upload, as they came. */
export async function filesOfUpload(db: Db, upload: Upload): Promise<GivenFile[]> {
  const { bytes } = await db.prisma.uploadedFile.findUniqueOrThrow({ where: { id: upload.id }, select: { bytes: true } })
  if (!isPacked(bytes)) return [{ name: upload.name, bytes }]
  const packed = deserialize(bytes) as { name: string; packed: Uint8Array }[]
  return Promise.all(packed.map(async ({ name, packed }) => ({ name, bytes: await unpack(packed, { maxOutputLength: MAX_FILE_BYTES }) })))
}

/** Lets an upload go that cannot be read. */
export async function dropUpload(db: Db, uploadId: number): Promise<void> {
  await db.prisma.uploadedFile.deleteMany({ where: { id: uploadId, purpose: 'BANK_FILE' } })
}

/** Files kept by earlier versions lie as they came; no bank file begins as these do. */
const isPacked = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0x0f
const pack = (bytes: Uint8Array) => promisify<Uint8Array, object, Buffer>(gzip)(bytes, { level: constants.Z_BEST_SPEED })
const unpack = promisify<Uint8Array, object, Buffer>(gunzip)
