/**
 * The check of a day: a row for every plan that runs on it, and an event where one is broken, back on plan or paid. Set-based: the same
 * few statements for one plan and for ten thousand. Safe to run twice (a day has one row a plan, an event only where the state changes),
 * and after missed nights it finds what the missed ones would have, without rows for days on which nobody looked.
 */
import type { Actor } from '../../actor.js'
import { recordChanges } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { PlanEventKind } from '../../domain/codes.js'
import { checkPlan, eventOfCheck, type PlanCheckResult } from '../../domain/plan-checks.js'
import { insertMany, updateMany } from '../../many-rows.js'
import { settingsFor } from '../../settings.js'
import { lockLedger } from '../rent/allocation-store.js'
import { latestEvents, planFacts, type PlanFacts } from './plan-facts-store.js'

export interface PlanChecked extends Omit<PlanCheckResult, 'overdueOre'> {
  planId: number
  personId: number
  agreedOn: Day
  /** what the check made happen; null: nothing new */
  event: PlanEventKind | null
  /** the row was there already */
  again: boolean
}

/** Checks every plan of the nämnd on a day, by the facts that count by then. A day that has not come is worked out and not written. */
export async function checkPlans(db: Db, actor: Actor, on: Day): Promise<PlanChecked[]> {
  return db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    // One that ended paid on this very day was found so by an earlier run of it.
    const which = sql`p."namndId" = ${actor.namndId} and pl."agreedOn" <= ${on} and (pl."endedOn" is null or pl."endedOn" >= ${on})`
    const plans = await planFacts(tx, which, on, { asOf: true })
    if (plans.length === 0) return []
    const tolerance = await settingsFor(tx, { namndId: actor.namndId, today: on })
    const known = await tx.rows<{ planId: number; today: number; later: number }>(sql`
      select ck."planId", max(case when ck."checkedOn" = ${on} then 1 else 0 end) as "today", max(case when ck."checkedOn" > ${on} then 1 else 0 end) as "later"
      from "PlanCheck" ck where ck."checkedOn" >= ${on}
        and ck."planId" in (select pl."id" from "RepaymentPlan" pl join "Person" p on p."id" = pl."personId" where ${which})
      group by ck."planId"`)
    const seen = new Map(known.map((row) => [row.planId, row]))
    const latest = await latestEvents(tx, which, on)
    const found = plans
      .filter((plan) => plan.endedOn === null || plan.endedOn > on || seen.get(plan.id)?.today === 1)
      .map((plan) => {
        const { overdueOre, ...result } = checkPlan(plan, plan.bills, on, tolerance)
        const again = seen.get(plan.id)?.today === 1
        // A day before one that was checked tells nothing of how the plan stands.
        const isPast = again || seen.get(plan.id)?.later === 1 || plan.endedOn !== null
        const event = isPast ? null : eventOfCheck({ ...result, overdueOre }, latest.get(plan.id)?.kind ?? null)
        return { plan, checked: { planId: plan.id, personId: plan.personId, agreedOn: plan.agreedOn, ...result, event, again } }
      })
    if (on <= actor.today)
      await write(
        tx,
        actor,
        on,
        found.filter(({ checked }) => !checked.again),
      )
    return found.map(({ checked }) => checked)
  })
}

async function write(tx: Db, actor: Actor, on: Day, found: readonly { plan: PlanFacts; checked: PlanChecked }[]): Promise<void> {
  await insertMany(
    tx,
    'PlanCheck',
    { planId: 'int', checkedOn: 'text', expectedOre: 'int', actualOre: 'int', shortOre: 'int', recordedAt: 'text' },
    found.map(({ checked }) => ({ ...checked, checkedOn: on, recordedAt: actor.now })),
  )
  const happened = found.flatMap(({ checked }) => (checked.event === null ? [] : [{ ...checked, kind: checked.event }]))
  await insertMany(
    tx,
    'PlanEvent',
    { planId: 'int', kind: 'text', happenedOn: 'text', shortOre: 'int', recordedAt: 'text', recordedById: 'int' },
    happened.map(({ planId, kind, shortOre }) => ({
      planId,
      kind,
      happenedOn: on,
      shortOre: kind === 'BREACHED' ? shortOre : null,
      recordedAt: actor.now,
      recordedById: actor.userId,
    })),
  )
  const paid = happened.filter(({ kind }) => kind === 'ENDED_PAID')
  if (paid.length > 0) {
    await updateMany(
      tx,
      'RepaymentPlan',
      { endedOn: 'text' },
      paid.map(({ planId }) => ({ id: planId, endedOn: on })),
    )
  }
  await recordChanges(
    tx,
    actor,
    { action: 'CHANGE', subject: 'REPAYMENT_PLAN' },
    happened.map(({ planId, personId, kind, shortOre }) => ({ subjectId: planId, personId, after: { event: kind, on, shortOre } })),
  )
}
