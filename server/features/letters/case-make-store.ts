/** Letters in a case, made as drafts. Nothing made here is sent. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { MAY, type Right } from '../../domain/access.js'
import { KRONOFOGDEN } from '../../domain/case-letters.js'
import type { CaseLetterKind, Role } from '../../domain/codes.js'
import { label } from '../../labels.sv.js'
import { settingsFor } from '../../settings.js'
import { caseContent, type Signer } from './case-contents.js'
import { planCopy } from './case-copy-store.js'
import type { CaseLetterForm } from './case-form.js'
import { planMeeting } from '../eviction-prevention/meeting-store.js'
import { caseForLetters, noticesFor, type CaseForLetters } from './case-standing-store.js'
import { makeOne, readFacts, type PlannedLetter } from './make-store.js'
import { stopDrafts } from './send-store.js'

/** Makes the draft, in place of an earlier one when it replaces it. Null: something it rests on is not there. Pressed twice, the same draft. */
export async function makeCaseLetter(db: Db, actor: Actor, caseId: number, form: CaseLetterForm): Promise<number | null> {
  return db.transaction(async (tx) => {
    const made = await makeOne(tx, actor, (inLock) => planCaseLetter(inLock, actor, caseId, form))
    if (made !== null && form.replaces !== null && form.replaces !== made && (await isDraftIn(tx, actor, caseId, form)))
      await stopDrafts(tx, actor, { letterId: form.replaces }, 'REPLACED')
    return made
  })
}

/** At once when Kronofogden's notice is registered: the confirmation lies ready to read and send the same day. Null: it cannot be made yet. */
export async function draftConfirmation(db: Db, actor: Actor, caseId: number): Promise<number | null> {
  const found = await caseForLetters(db, actor, caseId, await settingsFor(db, actor))
  const notice =
    found &&
    noticesFor('CONFIRMATION', found.notices)
      .filter((one) => one.confirmedOn === null)
      .at(-1)
  if (!found || !notice || found.one.closedOn !== null) return null
  if (await openDraftOf(db, caseId, 'CONFIRMATION', notice.id)) return null
  const signers = await signersFor(db, actor, 'sendCaseLetters')
  const signer = signers.find((one) => one.id === found.one.responsibleId) ?? signers.find((one) => one.id === actor.userId)
  if (!signer) return null
  return makeCaseLetter(db, actor, caseId, {
    kind: 'CONFIRMATION',
    noticeId: notice.id,
    replaces: null,
    signedById: signer.id,
    reference: notice.senderReference,
    ...(await kronofogdenOf(db, actor)),
  })
}

/** The draft of the kind in the case, about the notice where it answers one. */
export async function openDraftOf(db: Db, caseId: number, kind: CaseLetterKind, noticeId: number | null): Promise<number | null> {
  const draft = await db.prisma.letter.findFirst({
    where: { caseId, kind, noticeId, sentAt: null, stoppedAt: null },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return draft?.id ?? null
}

/** Who can stand in a letter as the one to speak with, or as the one who decides: those with the right, in the actor's enhet. */
export async function signersFor(db: Db, actor: Actor, right: Right): Promise<Signer[]> {
  const users = await db.prisma.user.findMany({
    where: {
      namndId: actor.namndId,
      deactivatedAt: null,
      role: { in: [...MAY[right]] },
      ...(actor.unitId === null ? {} : { OR: [{ unitId: actor.unitId }, { unitId: null }] }),
    },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, role: true, phone: true, email: true },
  })
  return users.map(({ role, ...user }) => ({ ...user, title: label(role as Role).toLowerCase() }))
}

/** Where letters to Kronofogden go. */
export async function kronofogdenOf(db: Db, actor: Actor) {
  const own = await db.prisma.namnd.findUniqueOrThrow({ where: { id: actor.namndId } })
  const address = own.kronofogdenPostAddress
    ? { postAddress: own.kronofogdenPostAddress, postcode: own.kronofogdenPostcode, city: own.kronofogdenCity }
    : KRONOFOGDEN
  return { recipientName: 'Kronofogden', ...address }
}

/** The right somebody must have to stand in a letter of the kind. */
export function signerRight(kind: CaseLetterKind): Right {
  return kind === 'UNDERTAKING' ? 'undertakeRents' : kind === 'CONFIRMATION' ? 'sendCaseLetters' : 'writeCaseLetters'
}

async function planCaseLetter(tx: Db, actor: Actor, caseId: number, form: CaseLetterForm): Promise<PlannedLetter | null> {
  const found = await caseForLetters(tx, actor, caseId, await settingsFor(tx, actor))
  if (!found || found.one.closedOn !== null) return null
  const read = await readFacts(tx, actor, [found.one.personId])
  const whom = read.whomOf(found.one.personId)
  if (!whom?.person.shown || read.missing.includes('SENDER')) return null
  if (form.kind === 'CONFIRMATION_COPY') return planCopy(tx, found, form.noticeId, whom)
  const notice = noticesFor(form.kind, found.notices).find((one) => one.id === form.noticeId) ?? null
  const signer = (await signersFor(tx, actor, signerRight(form.kind))).find((one) => one.id === form.signedById)
  if (!signer) return null
  const known = form.kind === 'MEETING_CALL' ? await withMeeting(tx, actor, found, form, signer) : found
  if (!known) return null
  const content = caseContent({ whom, found: known, notice, signer, standing: known.standingFor(notice?.id ?? null) }, form)
  return content && { person: whom.person, amountOre: 0, chargeId: null, planId: null, caseId, noticeId: notice?.id ?? null, content }
}

/** The case with the meeting that the letter calls to: as it is planned, or planned (moved) by what was typed in the letter. */
async function withMeeting(
  tx: Db,
  actor: Actor,
  found: CaseForLetters,
  { meetingOn, atTime, place }: Extract<CaseLetterForm, { kind: 'MEETING_CALL' }>,
  { id, name }: Signer,
): Promise<CaseForLetters | null> {
  const planned = await planMeeting(tx, actor, found.one, { on: meetingOn, atTime, place, withUserId: id, named: name, text: null })
  return planned.refused ? null : caseForLetters(tx, actor, found.one.id, await settingsFor(tx, actor))
}

async function isDraftIn(tx: Db, actor: Actor, caseId: number, { replaces, kind }: CaseLetterForm): Promise<boolean> {
  const where = { id: replaces ?? 0, caseId, kind, namndId: actor.namndId, sentAt: null, stoppedAt: null }
  return (await tx.prisma.letter.count({ where })) === 1
}
