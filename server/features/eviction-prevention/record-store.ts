/** Writes notices and events into cases: added, never changed, each with its row in the log. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { yearOf, type Day } from '../../domain/calendar.js'
import {
  decideEvent,
  decideNotice,
  isLongBefore,
  type EventNotWritten,
  type NewEvent,
  type NewNotice,
  type NoticeNotWritten,
} from '../../domain/case-records.js'
import { decideFirstSign, type FirstSignRefusal, type NewFirstSign } from '../../domain/first-sign.js'
import type { SupportKind } from '../../domain/codes.js'
import { outcomeOf } from '../../domain/prevention-case.js'
import { settingsFor } from '../../settings.js'
import { lockLedger } from '../rent/allocation-store.js'
import { caseById, openCaseOf, reachedCase } from './case-store.js'
import { responsibleFor } from './responsible-store.js'

export interface TypedNotice extends NewNotice {
  /** UTC instant; its Swedish day is arrivedOn */
  arrivedAt: string
  senderName: string | null
  senderReference: string | null
  amountOre: number | null
  children: number
  plannedTime: string | null
  documentId: number | null
  /** HH.MM; null: only the day is known, and arrivedAt is noon or, today, now */
  arrivedTime: string | null
  /** whoever writes it has seen that there is one like it already, and says that this is another */
  isAnother?: boolean
  /** who takes the case that is opened */
  responsibleId?: number | null
}

export type NoticeSaved =
  { refused: true; reasons: NoticeNotWritten[] } | { refused: false; caseId: number; caseNumber: string; joined: boolean }

/**
 * A notice about a person: it joins the person's open case, which keeps its history, or opens one. Two at once give one case: numbers and
 * cases are given one at a time per nämnd.
 */
export async function recordNotice(db: Db, actor: Actor, personId: number, notice: TypedNotice): Promise<NoticeSaved> {
  const decision = decideNotice(notice, actor.today)
  if (decision.refused) return decision
  const settings = await settingsFor(db, actor)
  if (notice.servedOn !== null && isLongBefore(notice.servedOn, notice.arrivedOn, settings))
    return { refused: true, reasons: ['SERVED_LONG_BEFORE'] }
  const isAhead = notice.arrivedAt > actor.now
  if (isAhead && notice.arrivedTime !== null) return { refused: true, reasons: ['NOTICE_AFTER_NOW'] }
  const arrivedAt = isAhead ? actor.now : notice.arrivedAt
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const known = await openCaseOf(tx, actor, personId)
    const alike = known === null ? [] : await alikeIn(tx, known.id, notice)
    if (known && (await isSentTwice(tx, actor, alike, notice)))
      return { refused: false, caseId: known.id, caseNumber: known.caseNumber, joined: true }
    if (alike.length > 0 && !notice.isAnother) return { refused: true, reasons: ['NOTICE_KNOWN'] }
    const { id: caseId, caseNumber } =
      known ??
      (await openCase(tx, actor, personId, { home: notice.home, openedOn: notice.arrivedOn, responsibleId: responsibleOf(actor, notice) }))
    const row = await tx.prisma.evictionNotice.create({
      data: {
        namndId: actor.namndId,
        caseId,
        sender: notice.sender,
        senderName: notice.senderName,
        senderReference: notice.senderReference,
        kind: notice.kind,
        arrivedAt,
        arrivedOn: notice.arrivedOn,
        arrivedTime: notice.arrivedTime,
        amountOre: notice.amountOre,
        children: notice.children,
        documentId: notice.documentId,
        recordedAt: actor.now,
        recordedById: actor.userId,
      },
    })
    const { sender, kind, arrivedOn } = notice
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'NOTICE',
      subjectId: row.id,
      personId,
      after: { caseNumber, sender, kind, arrivedOn },
    })
    const told = { noticeId: row.id, outcome: null, named: null, text: null }
    if (notice.servedOn !== null)
      await addEvent(tx, actor, caseId, personId, { ...told, kind: 'SERVED', happenedOn: notice.servedOn }, null)
    if (notice.plannedOn !== null) {
      await addEvent(tx, actor, caseId, personId, { ...told, kind: 'EVICTION_PLANNED', happenedOn: notice.plannedOn }, notice.plannedTime)
    }
    return { refused: false, caseId, caseNumber, joined: known !== null }
  })
}

