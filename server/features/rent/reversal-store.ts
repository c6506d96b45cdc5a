/**
 * motbokning: entries that were wrong are turned, many at once. What they paid, or what paid them, is taken back; a REVERSAL with the
 * opposite direction uses each of them up; a payment's money waits without a match again; and whatever is open then pays what is open.
 */
import type { Actor } from '../../actor.js'
import { recordChanges } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { EntryKind, PayerKind } from '../../domain/codes.js'
import { hindersReversal, signOf, type Direction, type ReversalRefusal } from '../../domain/rent-ledger.js'
import { chunksOf } from '../../many-rows.js'
import { allocateOpenCredits, allocateParts, stands, takeBackAllocations } from './allocation-store.js'
import { addEntries } from './entry-store.js'

export interface ReversedEntry {
  id: number
  unitId: number
  personId: number
  tenancyId: number
  kind: EntryKind
  direction: Direction | null
  amountOre: number
  effectiveOn: Day
  belongsOn: Day | null
  housingForm: string | null
  costCentre: string | null
  receivedId: number | null
  payerKind: PayerKind | null
  chargeKind: string | null
  reversedById: number | null
}

export type Reversal =
  | { refused: false; reversed: readonly ReversedEntry[] }
  | { refused: true; reasons: ReversalRefusal[]; hindered: { entryId: number; reason: ReversalRefusal }[] }

/**
 * Reverses the entries, and the other half of a transfer with its half. All or nothing: one that cannot be reversed refuses them all,
 * before anything is written. A reversal counts from the day of what it reverses; `from` is a later day on which something really came
 * back (a payment that bounced). Call lockLedger first, in the same transaction. The whole nämnd's: who reverses one by hand has asked
 * for the entry in reach.
 */
export async function reverseEntries(
  tx: Db,
  actor: Actor,
  entryIds: readonly number[],
  reason: string,
  from: Day | null = null,
): Promise<Reversal> {
  const asked = [...new Set(entryIds)]
  const entries = await entriesToReverse(tx, actor, asked)
  const used = await usedElsewhere(tx, entries)
  const written = await writtenOff(tx, entries)
  const found = new Set(entries.map((entry) => entry.id))
  const hindered = [
    ...asked.filter((id) => !found.has(id)).map((entryId) => ({ entryId, reason: 'ENTRY_NOT_FOUND' as const })),
    ...entries.flatMap((entry) => {
      const hinder = hindersReversal({ ...entry, usedElsewhere: used.has(entry.id), writtenOff: written.has(entry.id) })
      return hinder === null ? [] : [{ entryId: entry.id, reason: hinder }]
    }),
  ]
  if (hindered.length > 0) return { refused: true, reasons: [...new Set(hindered.map((one) => one.reason))], hindered }

  for (const some of chunksOf(entries)) {
    const ids = tx.table(
      some.map(({ id }) => ({ id })),
      { id: 'int' },
    )
    const touching = sql`a."id" in (
      select x."id" from ${ids} w cross join "Allocation" x where x."creditId" = w."id"
      union select x."id" from ${ids} w cross join "Allocation" x where x."chargeId" = w."id")`
    await takeBackAllocations(tx, actor, touching, reason, from)
    const reversals = some.map((entry) => ({ ...entry, ...turned(entry, from) }))
    const added = await addEntries(
      tx,
      actor,
      reversals.map(({ id, ...entry }) => ({ ...entry, kind: 'REVERSAL', reversesId: id, reason })),
    )
    const pairs = reversals.map((entry, index) => ({ entry, reversalId: added[index] ?? 0 }))
    await allocateParts(
      tx,
      actor,
      pairs
        .filter(({ entry }) => entry.amountOre > 0)
        .map(({ entry, reversalId }) => ({
          creditId: entry.direction === -1 ? reversalId : entry.id,
          chargeId: entry.direction === -1 ? entry.id : reversalId,
          amountOre: entry.amountOre,
          effectiveOn: entry.effectiveOn,
          reason,
        })),
    )
    await tx.run(sql`
      update "LedgerEntry" set "reversedById" = r."reversalId"
      from ${tx.table(
        pairs.map(({ entry, reversalId }) => ({ id: entry.id, reversalId })),
        { id: 'int', reversalId: 'int' },
      )} r
      where "LedgerEntry"."id" = r."id"`)
    await tx.run(sql`
      update "ReceivedPayment" set "unmatchedOre" = "unmatchedOre" + s."amountOre"
      from (select e."receivedId", sum(e."amountOre") as "amountOre" from "LedgerEntry" e join ${ids} w on w."id" = e."id"
        where e."kind" = 'PAYMENT' and e."receivedId" is not null group by e."receivedId") s
      where "ReceivedPayment"."id" = s."receivedId"`)
    await recordChanges(
      tx,
      actor,
      { action: 'CREATE', subject: 'LEDGER_ENTRY' },
      pairs.map(({ entry, reversalId }) => ({
        subjectId: reversalId,
        personId: entry.personId,
        after: { kind: 'REVERSAL', reverses: entry.id, amountOre: entry.amountOre, reason },
      })),
    )
  }
  const people = [...new Set(entries.map((entry) => entry.personId))]
  await allocateOpenCredits(tx, actor, people.length <= 200 ? people : undefined)
  return { refused: false, reversed: entries }
}

