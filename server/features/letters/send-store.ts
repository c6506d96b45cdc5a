/** The act of sending: each draft is held against today's facts; those that hold are marked as sent, the others are stopped and say why. */
import type { Actor } from '../../actor.js'
import { recordChanges } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import { isCaseLetter, type CaseLetterContent, type LetterContent } from '../../documents/letters/content.js'
import type { Day } from '../../domain/calendar.js'
import { caseStopReasons, missingConsents, reachesOn } from '../../domain/case-letters.js'
import type { LetterKind, SentHow, StopReason } from '../../domain/codes.js'
import type { ConsentSubject } from '../../domain/landlord-consent.js'
import { stopReasons } from '../../domain/letters.js'
import { inReach, mayBeShown } from '../../reach.js'
import { updateMany } from '../../many-rows.js'
import { settingsFor } from '../../settings.js'
import { allocateOpenCredits, lockLedger } from '../rent/allocation-store.js'
import { addEntries } from '../rent/entry-store.js'
import { writeEventsOf } from './case-events-store.js'
import { caseForLetters, type CaseForLetters } from './case-standing-store.js'
import { addresseesOf, bankgiroOf, billsNow, openBillsFor, standingOf } from './basis-store.js'

export interface Checked {
  id: number
  personId: number
  kind: LetterKind
  number: number
  content: LetterContent
  reasons: StopReason[]
  caseId: number | null
  noticeId: number | null
  /** what no consent lets us tell the landlord yet: until then it is not sent */
  waitsFor: ConsentSubject[]
  /** last day for an undertaking to be in the landlord's hand */
  lastDayOn: Day | null
}

/** The drafts of a batch, or one draft, against today's facts. Letters to people the actor may not see are not among them. */
export async function checkDrafts(db: Db, actor: Actor, which: { batch: string } | { letterId: number }): Promise<Checked[]> {
  const condition: Sql = 'batch' in which ? sql`l."batch" = ${which.batch}` : sql`l."id" = ${which.letterId} and ${mayBeShown(actor)} = 1`
  const rows = await db.rows<{
    id: number
    personId: number
    kind: LetterKind
    number: number
    content: string
    caseId: number | null
    noticeId: number | null
  }>(sql`
    select l."id", l."personId", l."kind", l."number", l."content", l."caseId", l."noticeId" from "Letter" l join "Person" p on p."id" = l."personId"
    where ${condition} and l."namndId" = ${actor.namndId} and l."sentAt" is null and l."stoppedAt" is null and ${inReach(actor, 'p')} order by l."number"`)
  const personIds = rows.map((row) => row.personId)
  const letters = rows.map((row) => ({ ...row, content: JSON.parse(row.content) as LetterContent }))
  const people = await addresseesOf(db, actor, personIds)
  const standing = await standingOf(db, actor, personIds)
  const respited = new Set((await openBillsFor(db, actor, personIds)).filter((bill) => bill.respited).map((bill) => bill.id))
  const bills = await billsNow(
    db,
    actor,
    letters.flatMap((letter) => letter.content.basis.bills.map((bill) => bill.id)),
  )
  const bankgiro = await bankgiroOf(db, actor)
  const cases = await casesOf(db, actor, letters)
  return letters.map((letter) => {
    const { basis } = letter.content
    const person = people.get(letter.personId)
    const stands = standing.get(letter.personId)
    const lastDay = letter.content.kind === 'REMINDER' ? (letter.content.payBeforeOn ?? letter.content.payBy) : null
    const reasons = stopReasons(
      { kind: letter.kind, basis, lastDay },
      {
        protection: person?.protection ?? basis.protection,
        address: person?.address ?? [],
        bankgiro,
        bills: basis.bills.map(({ id }) => ({ id, openOre: bills.get(id)?.openOre ?? 0 })),
        reversed: basis.bills.flatMap(({ id }) => (bills.get(id)?.reversed ? [id] : [])),
        balanceOre: stands?.balanceOre ?? 0,
        paused: stands?.paused ?? false,
        respited: basis.bills.flatMap(({ id }) => (respited.has(id) ? [id] : [])),
        plan: stands?.plan ?? null,
      },
      actor.today,
    )
    const ofCase = isCaseLetter(letter.content)
      ? checkInCase(letter.content, cases.get(letter.caseId ?? 0), letter.noticeId, actor.today)
      : null
    return {
      ...letter,
      reasons: [...reasons, ...(ofCase?.reasons ?? [])],
      waitsFor: ofCase?.waitsFor ?? [],
      lastDayOn: ofCase?.lastDayOn ?? null,
    }
  })
}

