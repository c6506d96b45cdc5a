import { describe, expect, test } from '@jest/globals'
import { decideEvent, decideNotice, type NewEvent } from '../../server/domain/case-records.js'
import { caseOn } from '../../server/domain/eviction-prevention.js'
import { PREVENTION_ACTIONS, type CaseEventKind } from '../../server/domain/codes.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { outcomeOf, stateOfNotice, type CaseEventFact, type CaseFacts, type CaseNotice } from '../../server/domain/prevention-case.js'

const termination: CaseNotice = { id: 1, sender: 'HYRESVARD', kind: 'UPPSAGNING', arrivedOn: '2026-11-11' }
const time: CaseNotice = { id: 2, sender: 'KRONOFOGDEN', kind: 'TID_FOR_AVHYSNING', arrivedOn: '2026-12-07' }
let serial = 0
const event = (kind: CaseEventKind, happenedOn: string, more: Partial<CaseEventFact> = {}): CaseEventFact => ({
  id: ++serial,
  kind,
  happenedOn,
  noticeId: null,
  outcome: null,
  ...more,
})
const about = (noticeId: number) => ({ noticeId })
const facts = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  openedOn: '2026-11-11',
  notices: [termination],
  events: [],
  contacts: [],
  lateBillsDueOn: [],
  ...more,
})
const actions = (of: CaseFacts, today: string) =>
  caseOn(of, today, DEFAULT_SETTINGS).actions.map(({ action, dueOn }) => `${action} ${dueOn}`)

const served = event('SERVED', '2026-11-09', about(1))
const decided = event('INQUIRY_OPENED', '2026-11-12', about(1))
const accepted = event('SUPPORT_ACCEPTED', '2026-11-18')
const reached = { on: '2026-11-18', reached: true }

describe('what is known of a notice', () => {
  test('the newest word holds', () => {
    const events = [served, event('SERVED', '2026-11-10', about(1)), event('SERVED', '2026-11-01', about(9))]
    expect(stateOfNotice(termination, events).servedOn).toBe('2026-11-10')
  })
  test('an eviction that is called off is not planned', () => {
    const planned = event('EVICTION_PLANNED', '2026-12-21', about(2))
    expect(stateOfNotice(time, [planned]).plannedEvictionOn).toBe('2026-12-21')
    expect(stateOfNotice(time, [planned, event('EVICTION_CALLED_OFF', '2026-12-10', about(2))]).plannedEvictionOn).toBeNull()
  })
  test('the last outcome holds', () => {
    expect(
      outcomeOf([event('OUTCOME', '2026-12-01', { outcome: 'AVVARJD' }), event('OUTCOME', '2026-12-20', { outcome: 'VERKSTALLD' })]),
    ).toEqual({
      outcome: 'VERKSTALLD',
      on: '2026-12-20',
    })
  })
})

describe('the next right action', () => {
  test.each<[string, CaseFacts, string, string[]]>([
    [
      'a termination just came',
      facts(),
      '2026-11-11',
      ['DECIDE_ON_INQUIRY 2026-11-12', 'ASK_WHEN_SERVED 2026-11-12', 'REACH_THE_HOUSEHOLD 2026-11-14'],
    ],
    [
      'served and decided: settle the debt',
      facts({ events: [served, decided] }),
      '2026-11-13',
      ['SETTLE_THE_DEBT 2026-11-27', 'REACH_THE_HOUSEHOLD 2026-11-14'],
    ],
    [
      'reached and accepted',
      facts({ events: [served, decided, accepted], contacts: [reached] }),
      '2026-11-22',
      ['SETTLE_THE_DEBT 2026-11-27'],
    ],
    [
      'after the own target the last day counts',
      facts({ events: [served, decided, accepted], contacts: [reached] }),
      '2026-11-30',
      ['SETTLE_THE_DEBT 2026-12-02'],
    ],
    ['the period is over', facts({ events: [served, decided, accepted], contacts: [reached] }), '2026-12-03', []],
    [
      'the nämnd has undertaken it',
      facts({ events: [served, decided, accepted, event('UNDERTAKEN', '2026-11-25')], contacts: [reached] }),
      '2026-11-26',
      [],
    ],
    [
      'it will not: the payment is left',
      facts({ events: [served, decided, accepted, event('NOT_UNDERTAKEN', '2026-11-25')], contacts: [reached] }),
      '2026-11-26',
      ['SETTLE_THE_DEBT 2026-12-02'],
    ],
    [
      'tried without answer: again',
      facts({ events: [served, decided], contacts: [{ on: '2026-11-12', reached: false }] }),
      '2026-11-13',
      ['SETTLE_THE_DEBT 2026-11-27', 'REACH_THE_HOUSEHOLD 2026-11-15'],
    ],
    [
      'reached, support not offered',
      facts({ events: [served, decided], contacts: [reached] }),
      '2026-11-19',
      ['SETTLE_THE_DEBT 2026-11-27', 'OFFER_SUPPORT 2026-11-25'],
    ],
    [
      'declining ends the offer',
      facts({ events: [served, decided, event('SUPPORT_DECLINED', '2026-11-19')], contacts: [reached] }),
      '2026-11-20',
      ['SETTLE_THE_DEBT 2026-11-27'],
    ],
    [
      'the time of the eviction came',
      facts({
        notices: [termination, time],
        events: [served, decided, accepted, event('EVICTION_PLANNED', '2026-12-21', about(2))],
        contacts: [reached],
      }),
      '2026-12-07',
      ['CONFIRM_TO_KRONOFOGDEN 2026-12-07', 'DECIDE_ON_INQUIRY 2026-12-08', 'MEET_BEFORE_EVICTION 2026-12-14'],
    ],
    [
      'confirmed, copied, decided, met: nothing until the day',
      facts({
        notices: [termination, time],
        events: [
          served,
          decided,
          accepted,
          event('EVICTION_PLANNED', '2026-12-21', about(2)),
          event('CONFIRMED', '2026-12-07', about(2)),
          event('COPIED', '2026-12-07', about(2)),
          event('INQUIRY_NOT_OPENED', '2026-12-08', about(2)),
          event('MEETING_HELD', '2026-12-10'),
        ],
        contacts: [reached],
      }),
      '2026-12-11',
      [],
    ],
    [
      'the day has passed: judge it',
      facts({
        notices: [time],
        events: [
          event('EVICTION_PLANNED', '2026-12-21', about(2)),
          event('CONFIRMED', '2026-12-07', about(2)),
          event('COPIED', '2026-12-07', about(2)),
          event('INQUIRY_OPENED', '2026-12-08', about(2)),
          accepted,
        ],
        contacts: [reached],
      }),
      '2026-12-22',
      ['JUDGE_OUTCOME 2026-12-22'],
    ],
    ['averted: nothing for 30 days', facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' })] }), '2026-12-19', []],
    [
      'averted 30 days ago',
      facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' })] }),
      '2026-12-20',
      ['FOLLOW_UP_AVERTED 2026-12-20'],
    ],
    [
      'checked once: half a year',
      facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' }), event('STILL_AT_HOME', '2026-12-21')] }),
      '2027-05-21',
      ['FOLLOW_UP_AVERTED 2027-05-21'],
    ],
    ['carried out: nothing', facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'VERKSTALLD' })] }), '2027-05-21', []],
  ])('%s', (_, of, today, wanted) => {
    expect(actions(of, today)).toEqual(wanted)
  })

  test('no two rules stand at the same rank, whatever has happened', () => {
    const states = [
      facts({ notices: [termination, time], events: [] }),
      facts({ notices: [termination, time], events: [served, event('EVICTION_PLANNED', '2026-11-30', about(2))], contacts: [reached] }),
      facts({ events: [served], contacts: [{ on: '2026-11-12', reached: false }] }),
    ]
    for (const of of states) {
      for (let day = 1; day <= 28; day++) {
        const found = caseOn(of, `2026-12-${String(day).padStart(2, '0')}`, DEFAULT_SETTINGS).actions.map((one) =>
          PREVENTION_ACTIONS.indexOf(one.action),
        )
        expect(found).toEqual([...new Set(found)].sort((a, b) => a - b))
      }
    }
  })
})

