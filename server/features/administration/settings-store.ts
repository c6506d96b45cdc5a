/** Dated values of policy (domain/policy.ts): a new value is a new row, an old one is never changed, so an old list can be explained. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import {
  isPolicyName,
  parsePolicyValue,
  POLICY,
  settingsOn,
  type PolicyName,
  type PolicyNumber,
  type SettingRow,
} from '../../domain/policy.js'

export interface SettingNow {
  name: PolicyName
  value: number | readonly number[]
  unit: PolicyNumber['unit']
  decidedBy: PolicyNumber['decidedBy']
  source: string
  fromOn: Day
  /** the nearest value that is decided but has not come */
  coming: { value: number | readonly number[]; fromOn: Day } | null
}
export interface SettingHistoryRow extends SettingRow {
  source: string
  recordedAt: string | null
  recordedBy: string | null
}

/** Every number of policy with what holds today, its source and the next value decided, in the order of POLICY. */
export async function settingsNow(db: Db, actor: Actor): Promise<SettingNow[]> {
  const rows = await settingRows(db, actor)
  const values = settingsOn(actor.today, rows)
  return Object.entries(POLICY).map(([key, policy]) => {
    const name = key as PolicyName
    const own = rows.filter((row) => row.name === name)
    const holds = own.filter((row) => row.fromOn <= actor.today).at(-1)
    const next = own.find((row) => row.fromOn > actor.today)
    const nextValue = next ? parsePolicyValue(name, next.value) : null
    return {
      name,
      value: values[name],
      unit: policy.unit,
      decidedBy: policy.decidedBy,
      source: holds?.source ?? policy.source,
      fromOn: holds?.fromOn ?? policy.holdsFrom,
      coming: next && nextValue !== null ? { value: nextValue, fromOn: next.fromOn } : null,
    }
  })
}

/** Every value one number has had or will have, newest day first; the product's own stands last. */
export async function settingHistory(db: Db, actor: Actor, name: PolicyName): Promise<SettingHistoryRow[]> {
  const own = (await settingRows(db, actor)).filter((row) => row.name === name)
  const policy = POLICY[name]
  const first = { name, value: String(policy.value), fromOn: policy.holdsFrom, source: policy.source, recordedAt: null, recordedBy: null }
  return [...own.reverse(), first]
}

/** Adds a dated value. The form has checked it (settings-form.ts). */
export async function addSetting(
  db: Db,
  actor: Actor,
  form: { name: PolicyName; value: string; fromOn: Day; source: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = settingsOn(form.fromOn, await settingRows(tx, actor))[form.name]
    const row = await tx.prisma.setting.create({
      data: { ...form, namndId: actor.namndId, recordedAt: actor.now, recordedById: actor.userId },
    })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'SETTING',
      subjectId: row.id,
      before: { name: form.name, value: String(before) },
      after: form,
    })
  })
}

/** The nämnd's own rows, oldest day first; of two on one day the one written last holds, and stands last. */
async function settingRows(db: Db, actor: Actor): Promise<SettingHistoryRow[]> {
  const rows = await db.rows<SettingHistoryRow & { id: number }>(sql`
    select s."id", s."name", s."value", s."fromOn", s."source", s."recordedAt", u."name" as "recordedBy"
    from "Setting" s left join "User" u on u."id" = s."recordedById"
    where s."namndId" = ${actor.namndId} order by s."fromOn", s."id"`)
  return rows.filter((row) => isPolicyName(row.name))
}
