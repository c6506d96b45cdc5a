/**
 * The indicators of homes at risk counted again from the words of domain.md §1.3 and not from the code, story by story, over small worlds:
 * several notices in a case, a person with two cases, outcomes of one notice and of the whole case, outcomes that were taken back, days on
 * both sides of a tertial and of a leap day.
 */
import { expect, test } from '@jest/globals'
import { caseIndicators, indexCases, type CaseFactsOfAll } from '../../server/domain/case-indicators.js'
import { addDays } from '../../server/domain/calendar.js'
import { CASE_OUTCOMES, PERIODS, type CaseIndicator } from '../../server/domain/codes.js'
import type { ChildFact, ContactFact, EventFact, NoticeFact } from '../../server/domain/indicators/case-facts.js'
import type { Reading } from '../../server/domain/indicators/readings.js'

const TODAYS = ['2028-02-28', '2028-02-29', '2028-04-30', '2028-05-01', '2028-11-22', '2029-03-01'] as const
const EDGES = ['2026-12-31', '2027-02-28', '2027-04-30', '2027-05-01', '2028-01-01', '2028-02-29', '2028-04-30', '2028-05-01', '2028-08-31']

function diceFrom(seed: number) {
  let state = seed
  return (n: number) => {
    state = (state * 16807) % 2147483647
    return Math.floor((state / 2147483647) * n)
  }
}
type Dice = ReturnType<typeof diceFrom>
const one = <T>(dice: Dice, of: readonly T[]): T => of[dice(of.length)] as T
const anyDay = (dice: Dice, from: string, within: number) => {
  const edge = one(dice, EDGES)
  return dice(4) === 0 && edge >= from ? edge : addDays(from, dice(within))
}

const KINDS = [
  ['KRONOFOGDEN', 'TID_FOR_AVHYSNING'],
  ['HYRESVARD', 'UPPSAGNING'],
  ['HYRESVARD', 'STORNING'],
  ['FORVALTNINGEN', 'UPPSAGNING'],
  ['HYRESVARD', 'HYRESSKULD'],
] as const

function world(dice: Dice): CaseFactsOfAll {
  let id = 0
  const [notices, events, contacts, children, cases] = [
    [] as NoticeFact[],
    [] as EventFact[],
    [] as ContactFact[],
    [] as ChildFact[],
    [] as { id: number; personId: number; openedOn: string; closedOn: string | null; recordedAt: string }[],
  ]
  for (let caseId = 1; caseId <= 7; caseId++) {
    const personId = caseId > 5 ? caseId - 5 : caseId
    const openedOn = anyDay(dice, caseId > 5 ? '2028-01-01' : '2026-12-01', 400)
    cases.push({ id: caseId, personId, openedOn, closedOn: null, recordedAt: `${openedOn}T10:00:00.000Z` })
    const told = (happenedOn: string, kind: EventFact['kind'], noticeId: number | null = null, outcome: EventFact['outcome'] = null) =>
      events.push({ id: ++id, caseId, noticeId, kind, happenedOn, outcome, recordedAt: `${happenedOn}T10:00:00.000Z` })
    const own: NoticeFact[] = []
    for (let n = 0; n < dice(4); n++) {
      const [sender, kind] = one(dice, KINDS)
      const arrivedOn = anyDay(dice, openedOn, 60)
      own.push({ id: ++id, caseId, sender, kind, arrivedOn, children: dice(5) === 0 ? 2 : 0, recordedAt: `${arrivedOn}T10:00:00.000Z` })
      if (kind === 'TID_FOR_AVHYSNING' && dice(2) === 0) told(addDays(arrivedOn, 20), 'EVICTION_PLANNED', id)
    }
    notices.push(...own)
    for (const kind of ['SUPPORT_OFFERED', 'SUPPORT_DECLINED', 'SUPPORT_ACCEPTED', 'NOT_REACHED', 'MEETING_HELD'] as const)
      if (dice(4) === 0) told(anyDay(dice, openedOn, 120), kind)
    for (let n = 0; n < dice(3); n++) {
      const about = own.length > 0 && dice(3) === 0 ? one(dice, own).id : null
      const on = anyDay(dice, addDays(openedOn, 30), 150)
      told(on, 'OUTCOME', about, one(dice, CASE_OUTCOMES))
      if (dice(6) === 0) told(addDays(on, 3), 'CASE_REOPENED')
      if (dice(3) === 0) told(addDays(on, dice(80)), 'STILL_AT_HOME')
    }
    if (dice(2) === 0) contacts.push({ personId, on: anyDay(dice, openedOn, 90), reached: dice(2) === 0, recordedAt: '' })
    if (dice(2) === 0)
      children.push({
        personId,
        birthYear: 2008 + dice(6),
        residence: one(dice, ['PERMANENT', 'ALTERNATING', 'CONTACT'] as const),
        removedOn: dice(4) === 0 ? '2028-03-01' : null,
      })
  }
  return { cases, notices, events, contacts, children, lostStays: [], settings: [] }
}

