/** One person's plans with what happened to them: for the plan's own page. The page has opened the person. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { settingsFor } from '../../settings.js'
import { planFacts, type PlanEvent, type PlanRow } from './plan-facts-store.js'
import { standingOf, type PlanStanding } from './plan-state-store.js'

export interface PlanCheckRow {
  checkedOn: Day
  expectedOre: number
  actualOre: number
  shortOre: number
}
export interface PlanOnPage {
  plan: PlanStanding
  events: (PlanEvent & { by: string | null })[]
  /** the newest first */
  checks: PlanCheckRow[]
  /** every plan of the person, the newest first */
  all: PlanRow[]
}

/** The plan asked for, or the person's running or else newest one; null when there is none. */
export async function planOnPage(db: Db, actor: Actor, personId: number, planId: number | null): Promise<PlanOnPage | null> {
  const all = (await db.prisma.repaymentPlan.findMany({ where: { personId }, orderBy: { id: 'desc' } })) as PlanRow[]
  const chosen = planId === null ? (all.find((one) => one.endedOn === null) ?? all[0]) : all.find((one) => one.id === planId)
  if (!chosen) return null
  const day = chosen.endedOn ?? actor.today
  const [facts] = await planFacts(db, sql`pl."id" = ${chosen.id}`, day, { asOf: day !== actor.today })
  if (!facts) return null
  const events = await db.rows<PlanEvent & { by: string | null }>(sql`
    select ev.*, u."name" as "by" from "PlanEvent" ev left join "User" u on u."id" = ev."recordedById"
    where ev."planId" = ${chosen.id} order by ev."happenedOn", ev."id"`)
  const checks = await db.prisma.planCheck.findMany({ where: { planId: chosen.id }, orderBy: { checkedOn: 'desc' } })
  return { plan: standingOf(facts, day, await settingsFor(db, actor)), events, checks, all }
}
