/** Pause of reminders: who is paused on a day, and why; made and ended. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import { endOfDayInStockholm, type Day } from '../../domain/calendar.js'
import type { PauseReason } from '../../domain/codes.js'
import { decidePause, type PauseRefusal } from '../../domain/reminder-pauses.js'
import type { Decision } from '../../domain/decision.js'
import { settingsFor } from '../../settings.js'
import { lockLedger } from '../rent/allocation-store.js'

export interface Pause {
  id: number
  personId: number
  reason: PauseReason
  note: string | null
  untilOn: Day
  recordedAt: string
  recordedById: number | null
}

/**
 * The pauses in force on a day, of these people (or of everybody in the nämnd): by person. Asked before a reminder is made and where a
 * line nags about a plain missing rent. One query; the caller has already seen to the actor's reach.
 */
export async function pausedOn(db: Db, personIds: readonly number[], day: Day): Promise<Map<number, Pause>> {
  if (personIds.length === 0) return new Map()
  const asked = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const rows = await db.rows<Pause>(sql`
    select rp."id", rp."personId", rp."reason", rp."note", rp."untilOn", rp."recordedAt", rp."recordedById"
    from ${asked} w join "ReminderPause" rp on rp."personId" = w."id" where ${pauseInForce(day)} order by rp."untilOn", rp."id"`)
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Of `ReminderPause rp`: in force on the day. One that was ended held to the end of the day before. */
export function pauseInForce(day: Day): Sql {
  const after = endOfDayInStockholm(day)
  return sql`rp."untilOn" >= ${day} and rp."recordedAt" < ${after} and (rp."endedAt" is null or rp."endedAt" >= ${after})`
}

export interface PauseOnPage extends Pause {
  by: string | null
  endedAt: string | null
}

/** Every pause of a person, the newest first. The page has opened the person. */
export async function pausesOf(db: Db, personId: number): Promise<PauseOnPage[]> {
  return db.rows(sql`
    select rp."id", rp."personId", rp."reason", rp."note", rp."untilOn", rp."recordedAt", rp."recordedById", rp."endedAt", u."name" as "by"
    from "ReminderPause" rp left join "User" u on u."id" = rp."recordedById" where rp."personId" = ${personId} order by rp."id" desc`)
}

export interface NewPause {
  reason: PauseReason
  note: string | null
  untilOn: Day
}

/** Pauses the person's reminders; refused with the reasons. The person is in reach: the route has opened it. */
export async function pauseReminders(db: Db, actor: Actor, personId: number, pause: NewPause): Promise<Decision<object, PauseRefusal>> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const running = (await pausedOn(tx, [personId], actor.today)).get(personId)
    const answer = decidePause(
      { untilOn: pause.untilOn, pausedUntilOn: running?.untilOn ?? null },
      actor.today,
      await settingsFor(tx, actor),
    )
    if (answer.refused) return answer
    const row = await tx.prisma.reminderPause.create({
      data: { namndId: actor.namndId, personId, ...pause, recordedAt: actor.now, recordedById: actor.userId },
    })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'REMINDER_PAUSE', subjectId: row.id, personId, after: pause })
    return { refused: false }
  })
}

/** Ends a pause before its day. Once ended it stays ended; false when it was already. */
export async function endPause(db: Db, actor: Actor, personId: number, pauseId: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { count } = await tx.prisma.reminderPause.updateMany({
      where: { id: pauseId, personId, namndId: actor.namndId, endedAt: null },
      data: { endedAt: actor.now, endedById: actor.userId },
    })
    if (count > 0) await recordChange(tx, actor, { action: 'END', subject: 'REMINDER_PAUSE', subjectId: pauseId, personId })
    return count > 0
  })
}
