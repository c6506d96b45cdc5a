/** What is agreed with a person today, for the person's own pages: the running plan, the bills with anstånd, the pause. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import { planStateOf } from '../repayment-plans/plan-state-store.js'
import { planStatus, planTerms } from '../repayment-plans/plan-words.js'
import { pausedOn } from './pause-store.js'

/** As part `agreements` shows it. The page has opened the person. */
export async function agreementsOf(db: Db, actor: Actor, personId: number) {
  const plan = (await planStateOf(db, actor, [personId], actor.today)).get(personId)
  const respites = await db.rows<{ period: Month | null; dueOn: Day; openOre: number; untilOn: Day }>(sql`
    select e."period", e."dueOn", e."openOre", max(rs."untilOn") as "untilOn"
    from "Respite" rs join "LedgerEntry" e on e."id" = rs."chargeId"
    where rs."personId" = ${personId} and rs."endedAt" is null and rs."untilOn" >= ${actor.today} and e."openOre" > 0
    group by e."id", e."period", e."dueOn", e."openOre" order by e."dueOn"`)
  const pause = (await pausedOn(db, [personId], actor.today)).get(personId) ?? null
  return {
    personId,
    plan: plan ? { ...plan, status: planStatus(plan.state, plan.shortOre), terms: planTerms(plan) } : null,
    respites,
    pause,
  }
}
