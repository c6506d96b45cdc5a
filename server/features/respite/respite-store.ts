/** Anstånd: the bills that can have it, those that have it; given and taken back. */
import type { Actor } from '../../actor.js'
import { recordChange, recordChanges } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { Decision } from '../../domain/decision.js'
import { decideRespite, type RespiteRefusal } from '../../domain/respite.js'
import { insertMany } from '../../many-rows.js'
import { settingsFor } from '../../settings.js'
import { lockLedger } from '../rent/allocation-store.js'
import { respiteUntilOn } from './respite-sql.js'

export interface BillForRespite {
  id: number
  period: Month | null
  chargeKind: string | null
  dueOn: Day
  openOre: number
  /** the last day of the respite it has */
  respiteUntilOn: Day | null
}
export interface Respite {
  id: number
  chargeId: number
  period: Month | null
  chargeKind: string | null
  dueOn: Day
  openOre: number
  untilOn: Day
  reason: string
  recordedAt: string
  by: string | null
  endedAt: string | null
}

/** A person's bills with something open, the oldest first. The page has opened the person. */
export async function billsForRespite(db: Db, actor: Actor, personId: number): Promise<BillForRespite[]> {
  return db.rows(sql`
    select e."id", e."period", e."chargeKind", e."dueOn", e."openOre", ${respiteUntilOn(actor.today)} as "respiteUntilOn"
    from "LedgerEntry" e where e."personId" = ${personId} and e."kind" = 'CHARGE' and e."openOre" > 0 order by e."dueOn", e."id"`)
}

/** Every respite of a person, the newest first. */
export async function respitesOf(db: Db, personId: number): Promise<Respite[]> {
  return db.rows(sql`
    select rs."id", rs."chargeId", e."period", e."chargeKind", e."dueOn", e."openOre", rs."untilOn", rs."reason", rs."recordedAt",
      u."name" as "by", rs."endedAt"
    from "Respite" rs join "LedgerEntry" e on e."id" = rs."chargeId" left join "User" u on u."id" = rs."recordedById"
    where rs."personId" = ${personId} order by rs."id" desc`)
}

export interface NewRespite {
  chargeIds: readonly number[]
  /** as typed; a day that is no bank day moves to the next one */
  untilOn: Day
  reason: string
}

/** Gives respite for the bills, all or none. A bill that is paid meanwhile, or is somebody else's, is not among those to choose. */
export async function giveRespite(
  db: Db,
  actor: Actor,
  personId: number,
  wish: NewRespite,
): Promise<Decision<{ untilOn: Day; bills: number }, RespiteRefusal>> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const bills = (await billsForRespite(tx, actor, personId)).filter((bill) => wish.chargeIds.includes(bill.id))
    const answer = decideRespite(bills, wish.untilOn, actor.today, await settingsFor(tx, actor))
    if (answer.refused) return answer
    const { untilOn } = answer
    const shared = { namndId: actor.namndId, personId, untilOn, reason: wish.reason, recordedAt: actor.now, recordedById: actor.userId }
    await insertMany(
      tx,
      'Respite',
      { namndId: 'int', personId: 'int', chargeId: 'int', untilOn: 'text', reason: 'text', recordedAt: 'text', recordedById: 'int' },
      bills.map((bill) => ({ ...shared, chargeId: bill.id })),
    )
    await recordChanges(
      tx,
      actor,
      { action: 'CREATE', subject: 'RESPITE' },
      bills.map((bill) => ({ subjectId: bill.id, personId, after: { chargeId: bill.id, untilOn, reason: wish.reason } })),
    )
    return { refused: false, untilOn, bills: bills.length }
  })
}

/** Takes a respite back: the bill is late as from its own day again. False when it was taken back already. */
export async function takeBackRespite(db: Db, actor: Actor, personId: number, respiteId: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { count } = await tx.prisma.respite.updateMany({
      where: { id: respiteId, personId, namndId: actor.namndId, endedAt: null },
      data: { endedAt: actor.now, endedById: actor.userId },
    })
    if (count > 0) await recordChange(tx, actor, { action: 'END', subject: 'RESPITE', subjectId: respiteId, personId })
    return count > 0
  })
}
