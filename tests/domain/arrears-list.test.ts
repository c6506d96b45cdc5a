import { describe, expect, test } from '@jest/globals'
import { isWithoutContact } from '../../server/domain/arrears.js'
import { ageingFrom, ageingNames } from '../../server/domain/arrears-ageing.js'
import { debtTrend, trendSince, type Trend } from '../../server/domain/arrears-trend.js'
import {
  byUrgency,
  daysLeft,
  forfeitFromOldest,
  legalDeadline,
  tenthsOwed,
  type UrgencyFacts,
} from '../../server/domain/arrears-urgency.js'
import { forfeitureFrom } from '../../server/domain/rent-due.js'

const limits = [7, 30, 90]

describe('the age of a debt on 22 November 2026', () => {
  test('its classes begin and are called', () => {
    expect(ageingFrom('2026-11-22', limits)).toEqual(['2026-11-15', '2026-10-23', '2026-08-24'])
    expect(ageingNames(limits)).toEqual(['Ej sen', '1–7', '8–30', '31–90', 'över 90'])
  })
})

describe('where a debt is going, 10 percent', () => {
  test.each<[number, number, Trend, number]>([
    [648_000, 1_296_000, 'GROWING', 648_000],
    [378_000, 324_000, 'FALLING', -54_000],
    [648_000, 600_000, 'STEADY', -48_000],
    [0, 12_000, 'GROWING', 12_000],
    [100_000, 110_000, 'STEADY', 10_000], // 9 percent of the larger
    [90_000, 100_000, 'GROWING', 10_000], // just 10
    [500_000, 500_000, 'STEADY', 0],
  ])('%i then and %i now is %s', (then, now, trend, changeOre) => {
    expect(debtTrend(then, now, 10)).toEqual({ trend, changeOre })
  })
  test('looks back by the month, to its last day where it is shorter', () => {
    expect([trendSince('2026-11-22', 1), trendSince('2026-03-31', 1)]).toEqual(['2026-10-22', '2026-02-28'])
  })
})

describe('who comes first on 2 November 2026', () => {
  const on = '2026-11-02'
  const someone = (personId: number, change: Partial<UrgencyFacts>): UrgencyFacts => ({
    personId,
    deadline: legalDeadline(forfeitureFrom('2026-10-30'), on),
    children: 0,
    overdueOre: 600_000,
    monthlyRentOre: 600_000,
    lastContactOn: null,
    trend: { trend: 'STEADY' },
    ...change,
  })
  test('deadline, children, months, trend, contact, amount', () => {
    const order = [
      someone(1, { deadline: legalDeadline(forfeitureFrom('2026-09-30'), on) }), // passed
      someone(2, { children: 2, trend: { trend: 'FALLING' } }),
      someone(3, { overdueOre: 1_200_000, trend: { trend: 'FALLING' } }),
      someone(4, { trend: { trend: 'GROWING' }, lastContactOn: '2026-10-31' }),
      someone(5, { trend: { trend: 'FALLING' } }),
      someone(6, { trend: { trend: 'FALLING' }, lastContactOn: '2026-09-01' }),
      someone(7, { trend: { trend: 'FALLING' }, lastContactOn: '2026-10-01' }),
      someone(8, { trend: { trend: 'FALLING' }, lastContactOn: '2026-10-01', overdueOre: 599_000 }),
      someone(9, { deadline: null, overdueOre: 2_400_000, children: 1 }),
    ]
    expect(
      [...order]
        .reverse()
        .sort(byUrgency)
        .map((one) => one.personId),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
  test('two that look alike to one decimal are alike', () => {
    expect([tenthsOwed(someone(1, { overdueOre: 629_000 })), tenthsOwed(someone(2, { monthlyRentOre: null }))]).toEqual([10, 0])
  })
  test('two deadlines that have passed are the same day: today', () => {
    const [long, short] = [legalDeadline(forfeitureFrom('2025-01-31'), on), legalDeadline(forfeitureFrom('2026-09-30'), on)]
    expect([long?.hasPassed, short?.hasPassed, daysLeft(long, on), daysLeft(null, on)]).toEqual([true, true, 0, null])
    expect(byUrgency(someone(1, { deadline: long }), someone(2, { deadline: short, children: 1 }))).toBeGreaterThan(0)
  })
  test.each([
    ['2026-10-30', null, '2026-11-07'],
    [null, '2026-12-07', '2026-12-15'],
    // 29 May as a due day can mean Saturday the 30th, and a week on is nationaldagen; as the last day of a respite it is the 29th.
    ['2026-05-29', null, '2026-06-09'],
    [null, '2026-05-29', '2026-06-06'],
    ['2026-05-29', '2026-05-29', '2026-06-06'],
    ['2026-04-30', '2026-05-29', '2026-05-08'],
    [null, null, null],
  ])('the oldest due day %s and respite until %s: forfeit from %s', (dueOn, respiteUntilOn, wanted) => {
    expect(forfeitFromOldest({ dueOn, respiteUntilOn })).toBe(wanted)
  })
  test('the last day to pay is the one before forfeiture', () => {
    expect(legalDeadline(forfeitureFrom('2026-10-30'), on)).toEqual({ payBy: '2026-11-06', hasPassed: false })
    expect(daysLeft(legalDeadline(forfeitureFrom('2026-10-30'), on), on)).toBe(4)
    expect(legalDeadline(forfeitureFrom('2026-10-30'), '2026-11-06')?.hasPassed).toBe(false)
    expect(legalDeadline(forfeitureFrom('2026-10-30'), '2026-11-07')?.hasPassed).toBe(true)
  })
})

describe('contact', () => {
  test('fourteen days without contact is without', () => {
    expect(['2026-11-08', '2026-11-09', null].map((on) => isWithoutContact(on, '2026-11-22', 14))).toEqual([true, false, true])
  })
})
