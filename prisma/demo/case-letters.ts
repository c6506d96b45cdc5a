/**
 * Letters of the demo municipality's cases, one of each kind: a confirmation that waits to go today, one that has gone with its copy, an
 * undertaking that waits for the one who decides, answers to landlords with and without consent, a meeting called and one that passed, an
 * offer of support. Made and sent through the product's own ways; the PDF is made again from the values.
 */
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import type { NoticeKind, SentHow } from '../../server/domain/codes.js'
import type { CaseLetterForm } from '../../server/features/letters/case-form.js'
import { draftConfirmation, kronofogdenOf, makeCaseLetter } from '../../server/features/letters/case-make-store.js'
import { checkDrafts, markSent } from '../../server/features/letters/send-store.js'
import { recordNotice } from '../../server/features/eviction-prevention/record-store.js'
import type { House } from '../../server/house.js'
import { workerOf } from './worker.js'

const none = { noticeId: null, replaces: null }

export async function loadCaseLetters(house: House, system: Actor, today: Day): Promise<void> {
  const { db } = house
  const worker = await workerOf(db, system, today, '10:15')
  const chef = await db.prisma.user.findFirst({ where: { namndId: system.namndId, role: 'CHEF' }, orderBy: { id: 'asc' } })
  if (!worker || !chef) return
  await addressesToWriteTo(house, system)
  const make = (daysAgo: number, caseId: number, form: CaseLetterForm) => makeCaseLetter(db, worker.on(daysAgo), caseId, form)
  const send = async (daysAgo: number, letterId: number | null, how: SentHow) => {
    if (letterId === null) return null
    const stops = (await checkDrafts(db, worker.on(daysAgo), { letterId })).flatMap((draft) => (draft.reasons.length > 0 ? [draft.id] : []))
    const sent = await markSent(db, worker.on(daysAgo), { letterId }, how, stops, new Map())
    return sent.state === 'DONE' ? sent.copyId : null
  }
  const open = (kind: NoticeKind) =>
    db.prisma.evictionNotice.findMany({
      where: { namndId: system.namndId, kind, case: { closedOn: null } },
      orderBy: { id: 'asc' },
      include: { case: true },
    })

  for (const notice of await open('TID_FOR_AVHYSNING')) await draftConfirmation(db, worker.on(0), notice.caseId)
  await confirmedWithCopy(house, system, worker.on, make, send)

  const [first, second] = await open('UPPSAGNING')
  if (!first) return
  const asked = { ...none, signedById: worker.id }
  await send(
    9,
    await make(9, first.caseId, { ...asked, kind: 'SUPPORT_OFFER', supportKinds: ['RENT_ADVICE', 'BUDGET_ADVICE', 'HELP_TO_APPLY'] }),
    'HAND',
  )
  const meeting = { ...asked, kind: 'MEETING_CALL' as const, place: 'Lunda medborgarkontor, Torget 1' }
  await send(8, await make(8, first.caseId, { ...meeting, meetingOn: addDays(today, -3), atTime: '13.00' }), 'POST')
  const landlord = { recipientName: first.senderName ?? '', postAddress: 'Box 44', postcode: '126 22', city: 'Lunda', reference: null }
  await make(0, first.caseId, {
    ...asked,
    ...landlord,
    noticeId: first.id,
    kind: 'UNDERTAKING',
    signedById: chef.id,
    amount: first.amountOre ?? 1_000_000,
    from: addDays(today, -60).slice(0, 7),
    to: today.slice(0, 7),
  })
  const reply = { ...asked, ...landlord, noticeId: first.id, kind: 'LANDLORD_REPLY' as const, paidOn: null, followedUpOn: null, line: null }
  await make(0, first.caseId, { ...reply, facts: ['DEBT_TOLD_RECEIVED', 'PAYMENT_EXPECTED_ON'], expectedOn: addDays(today, 5) })
  if (!second) return
  const late = await make(2, second.caseId, { ...meeting, meetingOn: addDays(today, -1), atTime: '09.30' })
  await send(0, late, 'POST') // its day has passed: it is stopped
  await make(0, second.caseId, { ...meeting, meetingOn: addDays(today, 3), atTime: '10.00' })
}

/** A home where Kronofogden has set a time: confirmed the same day and copied by hand. */
async function confirmedWithCopy(
  house: House,
  system: Actor,
  on: (daysAgo: number) => Actor,
  make: (daysAgo: number, caseId: number, form: CaseLetterForm) => Promise<number | null>,
  send: (daysAgo: number, letterId: number | null, how: SentHow) => Promise<number | null>,
): Promise<void> {
  const { db } = house
  const daysAgo = 6
  const then = on(daysAgo)
  const cases = await db.prisma.preventionCase.findMany({ where: { namndId: system.namndId }, select: { personId: true } })
  const stay = await db.prisma.tenancy.findFirst({
    where: {
      namndId: system.namndId,
      endsOn: null,
      startsOn: { lt: addDays(then.today, -200) },
      takeover: null,
      person: { protection: 'NEJ', id: { notIn: cases.map((one) => one.personId) } },
    },
    orderBy: { id: 'desc' },
  })
  if (!stay || then.userId === null) return
  const saved = await recordNotice(db, then, stay.personId, {
    sender: 'KRONOFOGDEN',
    kind: 'TID_FOR_AVHYSNING',
    senderName: 'Kronofogden',
    senderReference: 'A-48213-26',
    arrivedOn: then.today,
    arrivedAt: `${then.today}T08:12:00.000Z`,
    arrivedTime: '09.12',
    amountOre: 1_940_000,
    children: 0,
    servedOn: null,
    plannedOn: addDays(then.today, 31),
    plannedTime: '09.00',
    documentId: null,
    home: { tenancyId: stay.id },
  })
  if (saved.refused) throw new Error(`the demo's notice was refused: ${saved.reasons.join(', ')}`)
  const notice = await db.prisma.evictionNotice.findFirstOrThrow({ where: { caseId: saved.caseId } })
  const confirmation = await make(daysAgo, saved.caseId, {
    ...none,
    kind: 'CONFIRMATION',
    noticeId: notice.id,
    signedById: then.userId,
    reference: notice.senderReference,
    ...(await kronofogdenOf(db, then)),
  })
  await send(daysAgo, await send(daysAgo, confirmation, 'SECURE_EMAIL'), 'HAND')
}

/** Landlords get somewhere to write to. */
async function addressesToWriteTo(house: House, system: Actor): Promise<void> {
  await house.db.prisma.landlord.updateMany({
    where: { namndId: system.namndId, postAddress: null },
    data: { postAddress: 'Box 44', postcode: '126 22', city: 'Lunda' },
  })
}
