/** The units a user may place a person in: the own one, or all of the nämnd for whoever reaches them all. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'

export async function unitsOf(db: Db, actor: Actor): Promise<{ id: number; name: string }[]> {
  return db.prisma.unit.findMany({
    where: { namndId: actor.namndId, ...(actor.unitId === null ? {} : { id: actor.unitId }) },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}
