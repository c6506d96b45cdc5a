/** Repayment plans made, signed and ended, and what a page shows of one. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { isOverdue } from '../../domain/arrears.js'
import type { Day } from '../../domain/calendar.js'
import type { Decision } from '../../domain/decision.js'
import { decidePlan, type PlanRefusal, type PlanTerms } from '../../domain/repayment-plans.js'
import { isUnderRespite } from '../../domain/respite.js'
import { insertMany } from '../../many-rows.js'
import { settingsFor } from '../../settings.js'
import { lockLedger } from '../rent/allocation-store.js'
import { openRentOf, type PlanEvent } from './plan-facts-store.js'

export interface NewPlan extends Omit<PlanTerms, 'debtOre'> {
  agreedOn: Day
  signedOn: Day | null
  note: string | null
}

/** The rent that was late on a day and not paid: what a plan agreed then is about. */
export async function rentDebtOn(db: Db, actor: Actor, personId: number, on: Day): Promise<number> {
  const bills = await openRentOf(db, sql`e."personId" = ${personId}`, on, { asOf: on !== actor.today })
  return bills
    .filter((bill) => isOverdue(bill.dueOn, on) && !isUnderRespite(bill.respiteUntilOn, on))
    .reduce((sum, bill) => sum + bill.openOre, 0)
}

/** Makes the plan for what is owed. The same page sent twice is one plan; `seenDebtOre` other than the debt by now is asked about again. */
export async function makePlan(
  db: Db,
  actor: Actor,
  person: { id: number; unitId: number },
  plan: NewPlan,
  seenDebtOre: number,
): Promise<Decision<{ planId: number }, PlanRefusal | 'DEBT_CHANGED'>> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const debtOre = await rentDebtOn(tx, actor, person.id, plan.agreedOn)
    const running = await tx.prisma.repaymentPlan.findFirst({ where: { personId: person.id, endedOn: null } })
    const { note, signedOn, ...terms } = plan
    if (running && isSame(running, { ...terms, debtOre })) return { refused: false, planId: running.id }
    const answer = decidePlan({ ...plan, debtOre, hasRunningPlan: running !== null }, await settingsFor(tx, actor))
    if (answer.refused) return answer
    if (debtOre !== seenDebtOre) return { refused: true, reasons: ['DEBT_CHANGED'] }
    const recorded = { recordedAt: actor.now, recordedById: actor.userId }
    const row = await tx.prisma.repaymentPlan.create({
      data: { namndId: actor.namndId, unitId: person.unitId, personId: person.id, ...terms, debtOre, note, signedOn, ...recorded },
    })
    await insertMany(
      tx,
      'PlanInstalment',
      { planId: 'int', number: 'int', dueOn: 'text', amountOre: 'int' },
      answer.instalments.map((one) => ({ ...one, planId: row.id })),
    )
    await addEvent(tx, actor, row.id, 'MADE', plan.agreedOn)
    if (signedOn !== null) await addEvent(tx, actor, row.id, 'SIGNED', signedOn)
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'REPAYMENT_PLAN',
      subjectId: row.id,
      personId: person.id,
      after: { ...terms, debtOre, signedOn },
    })
    return { refused: false, planId: row.id }
  })
}

/** Writes down the day a plan was signed. False when it was signed already. */
export async function signPlan(db: Db, actor: Actor, personId: number, planId: number, signedOn: Day): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { count } = await tx.prisma.repaymentPlan.updateMany({ where: { id: planId, personId, signedOn: null }, data: { signedOn } })
    if (count === 0) return false
    await addEvent(tx, actor, planId, 'SIGNED', signedOn)
    await recordChange(tx, actor, { action: 'CHANGE', subject: 'REPAYMENT_PLAN', subjectId: planId, personId, after: { signedOn } })
    return true
  })
}

/** Ends a running plan before its time, with the reason. False when it had ended already. */
export async function endPlan(db: Db, actor: Actor, personId: number, planId: number, reason: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const { count } = await tx.prisma.repaymentPlan.updateMany({
      where: { id: planId, personId, endedOn: null },
      data: { endedOn: actor.today },
    })
    if (count === 0) return false
    await addEvent(tx, actor, planId, 'ENDED_OTHER', actor.today, reason)
    await recordChange(tx, actor, { action: 'END', subject: 'REPAYMENT_PLAN', subjectId: planId, personId, after: { reason } })
    return true
  })
}

async function addEvent(tx: Db, actor: Actor, planId: number, kind: PlanEvent['kind'], happenedOn: Day, reason: string | null = null) {
  await tx.prisma.planEvent.create({
    data: { planId, kind, happenedOn, reason, recordedAt: actor.now, recordedById: actor.userId },
  })
}

const SAME = ['agreedOn', 'debtOre', 'firstLumpOre', 'instalmentOre', 'frequency', 'startsOn'] as const

function isSame(a: Record<(typeof SAME)[number], unknown>, b: Record<(typeof SAME)[number], unknown>): boolean {
  return SAME.every((key) => a[key] === b[key])
}
