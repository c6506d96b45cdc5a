/** Support of a case: offered, answered, a home visit made. Each an event that is added, by the rule in domain/support-offers.ts. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Decision } from '../../domain/decision.js'
import { outcomeOf } from '../../domain/prevention-case.js'
import { decideSupport, type NewSupportEvent, type SupportRefusal } from '../../domain/support-offers.js'
import { lockLedger } from '../rent/allocation-store.js'
import { caseById, reachedCase } from './case-store.js'
import { caseEvents, type CaseEventRow } from './detail-store.js'

export type SupportToWrite = NewSupportEvent & { text: string | null }

/**
 * Writes the events in order, all or none; each is asked about with those before it written. The same ones sent twice are written once.
 * Null: there is no such case for the actor.
 */
export async function recordSupport(
  db: Db,
  actor: Actor,
  caseId: number,
  events: readonly SupportToWrite[],
): Promise<Decision<object, SupportRefusal> | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const one = (await reachedCase(tx, actor, caseId)) && (await caseById(tx, actor, caseId))
    if (!one) return null
    const written = [...(await caseEvents(tx, caseId))].sort((a, b) => a.id - b.id)
    if (isSentAgain(written, events)) return { refused: false }
    const known: Parameters<typeof decideSupport>[0]['events'][number][] = [...written]
    const reasons = new Set<SupportRefusal>()
    for (const event of events) {
      const answer = decideSupport(
        { events: known, openedOn: one.openedOn, ended: outcomeOf(one.facts.events) !== null },
        event,
        actor.today,
      )
      if (answer.refused) for (const reason of answer.reasons) reasons.add(reason)
      known.push({ ...event, id: (known.at(-1)?.id ?? 0) + 1 })
    }
    if (reasons.size > 0) return { refused: true, reasons: [...reasons] }
    for (const { kind, supportKind, happenedOn, answeredBy, text } of events) {
      const row = await tx.prisma.caseEvent.create({
        data: {
          namndId: actor.namndId,
          caseId,
          kind,
          supportKind,
          happenedOn,
          answeredBy,
          text,
          recordedAt: actor.now,
          recordedById: actor.userId,
        },
      })
      await recordChange(tx, actor, {
        action: 'CREATE',
        subject: 'CASE_EVENT',
        subjectId: row.id,
        personId: one.personId,
        after: { kind, supportKind, happenedOn },
      })
    }
    return { refused: false }
  })
}

/** Are the newest events of the case just these? */
function isSentAgain(written: readonly CaseEventRow[], events: readonly SupportToWrite[]): boolean {
  const last = written.slice(-events.length)
  return (
    last.length === events.length &&
    events.every((event, index) => {
      const row = last[index]
      return (
        row !== undefined &&
        (['kind', 'supportKind', 'happenedOn', 'answeredBy', 'text'] as const).every(
          (name) => (row[name] ?? null) === (event[name] ?? null),
        )
      )
    })
  )
}
