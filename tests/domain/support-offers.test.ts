import { describe, expect, test } from '@jest/globals'
import type { CaseEventKind, SupportKind } from '../../server/domain/codes.js'
import {
  decideSupport,
  homeVisitAccepted,
  supportStanding,
  type NewSupportEvent,
  type SupportFact,
  type SupportRefusal,
} from '../../server/domain/support-offers.js'

type Told = [CaseEventKind, SupportKind | null, string]
const events = (...told: Told[]): SupportFact[] =>
  told.map(([kind, supportKind, happenedOn], index) => ({ id: index + 1, kind, supportKind, happenedOn, answeredBy: 'Sofia' }))

const example: Told[] = [
  ['SUPPORT_OFFERED', 'BUDGET_ADVICE', '2026-11-12'],
  ['SUPPORT_OFFERED', 'HOME_VISIT', '2026-11-12'],
  ['SUPPORT_ACCEPTED', 'BUDGET_ADVICE', '2026-11-13'],
  ['SUPPORT_DECLINED', 'HOME_VISIT', '2026-11-13'],
]
const changed: Told[] = [...example, ['SUPPORT_ACCEPTED', 'HOME_VISIT', '2026-11-16']]

describe('how support stands', () => {
  test.each<[string, Told[], string[]]>([
    ['nothing said', [['SERVED', null, '2026-11-10']], []],
    ['each kind by itself', example, ['BUDGET_ADVICE ACCEPTED', 'HOME_VISIT DECLINED']],
    ['a no is changed', changed, ['BUDGET_ADVICE ACCEPTED', 'HOME_VISIT ACCEPTED']],
    [
      'a yes is taken back',
      [...example, ['SUPPORT_DECLINED', 'BUDGET_ADVICE', '2026-11-20']],
      ['BUDGET_ADVICE DECLINED', 'HOME_VISIT DECLINED'],
    ],
    [
      'offered again after a no: no answer yet',
      [...example, ['SUPPORT_OFFERED', 'HOME_VISIT', '2026-11-20']],
      ['BUDGET_ADVICE ACCEPTED', 'HOME_VISIT WAITING'],
    ],
    [
      'offered again after a yes: still a yes',
      [...changed, ['SUPPORT_OFFERED', 'HOME_VISIT', '2026-11-20']],
      ['BUDGET_ADVICE ACCEPTED', 'HOME_VISIT ACCEPTED'],
    ],
    ['not reached', [...example.slice(0, 1), ['NOT_REACHED', 'BUDGET_ADVICE', '2026-11-14']], ['BUDGET_ADVICE NOT_REACHED']],
    [
      'not reached after a yes',
      [...example.slice(0, 3), ['NOT_REACHED', 'BUDGET_ADVICE', '2026-11-14']],
      ['BUDGET_ADVICE ACCEPTED', 'HOME_VISIT WAITING'],
    ],
    ['support as a whole, of an imported list', [['SUPPORT_ACCEPTED', null, '2026-11-12']], ['null ACCEPTED']],
  ])('%s', (_, told, wanted) => {
    expect(supportStanding(events(...told)).map(({ supportKind, answer }) => `${supportKind} ${answer}`)).toEqual(wanted)
  })
})

describe('a home visit is noted only when it was accepted', () => {
  test.each<[string, Told[], string, boolean]>([
    ['never asked', [], '2026-11-18', false],
    ['declined', example, '2026-11-18', false],
    ['yes to other support is no yes to a visit', example.slice(0, 3), '2026-11-18', false],
    ['accepted as a whole is no yes to a visit', [['SUPPORT_ACCEPTED', null, '2026-11-12']], '2026-11-18', false],
    ['accepted', changed, '2026-11-18', true],
    ['accepted the same day', changed, '2026-11-16', true],
    ['before it was accepted', changed, '2026-11-14', false],
    ['after the yes was taken back', [...changed, ['SUPPORT_DECLINED', 'HOME_VISIT', '2026-11-20']], '2026-11-21', false],
    ['between the yes and the no', [...changed, ['SUPPORT_DECLINED', 'HOME_VISIT', '2026-11-20']], '2026-11-19', true],
    [
      'a no written down late still counts from its day',
      [...changed, ['SUPPORT_DECLINED', 'HOME_VISIT', '2026-11-17']],
      '2026-11-18',
      false,
    ],
  ])('%s', (_, told, on, wanted) => expect(homeVisitAccepted(events(...told), on)).toBe(wanted))
})

describe('what may be written', () => {
  const visit: NewSupportEvent = { kind: 'HOME_VISIT_MADE', supportKind: 'HOME_VISIT', happenedOn: '2026-11-18', answeredBy: null }
  const answer: NewSupportEvent = { kind: 'SUPPORT_DECLINED', supportKind: 'BUDGET_ADVICE', happenedOn: '2026-11-18', answeredBy: 'Sofia' }
  test.each<[string, Told[], NewSupportEvent, SupportRefusal[]]>([
    ['an offer', [], { ...answer, kind: 'SUPPORT_OFFERED', answeredBy: null }, []],
    ['an answer to it', example, answer, []],
    ['nobody said it', example, { ...answer, answeredBy: ' ' }, ['ANSWERED_BY_NEEDED']],
    ['an answer to what was never offered', [], answer, ['SUPPORT_NOT_OFFERED']],
    ['an answer before the offer', example, { ...answer, happenedOn: '2026-11-11' }, ['SUPPORT_NOT_OFFERED']],
    ['nobody was reached: nobody answered', example, { ...answer, kind: 'NOT_REACHED', answeredBy: null }, []],
    ['tomorrow', example, { ...answer, happenedOn: '2026-11-23' }, ['SUPPORT_DAY_AHEAD']],
    [
      'before the case',
      [['SUPPORT_OFFERED', 'BUDGET_ADVICE', '2026-11-01']],
      { ...answer, happenedOn: '2026-11-01' },
      ['SUPPORT_BEFORE_CASE'],
    ],
    ['a visit without a yes', example, visit, ['VISIT_NOT_ACCEPTED']],
    ['a visit with one', changed, visit, []],
  ])('%s', (_, told, event, reasons) => {
    const decision = decideSupport({ events: events(...told), openedOn: '2026-11-10', ended: false }, event, '2026-11-22')
    expect(decision.refused ? decision.reasons : []).toEqual(reasons)
  })
  test('nothing after the case has ended', () =>
    expect(
      decideSupport({ events: [], openedOn: '2026-11-10', ended: true }, { ...answer, kind: 'SUPPORT_OFFERED' }, '2026-11-22'),
    ).toEqual({ refused: true, reasons: ['SUPPORT_CASE_ENDED'] }))
})
