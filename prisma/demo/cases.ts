/**
 * Homes at risk in the demo municipality, one at each turn of the way: a debt just told of, a termination with the three weeks running,
 * the time of an eviction set, one averted and to be checked again, one carried out, one withdrawn.
 */
import PDFDocument from 'pdfkit'
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import { isAboutNotice } from '../../server/domain/case-records.js'
import type { CaseEventKind, CaseOutcome, NoticeKind, NoticeSender } from '../../server/domain/codes.js'
import { noticeDocument } from '../../server/features/eviction-prevention/document-store.js'
import { keepFile } from '../../server/features/eviction-prevention/kept-file-store.js'
import { recordEvent, recordNotice } from '../../server/features/eviction-prevention/record-store.js'
import type { House } from '../../server/house.js'
import { workerOf } from './worker.js'

interface CaseStory {
  notices: {
    sender: NoticeSender
    kind: NoticeKind
    senderName: string
    daysAgo: number
    servedDaysAgo?: number
    plannedInDays?: number
    amountOre?: number
  }[]
  /** about the last notice told so far, in order */
  events: { afterNotice: number; kind: CaseEventKind; daysAgo: number; outcome?: CaseOutcome; text?: string }[]
  contacts: { daysAgo: number; kind: string; reached: 'JA' | 'NEJ'; text: string }[]
}

const landlord = 'Stadsbacken Bostäder AB'
const stories: CaseStory[] = [
  {
    notices: [
      { sender: 'HYRESVARD', kind: 'HYRESSKULD', senderName: landlord, daysAgo: 34, amountOre: 762_000 },
      { sender: 'HYRESVARD', kind: 'UPPSAGNING', senderName: landlord, daysAgo: 11, servedDaysAgo: 13, amountOre: 1_524_000 },
    ],
    events: [
      { afterNotice: 0, kind: 'INQUIRY_NOT_OPENED', daysAgo: 33, text: 'Skulden gäller en månad och betalningen är på väg.' },
      { afterNotice: 1, kind: 'INQUIRY_OPENED', daysAgo: 9 },
      { afterNotice: 1, kind: 'SUPPORT_ACCEPTED', daysAgo: 9 },
    ],
    contacts: [
      { daysAgo: 10, kind: 'VISIT', reached: 'NEJ', text: 'Kort i brevlådan.' },
      { daysAgo: 9, kind: 'CALL', reached: 'JA', text: 'Vill ha hjälp att söka bistånd till hyran.' },
      { daysAgo: 5, kind: 'CALL', reached: 'JA', text: 'Kan betala 6 000 kr när lönen kommer.' },
    ],
  },
  {
    notices: [{ sender: 'HYRESVARD', kind: 'UPPSAGNING', senderName: 'Björkgårdens Bostäder', daysAgo: 2, amountOre: 1_296_000 }],
    events: [],
    contacts: [],
  },
  {
    notices: [
      { sender: 'KRONOFOGDEN', kind: 'TID_FOR_AVHYSNING', senderName: 'Kronofogden', daysAgo: 0, plannedInDays: 22, amountOre: 2_140_000 },
    ],
    events: [],
    contacts: [],
  },
  {
    notices: [{ sender: 'HYRESVARD', kind: 'STORNING', senderName: landlord, daysAgo: 6 }],
    events: [{ afterNotice: 0, kind: 'INQUIRY_OPENED', daysAgo: 5 }],
    contacts: [{ daysAgo: 5, kind: 'CALL', reached: 'JA', text: 'Vill prata om hur det kan bli lugnare på kvällarna.' }],
  },
  {
    notices: [
      {
        sender: 'KRONOFOGDEN',
        kind: 'TID_FOR_AVHYSNING',
        senderName: 'Kronofogden',
        daysAgo: 75,
        plannedInDays: -38,
        amountOre: 1_870_000,
      },
    ],
    events: [
      { afterNotice: 0, kind: 'CONFIRMED', daysAgo: 75 },
      { afterNotice: 0, kind: 'COPIED', daysAgo: 75 },
      { afterNotice: 0, kind: 'INQUIRY_OPENED', daysAgo: 74 },
      { afterNotice: 0, kind: 'SUPPORT_ACCEPTED', daysAgo: 70 },
      { afterNotice: 0, kind: 'DEBT_PAID', daysAgo: 45 },
      { afterNotice: 0, kind: 'OUTCOME', daysAgo: 38, outcome: 'AVVARJD', text: 'Skulden betalades och ansökan återkallades.' },
    ],
    contacts: [],
  },
  {
    notices: [
      {
        sender: 'KRONOFOGDEN',
        kind: 'TID_FOR_AVHYSNING',
        senderName: 'Kronofogden',
        daysAgo: 160,
        plannedInDays: -130,
        amountOre: 3_320_000,
      },
    ],
    events: [
      { afterNotice: 0, kind: 'CONFIRMED', daysAgo: 160 },
      { afterNotice: 0, kind: 'COPIED', daysAgo: 160 },
      { afterNotice: 0, kind: 'INQUIRY_OPENED', daysAgo: 159 },
      { afterNotice: 0, kind: 'NOT_REACHED', daysAgo: 150 },
      { afterNotice: 0, kind: 'OUTCOME', daysAgo: 130, outcome: 'VERKSTALLD', text: 'Ingen var på plats.' },
    ],
    contacts: [],
  },
  {
    notices: [{ sender: 'HYRESVARD', kind: 'UPPSAGNING', senderName: landlord, daysAgo: 120, servedDaysAgo: 121, amountOre: 648_000 }],
    events: [
      { afterNotice: 0, kind: 'INQUIRY_OPENED', daysAgo: 119 },
      { afterNotice: 0, kind: 'UNDERTAKEN', daysAgo: 110 },
      { afterNotice: 0, kind: 'OUTCOME', daysAgo: 100, outcome: 'ATERKALLAD' },
      { afterNotice: 0, kind: 'STILL_AT_HOME', daysAgo: 68 },
    ],
    contacts: [],
  },
]

