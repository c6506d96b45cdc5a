import { expect, test } from '@jest/globals'
import { hindersUndoing, type UndoFacts, type UndoHindrance } from '../../server/domain/import-undoing.js'

const facts = (wish: Partial<UndoFacts> = {}): UndoFacts => ({
  undone: false,
  months: ['2026-11'],
  closedThrough: '2026-10',
  sentBack: [],
  goneOn: [],
  tied: [],
  exchanged: [],
  ...wish,
})

test.each<[string, Partial<UndoFacts>, UndoHindrance[]]>([
  ['its month is open', {}, []],
  ['no month was ever closed', { closedThrough: null, months: ['2020-01'] }, []],
  ['nothing found its person', { months: [] }, []],
  ['one of its months is closed', { months: ['2026-11', '2026-10', '2026-10'] }, [{ why: 'MONTH_CLOSED', month: '2026-10' }]],
  ['undone already: nothing more is said', { undone: true, sentBack: [1] }, [{ why: 'ALREADY_UNDONE' }]],
  [
    'sent back and refunded',
    { sentBack: [1], goneOn: [2] },
    [
      { why: 'SENT_BACK', receivedId: 1 },
      { why: 'MONEY_GONE_ON', receivedId: 2 },
    ],
  ],
  [
    'tied and exchanged',
    { tied: [3], exchanged: [4] },
    [
      { why: 'TIED_TO_ANOTHER', receivedId: 3 },
      { why: 'EXCHANGED', receivedId: 4 },
    ],
  ],
])('%s', (_name, wish, hindrances) => {
  expect(hindersUndoing(facts(wish))).toEqual(hindrances)
})
