import { describe, expect, test } from '@jest/globals'
import type { CaseEventKind } from '../../server/domain/codes.js'
import { caseOn } from '../../server/domain/eviction-prevention.js'
import { decideMeeting, decideMeetingAnswer, plannedMeeting, type MeetingAnswer } from '../../server/domain/planned-meetings.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import type { CaseEventFact, CaseFacts, CaseNotice } from '../../server/domain/prevention-case.js'
import { caseAction } from '../../server/domain/today/case-action.js'
import { meetingToday } from '../../server/domain/today/meeting-today.js'

const fact = (id: number, kind: CaseEventKind, happenedOn: string, more: Partial<CaseEventFact> = {}): CaseEventFact => ({
  id,
  kind,
  happenedOn,
  noticeId: null,
  outcome: null,
  ...more,
})
const planned = (id: number, on: string, moves?: number) =>
  fact(id, 'MEETING_PLANNED', on, { atTime: '13.00', place: 'Torget 1', named: 'Maria', withUserId: 3, meetingId: moves ?? null })
const said = (id: number, kind: MeetingAnswer, on: string, meetingId: number) => fact(id, kind, on, { meetingId })

describe('the meeting that is planned', () => {
  test.each<[string, CaseEventFact[], [id: number, firstId: number, on: string] | null]>([
    ['none', [], null],
    ['planned', [planned(7, '2026-12-10')], [7, 7, '2026-12-10']],
    ['moved twice', [planned(7, '2026-12-10'), planned(9, '2026-12-14', 7), planned(12, '2026-12-09', 9)], [12, 7, '2026-12-09']],
    ['called off', [planned(7, '2026-12-10'), said(8, 'MEETING_CALLED_OFF', '2026-12-01', 7)], null],
    ['held', [planned(7, '2026-12-10'), said(8, 'MEETING_HELD', '2026-12-10', 7)], null],
    [
      'missed, and a new one planned',
      [planned(7, '2026-12-10'), said(8, 'MEETING_MISSED', '2026-12-10', 7), planned(9, '2026-12-15')],
      [9, 9, '2026-12-15'],
    ],
    ['another meeting was held before it', [planned(7, '2026-12-10'), fact(8, 'MEETING_HELD', '2026-12-02')], [7, 7, '2026-12-10']],
    ['a try that got no answer says nothing of it', [planned(7, '2026-12-10'), fact(8, 'NOT_REACHED', '2026-12-10')], [7, 7, '2026-12-10']],
  ])('%s', (_, events, expected) => {
    const found = plannedMeeting(events)
    expect(found && [found.id, found.firstId, found.on]).toEqual(expected)
  })

  test('with its time, its place and whom they meet', () => {
    expect(plannedMeeting([planned(7, '2026-12-10')])).toEqual({
      id: 7,
      firstId: 7,
      on: '2026-12-10',
      atTime: '13.00',
      place: 'Torget 1',
      named: 'Maria',
      withUserId: 3,
    })
  })
})

