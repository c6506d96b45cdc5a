/** The nämnd: its name on pages and letters, and what else stands at the head of a letter. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'

export interface NamndParticulars {
  name: string
  postAddress: string | null
  postcode: string | null
  city: string | null
  phone: string | null
  email: string | null
  /** where letters to Kronofogden go; null: the address it has for everybody */
  kronofogdenPostAddress: string | null
  kronofogdenPostcode: string | null
  kronofogdenCity: string | null
}
const particulars = {
  name: true,
  postAddress: true,
  postcode: true,
  city: true,
  phone: true,
  email: true,
  kronofogdenPostAddress: true,
  kronofogdenPostcode: true,
  kronofogdenCity: true,
} as const

/** The actor's own nämnd. */
export async function namndOf(db: Db, actor: Actor): Promise<NamndParticulars & { id: number }> {
  return db.prisma.namnd.findUniqueOrThrow({ where: { id: actor.namndId }, select: { id: true, ...particulars } })
}

/** False when another nämnd in the same installation has the name. */
export async function changeNamnd(db: Db, actor: Actor, change: NamndParticulars): Promise<boolean> {
  return db.transaction(async (tx) => {
    const holder = await tx.prisma.namnd.findUnique({ where: { name: change.name }, select: { id: true } })
    if (holder && holder.id !== actor.namndId) return false
    const { id: _id, ...before } = await namndOf(tx, actor)
    await tx.prisma.namnd.update({ where: { id: actor.namndId }, data: change })
    const changed = (Object.keys(particulars) as (keyof NamndParticulars)[]).filter((key) => before[key] !== change[key])
    const only = (of: NamndParticulars) => Object.fromEntries(changed.map((key) => [key, of[key]]))
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'NAMND',
      subjectId: actor.namndId,
      before: only(before),
      after: only(change),
    })
    return true
  })
}
