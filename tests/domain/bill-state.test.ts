import { expect, test } from '@jest/globals'
import { billState } from '../../server/domain/bill-state.js'

const bill = (openOre: number, settledOn: string | null) => ({ amountOre: 648_000, openOre, dueOn: '2026-02-27', settledOn })

test.each([
  ['no bill', undefined, '2026-03-20', { state: 'NONE' }],
  ['before the due day', bill(648_000, null), '2026-02-25', { state: 'NOT_DUE', dueOn: '2026-02-27' }],
  ['Saturday 28 February, which may count as a vardag', bill(648_000, null), '2026-02-28', { state: 'NOT_DUE', dueOn: '2026-02-27' }],
  ['the day after the latest plausible day', bill(648_000, null), '2026-03-01', { state: 'UNPAID', leftOre: 648_000 }],
  ['part paid', bill(448_000, null), '2026-03-20', { state: 'PART', leftOre: 448_000 }],
  ['part paid before it is due', bill(448_000, null), '2026-02-20', { state: 'NOT_DUE', dueOn: '2026-02-27' }],
  ['paid on the due day', bill(0, '2026-02-27'), '2026-03-20', { state: 'PAID' }],
  ['booked on the next bank day, within the tolerance', bill(0, '2026-03-02'), '2026-03-20', { state: 'PAID' }],
  ['nine days late', bill(0, '2026-03-08'), '2026-03-20', { state: 'LATE', days: 9 }],
])('%s', (_what, facts, today, wanted) => {
  expect(billState(facts, today, 1)).toEqual(wanted)
})