describe('what may be written of it', () => {
  const events = [planned(7, '2026-12-10')]
  const ended = fact(8, 'OUTCOME', '2026-12-01', { outcome: 'AVVARJD' })
  test.each<[string, CaseEventFact[], string, string[]]>([
    ['today', [], '2026-12-01', []],
    ['a day that has been', [], '2026-11-30', ['MEETING_BEFORE_TODAY']],
    ['moved to another day', events, '2026-12-02', []],
    ['the case has ended', [ended], '2026-12-10', ['MEETING_CASE_ENDED']],
  ])('planned: %s', (_, known, on, reasons) => {
    const decision = decideMeeting({ events: known }, on, '2026-12-01')
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })

  test.each<[string, CaseEventFact[], MeetingAnswer, number, string, string | null, string, string[]]>([
    ['held on its day', events, 'MEETING_HELD', 7, '2026-12-10', null, '2026-12-10', []],
    ['held, written a day later', events, 'MEETING_HELD', 7, '2026-12-10', null, '2026-12-11', []],
    ['held before its day', events, 'MEETING_HELD', 7, '2026-12-09', null, '2026-12-09', ['MEETING_NOT_YET']],
    ['missed before its day', events, 'MEETING_MISSED', 7, '2026-12-09', null, '2026-12-09', ['MEETING_NOT_YET']],
    ['held on a day to come', events, 'MEETING_HELD', 7, '2026-12-12', null, '2026-12-10', ['MEETING_AFTER_TODAY']],
    ['called off before its day', events, 'MEETING_CALLED_OFF', 7, '2026-12-02', 'Sjuk', '2026-12-02', []],
    ['called off without a reason', events, 'MEETING_CALLED_OFF', 7, '2026-12-02', null, '2026-12-02', ['MEETING_REASON_NEEDED']],
    [
      'the plan was moved meanwhile',
      [...events, planned(9, '2026-12-14', 7)],
      'MEETING_HELD',
      7,
      '2026-12-10',
      null,
      '2026-12-10',
      ['MEETING_NOT_PLANNED'],
    ],
    ['nothing is planned', [], 'MEETING_HELD', 7, '2026-12-10', null, '2026-12-10', ['MEETING_NOT_PLANNED']],
    ['the case has ended', [...events, ended], 'MEETING_HELD', 7, '2026-12-10', null, '2026-12-10', ['MEETING_CASE_ENDED']],
  ])('told: %s', (_, known, kind, meetingId, happenedOn, text, today, reasons) => {
    const decision = decideMeetingAnswer({ events: known }, { kind, meetingId, happenedOn, text }, today)
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })
})

