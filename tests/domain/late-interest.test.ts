import { describe, expect, test } from '@jest/globals'
import { halfYearOf, lateInterest, REFERENCE_RATES, referenceRates, type LateBill } from '../../server/domain/late-interest.js'

const bill = (change: Partial<LateBill> = {}): LateBill => ({
  amountOre: 648_000,
  dueOn: '2026-02-27',
  respiteUntilOn: null,
  paid: [],
  chargedUntilOn: null,
  ...change,
})

describe('the interest of a bill', () => {
  test.each<[string, Partial<LateBill>, string, { ore: number; days: number; missing: string[] }]>([
    ['of the worked example', { paid: [{ on: '2026-03-08', amountOre: 648_000 }] }, '2026-05-01', { ore: 1_420, days: 8, missing: [] }],
    ['not late yet', {}, '2026-02-28', { ore: 0, days: 0, missing: [] }],
    ['one day', {}, '2026-03-01', { ore: 178, days: 1, missing: [] }], // 648000 × 10 % / 365 = 177,53
    // 6 480 for 10 days and 4 480 for 10: 17,7534 + 12,2740 = 30,0274
    [
      'part paid on the tenth day',
      { paid: [{ on: '2026-03-10', amountOre: 200_000 }] },
      '2026-03-20',
      { ore: 3_003, days: 20, missing: [] },
    ],
    [
      'a payment taken back is open again',
      {
        paid: [
          { on: '2026-03-10', amountOre: 648_000 },
          { on: '2026-03-12', amountOre: -648_000 },
        ],
      },
      '2026-03-20',
      { ore: 3_196, days: 18, missing: [] },
    ],
    ['from after the respite', { respiteUntilOn: '2026-03-31' }, '2026-04-10', { ore: 1_775, days: 10, missing: [] }],
    ['from after what was charged', { chargedUntilOn: '2026-03-10' }, '2026-03-20', { ore: 1_775, days: 10, missing: [] }],
    // 28 to 31 December 2024 is 4 of 366 at 12 %, 1 to 6 January 2025 is 6 of 365 at 11 %: 13,1148 + 18,0822
    [
      'over New Year, out of a leap year, to another rate',
      { dueOn: '2024-12-27', amountOre: 1_000_000 },
      '2025-01-06',
      { ore: 3_120, days: 10, missing: [] },
    ],
    ['stops where the rate is not known', { dueOn: '2026-05-29' }, '2026-11-22', { ore: 5_504, days: 31, missing: ['2026-07-01'] }],
    ['is none where nothing is known', { dueOn: '2026-09-30' }, '2026-11-22', { ore: 0, days: 0, missing: ['2026-07-01'] }],
    ['is none on a bill paid before', { paid: [{ on: '2026-02-20', amountOre: 648_000 }] }, '2026-11-22', { ore: 0, days: 0, missing: [] }],
  ])('%s', (_, change, on, wanted) => {
    expect(lateInterest(bill(change), on, REFERENCE_RATES, 8)).toMatchObject(wanted)
  })

  test('is the same counted in one stretch or day by day, to the öre a day', () => {
    const whole = lateInterest(bill({ dueOn: '2024-11-29', amountOre: 123_457 }), '2026-06-30', REFERENCE_RATES, 8)
    const oneByOne = bill({
      dueOn: '2024-11-29',
      amountOre: 123_457,
      paid: Array.from({ length: 20 }, (_, n) => ({ on: `2025-${String((n % 12) + 1).padStart(2, '0')}-15`, amountOre: 0 })),
    })
    expect(lateInterest(oneByOne, '2026-06-30', REFERENCE_RATES, 8)).toEqual(whole)
  })
})

test('the nämnd’s own rows are for the half-year their day lies in, and correct the known', () => {
  const rates = referenceRates([
    { name: 'referenceRateHundredths', value: '175', fromOn: '2026-07-01' },
    { name: 'referenceRateHundredths', value: '225', fromOn: '2026-02-03' },
    { name: 'planMonths', value: '12', fromOn: '2026-07-01' },
  ])
  expect(rates.slice(-2)).toMatchObject([
    { fromOn: '2026-01-01', hundredths: 225 },
    { fromOn: '2026-07-01', hundredths: 175 },
  ])
  expect(rates).toHaveLength(6)
  expect([halfYearOf('2026-06-30'), halfYearOf('2026-07-01')]).toEqual(['2026-01-01', '2026-07-01'])
})
