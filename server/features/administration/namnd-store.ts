/** The name of the nämnd, as it stands on pages and letters. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'

/** The actor's own nämnd. */
export async function namndOf(db: Db, actor: Actor): Promise<{ id: number; name: string }> {
  return db.prisma.namnd.findUniqueOrThrow({ where: { id: actor.namndId }, select: { id: true, name: true } })
}

/** False when another nämnd in the same installation has the name. */
export async function renameNamnd(db: Db, actor: Actor, name: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const holder = await tx.prisma.namnd.findUnique({ where: { name }, select: { id: true } })
    if (holder && holder.id !== actor.namndId) return false
    const before = await namndOf(tx, actor)
    await tx.prisma.namnd.update({ where: { id: actor.namndId }, data: { name } })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'NAMND',
      subjectId: actor.namndId,
      before: { name: before.name },
      after: { name },
    })
    return true
  })
}
