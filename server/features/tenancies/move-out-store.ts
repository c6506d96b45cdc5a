/** The end of a stay, in one transaction: the day, the outcome, the step that follows from it, and the reason as a note. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { Outcome } from '../../domain/codes.js'
import { decideStepMove, type StepMoveRefusal } from '../../domain/ladder.js'
import { decideMoveOut, stepAfterMoveOut, type MoveOutRefusal } from '../../domain/tenancies.js'
import { label } from '../../labels.sv.js'
import { recordStepMove } from '../ladder/step-move-store.js'
import { formAtEnd, movingPerson } from './move-facts-store.js'
import { lockedStay } from './store.js'

export interface MoveOut {
  movesOutOn: Day
  outcome: Outcome
  reason: string
  decisionReference: string | null
}

type Answer = { refused: false } | { refused: true; reasons: (MoveOutRefusal | StepMoveRefusal)[] }

/** Ends the stay if the rules still say yes when it is locked. */
export async function moveOut(db: Db, actor: Actor, tenancyId: number, wish: MoveOut): Promise<Answer> {
  return db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    const { movesOutOn, outcome, reason, decisionReference } = wish
    const form = formAtEnd(stay.forms, stay.startsOn, movesOutOn)
    const takeoverPlanned = stay.takeover !== null && stay.takeover.transferredAt === null
    const answer = decideMoveOut({ stay, form, movesOutOn, outcome, takeoverPlanned })
    if (answer.refused) return answer

    const person = await movingPerson(tx, actor, stay.personId)
    const toStep = stepAfterMoveOut(outcome)
    const from = person.steps.at(-1)?.toStep ?? null
    if (toStep !== 'NEW_STAY' && toStep !== from) {
      const step = decideStepMove({ moves: person.steps, to: toStep, on: movesOutOn, reason, decisionReference, stayGoesOn: false })
      if (step.refused) return step
      await recordStepMove(tx, actor, stay.personId, tenancyId, step.move)
    }
    const ending = { endsOn: answer.endsOn, outcome: answer.outcome }
    await tx.prisma.tenancy.update({ where: { id: tenancyId }, data: ending })
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'TENANCY',
      subjectId: tenancyId,
      personId: stay.personId,
      before: { endsOn: stay.endsOn },
      after: { ...ending, reason },
    })
    if (actor.userId !== null) {
      const text = `Utflyttning ${movesOutOn}, ${label(outcome).toLowerCase()}. ${reason}`
      const note = await tx.prisma.note.create({
        data: {
          namndId: actor.namndId,
          personId: stay.personId,
          kind: 'NOTE',
          happenedOn: actor.today,
          text,
          writtenAt: actor.now,
          authorId: actor.userId,
        },
      })
      await recordChange(tx, actor, { action: 'CREATE', subject: 'NOTE', subjectId: note.id, personId: stay.personId })
    }
    return { refused: false }
  })
}