/** Letters of cases are made one by one, so this is one case; a batch holds none. */
async function casesOf(db: Db, actor: Actor, letters: readonly { caseId: number | null }[]): Promise<Map<number, CaseForLetters>> {
  const ids = [...new Set(letters.flatMap(({ caseId }) => (caseId === null ? [] : [caseId])))]
  const cases = new Map<number, CaseForLetters>()
  if (ids.length === 0) return cases
  const settings = await settingsFor(db, actor)
  for (const id of ids) {
    const found = await caseForLetters(db, actor, id, settings)
    if (found) cases.set(id, found)
  }
  return cases
}

/** A case out of reach is as closed: who may not open it sends nothing from it. */
function checkInCase(
  content: CaseLetterContent,
  found: CaseForLetters | undefined,
  noticeId: number | null,
  today: Day,
): Pick<Checked, 'reasons' | 'waitsFor' | 'lastDayOn'> {
  if (!found) return { reasons: ['CASE_CLOSED'], waitsFor: [], lastDayOn: null }
  const now = found.standingFor(noticeId)
  const facts = content.kind === 'LANDLORD_REPLY' ? content.facts.map(({ fact }) => fact) : []
  const meetingOn = content.kind === 'MEETING_CALL' ? content.meetingOn : null
  return {
    reasons: caseStopReasons({ kind: content.kind, standing: content.standing, facts, meetingOn }, now, today),
    waitsFor: missingConsents(facts, now),
    lastDayOn: now.lastDayOn,
  }
}

export type Sent =
  | { state: 'DONE'; sent: number; stopped: number; copyId: number | null }
  | { state: 'CHANGED' }
  | { state: 'NOTHING_LEFT' }
  | { state: 'WAITS_FOR_CONSENT' }
  | { state: 'TOO_LATE'; reachesOn: Day; lastDayOn: Day }

/**
 * Marks what holds as sent and stops the rest, all or nothing. `expectedStops` is what the page said would be stopped: when more or
 * others would be now, nothing happens and the page is shown again. `pdfs` are the bytes to keep, by letter, of those that are kept as they
 * went: made before the nämnd's lock is taken, from values that never change.
 */
