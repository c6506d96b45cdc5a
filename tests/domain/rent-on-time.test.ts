import { describe, expect, test } from '@jest/globals'
import {
  firstDayNotDue,
  isPreliminary,
  judgeBill,
  monthsOf,
  onTimeLevels,
  payerOf,
  type BillPart,
  type OnTimeState,
} from '../../server/domain/rent-on-time.js'
import { inTimeDays } from '../../server/domain/paid-in-time.js'

const paid = (amountOre: number, on: string, legalDayKnown = false): BillPart => ({ kind: 'PAID', amountOre, on, legalDayKnown })
const credited = (amountOre: number, on: string): BillPart => ({ kind: 'CREDITED', amountOre, on, legalDayKnown: false })
const writtenOff = (amountOre: number, on: string): BillPart => ({ kind: 'WRITTEN_OFF', amountOre, on, legalDayKnown: false })

describe('a bill of 6 000 kr for February 2026, due 30 January', () => {
  test.each<[string, BillPart[], OnTimeState]>([
    ['booked on the due day', [paid(600_000, '2026-01-30')], 'PAID_IN_TIME'],
    ['booked on the last day with tolerance', [paid(600_000, '2026-02-02')], 'PAID_IN_TIME'],
    ['booked the day after', [paid(600_000, '2026-02-03')], 'PAID_LATE'],
    ['ordered on the latest plausible day', [paid(600_000, '2026-01-31', true)], 'PAID_IN_TIME'],
    ['ordered after it: the legal day has no tolerance', [paid(600_000, '2026-02-02', true)], 'PAID_LATE'],
    ['paid long before', [paid(600_000, '2025-12-01')], 'PAID_IN_TIME'],
    ['in two parts in time', [paid(400_000, '2026-01-28'), paid(200_000, '2026-01-30')], 'PAID_IN_TIME'],
    ['one part late', [paid(400_000, '2026-01-28'), paid(200_000, '2026-03-01')], 'PAID_LATE'],
    ['one öre short', [paid(599_999, '2026-01-28')], 'PAID_LATE'],
    ['not paid', [], 'PAID_LATE'],
    ['partly credited long after, the rest in time', [paid(500_000, '2026-01-30'), credited(100_000, '2026-03-12')], 'PAID_IN_TIME'],
    ['partly credited, the rest late', [paid(500_000, '2026-02-20'), credited(100_000, '2026-01-12')], 'PAID_LATE'],
    ['credited in full', [credited(600_000, '2026-03-12')], 'CREDITED_BILL'],
    ['written off', [writtenOff(600_000, '2026-01-30')], 'PAID_LATE'],
  ])('%s', (_, parts, state) => {
    expect(judgeBill({ amountOre: 600_000, dueOn: '2026-01-30', parts, respite: false }, '2026-11-22', 1)).toBe(state)
  })

  test('is not counted until its last day in time has passed, and never with a respite or without an amount', () => {
    const bill = { amountOre: 600_000, dueOn: '2026-01-30', parts: [], respite: false }
    expect(judgeBill(bill, '2026-02-02', 1)).toBe('NOT_DUE_YET')
    expect(judgeBill(bill, '2026-02-03', 1)).toBe('PAID_LATE')
    expect(judgeBill(bill, '2026-02-01', 0)).toBe('PAID_LATE')
    expect(judgeBill({ ...bill, respite: true }, '2026-11-22', 1)).toBe('RESPITE_GIVEN')
    expect(judgeBill({ ...bill, amountOre: 0 }, '2026-11-22', 1)).toBe('ZERO_BILL')
  })
})

describe('the levels', () => {
  const bill = (personId: number, period: string, state: OnTimeState) => ({ personId, period, state })
  test('the worked example', () => {
    const [ann, bo, cia, dan] = [1, 2, 3, 4]
    const february = [
      bill(ann, '2026-02', 'PAID_IN_TIME'),
      bill(bo, '2026-02', 'PAID_LATE'),
      bill(cia, '2026-02', 'PAID_IN_TIME'),
      bill(dan, '2026-02', 'CREDITED_BILL'),
    ]
    const march = [bill(ann, '2026-03', 'PAID_IN_TIME'), bill(bo, '2026-03', 'PAID_IN_TIME'), bill(cia, '2026-03', 'PAID_LATE')]
    expect(onTimeLevels(february)).toMatchObject({ bills: { n: 2, N: 3 } })
    expect(onTimeLevels([...february, ...march])).toEqual({ bills: { n: 4, N: 6 }, personMonths: { n: 4, N: 6 }, persons: { n: 1, N: 3 } })
  })

  test('two bills of a person in a month are one person-month, in time when both are', () => {
    const bills = [
      bill(1, '2026-02', 'PAID_IN_TIME'),
      bill(1, '2026-02', 'PAID_LATE'),
      bill(2, '2026-02', 'PAID_IN_TIME'),
      bill(2, '2026-02', 'PAID_IN_TIME'),
    ]
    expect(onTimeLevels(bills)).toEqual({ bills: { n: 3, N: 4 }, personMonths: { n: 1, N: 2 }, persons: { n: 1, N: 2 } })
  })

  test('nothing is nothing of nothing', () => {
    expect(onTimeLevels([bill(1, '2026-02', 'NOT_DUE_YET')])).toEqual({
      bills: { n: 0, N: 0 },
      personMonths: { n: 0, N: 0 },
      persons: { n: 0, N: 0 },
    })
  })
})

test('the first due day that cannot be late yet', () => {
  for (const tolerance of [0, 1, 3]) {
    for (const today of ['2026-01-31', '2026-02-02', '2026-04-06', '2026-11-22', '2026-12-27']) {
      const first = firstDayNotDue(today, tolerance)
      expect(inTimeDays(first, null, tolerance).bookedBy >= today).toBe(true)
      expect(judgeBill({ amountOre: 1, dueOn: first, parts: [], respite: false }, today, tolerance)).toBe('NOT_DUE_YET')
    }
  }
  expect(firstDayNotDue('2026-02-02', 1)).toBe('2026-01-30')
  expect(firstDayNotDue('2026-02-03', 1)).toBe('2026-02-01')
})

test.each([
  [['KLIENT', 'KLIENT'], 'KLIENT'],
  [['KLIENT', null], 'PAYER_UNKNOWN'],
  [['KLIENT', 'SOCIALTJANST'], 'SOCIALTJANST'],
  [['ANNAN', 'KLIENT'], 'ANNAN'],
  [[], 'PAYER_UNKNOWN'],
] as const)('paid by %j: %s', (kinds, payer) => {
  expect(payerOf(kinds)).toBe(payer)
})

test('the months of a period', () => {
  expect(monthsOf({ year: 2026, period: 'T2', only: false })).toEqual({ from: '2026-01', to: '2026-08' })
  expect(monthsOf({ year: 2026, period: 'VB', only: true })).toEqual({ from: '2026-09', to: '2026-12' })
  expect([
    isPreliminary({ from: '2026-01', to: '2026-04' }, '2026-04-30'),
    isPreliminary({ from: '2026-01', to: '2026-04' }, '2026-05-01'),
  ]).toEqual([true, false])
})
