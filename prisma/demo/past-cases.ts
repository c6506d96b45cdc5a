/**
 * Homes that were at risk in earlier years, from 2019: what the indicators of evictions are counted from. About people who live in no home
 * of the nämnd today, at addresses outside the register. Every one has ended, and what was averted has been looked at again, so that
 * they leave nothing to do. Drawn from a dice of its own: other parts of the demo stay as they are.
 */
import type { Actor } from '../../server/actor.js'
import { addDays, yearOf, type Day } from '../../server/domain/calendar.js'
import type { CaseEventKind, CaseOutcome, NoticeKind, NoticeSender } from '../../server/domain/codes.js'
import type { House } from '../../server/house.js'
import { insertMany } from '../../server/many-rows.js'
import { diceOf, type Dice } from './story.js'

const firstYear = 2019
/** The latest that came is decided and looked at again before today. */
const quietDays = 75

/** How a year went: of a hundred cases, how many were averted, and in how many evictions there were children. */
const years: Record<number, { cases: number; averted: number; withChildren: number }> = {
  2019: { cases: 17, averted: 58, withChildren: 2 },
  2020: { cases: 15, averted: 62, withChildren: 1 },
  2021: { cases: 14, averted: 60, withChildren: 1 },
  2022: { cases: 16, averted: 66, withChildren: 2 },
  2023: { cases: 18, averted: 70, withChildren: 1 },
  2024: { cases: 17, averted: 68, withChildren: 0 },
  2025: { cases: 19, averted: 76, withChildren: 1 },
  2026: { cases: 16, averted: 79, withChildren: 0 },
}
const streets = ['Hammarvägen', 'Lindallén', 'Skolgränd', 'Tegelbruksgatan', 'Åkerstigen', 'Rosenlund', 'Kyrkbacken']
const landlords = ['Stadsbacken Bostäder AB', 'Björkgårdens Bostäder', 'Fastighets AB Sjöudden', 'Bostadsbolaget Norrskog']

interface PastCase {
  personId: number
  address: string
  openedOn: Day
  notices: { sender: NoticeSender; kind: NoticeKind; senderName: string; arrivedOn: Day; amountOre: number; children: number }[]
  /** about the notice with the number, or the case */
  events: { kind: CaseEventKind; happenedOn: Day; notice: number | null; outcome?: CaseOutcome; text?: string }[]
  contacts: { on: Day; kind: string; reached: 'JA' | 'NEJ'; text: string }[]
  ended: { outcome: CaseOutcome; on: Day }
}

