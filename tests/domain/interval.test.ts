import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addDays, daysBetween } from '../../server/domain/calendar.js'
import { clip, contains, isEmpty, monthInterval, nights, overlaps } from '../../server/domain/interval.js'
import type { Interval } from '../../server/domain/interval.js'

const from = (startsOn: string, endsOn: string | null = null): Interval => ({ startsOn, endsOn })

describe('two intervals', () => {
  test.each([
    ['side by side', from('2026-11-01', '2026-11-10'), from('2026-11-10', '2026-11-20'), null],
    ['one day in common', from('2026-11-01', '2026-11-11'), from('2026-11-10', '2026-11-20'), from('2026-11-10', '2026-11-11')],
    ['one inside the other', from('2026-11-01', '2026-11-30'), from('2026-11-10', '2026-11-20'), from('2026-11-10', '2026-11-20')],
    ['both open', from('2026-11-01'), from('2026-12-01'), from('2026-12-01')],
    ['one open', from('2026-11-01'), from('2026-10-01', '2026-11-02'), from('2026-11-01', '2026-11-02')],
    ['open, begins as the other ends', from('2026-11-01'), from('2026-10-01', '2026-11-01'), null],
    ['in and out on the same day, inside the other', from('2026-11-10', '2026-11-10'), from('2026-11-01'), null],
    ['in and out on the same day, twice', from('2026-11-10', '2026-11-10'), from('2026-11-10', '2026-11-10'), null],
    ['ends before it starts', from('2026-11-10', '2026-11-05'), from('2026-11-01'), null],
  ])('%s', (_name, a, b, common) => {
    expect(clip(a, b)).toEqual(common)
    expect(clip(b, a)).toEqual(common)
    expect(overlaps(a, b)).toBe(common !== null)
    expect(overlaps(b, a)).toBe(common !== null)
  })

  test('overlap means a day that both contain', () => {
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.option(fc.integer({ min: -2, max: 12 })))
      .map(([start, length]) => from(addDays('2026-10-20', start), length === null ? null : addDays('2026-10-20', start + length)))
    const days = Array.from({ length: 40 }, (_, i) => addDays('2026-10-18', i))
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(overlaps(a, b)).toBe(days.some((day) => contains(a, day) && contains(b, day)))
        expect(isEmpty(a)).toBe(!days.some((day) => contains(a, day)))
      }),
    )
  })
})

test.each([
  ['2026-11-09', false],
  ['2026-11-10', true],
  ['2026-11-11', true],
  ['2026-11-12', false],
])('a stay 10–12 November contains %s: %p', (day, expected) => expect(contains(from('2026-11-10', '2026-11-12'), day)).toBe(expected))

test.each([
  ['the move-out night is not counted', from('2026-11-10', '2026-11-12'), 2],
  ['the whole month', from('2026-01-01'), 30],
  ['moves in on the last day', from('2026-11-30'), 1],
  ['moves out on the first day', from('2026-05-01', '2026-11-01'), 0],
  ['in and out on the same day', from('2026-11-10', '2026-11-10'), 0],
  ['another month', from('2026-12-01', '2026-12-05'), 0],
])('nights in November: %s', (_name, stay, expected) => expect(nights(stay, monthInterval('2026-11'))).toBe(expected))

test('a month and a run of months', () => {
  expect(monthInterval('2026-12')).toEqual({ startsOn: '2026-12-01', endsOn: '2027-01-01' })
  const year = monthInterval('2028-01', '2028-12')
  expect(daysBetween(year.startsOn, year.endsOn)).toBe(366)
})
