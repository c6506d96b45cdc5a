/** Contract templates of the enheter in reach: versions are added, the newest of a name is in use, one without text is out of use. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { noSql, sql, type Db } from '../../db.js'
import { lockLedger } from '../rent/allocation-store.js'

export interface ContractTemplate {
  id: number
  unitId: number
  unit: string
  name: string
  version: number
  text: string
  /** the file it was read from, and that file's name; null: it was pasted */
  documentId: number | null
  documentName: string | null
  recordedAt: string
  by: string | null
  newest: boolean
}

/** Every version in reach, by name, the newest first. One query. */
export async function templatesInReach(db: Db, actor: Actor): Promise<ContractTemplate[]> {
  const rows = await db.rows<Omit<ContractTemplate, 'newest'>>(sql`
    select k."id", k."unitId", n."name" as "unit", k."name", k."version", k."text", k."recordedAt", u."name" as "by",
      k."documentId", d."name" as "documentName"
    from "ContractTemplate" k join "Unit" n on n."id" = k."unitId" left join "User" u on u."id" = k."recordedById"
    left join "UploadedFile" d on d."id" = k."documentId"
    where k."namndId" = ${actor.namndId} ${actor.unitId === null ? noSql : sql`and k."unitId" = ${actor.unitId}`}
    order by k."name", k."unitId", k."version" desc`)
  return rows.map((row, index) => ({ ...row, newest: rows[index - 1]?.name !== row.name || rows[index - 1]?.unitId !== row.unitId }))
}

/** Adds a version, the first of a new name; the same text from the same file as the newest again adds nothing. Null: the enhet is not in reach. */
export async function addVersion(
  db: Db,
  actor: Actor,
  { unitId, name, text, documentId = null }: { unitId: number; name: string; text: string; documentId?: number | null },
): Promise<number | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const unit = await tx.prisma.unit.findFirst({ where: { id: unitId, namndId: actor.namndId } })
    if (!unit || (actor.unitId !== null && actor.unitId !== unitId)) return null
    const last = await tx.prisma.contractTemplate.findFirst({ where: { unitId, name }, orderBy: { version: 'desc' } })
    if (last?.text === text && (await isSameFile(tx, last.documentId, documentId))) return last.id
    const version = (last?.version ?? 0) + 1
    const row = await tx.prisma.contractTemplate.create({
      data: { namndId: actor.namndId, unitId, name, version, text, documentId, recordedAt: actor.now, recordedById: actor.userId },
    })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'CONTRACT_TEMPLATE', subjectId: row.id, after: { name, version } })
    return row.id
  })
}

/** Pressed twice, the same file is kept twice: by its bytes it is one. */
async function isSameFile(tx: Db, one: number | null, other: number | null): Promise<boolean> {
  if (one === other || one === null || other === null) return one === other
  const files = await tx.prisma.uploadedFile.findMany({ where: { id: { in: [one, other] } }, select: { sha256: true } })
  return files.length === 2 && files[0]?.sha256 === files[1]?.sha256
}
