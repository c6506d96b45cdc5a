/** The settings that hold for the actor's nämnd today: one query, domain/policy.ts for the rest. */
import type { Actor } from './actor.js'
import type { Db } from './db.js'
import { settingsOn, type Settings } from './domain/policy.js'

export async function settingsFor(db: Db, actor: Pick<Actor, 'namndId' | 'today'>): Promise<Settings> {
  const rows = await db.prisma.setting.findMany({ where: { namndId: actor.namndId }, orderBy: { id: 'asc' } })
  return settingsOn(actor.today, rows)
}