describe('a notice', () => {
  const good = {
    sender: 'HYRESVARD' as const,
    kind: 'UPPSAGNING' as const,
    arrivedOn: '2026-11-11',
    servedOn: '2026-11-09',
    plannedOn: null,
    home: { tenancyId: 1 },
  }
  test.each([
    [{}, []],
    [{ arrivedOn: '2026-11-23' }, ['NOTICE_AFTER_TODAY']],
    [{ kind: 'TID_FOR_AVHYSNING' as const }, ['KIND_NOT_OF_SENDER']],
    [{ servedOn: '2026-11-23', home: null }, ['SERVED_AFTER_TODAY', 'ADDRESS_MISSING']],
    [
      { sender: 'KRONOFOGDEN' as const, kind: 'TID_FOR_AVHYSNING' as const, servedOn: null, plannedOn: '2026-11-10' },
      ['PLANNED_BEFORE_ARRIVAL'],
    ],
    [{ sender: 'INKASSO' as const, kind: 'HYRESSKULD' as const, home: { address: 'Provgatan 1' } }, []],
  ])('%j: %j', (change, reasons) => {
    const decision = decideNotice({ ...good, ...change }, '2026-11-22')
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })
})

describe('an event', () => {
  const of = facts({ notices: [termination, time] })
  const one = (kind: CaseEventKind, happenedOn: string, more: Partial<NewEvent> = {}): NewEvent => ({
    kind,
    happenedOn,
    noticeId: null,
    outcome: null,
    named: null,
    text: null,
    ...more,
  })
  test.each<[NewEvent, string[]]>([
    [one('SERVED', '2026-11-09', about(1)), []],
    [one('SERVED', '2026-11-09'), ['NOTICE_NEEDED']],
    [one('SERVED', '2026-11-09', about(2)), ['NOTICE_OF_WRONG_KIND']],
    [one('CONFIRMED', '2026-12-06', { ...about(2), named: 'Maria Lindqvist' }), ['EVENT_BEFORE_NOTICE']],
    [one('CONFIRMED', '2026-12-07', about(2)), ['NAME_NEEDED']],
    [one('CONFIRMED', '2026-12-07', { ...about(2), named: 'Maria Lindqvist' }), []],
    [one('INQUIRY_NOT_OPENED', '2026-11-12', about(1)), ['REASON_NEEDED']],
    [one('EVICTION_PLANNED', '2027-01-11', about(2)), []],
    [one('MEETING_HELD', '2026-12-11'), ['EVENT_AFTER_TODAY']],
    [one('OUTCOME', '2026-12-10'), ['OUTCOME_NEEDED']],
  ])('%j: %j', (event, reasons) => {
    const decision = decideEvent(of, event, '2026-12-10')
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })
  test('after the outcome only a check or another outcome', () => {
    const ended = facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' })] })
    expect(decideEvent(ended, one('MEETING_HELD', '2026-11-21'), '2026-12-10')).toEqual({ refused: true, reasons: ['CASE_ENDED'] })
    expect(decideEvent(ended, one('STILL_AT_HOME', '2026-12-10'), '2026-12-10').refused).toBe(false)
    expect(decideEvent(ended, one('OUTCOME', '2026-12-10', { outcome: 'VERKSTALLD' }), '2026-12-10').refused).toBe(false)
  })
})
