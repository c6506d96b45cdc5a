/** Targets per indicator and year: the nämnd's own rows over those of the plans (domain/indicators/targets.ts). Nothing is overwritten. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { INDICATOR_CODES, type IndicatorCode } from '../../domain/codes.js'
import { TARGETS, targetFor, type TargetRow } from '../../domain/indicators/targets.js'

export interface OwnTarget extends TargetRow {
  id: number
  recordedAt: string
  recordedBy: string | null
}

/** Every indicator with the target that holds in the year, and the nämnd's own rows, newest year first. */
export async function targetsIn(
  db: Db,
  actor: Actor,
  year: number,
): Promise<{ inForce: { indicator: IndicatorCode; target: TargetRow | null }[]; own: OwnTarget[] }> {
  const own = await db.rows<OwnTarget>(sql`
    select t."id", t."indicator", t."year", t."percent", t."kfPercent", t."source", t."recordedAt", u."name" as "recordedBy"
    from "AnnualTarget" t left join "User" u on u."id" = t."recordedById"
    where t."namndId" = ${actor.namndId} order by t."id"`)
  const rows = [...TARGETS, ...own]
  return {
    inForce: INDICATOR_CODES.map((indicator) => ({ indicator, target: targetFor(indicator, year, rows) })),
    own: [...own].sort((a, b) => b.year - a.year || b.id - a.id),
  }
}

/** Adds a target; a later row for the same indicator and year wins over an earlier. */
export async function addTarget(db: Db, actor: Actor, form: TargetRow): Promise<void> {
  await db.transaction(async (tx) => {
    const { inForce } = await targetsIn(tx, actor, form.year)
    const before = inForce.find((one) => one.indicator === form.indicator)?.target
    const row = await tx.prisma.annualTarget.create({
      data: { ...form, namndId: actor.namndId, recordedAt: actor.now, recordedById: actor.userId },
    })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'TARGET',
      subjectId: row.id,
      after: form,
      before: before ? { year: before.year, percent: before.percent, kfPercent: before.kfPercent, source: before.source } : null,
    })
  })
}
