import { expect, test } from '@jest/globals'
import { monthState, type MonthBill } from '../../server/domain/month-state.js'

const today = '2026-11-22'
const bill = (change: Partial<MonthBill> = {}): MonthBill => ({
  amountOre: 600_000,
  openOre: 600_000,
  dueOn: '2026-10-30',
  settledOn: null,
  paidOn: null,
  ...change,
})
const booked = (bookedOn: string) => ({ orderedOn: null, bookedOn, creditedOre: 0, writtenOffOre: 0 })
const paid = (on: string, change: Partial<MonthBill> = {}) => bill({ openOre: 0, settledOn: on, paidOn: on, paid: booked(on), ...change })

test.each<[string, MonthBill[], object]>([
  ['nothing', [], { state: { state: 'NONE' }, bills: 0, amountOre: 0, lateOre: 0, dueOn: null }],
  ['unpaid', [bill()], { state: { state: 'UNPAID', leftOre: 600_000 }, lateOre: 600_000, paidOre: 0, dueOn: '2026-10-30' }],
  ['paid', [paid('2026-10-30')], { state: { state: 'PAID' }, lateOre: 0, paidOre: 600_000, paidOn: '2026-10-30' }],
  ['paid late', [paid('2026-11-09')], { state: { state: 'LATE', days: 10 }, lateOre: 0 }],
  [
    'part paid',
    [bill({ openOre: 400_000, paidOn: '2026-11-04' })],
    { state: { state: 'PART', leftOre: 400_000 }, paidOre: 200_000, paidOn: '2026-11-04' },
  ],
  ['not due', [bill({ dueOn: '2026-11-30' })], { state: { state: 'NOT_DUE', dueOn: '2026-11-30' }, lateOre: 0 }],
  [
    'two stays, the first paid and the second not',
    [paid('2026-10-30', { amountOre: 324_000 }), bill({ amountOre: 300_000, openOre: 300_000, dueOn: '2026-11-16' })],
    { state: { state: 'PART', leftOre: 300_000 }, bills: 2, amountOre: 624_000, paidOre: 324_000, dueOn: '2026-11-16' },
  ],
  [
    'two stays, each paid on its own due day: in time',
    [paid('2026-10-30'), paid('2026-11-16', { dueOn: '2026-11-16' })],
    { state: { state: 'PAID' }, paidOn: '2026-11-16' },
  ],
  [
    'two stays, one paid late: the month was late by the worst',
    [paid('2026-11-05'), paid('2026-11-09'), paid('2026-10-30')],
    { state: { state: 'LATE', days: 10 }, bills: 3 },
  ],
  [
    'one paid, the other not due yet: not due',
    [paid('2026-10-30'), bill({ dueOn: '2026-11-25' })],
    { state: { state: 'NOT_DUE', dueOn: '2026-11-25' }, lateOre: 0, paidOre: 600_000 },
  ],
  [
    'one paid, the other written off',
    [paid('2026-10-30'), paid('2026-11-09', { paid: { ...booked('2026-11-09'), writtenOffOre: 100 } })],
    { state: { state: 'WRITTEN_OFF' }, bills: 2 },
  ],
  [
    'one paid, the other credited',
    [paid('2026-10-30'), paid('2026-11-09', { paid: { ...booked('2026-11-09'), bookedOn: null, creditedOre: 600_000 } })],
    { state: { state: 'PAID' } },
  ],
  ['none of two paid', [bill(), bill({ dueOn: '2026-11-16' })], { state: { state: 'UNPAID', leftOre: 1_200_000 }, dueOn: '2026-10-30' }],
])('%s', (_, bills, expected) => {
  expect(monthState(bills, today, () => 1)).toMatchObject(expected)
})