/** The reversal of an entry: the other way, from its own day, or from the day it came back. */
function turned(entry: ReversedEntry, from: Day | null): { direction: Direction; effectiveOn: Day; belongsOn: null } {
  const own = entry.belongsOn ?? entry.effectiveOn
  return { direction: signOf(entry) === 1 ? -1 : 1, effectiveOn: from !== null && from > own ? from : own, belongsOn: null }
}

/** The entries of the nämnd among the ids, and the other halves of transfers. */
async function entriesToReverse(tx: Db, actor: Actor, ids: readonly number[]): Promise<ReversedEntry[]> {
  const entries = new Map<number, ReversedEntry>()
  for (const some of chunksOf(ids.map((id) => ({ id })))) {
    const asked = tx.table(some, { id: 'int' })
    const rows = await tx.rows<ReversedEntry>(sql`
        select e."id", e."unitId", e."personId", e."tenancyId", e."kind", e."direction", e."amountOre", e."effectiveOn", e."belongsOn", e."housingForm",
          e."costCentre", e."receivedId", e."payerKind", e."chargeKind", e."reversedById"
        from "LedgerEntry" e where e."namndId" = ${actor.namndId} and e."id" in (
          select w."id" from ${asked} w
          union select g."reversesId" from ${asked} w join "LedgerEntry" g on g."id" = w."id" where g."kind" = 'TRANSFER' and g."reversesId" is not null
          union select g."id" from ${asked} w join "LedgerEntry" g on g."reversesId" = w."id" where g."kind" = 'TRANSFER')
        order by e."id"`)
    for (const entry of rows) entries.set(entry.id, entry)
  }
  return [...entries.values()]
}

/** Which of the entries have money that went on to a refund, or to another stay, that is not reversed with them. */
async function usedElsewhere(tx: Db, entries: readonly ReversedEntry[]): Promise<Set<number>> {
  const reversed = new Set(entries.map((entry) => entry.id))
  const used = new Set<number>()
  for (const some of chunksOf(entries.filter((entry) => signOf(entry) === -1).map(({ id }) => ({ id })))) {
    const rows = await tx.rows<{ creditId: number; chargeId: number }>(sql`
      select a."creditId", a."chargeId" from ${tx.table(some, { id: 'int' })} w
      cross join "Allocation" a join "LedgerEntry" g on g."id" = a."chargeId"
      where a."creditId" = w."id" and g."kind" <> 'CHARGE' and g."kind" <> 'REVERSAL' and ${stands('a')}`)
    for (const { creditId, chargeId } of rows) if (!reversed.has(chargeId)) used.add(creditId)
  }
  return used
}

/** Which bills have been written off by something that is not reversed with them. */
async function writtenOff(tx: Db, entries: readonly ReversedEntry[]): Promise<Set<number>> {
  const reversed = new Set(entries.map((entry) => entry.id))
  const written = new Set<number>()
  for (const some of chunksOf(entries.filter((entry) => entry.kind === 'CHARGE').map(({ id }) => ({ id })))) {
    const rows = await tx.rows<{ creditId: number; chargeId: number }>(sql`
      select a."creditId", a."chargeId" from ${tx.table(some, { id: 'int' })} w
      cross join "Allocation" a join "LedgerEntry" g on g."id" = a."creditId"
      where a."chargeId" = w."id" and g."kind" = 'WRITE_OFF' and ${stands('a')}`)
    for (const { creditId, chargeId } of rows) if (!reversed.has(creditId)) written.add(chargeId)
  }
  return written
}
