/** The enheter of a nämnd: added and renamed. Never removed, because people, homes and the ledger stand in them. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { sortTextOf } from '../../domain/names.js'

export interface UnitRow {
  id: number
  name: string
  users: number
  apartments: number
}

/** Every enhet in Swedish order, with its active users and its apartments counted. */
export async function unitsOf(db: Db, actor: Actor): Promise<UnitRow[]> {
  const units = await db.rows<UnitRow>(sql`
    select e."id", e."name",
      (select count(*) from "User" u where u."unitId" = e."id" and u."deactivatedAt" is null) as "users",
      (select count(*) from "Apartment" a where a."unitId" = e."id") as "apartments"
    from "Unit" e where e."namndId" = ${actor.namndId}`)
  return units.sort((a, b) => (sortTextOf(a.name) < sortTextOf(b.name) ? -1 : 1))
}

/** One enhet of the actor's nämnd, or null. */
export async function unitOf(db: Db, actor: Actor, unitId: number): Promise<{ id: number; name: string } | null> {
  return db.prisma.unit.findFirst({ where: { id: unitId, namndId: actor.namndId }, select: { id: true, name: true } })
}

/** False when the nämnd has an enhet of that name already. */
export async function addUnit(db: Db, actor: Actor, name: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (await isTaken(tx, actor, name, null)) return false
    const unit = await tx.prisma.unit.create({ data: { namndId: actor.namndId, name } })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'UNIT', subjectId: unit.id, after: { name } })
    return true
  })
}

/** Null where there is no such enhet, false when the name is taken. */
export async function renameUnit(db: Db, actor: Actor, unitId: number, name: string): Promise<boolean | null> {
  return db.transaction(async (tx) => {
    const unit = await unitOf(tx, actor, unitId)
    if (!unit) return null
    if (await isTaken(tx, actor, name, unitId)) return false
    await tx.prisma.unit.update({ where: { id: unitId }, data: { name } })
    await recordChange(tx, actor, { action: 'CHANGE', subject: 'UNIT', subjectId: unitId, before: { name: unit.name }, after: { name } })
    return true
  })
}

async function isTaken(tx: Db, actor: Actor, name: string, exceptId: number | null): Promise<boolean> {
  const holder = await tx.prisma.unit.findFirst({ where: { namndId: actor.namndId, name }, select: { id: true } })
  return holder !== null && holder.id !== exceptId
}