/** The notices of the case from the same sender, of the same kind and day: the same letter, most often, that two people have opened. */
function alikeIn(tx: Db, caseId: number, { sender, kind, arrivedOn }: TypedNotice) {
  return tx.prisma.evictionNotice.findMany({ where: { caseId, sender, kind, arrivedOn } })
}

/** The form sent twice: the same user has just written a notice that says just the same, with the same document or none. */
async function isSentTwice(tx: Db, actor: Actor, alike: Awaited<ReturnType<typeof alikeIn>>, notice: TypedNotice): Promise<boolean> {
  const { senderName, senderReference, amountOre, children } = notice
  const said = { senderName, senderReference, amountOre, children, recordedById: actor.userId }
  const same = alike.filter((one) => Object.entries(said).every(([name, value]) => one[name as keyof typeof said] === value))
  if (same.length === 0) return false
  const files = await tx.prisma.uploadedFile.findMany({
    where: { id: { in: [notice.documentId, ...same.map((one) => one.documentId)].filter((id) => id !== null) } },
    select: { id: true, sha256: true },
  })
  const shaOf = new Map(files.map(({ id, sha256 }) => [id, sha256]))
  const document = (id: number | null) => (id === null ? null : shaOf.get(id))
  return same.some((one) => document(one.documentId) === document(notice.documentId))
}

/** Writes what happened. An outcome closes the case, a later one takes its place; null: there is no such case for the actor. */
export async function recordEvent(
  db: Db,
  actor: Actor,
  caseId: number,
  event: NewEvent & { atTime: string | null },
): Promise<{ refused: true; reasons: EventNotWritten[] } | { refused: false } | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const reached = await reachedCase(tx, actor, caseId)
    const opened = reached && (await caseById(tx, actor, caseId))
    if (!opened) return null
    if (await isWrittenLast(tx, caseId, event)) return { refused: false }
    const decision = decideEvent(opened.facts, event, actor.today, await settingsFor(tx, actor))
    if (decision.refused) return decision
    const other = event.kind === 'CASE_REOPENED' ? await openCaseOf(tx, actor, opened.personId) : null
    if (other) return { refused: true, reasons: ['OTHER_CASE_OPEN'] }
    const judgedBy = event.kind === 'OUTCOME' ? (event.named ?? actor.name) : event.named
    await addEvent(tx, actor, caseId, opened.personId, { ...event, named: judgedBy }, event.atTime)
    const ends = event.kind === 'OUTCOME' && event.noticeId === null
    if (ends || event.kind === 'CASE_REOPENED') {
      await tx.prisma.preventionCase.update({ where: { id: caseId }, data: { closedOn: ends ? event.happenedOn : null } })
      await recordChange(tx, actor, {
        action: ends ? 'END' : 'CHANGE',
        subject: 'CASE',
        subjectId: caseId,
        personId: opened.personId,
        before: outcomeOf(opened.facts.events),
        after: ends ? { outcome: event.outcome, on: event.happenedOn } : { outcome: null },
      })
    }
    return { refused: false }
  })
}

/**
 * Opens a case at the first sign. Where one is open already it is that one; two at once give one case. The responsible is one of those
 * who can be chosen, or nobody.
 */
export async function openAtFirstSign(
  db: Db,
  actor: Actor,
  personId: number,
  sign: NewFirstSign & { responsibleId: number | null },
): Promise<{ refused: true; reasons: FirstSignRefusal[] } | { refused: false; caseId: number; caseNumber: string; joined: boolean }> {
  const decision = decideFirstSign(sign, actor.today)
  if (decision.refused) return decision
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const known = await openCaseOf(tx, actor, personId)
    const { id: caseId, caseNumber } =
      known ??
      (await openCase(tx, actor, personId, {
        home: sign.home,
        openedOn: sign.seenOn,
        responsibleId: sign.responsibleId,
        sign: { sign: sign.sign, signText: sign.text },
      }))
    return { refused: false, caseId, caseNumber, joined: known !== null }
  })
}

