import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { dayNumber, dayOfNumber } from '../../server/domain/day-number.js'

test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2000-02-29', 11_016],
  ['2000-03-01', 11_017],
])('%s is day %i', (day, n) => {
  expect([dayNumber(day), dayOfNumber(n)]).toEqual([n, day])
})

test.each(['2025-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-01', '20260401', '2026-01-0x', ''])(
  '%s is no day',
  (text) => {
    expect(dayNumber(text)).toBeNull()
  },
)

test('agrees with luxon on any day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_000, max: 900_000 }), (n) => {
      const day = DateTime.fromObject({ year: 1970, month: 1, day: 1 }, { zone: 'utc' }).plus({ days: n }).toISODate()
      expect([dayOfNumber(n), dayNumber(day ?? '')]).toEqual([day, n])
    }),
  )
})
