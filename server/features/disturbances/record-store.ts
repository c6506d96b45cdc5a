/** Writes reports and steps: added, never changed, each with its row in the log. What is sent twice is written once. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { DisturbanceKind, DisturbanceReporter, Seriousness } from '../../domain/codes.js'
import {
  decideReport,
  decideStep,
  sameHome,
  type NewReport,
  type NewStep,
  type ReportRefusal,
  type StepRefusal,
} from '../../domain/disturbance-records.js'
import type { Settings } from '../../domain/policy.js'
import { lockLedger } from '../rent/allocation-store.js'
import { reachedDisturbance } from './disturbance-store.js'

/** What a report says, as it is typed and as it is shown. */
export interface ReportWords {
  reporter: DisturbanceReporter
  reporterName: string | null
  reporterContact: string | null
  reportedOn: Day
  happenedOn: Day
  atTime: string | null
  minutes: number | null
  kind: DisturbanceKind
  seriousness: Seriousness
  text: string
}

export type TypedReport = NewReport & ReportWords

export type ReportSaved = { refused: true; reasons: ReportRefusal[] } | { refused: false; disturbanceId: number; joined: boolean }

/**
 * A report about a person's home: it joins the open disturbance of the same home, or opens one. Two at once give one disturbance: they are
 * opened one at a time per nämnd. The caller has asked whether the actor may open the person.
 */
export async function recordReport(db: Db, actor: Actor, personId: number, report: TypedReport): Promise<ReportSaved> {
  const decision = decideReport(report, actor.today)
  if (decision.refused) return decision
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const home = homeColumns(report)
    const open = await tx.prisma.disturbance.findMany({
      where: { personId, namndId: actor.namndId, closedOn: null },
      orderBy: { id: 'asc' },
    })
    const known = open.find((one) => sameHome(one, home))
    const disturbanceId = known?.id ?? (await openDisturbance(tx, actor, personId, report))
    await addReport(tx, actor, personId, disturbanceId, report)
    return { refused: false, disturbanceId, joined: known !== undefined }
  })
}

/** Writes what was done. Closing closes it; null: there is no such disturbance for the actor. */
export async function recordStep(
  db: Db,
  actor: Actor,
  disturbanceId: number,
  step: NewStep,
  settings: Settings,
): Promise<{ refused: true; reasons: StepRefusal[] } | { refused: false } | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const one = await reachedDisturbance(tx, actor, disturbanceId)
    if (!one) return null
    const { kind, happenedOn, urgedBy, supportKind, text } = step
    const written = { disturbanceId, kind, happenedOn, urgedBy, supportKind, text, recordedById: actor.userId }
    if (await tx.prisma.disturbanceStep.findFirst({ where: written, select: { id: true } })) return { refused: false }
    const decision = decideStep(one.facts, step, actor.today, settings)
    if (decision.refused) return decision
    const row = await tx.prisma.disturbanceStep.create({ data: { ...written, namndId: actor.namndId, recordedAt: actor.now } })
    const about = { personId: one.personId }
    await recordChange(tx, actor, {
      ...about,
      action: 'CREATE',
      subject: 'DISTURBANCE_STEP',
      subjectId: row.id,
      after: { kind, happenedOn, urgedBy, supportKind },
    })
    if (kind === 'DISTURBANCE_CLOSED' || kind === 'REPORT_UNFOUNDED') {
      await tx.prisma.disturbance.update({ where: { id: disturbanceId }, data: { closedOn: happenedOn } })
      await recordChange(tx, actor, {
        ...about,
        action: 'END',
        subject: 'DISTURBANCE',
        subjectId: disturbanceId,
        after: { kind, on: happenedOn },
      })
    }
    return { refused: false }
  })
}

async function openDisturbance(tx: Db, actor: Actor, personId: number, report: TypedReport): Promise<number> {
  const person = await tx.prisma.person.findUniqueOrThrow({ where: { id: personId }, select: { unitId: true } })
  const row = await tx.prisma.disturbance.create({
    data: {
      namndId: actor.namndId,
      unitId: person.unitId,
      personId,
      ...homeColumns(report),
      openedOn: report.happenedOn,
      recordedAt: actor.now,
      recordedById: actor.userId,
    },
  })
  await recordChange(tx, actor, { action: 'CREATE', subject: 'DISTURBANCE', subjectId: row.id, personId, after: { on: report.happenedOn } })
  return row.id
}

async function addReport(tx: Db, actor: Actor, personId: number, disturbanceId: number, report: TypedReport): Promise<void> {
  const { home: _home, ...typed } = report
  const written = { disturbanceId, ...typed, recordedById: actor.userId }
  if (await tx.prisma.disturbanceReport.findFirst({ where: written, select: { id: true } })) return
  const row = await tx.prisma.disturbanceReport.create({ data: { ...written, namndId: actor.namndId, recordedAt: actor.now } })
  const { reporter, happenedOn, kind, seriousness } = report
  await recordChange(tx, actor, {
    action: 'CREATE',
    subject: 'DISTURBANCE_REPORT',
    subjectId: row.id,
    personId,
    after: { reporter, happenedOn, kind, seriousness },
  })
}

function homeColumns({ home }: NewReport): { tenancyId: number | null; address: string | null } {
  if (home !== null && 'tenancyId' in home) return { tenancyId: home.tenancyId, address: null }
  return { tenancyId: null, address: home?.address ?? '' }
}

/** The address of the person's open case, where it is none of ours: people outside the ladder are met there. */
export async function addressOfCase(db: Db, actor: Actor, personId: number): Promise<string | null> {
  const [row] = await db.rows<{ address: string }>(sql`
    select c."address" from "PreventionCase" c
    where c."personId" = ${personId} and c."namndId" = ${actor.namndId} and c."closedOn" is null and c."tenancyId" is null and c."address" <> ''
    order by c."id" desc limit 1`)
  return row?.address ?? null
}
