import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addDays } from '../../server/domain/calendar.js'
import { inTimeDays, lateMoneyOn, legalDay, toleranceOf, type PaidDays } from '../../server/domain/paid-in-time.js'
import { lastDayBeforeLate } from '../../server/domain/respite.js'

const none: PaidDays = { orderedOn: null, bookedOn: null, creditedOre: 0, writtenOffOre: 0 }

test.each<[string, Partial<PaidDays>, string | null, string | null]>([
  ['ordered on the latest plausible day, a Saturday', { orderedOn: '2026-01-31' }, null, null],
  ['ordered on Monday', { orderedOn: '2026-02-02' }, null, '2026-02-02'],
  ['booked on Monday', { bookedOn: '2026-02-02' }, null, null],
  ['booked on Tuesday', { bookedOn: '2026-02-03' }, null, '2026-02-03'],
  ['both late: the later', { orderedOn: '2026-02-10', bookedOn: '2026-02-03' }, null, '2026-02-10'],
  ['ordered in time, booked late', { orderedOn: '2026-01-30', bookedOn: '2026-02-03' }, null, '2026-02-03'],
  ['no money', {}, null, null],
  ['ordered on the last day of a respite', { orderedOn: '2026-02-16' }, '2026-02-16', null],
  ['booked the bank day after the respite', { bookedOn: '2026-02-17' }, '2026-02-16', null],
  ['ordered the day after the respite', { orderedOn: '2026-02-17' }, '2026-02-16', '2026-02-17'],
])('due 30 January 2026, %s', (_, paid, respiteUntilOn, late) => {
  expect(lateMoneyOn({ ...none, ...paid }, '2026-01-30', respiteUntilOn, 1)).toBe(late)
})

test('the days of the worked example', () => {
  expect(inTimeDays('2026-01-30', null, 1)).toEqual({ orderedBy: '2026-01-31', bookedBy: '2026-02-02' })
  expect(legalDay('2026-02-02', false, 1)).toBe('2026-01-30')
  expect(legalDay('2026-02-02', true, 1)).toBe('2026-02-02')
})

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2024-01-15', n))

test('to take the tolerance from the booking and to give it after the last day are the same rule, whatever the days', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: -40, max: 60 }),
      fc.integer({ min: 0, max: 5 }),
      fc.option(fc.integer({ min: 1, max: 50 })),
      (dueOn, after, tolerance, respite) => {
        const respiteUntilOn = respite === null ? null : addDays(dueOn, respite)
        const bookedOn = addDays(dueOn, after)
        const isLate = lateMoneyOn({ ...none, bookedOn }, dueOn, respiteUntilOn, tolerance) !== null
        expect(legalDay(bookedOn, false, tolerance) > lastDayBeforeLate(dueOn, respiteUntilOn)).toBe(isLate)
      },
    ),
  )
})

test('a bill is judged by the tolerance of its own due day', () => {
  const tolerance = toleranceOf([
    { name: 'toleranceBankDays', value: '3', fromOn: '2026-07-01' },
    { name: 'outreachDays', value: '9', fromOn: '2026-01-01' },
  ])
  expect([tolerance('2026-06-30'), tolerance('2026-07-01')]).toEqual([1, 3])
})
