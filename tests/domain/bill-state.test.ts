import { expect, test } from '@jest/globals'
import type { PaidDays } from '../../server/domain/paid-in-time.js'
import { billState } from '../../server/domain/bill-state.js'

const bill = (
  openOre: number,
  settledOn: string | null,
  paid: Partial<PaidDays> | null = settledOn === null ? null : { bookedOn: settledOn },
) => ({
  amountOre: 648_000,
  openOre,
  dueOn: '2026-02-27',
  settledOn,
  paid: paid && { orderedOn: null, bookedOn: null, creditedOre: 0, writtenOffOre: 0, ...paid },
})

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
  ['ordered on the latest plausible day', bill(0, '2026-02-28', { orderedOn: '2026-02-28' }), '2026-03-20', { state: 'PAID' }],
  [
    'ordered on the next bank day: the bank said so, there is no tolerance',
    bill(0, '2026-03-02', { orderedOn: '2026-03-02' }),
    '2026-03-20',
    { state: 'LATE', days: 3 },
  ],
  [
    'half of it ordered in time, half booked late',
    bill(0, '2026-03-04', { orderedOn: '2026-02-27', bookedOn: '2026-03-04' }),
    '2026-03-20',
    { state: 'LATE', days: 5 },
  ],
  [
    'money in time, the rest credited long after',
    bill(0, '2026-05-04', { bookedOn: '2026-02-27', creditedOre: 100_000 }),
    '2026-05-20',
    { state: 'PAID' },
  ],
  ['all of it credited', bill(0, '2026-05-04', { creditedOre: 648_000 }), '2026-05-20', { state: 'CREDITED' }],
  [
    'part paid in time, the rest written off',
    bill(0, '2026-09-04', { bookedOn: '2026-02-27', writtenOffOre: 100_000 }),
    '2026-09-20',
    { state: 'WRITTEN_OFF' },
  ],
  ['settled by its due day with money: nobody asks with what', bill(0, '2026-02-20', null), '2026-03-20', { state: 'PAID' }],
])('%s', (_what, facts, today, wanted) => {
  expect(billState(facts, today, () => 1)).toEqual(wanted)
})
