/** Steps on the ladder: the row itself, written by every way of moving, a step without a new home, and the steps so far. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { LadderStep, StepDirection } from '../../domain/codes.js'
import { decideStepMove, type PlannedStepMove, type StepMoveFact, type StepMoveRefusal, type StepMoveWarning } from '../../domain/ladder.js'

export interface StepMoveWish {
  toStep: LadderStep | null
  movesOn: Day
  reason: string
  decisionReference: string | null
}

export type StepMoveAnswer =
  { refused: false; move: PlannedStepMove; warnings: StepMoveWarning[] } | { refused: true; reasons: StepMoveRefusal[] }

export interface StepMoveRow extends StepMoveFact {
  id: number
  fromStep: LadderStep | null
  direction: StepDirection
  reason: string
  decisionReference: string | null
  recordedById: number | null
}

/** The person's steps, oldest first. */
export async function stepMovesOf(db: Db, actor: Actor, personId: number): Promise<StepMoveRow[]> {
  const rows = await db.prisma.stepMove.findMany({
    where: { personId, namndId: actor.namndId },
    orderBy: [{ movesOn: 'asc' }, { id: 'asc' }],
  })
  return rows as ((typeof rows)[number] & StepMoveRow)[]
}

/** Who wrote each of the steps, by name; null was a list that was read in, or the program itself. */
export async function writersOf(db: Db, actor: Actor, moves: readonly StepMoveRow[]): Promise<(id: number | null) => string | null> {
  const ids = moves.flatMap((move) => (move.recordedById === null ? [] : [move.recordedById]))
  const users = await db.prisma.user.findMany({ where: { namndId: actor.namndId, id: { in: ids } }, select: { id: true, name: true } })
  return (id) => users.find((user) => user.id === id)?.name ?? null
}

/** What the rule says about the step now, with the facts of this moment. */
export async function planStepMove(db: Db, actor: Actor, personId: number, wish: StepMoveWish): Promise<StepMoveAnswer> {
  const { toStep, movesOn, reason, decisionReference } = wish
  const moves = await stepMovesOf(db, actor, personId)
  const staying = await db.prisma.tenancy.count({
    where: { personId, namndId: actor.namndId, startsOn: { lte: movesOn }, OR: [{ endsOn: null }, { endsOn: { gt: movesOn } }] },
  })
  return decideStepMove({ moves, to: toStep, on: movesOn, reason, decisionReference, stayGoesOn: staying > 0 })
}

/** Writes the step if the rule still says yes when the person is locked. The button pressed twice is one step. */
export async function moveStep(db: Db, actor: Actor, personId: number, wish: StepMoveWish): Promise<StepMoveAnswer | { refused: false }> {
  return db.transaction(async (tx) => {
    await lockPerson(tx, personId)
    const latest = (await stepMovesOf(tx, actor, personId)).at(-1)
    const isSame = latest?.toStep === wish.toStep && latest.movesOn === wish.movesOn && latest.reason === wish.reason
    if (isSame && latest.recordedById !== null && latest.recordedById === actor.userId) return { refused: false }
    const answer = await planStepMove(tx, actor, personId, wish)
    if (!answer.refused) await recordStepMove(tx, actor, personId, null, answer.move)
    return answer
  })
}

/** Writes a step the rules have allowed; `tenancyId` is the stay that brought it. */
export async function recordStepMove(
  tx: Db,
  actor: Actor,
  personId: number,
  tenancyId: number | null,
  move: PlannedStepMove,
): Promise<void> {
  const row = await tx.prisma.stepMove.create({
    data: { namndId: actor.namndId, personId, tenancyId, ...move, recordedAt: actor.now, recordedById: actor.userId },
  })
  await recordChange(tx, actor, { action: 'CREATE', subject: 'STEP_MOVE', subjectId: row.id, personId, after: move })
}

/** Nobody else may move the person, on the ladder or between homes, until this transaction is over. */
export async function lockPerson(tx: Db, personId: number): Promise<void> {
  await tx.run(sql`update "Person" set "ownId" = "ownId" where "id" = ${personId}`)
}
