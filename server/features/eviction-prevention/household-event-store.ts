/** What is learned about a household: written down once, never changed, and read back with who wrote it. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { HouseholdEventKind, MissingRentCause } from '../../domain/codes.js'
import { decideHouseholdEvent, WITH_LAST_DAY, type HouseholdRefusal, type NewHouseholdEvent } from '../../domain/household-records.js'
import { lockLedger } from '../rent/allocation-store.js'

/** Writes it. The same words sent twice by the same person are one event. The caller has opened the person. */
export async function recordHouseholdEvent(
  db: Db,
  actor: Actor,
  personId: number,
  typed: NewHouseholdEvent & { text: string | null },
): Promise<{ refused: true; reasons: HouseholdRefusal[] } | { refused: false }> {
  const event = {
    ...typed,
    untilOn: WITH_LAST_DAY.includes(typed.kind) ? typed.untilOn : null,
    cause: typed.kind === 'RENT_TROUBLESHOT' ? typed.cause : null,
  }
  const decision = decideHouseholdEvent(event, actor.today)
  if (decision.refused) return decision
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const { kind, happenedOn, untilOn, cause, text } = event
    const newest = await tx.prisma.householdEvent.findFirst({ where: { personId }, orderBy: { id: 'desc' } })
    const same =
      newest?.kind === kind &&
      newest.happenedOn === happenedOn &&
      newest.untilOn === untilOn &&
      newest.cause === cause &&
      newest.text === text
    if (same && newest.recordedById === actor.userId) return { refused: false }
    const row = await tx.prisma.householdEvent.create({
      data: { namndId: actor.namndId, personId, kind, happenedOn, untilOn, cause, text, recordedAt: actor.now, recordedById: actor.userId },
    })
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'HOUSEHOLD_EVENT',
      subjectId: row.id,
      personId,
      after: { kind, happenedOn, cause, untilOn },
    })
    return { refused: false }
  })
}

export interface HouseholdEventOnPage {
  id: number
  kind: HouseholdEventKind
  happenedOn: Day
  untilOn: Day | null
  cause: MissingRentCause | null
  text: string | null
  recordedAt: string
  by: string | null
}

/** Everything written about the household, the newest first. */
export async function householdEventsOf(db: Db, personId: number): Promise<HouseholdEventOnPage[]> {
  return db.rows(sql`
    select v."id", v."kind", v."happenedOn", v."untilOn", v."cause", v."text", v."recordedAt", u."name" as "by"
    from "HouseholdEvent" v left join "User" u on u."id" = v."recordedById" where v."personId" = ${personId} order by v."happenedOn" desc, v."id" desc`)
}