/** The last word on how something ended, in the order it was written. */
function ending(events: readonly EventFact[]) {
  const words = events.filter(({ kind }) => kind === 'OUTCOME' || kind === 'CASE_REOPENED').sort((a, b) => a.id - b.id)
  const last = words.at(-1)
  return last?.outcome ? { outcome: last.outcome, on: last.happenedOn } : null
}

function recount(facts: CaseFactsOfAll, first: string, last: string, today: string, readings: readonly Reading[]) {
  const inPeriod = (day: string) => day >= first && day <= last
  const stories = facts.cases.map((one) => {
    const notices = facts.notices.filter(({ caseId }) => caseId === one.id)
    const events = facts.events.filter(({ caseId }) => caseId === one.id)
    const endOf = (noticeId: number) => ending(events.filter((event) => event.noticeId === null || event.noticeId === noticeId))
    const whole = ending(events.filter((event) => event.noticeId === null))
    const knownOn = [one.openedOn, ...notices.map(({ arrivedOn }) => arrivedOn)].sort()[0] ?? ''
    const calls = facts.contacts.filter(
      ({ personId, on }) => personId === one.personId && on >= knownOn && (whole === null || on <= whole.on),
    )
    const said = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind)).map(({ happenedOn }) => happenedOn)
    const reached = [
      ...calls.filter((call) => call.reached).map(({ on }) => on),
      ...said('SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'MEETING_HELD'),
    ]
    const tried = [...calls.map(({ on }) => on), ...reached, ...said('SUPPORT_OFFERED', 'NOT_REACHED', 'MEETING_MISSED')]
    // One eviction, on the day of the notice of its time where that has its own.
    const set = [...notices].sort((a, b) => Number(b.kind === 'TID_FOR_AVHYSNING') - Number(a.kind === 'TID_FOR_AVHYSNING'))
    const carriedOut = [...set.map(({ id }) => endOf(id)), whole].filter((end) => end?.outcome === 'VERKSTALLD')
    const childrenOn = (day: string) => {
      const year = Number(day.slice(0, 4))
      const known = facts.children.filter(
        (child) =>
          child.personId === one.personId &&
          child.birthYear <= year &&
          year - child.birthYear <= 18 &&
          (child.removedOn === null || child.removedOn > day),
      ).length
      return Math.max(known, ...notices.filter(({ arrivedOn }) => arrivedOn <= day).map(({ children }) => children))
    }
    return { ...one, notices, events, endOf, whole, knownOn, reached, tried, evictedOn: carriedOut[0]?.on ?? null, childrenOn, said }
  })

  const share = (is: (notice: NoticeFact) => boolean): [number[], number[]] => {
    const [averted, decided]: [number[], number[]] = [[], []]
    for (const story of stories) {
      for (const notice of story.notices.filter((each) => is(each) && inPeriod(each.arrivedOn))) {
        const end = story.endOf(notice.id)
        if (end === null) {
          if (readings.includes('UNDECIDED_COUNTED')) decided.push(notice.id)
          continue
        }
        const lives = end.outcome === 'AVVARJD' || end.outcome === 'ATERKALLAD'
        const planned = story.events.filter(({ kind, noticeId }) => kind === 'EVICTION_PLANNED' && noticeId === notice.id).at(-1)
        const seen = story.said('STILL_AT_HOME').some((day) => day >= addDays(planned?.happenedOn ?? end.on, 30))
        if (lives && readings.includes('HOME_AT_LATER_CHECK') && !seen) {
          if (readings.includes('UNDECIDED_COUNTED')) decided.push(notice.id)
          continue
        }
        decided.push(notice.id)
        if (lives) averted.push(notice.id)
      }
    }
    return [averted, decided]
  }
  const evicted = (from: string, to: string) =>
    stories.filter(({ evictedOn }) => evictedOn !== null && evictedOn >= from && evictedOn <= to)
  const ids = (some: readonly { id: number }[]) => some.map(({ id }) => id)
  /** The same days of the year before, one by one: 29 February has none of its own. */
  const before = evicted('2027-01-01', '2027-12-31').filter(({ evictedOn }) => inPeriod(`2028${evictedOn?.slice(4)}`))
  const people = [...new Set(stories.map(({ personId }) => personId))]
  const reached = people.filter((person) => stories.some((story) => story.personId === person && story.reached.some(inPeriod)))
  const accepted = reached.filter((person) =>
    stories.some(
      (story) => story.personId === person && story.reached.some(inPeriod) && story.said('SUPPORT_ACCEPTED').some((day) => day <= last),
    ),
  )
  const known = stories.filter(({ knownOn }) => inPeriod(knownOn))
  const inTime = known.filter(({ tried, knownOn }) => tried.some((day) => day <= addDays(knownOn, 3)))
  const due = known.filter(
    ({ tried, knownOn, whole }) =>
      tried.length > 0 || (addDays(knownOn, 3) < today && !(whole !== null && whole.on <= addDays(knownOn, 3))),
  )
  const withChildren = stories.filter(({ knownOn, whole, childrenOn }) => {
    const seenOn = whole !== null && whole.on < last ? whole.on : last
    return knownOn <= last && (whole === null || whole.on >= first) && childrenOn(seenOn) > 0
  })
  const answer: Record<CaseIndicator, [number[], number[]]> = {
    I4: share(({ sender, kind }) => sender === 'KRONOFOGDEN' && kind === 'TID_FOR_AVHYSNING'),
    I5: share(
      ({ sender, kind }) =>
        sender === 'HYRESVARD' && (kind === 'UPPSAGNING' || (kind === 'STORNING' && readings.includes('WITH_DISTURBANCES'))),
    ),
    I8: [ids(evicted(first, last).filter(({ evictedOn, childrenOn }) => childrenOn(evictedOn ?? '') > 0)), ids(evicted(first, last))],
    I9: [accepted, reached],
    G8a: [ids(evicted(first, last)), ids(before)],
    G8b: [ids(inTime), ids(due)],
    G14: [ids(withChildren.filter(({ whole }) => whole === null || whole.on > last)), ids(withChildren)],
  }
  return answer
}

