/** What is written down about a stay while it goes on: landlord told, new rent, checkpoint held. Said twice, it is written once. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { decideCheckpointHeld, decideRent, type CheckpointRefusal, type RentRefusal } from '../../domain/stay-records.js'
import { settingsFor } from '../../settings.js'
import { lockedStay } from './store.js'

type Answer<Refusal> = { refused: false } | { refused: true; reasons: Refusal[] }

/** Records the day the landlord was told of the tenant; a later answer corrects an earlier one. */
export async function recordLandlordTold(db: Db, actor: Actor, tenancyId: number, landlordToldOn: Day): Promise<void> {
  await db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    if (stay.landlordToldOn === landlordToldOn) return
    await tx.prisma.tenancy.update({ where: { id: tenancyId }, data: { landlordToldOn } })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'TENANCY',
      subjectId: tenancyId,
      personId: stay.personId,
      before: { landlordToldOn: stay.landlordToldOn },
      after: { landlordToldOn },
    })
  })
}

/** Records a new rent from a day. */
export async function recordRent(
  db: Db,
  actor: Actor,
  tenancyId: number,
  rent: { fromOn: Day; amountOre: number },
): Promise<Answer<RentRefusal>> {
  return db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    if (stay.rents.some((one) => one.fromOn === rent.fromOn && one.amountOre === rent.amountOre)) return { refused: false }
    const answer = decideRent(stay, rent.fromOn)
    if (answer.refused) return answer
    const row = await tx.prisma.tenancyRent.create({ data: { tenancyId, ...rent, recordedAt: actor.now, recordedById: actor.userId } })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'RENT', subjectId: row.id, personId: stay.personId, after: rent })
    return { refused: false }
  })
}

/** Records a checkpoint that was held. */
export async function recordCheckpoint(
  db: Db,
  actor: Actor,
  tenancyId: number,
  checkpoint: { months: number; heldOn: Day; note: string },
): Promise<Answer<CheckpointRefusal>> {
  const { months, heldOn, note } = checkpoint
  return db.transaction(async (tx) => {
    const stay = await lockedStay(tx, actor, tenancyId)
    if (stay.checkpoints.some((one) => one.months === months && one.heldOn === heldOn && one.note === note)) return { refused: false }
    const { checkpointMonths } = await settingsFor(tx, actor)
    const heldMonths = stay.checkpoints.map((one) => one.months)
    const answer = decideCheckpointHeld({ startsOn: stay.startsOn, heldMonths }, checkpoint, actor.today, checkpointMonths)
    if (answer.refused) return answer
    const row = await tx.prisma.checkpointHeld.create({
      data: { tenancyId, ...checkpoint, recordedAt: actor.now, recordedById: actor.userId },
    })
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'CHECKPOINT',
      subjectId: row.id,
      personId: stay.personId,
      after: { months, heldOn },
    })
    return { refused: false }
  })
}
