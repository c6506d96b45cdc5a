import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addDays, daysInMonth, nextMonth } from '../../server/domain/calendar.js'
import type { Interval } from '../../server/domain/interval.js'
import { chargeForMonth } from '../../server/domain/rent-charges.js'

const rent = (fromOn: string, amountOre: number) => ({ fromOn, amountOre })
const stay = (startsOn: string, endsOn: string | null = null): Interval => ({ startsOn, endsOn })
const RENT = [rent('2020-01-01', 648_000)]

describe('the rent of a month', () => {
  test.each([
    ['a whole month', '2026-11', stay('2026-01-01'), 648_000, 30],
    ['a whole month that ends as the stay does', '2026-11', stay('2026-01-01', '2026-12-01'), 648_000, 30],
    ['moves in on the 11th', '2026-11', stay('2026-11-11'), 432_000, 20],
    ['moves in on the last day', '2026-11', stay('2026-11-30'), 21_600, 1],
    ['moves out on the 11th, which is not charged', '2026-11', stay('2026-01-01', '2026-11-11'), 216_000, 10],
    ['moves out on the 1st', '2026-11', stay('2026-01-01', '2026-11-01'), 0, 0],
    ['in and out in the same month', '2026-11', stay('2026-11-10', '2026-11-20'), 216_000, 10],
    ['in and out on the same day', '2026-11', stay('2026-11-10', '2026-11-10'), 0, 0],
    ['moves in next month', '2026-11', stay('2026-12-01'), 0, 0],
    ['31 days, rounded down', '2026-12', stay('2026-12-15'), 355_355, 17],
    ['31 days, rounded up', '2026-12', stay('2026-12-16'), 334_452, 16],
    ['29 February is a day like the others', '2028-02', stay('2028-02-29'), 22_345, 1],
    ['a whole leap February', '2028-02', stay('2028-02-01', '2028-03-01'), 648_000, 29],
    ['out on 29 February', '2028-02', stay('2020-02-01', '2028-02-29'), 625_655, 28],
  ])('%s', (_name, month, during, amountOre, days) => {
    const charge = chargeForMonth({ month, rents: RENT, stay: during })
    expect(charge).toMatchObject({ month, amountOre, days, daysInMonth: daysInMonth(month), daysWithoutRent: 0 })
    expect(charge.parts).toHaveLength(days > 0 ? 1 : 0)
  })

  test('several rents in one month, rounded once', () => {
    const rents = [rent('2026-11-16', 630_000), rent('2026-11-25', 640_001), rent('2026-01-01', 600_000), rent('2026-12-01', 700_000)]
    expect(chargeForMonth({ month: '2026-11', rents, stay: stay('2026-11-11', '2026-11-30') })).toEqual({
      month: '2026-11',
      amountOre: 395_667,
      days: 19,
      daysInMonth: 30,
      daysWithoutRent: 0,
      parts: [
        { startsOn: '2026-11-11', endsOn: '2026-11-16', days: 5, monthlyOre: 600_000, amountOre: 100_000 },
        { startsOn: '2026-11-16', endsOn: '2026-11-25', days: 9, monthlyOre: 630_000, amountOre: 189_000 },
        { startsOn: '2026-11-25', endsOn: '2026-11-30', days: 5, monthlyOre: 640_001, amountOre: 106_667 },
      ],
    })
  })

  test('the worked example: a rise on the 16th', () => {
    const rents = [rent('2026-01-01', 600_000), rent('2026-11-16', 630_000)]
    const charge = chargeForMonth({ month: '2026-11', rents, stay: stay('2026-11-11') })
    expect(charge.amountOre).toBe(415_000)
    expect(charge.parts.map((part) => part.amountOre)).toEqual([100_000, 315_000])
  })

  test('days before any rent is known are not charged, and are counted', () => {
    const charge = chargeForMonth({ month: '2026-11', rents: [rent('2026-11-21', 600_000)], stay: stay('2026-11-11') })
    expect(charge).toMatchObject({ amountOre: 200_000, days: 10, daysWithoutRent: 10 })
    expect(chargeForMonth({ month: '2026-11', rents: [], stay: stay('2026-11-11') })).toMatchObject({ amountOre: 0, daysWithoutRent: 20 })
  })

  test('a rent of nothing is a rent', () => {
    const charge = chargeForMonth({ month: '2026-11', rents: [rent('2026-01-01', 0)], stay: stay('2026-01-01') })
    expect(charge).toMatchObject({ amountOre: 0, days: 30, daysWithoutRent: 0 })
    expect(charge.parts).toHaveLength(1)
  })
})

describe('whatever the rents and the days', () => {
  const month = fc.integer({ min: 0, max: 600 }).map((n) => nextMonth('2020-01', n))
  const rents = fc.uniqueArray(fc.record({ at: fc.integer({ min: -40, max: 40 }), amountOre: fc.integer({ min: 0, max: 5_000_000 }) }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ at }) => at,
  })
  const dayOfMonth = fc.integer({ min: -35, max: 66 })
  const scene = fc.record({ month, rents, from: dayOfMonth, to: fc.option(dayOfMonth), cut: dayOfMonth })

  test('the parts add up, nothing is negative, and no day costs more than the dearest rent', () => {
    fc.assert(
      fc.property(scene, ({ month, rents, from, to }) => {
        const first = `${month}-01`
        const charge = chargeForMonth({
          month,
          rents: rents.map(({ at, amountOre }) => rent(addDays(first, at), amountOre)),
          stay: stay(addDays(first, from), to === null ? null : addDays(first, to)),
        })
        expect(Number.isInteger(charge.amountOre)).toBe(true)
        expect(charge.parts.reduce((sum, part) => sum + part.amountOre, 0)).toBe(charge.amountOre)
        expect(charge.parts.reduce((sum, part) => sum + part.days, 0)).toBe(charge.days)
        expect(charge.parts.every((part) => part.amountOre >= 0 && part.days > 0)).toBe(true)
        const dearest = Math.max(...rents.map(({ amountOre }) => amountOre))
        expect(charge.amountOre).toBeLessThanOrEqual(Math.ceil((dearest * charge.days) / charge.daysInMonth))
        for (const part of charge.parts) {
          expect(Math.abs(part.amountOre - (part.monthlyOre * part.days) / charge.daysInMonth)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('a stay cut in two costs the same, but for one öre of rounding', () => {
    fc.assert(
      fc.property(scene, ({ month, rents, from, to, cut }) => {
        const day = (n: number) => addDays(`${month}-01`, n)
        const of = (during: Interval) =>
          chargeForMonth({ month, rents: rents.map(({ at, amountOre }) => rent(day(at), amountOre)), stay: during })
        const middle = Math.max(from, to === null ? cut : Math.min(cut, to))
        const end = to === null ? null : day(Math.max(to, from))
        const whole = of(stay(day(from), end))
        const before = of(stay(day(from), day(middle)))
        const after = of(stay(day(middle), end))
        expect(before.days + after.days).toBe(whole.days)
        expect(Math.abs(before.amountOre + after.amountOre - whole.amountOre)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
