/** The settings that hold for the actor's nämnd today: one query, domain/policy.ts for the rest. */
import type { Actor } from './actor.js'
import { sql, type Db } from './db.js'
import { settingsOn, type SettingRow, type Settings } from './domain/policy.js'

export async function settingsFor(db: Db, actor: Pick<Actor, 'namndId' | 'today'>): Promise<Settings> {
  const rows = await db.rows<SettingRow>(sql`select s."name", s."value", s."fromOn" from "Setting" s where s."namndId" = ${actor.namndId} order by s."id"`)
  return settingsOn(actor.today, rows)
}
