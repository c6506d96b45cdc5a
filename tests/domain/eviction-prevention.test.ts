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
  lateBills: [],
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
    [
      'the period is over: only the landlord can let it go on',
      facts({ events: [served, decided, accepted], contacts: [reached] }),
      '2026-12-03',
      ['SEEK_AN_AGREEMENT 2026-12-03'],
    ],
    [
      'the landlord has been answered since',
      facts({ events: [served, decided, accepted, event('LANDLORD_ANSWERED', '2026-12-03')], contacts: [reached] }),
      '2026-12-04',
      [],
    ],
    [
      'the debt was paid after all',
      facts({ events: [served, decided, accepted, event('DEBT_PAID', '2026-12-04')], contacts: [reached] }),
      '2026-12-05',
      [],
    ],
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
      [
        'CONFIRM_TO_KRONOFOGDEN 2026-12-07',
        'DECIDE_ON_INQUIRY 2026-12-08',
        'REACH_THE_HOUSEHOLD 2026-12-10',
        'SEEK_AN_AGREEMENT 2026-12-03',
        'MEET_BEFORE_EVICTION 2026-12-14',
      ],
    ],
    [
      'confirmed, copied, decided, met: the landlord can still let it go on',
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
      ['SEEK_AN_AGREEMENT 2026-12-03'],
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
      ['JUDGE_OUTCOME 2026-12-22', 'REACH_THE_HOUSEHOLD 2026-12-10'],
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
    [
      'averted with an eviction planned later: 30 days from the planned day',
      facts({ events: [event('EVICTION_PLANNED', '2026-12-01', about(2)), event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' })] }),
      '2026-12-30',
      [],
    ],
    [
      'and on that day',
      facts({ events: [event('EVICTION_PLANNED', '2026-12-01', about(2)), event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' })] }),
      '2026-12-31',
      ['FOLLOW_UP_AVERTED 2026-12-31'],
    ],
    [
      'withdrawn by the landlord 30 days ago',
      facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'ATERKALLAD' })] }),
      '2026-12-20',
      ['FOLLOW_UP_AVERTED 2026-12-20'],
    ],
    ['carried out: nothing', facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'VERKSTALLD' })] }), '2027-05-21', []],
  ])('%s', (_, of, today, wanted) => {
    expect(actions(of, today)).toEqual(wanted)
  })

  describe('several notices in one case', () => {
    const second: CaseNotice = { ...termination, id: 3, arrivedOn: '2027-02-01' }
    const again = facts({
      notices: [termination, second],
      events: [
        served,
        decided,
        accepted,
        event('UNDERTAKEN', '2026-11-25'),
        event('SERVED', '2027-01-29', about(3)),
        event('INQUIRY_OPENED', '2027-02-01', about(3)),
        event('MEETING_HELD', '2027-02-02'),
      ],
      contacts: [reached],
    })
    test('what settled the first termination does not settle the second', () => {
      expect(actions(again, '2027-02-03')).toEqual(['SETTLE_THE_DEBT 2027-02-17'])
      expect(caseOn(again, '2027-02-03', DEFAULT_SETTINGS).nearest).toMatchObject({
        kind: 'UNDERTAKE_OWN_TARGET',
        on: '2027-02-17',
        noticeId: 3,
      })
    })
    test('the second is asked about, with its own decision not to undertake', () => {
      const declined = { ...again, events: [...again.events, event('NOT_UNDERTAKEN', '2027-02-04')] }
      expect(caseOn(declined, '2027-02-05', DEFAULT_SETTINGS).actions).toMatchObject([
        { action: 'SETTLE_THE_DEBT', dueOn: '2027-02-22', done: 'DEBT_PAID', noticeId: 3 },
      ])
      expect(caseOn(declined, '2027-02-05', DEFAULT_SETTINGS).nearest).toMatchObject({ kind: 'PAY_AT_LATEST', on: '2027-02-22' })
    })
    test('a debt paid the day before the notice of it reached us is paid', () => {
      const paid = facts({ events: [served, decided, accepted, event('DEBT_PAID', '2026-11-10', about(1))], contacts: [reached] })
      expect(actions(paid, '2026-11-22')).toEqual([])
      // what settles one of two terminations does not settle the other, though it came before
      const both = facts({
        notices: [termination, { ...termination, id: 3, arrivedOn: '2026-11-12' }],
        events: [event('DEBT_PAID', '2026-11-20', about(1)), event('SERVED', '2026-11-10', about(3))],
      })
      expect(caseOn(both, '2026-11-22', DEFAULT_SETTINGS).actions.find((one) => one.action === 'SETTLE_THE_DEBT')?.noticeId).toBe(3)
    })
    test('a confirmation of the first time does not confirm the second', () => {
      const moved: CaseNotice = { ...time, id: 4, arrivedOn: '2026-12-15' }
      const of = facts({
        notices: [time, moved],
        events: [
          event('CONFIRMED', '2026-12-07', about(2)),
          event('COPIED', '2026-12-07', about(2)),
          event('INQUIRY_OPENED', '2026-12-07', about(2)),
        ],
      })
      expect(caseOn(of, '2026-12-15', DEFAULT_SETTINGS).nearest).toMatchObject({ kind: 'CONFIRM_SAME_DAY', on: '2026-12-15', noticeId: 4 })
    })
    test('a later notice of a time moves the eviction: the time before it is neither judged nor shown', () => {
      const moved: CaseNotice = { ...time, id: 4, arrivedOn: '2026-12-15' }
      const done = (id: number, on: string) => [
        event('CONFIRMED', on, about(id)),
        event('COPIED', on, about(id)),
        event('INQUIRY_OPENED', on, about(id)),
      ]
      const of = facts({
        notices: [time, moved],
        events: [
          event('EVICTION_PLANNED', '2026-12-21', about(2)),
          ...done(2, '2026-12-07'),
          event('EVICTION_PLANNED', '2027-01-18', about(4)),
          ...done(4, '2026-12-15'),
          event('MEETING_HELD', '2026-12-16'),
        ],
      })
      expect(actions(of, '2026-12-22')).toEqual([])
      expect(caseOn(of, '2026-12-16', DEFAULT_SETTINGS).dates.filter(({ kind }) => kind === 'EVICTION_DAY')).toMatchObject([
        { on: '2027-01-18' },
      ])
      const withdrawn = { ...of, events: [...of.events, event('EVICTION_CALLED_OFF', '2026-12-20', about(4))] }
      expect(actions(withdrawn, '2026-12-22')).toEqual([])
    })
    test('a notice with an outcome of its own has no days left', () => {
      const of = facts({ notices: [termination, second], events: [event('OUTCOME', '2026-11-30', { ...about(1), outcome: 'AVVARJD' })] })
      expect(caseOn(of, '2027-02-01', DEFAULT_SETTINGS).dates.map(({ noticeId }) => noticeId)).toEqual([3])
    })
    test('after a termination is settled the next late rent can be forfeit anew, what fell due before cannot', () => {
      const of = {
        ...again,
        notices: [termination],
        lateBills: [
          { dueOn: '2026-10-30', respiteUntilOn: null },
          { dueOn: '2027-01-29', respiteUntilOn: null },
        ],
      }
      expect(caseOn(of, '2027-02-03', DEFAULT_SETTINGS).nearest).toMatchObject({ kind: 'PAY_BEFORE_FORFEITURE', on: '2027-02-08' })
      const running = { ...of, events: [served, decided] }
      expect(caseOn(running, '2026-11-20', DEFAULT_SETTINGS).dates.map(({ kind }) => kind)).not.toContain('PAY_BEFORE_FORFEITURE')
    })
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
  const told: CaseNotice = { id: 5, sender: 'HYRESVARD', kind: 'HYRESSKULD', arrivedOn: '2026-11-12' }
  const of = facts({
    notices: [termination, told, time],
    events: [event('SERVED', '2026-11-12', about(5)), event('EVICTION_PLANNED', '2027-01-20', about(5))],
  })
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
    [one('SERVED', '2025-11-12', about(1)), []],
    [one('SERVED', '2025-11-11', about(1)), ['EVENT_LONG_BEFORE']],
    [one('DEBT_PAID', '1801-01-01', about(1)), ['EVENT_LONG_BEFORE']],
    [one('SERVED', '2026-11-09'), ['NOTICE_NEEDED']],
    [one('SERVED', '2026-11-09', about(2)), ['NOTICE_OF_WRONG_KIND']],
    [one('CONFIRMED', '2026-12-06', { ...about(2), named: 'Maria Lindqvist' }), ['EVENT_BEFORE_NOTICE']],
    [one('CONFIRMED', '2026-12-07', about(2)), ['NAME_NEEDED']],
    [one('CONFIRMED', '2026-12-07', { ...about(2), named: 'Maria Lindqvist' }), []],
    [one('INQUIRY_NOT_OPENED', '2026-11-12', about(1)), ['REASON_NEEDED']],
    [one('EVICTION_PLANNED', '2027-01-11', about(2)), []],
    [one('MEETING_HELD', '2026-12-11'), ['EVENT_AFTER_TODAY']],
    [one('OUTCOME', '2026-12-10'), ['OUTCOME_NEEDED']],
    [one('OUTCOME', '2026-11-30', { outcome: 'AVVARJD' }), ['EVENT_BEFORE_NOTICE']],
    [one('OUTCOME', '2026-11-30', { outcome: 'VERKSTALLD' }), []],
    [one('DEBT_PAID', '2026-11-10', about(1)), []],
    [one('DEBT_PAID', '2026-11-10', about(5)), ['NOTICE_OF_WRONG_KIND']],
    [one('DEBT_PAID', '2026-12-11', about(1)), ['EVENT_AFTER_TODAY']],
    [one('DEBT_PAID', '2026-11-12'), []],
    [one('UNDERTAKEN', '2026-11-12', about(2)), ['NOTICE_OF_WRONG_KIND']],
    [one('DEBT_PAID', '2026-12-08', about(77)), ['NOTICE_NEEDED']],
    [one('SERVED', '2026-11-20', about(5)), []],
    [one('EVICTION_CALLED_OFF', '2026-12-09', { ...about(1), text: 'Ny tid kommer' }), ['NOTICE_OF_WRONG_KIND']],
    [one('EVICTION_CALLED_OFF', '2026-12-09', { ...about(5), text: 'Ny tid kommer' }), []],
  ])('%j: %j', (event, reasons) => {
    const decision = decideEvent(of, event, '2026-12-10', DEFAULT_SETTINGS)
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })
  test('after the outcome only a check or another outcome', () => {
    const ended = facts({ events: [event('OUTCOME', '2026-11-20', { outcome: 'AVVARJD' })] })
    expect(decideEvent(ended, one('MEETING_HELD', '2026-11-21'), '2026-12-10', DEFAULT_SETTINGS)).toEqual({
      refused: true,
      reasons: ['CASE_ENDED'],
    })
    expect(decideEvent(ended, one('STILL_AT_HOME', '2026-12-10'), '2026-12-10', DEFAULT_SETTINGS).refused).toBe(false)
    expect(decideEvent(ended, one('OUTCOME', '2026-12-10', { outcome: 'VERKSTALLD' }), '2026-12-10', DEFAULT_SETTINGS).refused).toBe(false)
  })
})