/** Opens the cases for people who live in försökslägenheter, through the product's own way of writing them. */
export async function loadCases(house: House, system: Actor, today: Day): Promise<void> {
  const { prisma } = house.db
  const worker = await workerOf(house.db, system, today, '09:30')
  if (!worker) return
  const tenancies = await prisma.tenancy.findMany({
    where: { namndId: system.namndId, endsOn: null, startsOn: { lt: addDays(today, -200) }, takeover: null, person: { protection: 'NEJ' } },
    orderBy: { id: 'asc' },
    take: 2_000,
    include: { person: { include: { children: true } }, apartment: { include: { landlord: true } } },
  })
  const owing = await owingPeople(house, system, today)
  const owes = tenancies
    .filter((stay) => owing.has(stay.personId))
    .sort((a, b) => (owing.get(b.personId) ?? 0) - (owing.get(a.personId) ?? 0))
  const others = tenancies.filter((stay) => !owing.has(stay.personId))
  for (const [n, story] of stories.entries()) {
    // An open case about money is about somebody who owes it; what is told of last is the whole of it.
    const stay = (isAboutDebt(story) ? owes.shift() : undefined) ?? others[n * 3]
    if (!stay) return
    let caseId = 0
    for (const [index, notice] of story.notices.entries()) {
      const arrivedOn = addDays(today, -notice.daysAgo)
      const saved = await recordNotice(house.db, worker.on(notice.daysAgo), stay.personId, {
        sender: notice.sender,
        kind: notice.kind,
        senderName: notice.sender === 'HYRESVARD' ? (stay.apartment.landlord?.name ?? notice.senderName) : notice.senderName,
        senderReference: null,
        arrivedOn,
        arrivedAt: `${arrivedOn}T08:12:00.000Z`,
        arrivedTime: '09.12',
        amountOre:
          index === story.notices.length - 1 && isAboutDebt(story)
            ? (owing.get(stay.personId) ?? notice.amountOre ?? null)
            : (notice.amountOre ?? null),
        children: stay.person.children.length,
        servedOn: notice.servedDaysAgo === undefined ? null : addDays(today, -notice.servedDaysAgo),
        plannedOn: notice.plannedInDays === undefined ? null : addDays(today, notice.plannedInDays),
        plannedTime: notice.plannedInDays === undefined ? null : '10.00',
        documentId:
          notice.sender === 'KRONOFOGDEN'
            ? await keepFile(house.db, worker.on(notice.daysAgo), noticeDocument, {
                name: 'underrattelse.pdf',
                bytes: await noticePdf(arrivedOn),
              })
            : null,
        home: { tenancyId: stay.id },
      })
      if (saved.refused) throw new Error(`the demo's notice was refused: ${saved.reasons.join(', ')}`)
      caseId = saved.caseId
      const told = await prisma.evictionNotice.findFirstOrThrow({ where: { caseId }, orderBy: { id: 'desc' } })
      for (const event of story.events.filter((one) => one.afterNotice === index)) {
        const done = await recordEvent(house.db, worker.on(event.daysAgo), caseId, {
          kind: event.kind,
          noticeId: isAboutNotice(event.kind) ? told.id : null,
          happenedOn: addDays(today, -event.daysAgo),
          outcome: event.outcome ?? null,
          named: event.kind === 'CONFIRMED' ? worker.name : null,
          text: event.text ?? null,
          atTime: null,
        })
        if (!done || done.refused) throw new Error(`the demo's event ${event.kind} was refused`)
      }
    }
    await prisma.note.createMany({
      data: story.contacts.map(({ daysAgo, kind, reached, text }) => ({
        namndId: system.namndId,
        personId: stay.personId,
        kind,
        reached,
        happenedOn: addDays(today, -daysAgo),
        text,
        writtenAt: `${addDays(today, -daysAgo)}T10:00:00.000Z`,
        authorId: worker.id,
      })),
    })
  }
}

const isAboutDebt = (story: CaseStory) =>
  story.notices.some((notice) => notice.amountOre !== undefined) && !story.events.some((event) => event.kind === 'OUTCOME')

/** Late rent by person. */
async function owingPeople(house: House, { namndId }: Actor, today: Day): Promise<Map<number, number>> {
  const late = await house.db.prisma.ledgerEntry.groupBy({
    by: ['personId'],
    where: { namndId, kind: 'CHARGE', openOre: { gt: 0 }, dueOn: { lt: addDays(today, -7) } },
    _sum: { openOre: true },
  })
  return new Map(late.map((row) => [row.personId, row._sum.openOre ?? 0]))
}

/** A page that says what a notice of the kind says, and that it is made up. */
function noticePdf(arrivedOn: Day): Promise<Buffer> {
  const page = new PDFDocument({ size: 'A4', lang: 'sv', info: { Title: 'Underrättelse om tid för avhysning' } })
  const parts: Buffer[] = []
  page.on('data', (part: Buffer) => parts.push(part))
  const whole = new Promise<Buffer>((resolve) => page.on('end', () => resolve(Buffer.concat(parts))))
  page.fontSize(16).text('Underrättelse om tid för avhysning')
  page.moveDown().fontSize(11).text(`Kom ${arrivedOn}. Påhittat exempel i demokommunen.`)
  page.end()
  return whole
}
