/** The settings that hold for the actor's nämnd today: one query, domain/policy.ts for the rest. */
import type { Actor } from './actor.js'
import { sql, type Db } from './db.js'
import { toleranceOf, type Tolerance } from './domain/paid-in-time.js'
import { settingsOn, type SettingRow, type Settings } from './domain/policy.js'

export async function settingsFor(db: Db, actor: Pick<Actor, 'namndId' | 'today'>): Promise<Settings> {
  return settingsOn(actor.today, await settingRows(db, actor.namndId))
}

/** The tolerance for bills of each due day: a changed setting judges no older bill. */
export async function toleranceFor(db: Db, actor: Pick<Actor, 'namndId'>): Promise<Tolerance> {
  return toleranceOf(await settingRows(db, actor.namndId))
}

/** A nämnd's dated settings, oldest first. */
export async function settingRows(db: Db, namndId: number): Promise<SettingRow[]> {
  return db.rows<SettingRow>(sql`select s."name", s."value", s."fromOn" from "Setting" s where s."namndId" = ${namndId} order by s."id"`)
}
