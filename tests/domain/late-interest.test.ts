import { describe, expect, test } from '@jest/globals'
import { addDays } from '../../server/domain/calendar.js'
import { halfYearOf, lateInterest, ratesUsed, REFERENCE_RATES, referenceRates, type LateBill } from '../../server/domain/late-interest.js'
import { latestPlausibleDay } from '../../server/domain/rent-due.js'

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
    // The reference rate below nought: 15 to 24 December 2018 is 10 of 365 at −0,50 + 8 = 7,50 %: 10 000 × 0,075 × 10 / 365
    ['at a rate below nought', { dueOn: '2018-12-14', amountOre: 1_000_000 }, '2018-12-24', { ore: 2_055, days: 10, missing: [] }],
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
  expect(rates).toHaveLength(REFERENCE_RATES.length + 1)
  expect([halfYearOf('2026-06-30'), halfYearOf('2026-07-01')]).toEqual(['2026-01-01', '2026-07-01'])
})

/** Riksbanken's table, half-year by half-year, as riksbank.se has it ("referensränta"). */
test.each([
  ['2013-01-01', 100],
  ['2014-07-01', 100],
  ['2015-01-01', 0],
  ['2016-01-01', 0],
  ['2016-07-01', -50],
  ['2019-01-01', -50],
  ['2019-07-01', 0],
  ['2022-01-01', 0],
  ['2022-07-01', 50],
  ['2023-01-01', 250],
  ['2023-07-01', 350],
  ['2024-07-01', 400],
  ['2025-01-01', 300],
  ['2025-07-01', 200],
  ['2026-01-01', 200],
])('the reference rate from %s', (fromOn, hundredths) => {
  expect(REFERENCE_RATES.filter((rate) => rate.fromOn === fromOn)).toMatchObject([{ hundredths }])
})
test('every half-year from 2013 has its rate, and no day is a gap', () => {
  expect(REFERENCE_RATES.map(({ fromOn }) => fromOn)).toEqual(
    Array.from({ length: REFERENCE_RATES.length }, (_, n) => `${2013 + Math.floor(n / 2)}-${n % 2 === 0 ? '01' : '07'}-01`),
  )
})
test('the rates that are shown are those of the days that bore interest', () => {
  const used = (...bills: [string | null, string | null][]) =>
    ratesUsed(
      REFERENCE_RATES,
      bills.map(([fromOn, untilOn]) => ({ fromOn, untilOn })),
    ).map(({ fromOn }) => fromOn)
  expect(used(['2025-03-01', '2025-06-30'])).toEqual(['2025-01-01'])
  expect(used(['2025-03-01', '2025-07-01'], ['2026-02-01', '2026-02-02'])).toEqual(['2025-01-01', '2025-07-01', '2026-01-01'])
  expect(used([null, null])).toEqual([])
})

/** One day at a time, in fractions of whole numbers: what the act says and nothing clever. */
test('is what adding up every day by itself gives, over leap years and changes of rate', () => {
  const rateOn = new Map(REFERENCE_RATES.map(({ fromOn, hundredths }) => [fromOn, hundredths]))
  let seed = 1975635
  const dice = (n: number) => {
    seed = (seed * 16807) % 2147483647
    return Math.floor((seed / 2147483647) * n)
  }
  for (let world = 0; world < 200; world++) {
    const dueOn = addDays('2013-01-02', dice(4_700))
    const amountOre = 1 + dice(1_500_000)
    const respiteUntilOn = dice(4) === 0 ? addDays(dueOn, 20 + dice(60)) : null
    const paid = Array.from({ length: dice(4) }, () => ({ on: addDays(dueOn, dice(900) - 30), amountOre: 1 + dice(amountOre) }))
    const taken = paid[0]
    if (taken && dice(3) === 0) paid.push({ on: addDays(taken.on, dice(40)), amountOre: -taken.amountOre })
    const on = addDays(dueOn, dice(1_000))
    const lastInTime = respiteUntilOn ?? latestPlausibleDay(dueOn)
    const chargedUntilOn = dice(5) === 0 ? addDays(lastInTime, dice(50)) : null
    let [thousandths, days] = [0n, 0]
    for (let day = addDays(lastInTime, 1); day <= on; day = addDays(day, 1)) {
      if (chargedUntilOn !== null && day <= chargedUntilOn) continue
      let open = amountOre
      for (const one of paid) if (one.on < day) open -= one.amountOre
      const rate = rateOn.get(halfYearOf(day))
      if (open <= 0 || rate === undefined) continue
      const year = Number(day.slice(0, 4))
      const yearDays = year % 4 === 0 ? 366 : 365
      thousandths += BigInt(open) * BigInt(rate + 800) * BigInt((365 * 366) / yearDays)
      days += 1
    }
    const whole = 365n * 366n * 10_000n
    const ore = Number((thousandths * 2n + whole) / (whole * 2n))
    expect(lateInterest({ amountOre, dueOn, respiteUntilOn, paid, chargedUntilOn }, on, REFERENCE_RATES, 8)).toMatchObject({ ore, days })
  }
})