export async function loadPastCases(house: House, system: Actor, today: Day): Promise<void> {
  const { prisma } = house.db
  const { namndId } = system
  const worker = await prisma.user.findFirst({ where: { namndId, role: 'VRAKNINGSFOREBYGGARE' } })
  const people = await prisma.person.findMany({
    where: { namndId, protection: 'NEJ', tenancies: { none: { endsOn: null } } },
    orderBy: { id: 'asc' },
    select: { id: true, unitId: true },
    take: 200,
  })
  if (!worker || people.length === 0) return
  const told = pastCases(
    people.map(({ id }) => id),
    today,
  )
  const unitOf = new Map(people.map(({ id, unitId }) => [id, unitId]))
  const numbers = new Map<number, number>()
  const numbered = told.map((one) => {
    const year = yearOf(one.openedOn)
    numbers.set(year, (numbers.get(year) ?? 0) + 1)
    return { one, caseNumber: `${year}-${numbers.get(year)}` }
  })
  const by = { namndId, recordedById: worker.id }
  await house.db.transaction(async (tx) => {
    await insertMany(
      tx,
      'PreventionCase',
      {
        namndId: 'int',
        unitId: 'int',
        personId: 'int',
        caseNumber: 'text',
        address: 'text',
        openedOn: 'text',
        closedOn: 'text',
        recordedAt: 'text',
        recordedById: 'int',
        responsibleId: 'int',
      },
      numbered.map(({ one, caseNumber }) => ({
        ...by,
        caseNumber,
        unitId: unitOf.get(one.personId),
        personId: one.personId,
        address: one.address,
        openedOn: one.openedOn,
        closedOn: one.ended.on,
        recordedAt: morning(one.openedOn),
        responsibleId: worker.id,
      })),
    )
    const cases = await tx.prisma.preventionCase.findMany({ where: { namndId }, select: { id: true, caseNumber: true } })
    const caseIds = new Map(cases.map(({ id, caseNumber }) => [caseNumber, id]))
    const caseOf = (caseNumber: string) => caseIds.get(caseNumber) ?? 0
    await insertMany(
      tx,
      'EvictionNotice',
      {
        namndId: 'int',
        caseId: 'int',
        sender: 'text',
        kind: 'text',
        senderName: 'text',
        arrivedAt: 'text',
        arrivedOn: 'text',
        amountOre: 'int',
        children: 'int',
        recordedAt: 'text',
        recordedById: 'int',
      },
      numbered.flatMap(({ one, caseNumber }) =>
        one.notices.map((notice) => ({
          ...by,
          ...notice,
          caseId: caseOf(caseNumber),
          arrivedAt: morning(notice.arrivedOn),
          recordedAt: morning(notice.arrivedOn),
        })),
      ),
    )
    const notices = await tx.prisma.evictionNotice.findMany({ where: { namndId }, select: { id: true, caseId: true, kind: true } })
    const noticeIds = new Map(notices.map(({ id, caseId, kind }) => [`${caseId} ${kind}`, id]))
    await insertMany(
      tx,
      'CaseEvent',
      {
        namndId: 'int',
        caseId: 'int',
        noticeId: 'int',
        kind: 'text',
        happenedOn: 'text',
        outcome: 'text',
        named: 'text',
        text: 'text',
        recordedAt: 'text',
        recordedById: 'int',
      },
      numbered.flatMap(({ one, caseNumber }) =>
        one.events.map(({ notice, kind, happenedOn, outcome, text }) => ({
          ...by,
          caseId: caseOf(caseNumber),
          noticeId: notice === null ? null : (noticeIds.get(`${caseOf(caseNumber)} ${one.notices[notice]?.kind}`) ?? null),
          kind,
          happenedOn,
          outcome: outcome ?? null,
          named: kind === 'CONFIRMED' ? worker.name : null,
          text: text ?? null,
          // A planned eviction was known the day its notice came.
          recordedAt: morning(kind === 'EVICTION_PLANNED' && notice !== null ? (one.notices[notice]?.arrivedOn ?? happenedOn) : happenedOn),
        })),
      ),
    )
    await insertMany(
      tx,
      'Note',
      {
        namndId: 'int',
        personId: 'int',
        kind: 'text',
        reached: 'text',
        happenedOn: 'text',
        text: 'text',
        writtenAt: 'text',
        authorId: 'int',
      },
      told.flatMap(({ personId, contacts }) =>
        contacts.map(({ on, kind, reached, text }) => ({
          namndId,
          personId,
          kind,
          reached,
          happenedOn: on,
          text,
          writtenAt: `${on}T14:00:00.000Z`,
          authorId: worker.id,
        })),
      ),
    )
  })
}

const morning = (day: Day) => `${day}T09:00:00.000Z`

/** The cases in the order they were opened. A person has one case at a time. */
function pastCases(personIds: readonly number[], today: Day): PastCase[] {
  const dice = diceOf(2019)
  const until = addDays(today, -quietDays)
  const told: PastCase[] = []
  for (let year = firstYear; year <= yearOf(until); year++) {
    const plan = years[year] ?? years[2026]
    if (!plan) continue
    let evictionsWithChildren = 0
    for (let n = 0; n < plan.cases; n++) {
      const openedOn = addDays(`${year}-01-04`, Math.floor((n * 352) / plan.cases) + dice.between(0, 12))
      const personId = personIds[told.length % personIds.length] ?? 0
      const one = pastCase(personId, openedOn, plan.averted, dice, () => ++evictionsWithChildren <= plan.withChildren)
      const isTaken = told.some((other) => other.personId === personId && other.ended.on >= openedOn)
      if (one.ended.on <= until && !isTaken) told.push({ ...one, events: [...one.events, ...lookedAtAgain(one, today)] })
    }
  }
  return told.sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1))
}

