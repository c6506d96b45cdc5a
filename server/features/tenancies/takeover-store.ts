/** Övertag: planned with the landlord's approval, carried through on the transfer day, or cancelled before it. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { decideStepMove } from '../../domain/ladder.js'
import type { Settings } from '../../domain/policy.js'
import { decideTakeover, type TakeoverHindrance, type TakeoverRefusal } from '../../domain/takeovers.js'
import { recordStepMove } from '../ladder/step-move-store.js'
import { movingPerson } from './move-facts-store.js'
import { lockedStay } from './store.js'

export interface TakeoverWish {
  approvedOn: Day
  transfersOn: Day
  decisionReference: string | null
}

export type TakeoverAnswer = { refused: false } | { refused: true; reasons: (TakeoverRefusal | TakeoverHindrance)[] }

/**
 * Plans the takeover. The stay gets its last day at once, so that no rent is charged after it; the outcome is written when the
 * transfer is carried through.
 */
export async function planTakeover(
  db: Db,
  actor: Actor,
  tenancyId: number,
  wish: TakeoverWish,
  settings: Settings,
): Promise<TakeoverAnswer> {
  return db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    if (stay.takeover) return { refused: true, reasons: ['TAKEOVER_EXISTS'] }
    const answer = decideTakeover({ stay, forms: stay.forms, landlordApprovedOn: wish.approvedOn, transfersOn: wish.transfersOn }, settings)
    if (answer.refused) return answer
    if (await isLetAfter(tx, stay, wish.transfersOn)) return { refused: true, reasons: ['LET_TO_ANOTHER'] }
    const row = await tx.prisma.takeover.create({
      data: {
        namndId: actor.namndId,
        tenancyId,
        personId: stay.personId,
        apartmentId: stay.apartmentId,
        ...wish,
        stayEndedOn: stay.endsOn,
        recordedAt: actor.now,
        recordedById: actor.userId,
      },
    })
    await tx.prisma.tenancy.update({ where: { id: tenancyId }, data: { endsOn: wish.transfersOn } })
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'TAKEOVER',
      subjectId: row.id,
      personId: stay.personId,
      before: { endsOn: stay.endsOn },
      after: wish,
    })
    return { refused: false }
  })
}

/** Carries the planned takeover through, on the transfer day or after it: the stay, the nämnd's lease and the boendeform end that day. */
export async function carryThrough(db: Db, actor: Actor, tenancyId: number, settings: Settings): Promise<TakeoverAnswer> {
  return db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    const { takeover, personId, apartmentId } = stay
    if (!takeover || takeover.transferredAt !== null) return { refused: true, reasons: ['STAY_NOT_ONGOING'] }
    const { transfersOn, approvedOn, decisionReference } = takeover
    if (transfersOn > actor.today) return { refused: true, reasons: ['TRANSFER_NOT_YET'] }
    const answer = decideTakeover({ stay, forms: stay.forms, landlordApprovedOn: approvedOn, transfersOn }, settings)
    if (answer.refused) return answer
    if (await isLetAfter(tx, stay, transfersOn)) return { refused: true, reasons: ['LET_TO_ANOTHER'] }

    const person = await movingPerson(tx, actor, personId)
    if (person.steps.at(-1)?.toStep !== 'EGET_KONTRAKT') {
      const step = decideStepMove({
        moves: person.steps,
        to: 'EGET_KONTRAKT',
        on: transfersOn,
        reason: 'Tog över kontraktet',
        decisionReference,
        stayGoesOn: false,
      })
      if (step.refused) return { refused: true, reasons: ['LATER_STEP_MOVE'] }
      await recordStepMove(tx, actor, personId, tenancyId, step.move)
    }
    await tx.prisma.takeover.update({ where: { id: takeover.id }, data: { transferredAt: actor.now } })
    await tx.prisma.tenancy.update({ where: { id: tenancyId }, data: answer.takeover.stay })
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'TENANCY',
      subjectId: tenancyId,
      personId,
      before: { endsOn: stay.endsOn },
      after: answer.takeover.stay,
    })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'TAKEOVER',
      subjectId: takeover.id,
      personId,
      after: { transferredAt: actor.now },
    })

    const openThen = { apartmentId, startsOn: { lt: transfersOn }, OR: [{ endsOn: null }, { endsOn: { gt: transfersOn } }] }
    const leases = await tx.prisma.headLease.updateMany({ where: openThen, data: { endsOn: transfersOn } })
    const forms = await tx.prisma.housingFormPeriod.updateMany({ where: openThen, data: { endsOn: transfersOn } })
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'APARTMENT',
      subjectId: apartmentId,
      after: { endsOn: transfersOn, headLeases: leases.count, housingForms: forms.count },
    })
    return { refused: false }
  })
}

/** Cancels a takeover that has not been carried through: the stay has the last day it had before, or none. Null when there is no such takeover. */
export async function cancelTakeover(db: Db, actor: Actor, tenancyId: number): Promise<{ endsOn: Day | null } | null> {
  return db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    const { takeover } = stay
    if (!takeover || takeover.transferredAt !== null) return null
    await tx.prisma.takeover.delete({ where: { id: takeover.id } })
    await tx.prisma.tenancy.update({ where: { id: tenancyId }, data: { endsOn: takeover.stayEndedOn } })
    const { approvedOn, transfersOn, decisionReference } = takeover
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'TAKEOVER',
      subjectId: takeover.id,
      personId: stay.personId,
      before: { approvedOn, transfersOn, decisionReference, endsOn: stay.endsOn },
      after: { endsOn: takeover.stayEndedOn },
    })
    return { endsOn: takeover.stayEndedOn }
  })
}

/** Does somebody else have the place on the transfer day or after it? */
async function isLetAfter(tx: Db, stay: { id: number; apartmentId: number }, transfersOn: Day): Promise<boolean> {
  const others = await tx.prisma.tenancy.count({
    where: { apartmentId: stay.apartmentId, id: { not: stay.id }, OR: [{ endsOn: null }, { endsOn: { gt: transfersOn } }] },
  })
  return others > 0
}
