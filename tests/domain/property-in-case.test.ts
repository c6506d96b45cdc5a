import { expect, test } from '@jest/globals'
import { decideEvent } from '../../server/domain/case-records.js'
import type { CaseOutcome } from '../../server/domain/codes.js'
import { caseOn } from '../../server/domain/eviction-prevention.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import type { CaseEventFact, CaseFacts } from '../../server/domain/prevention-case.js'

const event = (kind: CaseEventFact['kind'], happenedOn: string, outcome: CaseOutcome | null = null): CaseEventFact => ({
  id: 1,
  noticeId: null,
  kind,
  happenedOn,
  outcome,
})
const ended = (outcome: CaseOutcome, ...more: CaseEventFact[]): CaseFacts => ({
  openedOn: '2026-02-11',
  notices: [{ id: 1, sender: 'KRONOFOGDEN', kind: 'TID_FOR_AVHYSNING', arrivedOn: '2026-05-20' }],
  events: [event('OUTCOME', '2026-06-15', outcome), ...more.map((one, n) => ({ ...one, id: n + 2 }))],
  contacts: [],
  lateBills: [{ dueOn: '2026-04-30', respiteUntilOn: null }],
})

test.each<[string, CaseFacts, string | null]>([
  ['six months from the eviction', ended('VERKSTALLD'), '2026-12-15'],
  ['three months from the urging', ended('VERKSTALLD', event('PROPERTY_URGED', '2026-07-01')), '2026-10-01'],
  ['a late urging gives no more time', ended('VERKSTALLD', event('PROPERTY_URGED', '2026-11-01')), '2026-12-15'],
  ['who left before it has things there too', ended('FLYTTAT_FORE'), '2026-12-15'],
  ['who still lives there has not', ended('AVVARJD'), null],
])('things left behind: %s', (_, facts, on) => {
  const { dates } = caseOn(facts, '2026-07-20', DEFAULT_SETTINGS)
  expect(dates.map((date) => date.on)).toEqual(on === null ? [] : [on])
})

test('the urging is written after the end', () => {
  const urged = { kind: 'PROPERTY_URGED' as const, noticeId: null, happenedOn: '2026-07-01', outcome: null, named: null, text: null }
  expect(decideEvent(ended('VERKSTALLD'), urged, '2026-07-20', DEFAULT_SETTINGS).refused).toBe(false)
})