export async function markSent(
  db: Db,
  actor: Actor,
  which: { batch: string } | { letterId: number },
  how: SentHow,
  expectedStops: readonly number[],
  pdfs: ReadonlyMap<number, Uint8Array>,
  goneOn: Day = actor.today,
): Promise<Sent> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const drafts = await checkDrafts(tx, actor, which)
    if (drafts.length === 0) return { state: 'NOTHING_LEFT' }
    const stops = drafts.filter((draft) => draft.reasons.length > 0)
    if (stops.map((draft) => draft.id).join() !== [...expectedStops].sort((a, b) => a - b).join()) return { state: 'CHANGED' }
    const sends = drafts.filter((draft) => draft.reasons.length === 0)
    if (sends.some((draft) => draft.waitsFor.length > 0)) return { state: 'WAITS_FOR_CONSENT' }
    const late = sends.find((draft) => draft.kind === 'UNDERTAKING' && draft.lastDayOn !== null)
    if (late?.lastDayOn) {
      const there = reachesOn(how, goneOn, (await settingsFor(tx, actor)).postVardagar)
      if (there > late.lastDayOn) return { state: 'TOO_LATE', reachesOn: there, lastDayOn: late.lastDayOn }
    }
    await updateMany(
      tx,
      'Letter',
      { sentAt: 'text', sentById: 'int', sentHow: 'text' },
      sends.map(({ id }) => ({ id, sentAt: actor.now, sentById: actor.userId, sentHow: how })),
    )
    for (const { id } of sends) {
      const pdf = pdfs.get(id)
      if (pdf) await tx.prisma.letter.update({ where: { id }, data: { pdf: Buffer.from(pdf) } })
    }
    await stop(
      tx,
      actor,
      stops.map(({ id, personId, reasons }) => ({ id, personId, stopReason: reasons.join(' ') })),
    )
    await bookFees(tx, actor, sends)
    await recordChanges(
      tx,
      actor,
      { action: 'CHANGE', subject: 'LETTER' },
      sends.map(({ id, personId, number }) => ({ subjectId: id, personId, after: { number, sent: how } })),
    )
    let copyId: number | null = null
    for (const { personId, caseId, noticeId, number, content } of sends) {
      if (caseId !== null && isCaseLetter(content))
        copyId = await writeEventsOf(tx, actor, { personId, caseId, noticeId, number, content, how, goneOn })
    }
    return { state: 'DONE', sent: sends.length, stopped: stops.length, copyId }
  })
}

/** The fee that a sent reminder asks for stands on the ledger as a charge that is no rent, on the stay of the oldest bill it tells of. */
async function bookFees(tx: Db, actor: Actor, sends: readonly Checked[]): Promise<void> {
  const fees = sends.flatMap(({ number, personId, content }) =>
    content.kind === 'REMINDER' && content.feeOre > 0
      ? [{ number, personId, billId: content.bills[0]?.id ?? 0, feeOre: content.feeOre, payBy: content.payBy }]
      : [],
  )
  if (fees.length === 0) return
  const bills = await tx.prisma.ledgerEntry.findMany({
    where: { id: { in: fees.map((fee) => fee.billId) } },
    select: { id: true, unitId: true, tenancyId: true },
  })
  const of = new Map(bills.map((bill) => [bill.id, bill]))
  await addEntries(
    tx,
    actor,
    fees.flatMap(({ number, personId, billId, feeOre, payBy }) => {
      const bill = of.get(billId)
      if (!bill) return []
      return [
        {
          unitId: bill.unitId,
          personId,
          tenancyId: bill.tenancyId,
          kind: 'CHARGE' as const,
          amountOre: feeOre,
          effectiveOn: actor.today,
          dueOn: payBy,
          chargeKind: 'REMINDER_FEE',
          reason: `Avgift för påminnelse, brev ${number}`,
        },
      ]
    }),
  )
  await allocateOpenCredits(
    tx,
    actor,
    fees.map((fee) => fee.personId),
  )
}

/** Stops drafts by hand, whatever the facts. Returns how many. */
export async function stopDrafts(
  db: Db,
  actor: Actor,
  which: { batch: string } | { letterId: number },
  why: StopReason = 'BY_HAND',
): Promise<number> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const drafts = await checkDrafts(tx, actor, which)
    await stop(
      tx,
      actor,
      drafts.map(({ id, personId, reasons }) => ({ id, personId, stopReason: [why, ...reasons].join(' ') })),
    )
    return drafts.length
  })
}

async function stop(tx: Db, actor: Actor, rows: readonly { id: number; personId: number; stopReason: string }[]): Promise<void> {
  await updateMany(
    tx,
    'Letter',
    { stoppedAt: 'text', stoppedById: 'int', stopReason: 'text' },
    rows.map(({ id, stopReason }) => ({ id, stoppedAt: actor.now, stoppedById: actor.userId, stopReason })),
  )
  await recordChanges(
    tx,
    actor,
    { action: 'END', subject: 'LETTER' },
    rows.map(({ id, personId, stopReason }) => ({ subjectId: id, personId, after: { stopReason } })),
  )
}