describe('what it holds back, and nothing more', () => {
  const time: CaseNotice = { id: 2, sender: 'KRONOFOGDEN', kind: 'TID_FOR_AVHYSNING', arrivedOn: '2026-12-01' }
  const of = (events: CaseEventFact[], more: Partial<CaseFacts> = {}): CaseFacts => ({
    openedOn: '2026-12-01',
    notices: [time],
    contacts: [{ on: '2026-12-01', reached: true }],
    lateBills: [],
    ...more,
    events: [
      fact(1, 'EVICTION_PLANNED', '2026-12-21', { noticeId: 2 }),
      fact(2, 'CONFIRMED', '2026-12-01', { noticeId: 2 }),
      fact(3, 'COPIED', '2026-12-01', { noticeId: 2 }),
      fact(4, 'INQUIRY_OPENED', '2026-12-01', { noticeId: 2 }),
      ...events,
    ],
  })
  const accepted = fact(5, 'SUPPORT_ACCEPTED', '2026-12-01')
  const on = (facts: CaseFacts, today: string) => {
    const { actions, held } = caseOn(facts, today, DEFAULT_SETTINGS)
    return [actions.map(({ action, dueOn }) => `${action} ${dueOn}`), held.map(({ hold, untilOn }) => `${hold} ${untilOn}`)]
  }

  test.each<[string, CaseFacts, string, string[], string[]]>([
    ['no meeting: meet by the 14th', of([accepted]), '2026-12-02', ['MEET_BEFORE_EVICTION 2026-12-14'], []],
    ['planned in time: waited for', of([accepted, planned(7, '2026-12-10')]), '2026-12-02', [], ['WAIT_FOR_MEETING 2026-12-10']],
    ['planned for the last day: waited for', of([accepted, planned(7, '2026-12-14')]), '2026-12-02', [], ['WAIT_FOR_MEETING 2026-12-14']],
    [
      'planned too late: meet all the same',
      of([accepted, planned(7, '2026-12-16')]),
      '2026-12-02',
      ['MEET_BEFORE_EVICTION 2026-12-14'],
      [],
    ],
    [
      'on its day: write how it went',
      of([accepted, planned(7, '2026-12-10')]),
      '2026-12-10',
      ['NOTE_MEETING 2026-12-10'],
      ['WAIT_FOR_MEETING 2026-12-10'],
    ],
    [
      'its day has passed: nothing waits',
      of([accepted, planned(7, '2026-12-10')]),
      '2026-12-11',
      ['NOTE_MEETING 2026-12-10', 'MEET_BEFORE_EVICTION 2026-12-14'],
      [],
    ],
    ['held: silent', of([accepted, planned(7, '2026-12-10'), said(8, 'MEETING_HELD', '2026-12-10', 7)]), '2026-12-11', [], []],
    [
      'missed: find another',
      of([accepted, planned(7, '2026-12-10'), said(8, 'MEETING_MISSED', '2026-12-10', 7)]),
      '2026-12-11',
      ['MEET_BEFORE_EVICTION 2026-12-14'],
      [],
    ],
    [
      'called off: meet by the 14th',
      of([accepted, planned(7, '2026-12-10'), said(8, 'MEETING_CALLED_OFF', '2026-12-03', 7)]),
      '2026-12-03',
      ['MEET_BEFORE_EVICTION 2026-12-14'],
      [],
    ],
    ['support is offered at a meeting within the week', of([planned(7, '2026-12-08')]), '2026-12-02', [], ['WAIT_FOR_MEETING 2026-12-08']],
    [
      'not at one later than that',
      of([planned(7, '2026-12-10')]),
      '2026-12-02',
      ['OFFER_SUPPORT 2026-12-08'],
      ['WAIT_FOR_MEETING 2026-12-10'],
    ],
    [
      'nobody reached, met within the days of outreach',
      of([planned(7, '2026-12-03')], { contacts: [] }),
      '2026-12-02',
      [],
      ['WAIT_FOR_MEETING 2026-12-03'],
    ],
    [
      'nobody reached, met later',
      of([planned(7, '2026-12-10')], { contacts: [] }),
      '2026-12-02',
      ['REACH_THE_HOUSEHOLD 2026-12-04'],
      ['WAIT_FOR_MEETING 2026-12-10'],
    ],
    [
      'nobody came: that was a try',
      of([planned(7, '2026-12-03'), said(8, 'MEETING_MISSED', '2026-12-03', 7)], { contacts: [] }),
      '2026-12-03',
      ['REACH_THE_HOUSEHOLD 2026-12-06', 'MEET_BEFORE_EVICTION 2026-12-14'],
      [],
    ],
    [
      'no day of the law waits',
      {
        ...of([planned(7, '2026-12-03')], { contacts: [] }),
        events: [fact(1, 'EVICTION_PLANNED', '2026-12-21', { noticeId: 2 }), planned(7, '2026-12-03')],
      },
      '2026-12-01',
      ['CONFIRM_TO_KRONOFOGDEN 2026-12-01', 'DECIDE_ON_INQUIRY 2026-12-02'],
      ['WAIT_FOR_MEETING 2026-12-03'],
    ],
  ])('%s', (_, facts, today, actions, held) => expect(on(facts, today)).toEqual([actions, held]))

  test('a meeting that is too late says so', () => {
    expect(caseOn(of([accepted, planned(7, '2026-12-16')]), '2026-12-02', DEFAULT_SETTINGS).actions[0]?.reason).toBe(
      'Avhysningen är planerad till 21 december. Mötet är utsatt till 16 december, och det är sent. Flytta det till en tidigare dag om det går.',
    )
  })

  test('"I dag" has it on its day, once', () => {
    const today = (facts: CaseFacts, day: string) => {
      const cases = [{ id: 4, personId: 9, children: 0, facts }]
      return [...meetingToday({ cases }, day), ...caseAction({ cases }, day, DEFAULT_SETTINGS)].map(
        ({ rule, reason }) => `${rule}: ${reason}`,
      )
    }
    const facts = of([accepted, planned(7, '2026-12-10')])
    expect(today(facts, '2026-12-09')).toEqual([])
    expect(today(facts, '2026-12-10')).toEqual(['MEETING_TODAY: Mötet är klockan 13.00, Torget 1.'])
    expect(today(facts, '2026-12-11')).toEqual(['CASE_ACTION: Mötet var utsatt till 10 december. Skriv om det hölls.'])
    expect(today(of([accepted, planned(7, '2026-12-10'), planned(9, '2026-12-11', 7)]), '2026-12-10')).toEqual([])
  })
})
