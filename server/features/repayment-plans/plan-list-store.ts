/** The list of plans, and the figures of G3 (VP 2019 S19: uppföljning av avbetalningsplaner per kostnadsställe). */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PlanEventKind } from '../../domain/codes.js'
import { inReach, mayBeShown } from '../../reach.js'
import { planColumns, type PlanRow } from './plan-facts-store.js'
import { runningPlans, type PlanStanding } from './plan-state-store.js'

export interface PlanPerson {
  personId: number
  ownId: string
  /** null when the person is protected from the actor */
  name: string | null
  shown: boolean
  sortName: string
  boendestodjareId: number | null
  /** of the stay on the day, or the latest before it */
  costCentre: string | null
}
export interface ListedPlan extends PlanPerson {
  plan: PlanStanding
}
export interface EndedPlan extends PlanPerson {
  plan: PlanRow
  ending: { kind: PlanEventKind; reason: string | null }
}
export interface PlanFigures {
  costCentre: string | null
  running: number
  kept: number
  broken: number
  /** of the debts the plans are for */
  leftOre: number
  /** by how much the broken ones are short */
  shortOre: number
}

/** Every running plan in reach on the day: the broken ones first, by how much. */
export async function listRunningPlans(db: Db, actor: Actor, day: Day): Promise<ListedPlan[]> {
  const plans = await runningPlans(db, actor, day)
  const people = await peopleOf(
    db,
    actor,
    plans.map((plan) => plan.personId),
    day,
  )
  return plans
    .flatMap((plan) => {
      const person = people.get(plan.personId)
      return person ? [{ ...person, plan }] : []
    })
    .sort((a, b) => b.plan.shortOre - a.plan.shortOre || (a.plan.lastOn < b.plan.lastOn ? -1 : 1) || a.plan.id - b.plan.id)
}

/** Plans that have ended, the latest first. */
export async function listEndedPlans(db: Db, actor: Actor, limit: number, offset: number): Promise<{ plans: EndedPlan[]; total: number }> {
  const rows = await db.rows<PlanRow & { total: number; kind: PlanEventKind | null; reason: string | null }>(sql`
    select ${planColumns}, count(*) over () as "total", ev."kind", ev."reason"
    from "RepaymentPlan" pl join "Person" p on p."id" = pl."personId"
    left join "PlanEvent" ev on ev."planId" = pl."id" and ev."kind" in ('ENDED_PAID', 'ENDED_OTHER')
    where ${inReach(actor, 'p')} and pl."endedOn" is not null
    order by pl."endedOn" desc, pl."id" desc limit ${limit} offset ${offset}`)
  const people = await peopleOf(
    db,
    actor,
    rows.map((row) => row.personId),
    actor.today,
  )
  const plans = rows.flatMap(({ total: _, kind, reason, ...plan }) => {
    const person = people.get(plan.personId)
    return person ? [{ ...person, plan, ending: { kind: kind ?? 'ENDED_OTHER', reason } }] : []
  })
  return { plans, total: rows[0]?.total ?? 0 }
}

/** How many plans run, are followed and broken, and what is left of them, for each cost centre: G3. */
export function figuresOf(plans: readonly ListedPlan[]): PlanFigures[] {
  const centres = new Map<string | null, PlanFigures>()
  for (const { costCentre, plan } of plans) {
    const sum = centres.get(costCentre) ?? { costCentre, running: 0, kept: 0, broken: 0, leftOre: 0, shortOre: 0 }
    sum.running += 1
    sum[plan.state === 'KEPT' ? 'kept' : 'broken'] += 1
    sum.leftOre += plan.leftOre
    sum.shortOre += plan.shortOre
    centres.set(costCentre, sum)
  }
  return [...centres.values()].sort((a, b) => ((a.costCentre ?? '~') < (b.costCentre ?? '~') ? -1 : 1))
}

async function peopleOf(db: Db, actor: Actor, personIds: readonly number[], day: Day): Promise<Map<number, PlanPerson>> {
  const asked = db.table(
    [...new Set(personIds)].map((id) => ({ id })),
    { id: 'int' },
  )
  const rows = await db.rows<Omit<PlanPerson, 'shown'> & { shown: number }>(sql`
    select p."id" as "personId", p."ownId", p."givenName" || ' ' || p."familyName" as "name", ${mayBeShown(actor)} as "shown", p."sortName",
      p."boendestodjareId",
      (select a."costCentre" from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId"
        where t."personId" = p."id" and t."startsOn" <= ${day} order by t."startsOn" desc, t."id" desc limit 1) as "costCentre"
    from ${asked} w join "Person" p on p."id" = w."id" where ${inReach(actor, 'p')}`)
  return new Map(rows.map((row) => [row.personId, { ...row, shown: row.shown === 1, name: row.shown === 1 ? row.name : null }]))
}