interface CaseToOpen {
  home: NewNotice['home']
  openedOn: Day
  responsibleId: number | null
  sign?: { sign: string; signText: string | null }
}

async function openCase(tx: Db, actor: Actor, personId: number, { home: known, openedOn, responsibleId, sign }: CaseToOpen) {
  const caseNumber = await nextNumber(tx, actor.namndId, actor.today)
  const person = await tx.prisma.person.findUniqueOrThrow({ where: { id: personId }, select: { id: true, unitId: true, protection: true } })
  const home = known ?? { address: '' }
  const candidates = responsibleId === null ? [] : await responsibleFor(tx, actor, person)
  const row = await tx.prisma.preventionCase.create({
    data: {
      namndId: actor.namndId,
      unitId: person.unitId,
      personId,
      caseNumber,
      tenancyId: 'tenancyId' in home ? home.tenancyId : null,
      address: 'address' in home ? home.address : null,
      openedOn,
      recordedAt: actor.now,
      recordedById: actor.userId,
      responsibleId: candidates.some((one) => one.id === responsibleId) ? responsibleId : null,
      ...sign,
    },
  })
  await recordChange(tx, actor, { action: 'CREATE', subject: 'CASE', subjectId: row.id, personId, after: { caseNumber } })
  return row
}

/** The form sent twice: the newest of the case's events says just the same. */
async function isWrittenLast(tx: Db, caseId: number, event: NewEvent & { atTime: string | null }): Promise<boolean> {
  const last = await tx.prisma.caseEvent.findFirst({ where: { caseId }, orderBy: { id: 'desc' } })
  const { kind, noticeId, happenedOn, atTime, outcome, named, text } = event
  const said = { kind, noticeId, happenedOn, atTime, outcome, text, ...(kind === 'OUTCOME' && named === null ? {} : { named }) }
  return last !== null && Object.entries(said).every(([name, value]) => last[name as keyof typeof said] === value)
}

/** Who was chosen; without a choice whoever writes it, where that is their work. */
function responsibleOf(actor: Actor, { responsibleId }: Pick<TypedNotice, 'responsibleId'>): number | null {
  if (responsibleId !== undefined && responsibleId !== null) return responsibleId
  return actor.role === 'VRAKNINGSFOREBYGGARE' || actor.role === 'SOCIALSEKRETERARE' ? actor.userId : null
}

/** "2026-118": the year and a number that follows the last one of the year. */
async function nextNumber(tx: Db, namndId: number, today: Day): Promise<string> {
  const year = yearOf(today)
  const [row] = await tx.rows<{ last: number | null }>(sql`
    select max(cast(substr(c."caseNumber", 6) as integer)) as "last" from "PreventionCase" c
    where c."namndId" = ${namndId} and c."caseNumber" like ${`${year}-%`}`)
  return `${year}-${(row?.last ?? 0) + 1}`
}

/** Adds an event that has been decided; also what a letter that has gone writes (features/letters). */
export async function addEvent(
  tx: Db,
  actor: Actor,
  caseId: number,
  personId: number,
  event: NewEvent & { supportKind?: SupportKind | null; place?: string | null; withUserId?: number | null; meetingId?: number | null },
  atTime: string | null,
): Promise<number> {
  const { kind, noticeId, happenedOn, outcome, named, text, supportKind = null, place = null, withUserId = null, meetingId = null } = event
  const row = await tx.prisma.caseEvent.create({
    data: {
      namndId: actor.namndId,
      caseId,
      noticeId,
      kind,
      happenedOn,
      atTime,
      outcome,
      named,
      text,
      supportKind,
      place,
      withUserId,
      meetingId,
      recordedAt: actor.now,
      recordedById: actor.userId,
    },
  })
  await recordChange(tx, actor, {
    action: 'CREATE',
    subject: 'CASE_EVENT',
    subjectId: row.id,
    personId,
    after: { kind, noticeId, happenedOn, outcome },
  })
  return row.id
}