const rising = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b)

test('story by story they come to the same', () => {
  const dice = diceFrom(20192023)
  const seen = new Map<string, number>()
  for (let n = 0; n < 400; n++) {
    const facts = world(dice)
    const [period, only, today] = [one(dice, PERIODS), dice(2) === 0, one(dice, TODAYS)]
    const readings = (['UNDECIDED_COUNTED', 'HOME_AT_LATER_CHECK', 'WITH_DISTURBANCES'] as const).filter(() => dice(3) === 0)
    const first = `2028-${only ? { T1: '01', T2: '05', VB: '09' }[period] : '01'}-01`
    const end = `2028-${{ T1: '04-30', T2: '08-31', VB: '12-31' }[period]}`
    const last = end < today ? end : today
    if (last < first) continue
    const wanted = recount(facts, first, last, today, readings)
    for (const found of caseIndicators(indexCases(facts), { year: 2028, period, only, today }, undefined, readings).indicators) {
      const [numerator, denominator] = wanted[found.code as CaseIndicator]
      expect([n, found.code, found.numerator, found.denominator]).toEqual([n, found.code, rising(numerator), rising(denominator)])
      if (numerator.length > 0) seen.set(found.code, (seen.get(found.code) ?? 0) + 1)
    }
  }
  expect([...seen].filter(([, times]) => times < 20)).toEqual([])
  expect(seen.size).toBe(7)
})
