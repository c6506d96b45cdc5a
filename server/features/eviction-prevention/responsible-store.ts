/** Who is responsible for a case: whom one can choose, and changing it. The case shows who it is now; an event tells of every change. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import { MAY } from '../../domain/access.js'
import { sortTextOf } from '../../domain/names.js'
import { label } from '../../labels.sv.js'
import { lockLedger } from '../rent/allocation-store.js'
import { reachedCase } from './case-store.js'

export interface Candidate {
  id: number
  name: string
  role: string
}

/** Active users who may work with cases and reach the unit; of a protected person only those named on it. By name. */
export async function responsibleFor(
  db: Db,
  actor: Actor,
  person: { id: number; unitId: number; protection: string },
): Promise<Candidate[]> {
  const users = await db.prisma.user.findMany({
    where: {
      namndId: actor.namndId,
      deactivatedAt: null,
      role: { in: [...MAY.changeCases] },
      OR: [{ unitId: person.unitId }, { unitId: null }],
      ...(person.protection === 'NEJ' ? {} : { grants: { some: { personId: person.id, revokedAt: null } } }),
    },
    select: { id: true, name: true, role: true },
  })
  return users.sort((a, b) => (sortTextOf(a.name) < sortTextOf(b.name) ? -1 : 1))
}

/** The same for a person by id, as options of a select. */
export async function candidatesFor(db: Db, actor: Actor, personId: number): Promise<{ value: number; text: string }[]> {
  const person = await db.prisma.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, unitId: true, protection: true },
  })
  return (await responsibleFor(db, actor, person)).map(({ id, name, role }) => ({
    value: id,
    text: `${name}, ${label(role).toLowerCase()}`,
  }))
}

/** Gives the case to another; null: no such case for the actor, or nobody one can choose. Given to whom it has already, nothing happens. */
export async function changeResponsible(
  db: Db,
  actor: Actor,
  caseId: number,
  userId: number,
  text: string | null,
): Promise<{ name: string } | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const reached = await reachedCase(tx, actor, caseId)
    if (!reached) return null
    const { responsibleId, person } = await tx.prisma.preventionCase.findUniqueOrThrow({
      where: { id: caseId },
      select: { responsibleId: true, person: { select: { id: true, unitId: true, protection: true } } },
    })
    const chosen = (await responsibleFor(tx, actor, person)).find((one) => one.id === userId)
    if (!chosen) return null
    if (responsibleId === userId) return chosen
    await tx.prisma.preventionCase.update({ where: { id: caseId }, data: { responsibleId: userId } })
    await tx.prisma.caseEvent.create({
      data: {
        namndId: actor.namndId,
        caseId,
        kind: 'NEW_RESPONSIBLE',
        happenedOn: actor.today,
        named: chosen.name,
        text,
        recordedAt: actor.now,
        recordedById: actor.userId,
      },
    })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'CASE',
      subjectId: caseId,
      personId: reached.personId,
      before: { responsibleId },
      after: { responsibleId: userId },
    })
    return chosen
  })
}