function pastCase(personId: number, openedOn: Day, avertedOfHundred: number, dice: Dice, mayConcernChildren: () => boolean): PastCase {
  const roll = dice.between(1, 100)
  const fromKronofogden = dice.next() < 0.55
  const isDisturbance = !fromKronofogden && dice.next() < 0.15
  const isAverted = roll <= avertedOfHundred
  const outcome: CaseOutcome = isAverted
    ? dice.next() < 0.35
      ? 'ATERKALLAD'
      : 'AVVARJD'
    : !fromKronofogden || dice.next() < 0.35
      ? 'FLYTTAT_FORE'
      : 'VERKSTALLD'
  const hasChildren = outcome === 'VERKSTALLD' ? mayConcernChildren() : dice.next() < 0.3
  const shared = { amountOre: dice.between(9, 38) * 100_000, children: hasChildren ? dice.between(1, 3) : 0 }
  const landlord = dice.pick(landlords)
  const kind: NoticeKind = isDisturbance ? 'STORNING' : 'UPPSAGNING'
  const notices: PastCase['notices'] = [{ ...shared, sender: 'HYRESVARD', kind, senderName: landlord, arrivedOn: openedOn }]
  const events: PastCase['events'] = []
  const say = (eventKind: CaseEventKind, happenedOn: Day, notice: number | null = null) =>
    events.push({ kind: eventKind, happenedOn, notice })
  say('INQUIRY_OPENED', addDays(openedOn, dice.between(0, 1)), 0)
  let endsOn = addDays(openedOn, dice.between(18, 60))
  if (fromKronofogden) {
    const arrivedOn = addDays(openedOn, dice.between(35, 80))
    const plannedOn = addDays(arrivedOn, dice.between(21, 35))
    notices.push({ ...shared, sender: 'KRONOFOGDEN', kind: 'TID_FOR_AVHYSNING', senderName: 'Kronofogden', arrivedOn })
    say('EVICTION_PLANNED', plannedOn, 1)
    say('CONFIRMED', arrivedOn, 1)
    say('COPIED', arrivedOn, 1)
    say('INQUIRY_OPENED', addDays(arrivedOn, 1), 1)
    endsOn = outcome === 'VERKSTALLD' ? plannedOn : addDays(plannedOn, -dice.between(2, 14))
  }
  const contacts = contactsOf(openedOn, dice)
  const reached = contacts.find((contact) => contact.reached === 'JA')
  if (reached) {
    // The share who accept has grown as the work has.
    const accepts = dice.next() < 0.62 + (yearOf(openedOn) - firstYear) * 0.03
    if (accepts && dice.next() < 0.15) say('SUPPORT_DECLINED', reached.on)
    say(accepts ? 'SUPPORT_ACCEPTED' : 'SUPPORT_DECLINED', accepts ? addDays(reached.on, dice.between(0, 6)) : reached.on)
  }
  events.push({ kind: 'OUTCOME', happenedOn: endsOn, notice: null, outcome })
  const address = `${dice.pick(streets)} ${dice.between(1, 48)}`
  return { personId, address, openedOn, notices, events, contacts, ended: { outcome, on: endsOn } }
}

/** Most are tried within three days; a few late, and a few never reached. */
function contactsOf(openedOn: Day, dice: Dice): PastCase['contacts'] {
  const isLate = dice.next() < 0.14
  const first = addDays(openedOn, isLate ? dice.between(4, 9) : dice.between(0, 3))
  const answers = dice.next() < 0.6
  const contacts: PastCase['contacts'] = [
    answers
      ? { on: first, kind: 'CALL', reached: 'JA', text: 'Ringde om hyran och berättade vilket stöd som finns.' }
      : { on: first, kind: 'VISIT', reached: 'NEJ', text: 'Ingen öppnade. Lämnade kort med telefonnummer.' },
  ]
  if (!answers && dice.next() < 0.75) {
    contacts.push({
      on: addDays(first, dice.between(2, 7)),
      kind: 'MEETING',
      reached: 'JA',
      text: 'Gick igenom skulden och vad som behöver betalas.',
    })
  }
  return contacts
}

/** After 30 days and after half a year, from the planned day where that is later (homeCheckDays), as far as those days have come. */
function lookedAtAgain({ ended, events }: PastCase, today: Day): PastCase['events'] {
  if (ended.outcome !== 'AVVARJD' && ended.outcome !== 'ATERKALLAD') return []
  const plannedOn = events.find(({ kind }) => kind === 'EVICTION_PLANNED')?.happenedOn ?? ended.on
  return [32, 184]
    .map((days) => addDays(plannedOn > ended.on ? plannedOn : ended.on, days))
    .filter((on) => on <= today)
    .map((happenedOn) => ({ kind: 'STILL_AT_HOME' as const, happenedOn, notice: null }))
}
