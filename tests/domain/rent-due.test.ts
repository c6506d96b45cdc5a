import { describe, expect, test } from '@jest/globals'
import { addBankDays, addDays, daysBetween, isBankDay, nextMonth, weekdayOf } from '../../server/domain/calendar.js'
import { dueOn, forfeitureFrom, lastDayInTime, latestPlausibleDay, latestPlausibleDueOn, billDueOn } from '../../server/domain/rent-due.js'

/** Domain.md §6, all 24 months: month, last bank day, last vardag if Saturdays and eves count, a week from that. */
const TABLE = `
2026-01 2025-12-30 2025-12-31 2026-01-07
2026-02 2026-01-30 2026-01-31 2026-02-09
2026-03 2026-02-27 2026-02-28 2026-03-09
2026-04 2026-03-31 2026-03-31 2026-04-07
2026-05 2026-04-30 2026-04-30 2026-05-07
2026-06 2026-05-29 2026-05-30 2026-06-08
2026-07 2026-06-30 2026-06-30 2026-07-07
2026-08 2026-07-31 2026-07-31 2026-08-07
2026-09 2026-08-31 2026-08-31 2026-09-07
2026-10 2026-09-30 2026-09-30 2026-10-07
2026-11 2026-10-30 2026-10-30 2026-11-06
2026-12 2026-11-30 2026-11-30 2026-12-07
2027-01 2026-12-30 2026-12-31 2027-01-07
2027-02 2027-01-29 2027-01-30 2027-02-08
2027-03 2027-02-26 2027-02-27 2027-03-08
2027-04 2027-03-31 2027-03-31 2027-04-07
2027-05 2027-04-30 2027-04-30 2027-05-07
2027-06 2027-05-31 2027-05-31 2027-06-07
2027-07 2027-06-30 2027-06-30 2027-07-07
2027-08 2027-07-30 2027-07-31 2027-08-09
2027-09 2027-08-31 2027-08-31 2027-09-07
2027-10 2027-09-30 2027-09-30 2027-10-07
2027-11 2027-10-29 2027-10-30 2027-11-08
2027-12 2027-11-30 2027-11-30 2027-12-07`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string, string])

describe('the table of 2026 and 2027', () => {
  test.each(TABLE)('%s: due %s, at the latest %s, may be forfeit after %s', (month, due, latest, week) => {
    expect(dueOn(month)).toBe(due)
    expect(latestPlausibleDueOn(month)).toBe(latest)
    expect(latestPlausibleDay(due)).toBe(latest)
    expect(forfeitureFrom(due)).toBe(addDays(week, 1))
  })
})

describe('any month until 2060', () => {
  const months = Array.from({ length: 35 * 12 }, (_, i) => nextMonth('2026-01', i))

  test('nobody is branded early', () => {
    for (const month of months) {
      const due = dueOn(month)
      const latest = latestPlausibleDueOn(month)
      expect(isBankDay(due)).toBe(true)
      expect(due <= latest && latest < `${month}-01`).toBe(true)
      expect(addBankDays(due, 1) > latest).toBe(true)
      expect(lastDayInTime(due, 0)).toBe(latest)
      const last = addDays(forfeitureFrom(due), -1)
      expect(isBankDay(last)).toBe(true)
      expect(daysBetween(latest, last)).toBeGreaterThanOrEqual(7)
      expect(weekdayOf(last) < 6).toBe(true)
    }
  })
})

test.each([
  ['the printed Friday of a month that ends on a Saturday', '2026-01-30', '2026-01-31'],
  ['that Saturday, printed by an older system', '2026-01-31', '2026-01-31'],
  ['nyårsafton, printed by an older system', '2026-12-31', '2026-12-31'],
  ['a month that ends on a Sunday: Friday printed', '2026-05-29', '2026-05-30'],
  ['a month that ends on a Sunday: the Sunday printed', '2026-05-31', '2026-06-01'],
  ['an agreed first month, in the middle of the month', '2026-11-16', '2026-11-16'],
  ['an agreed first month, on a Saturday', '2026-11-21', '2026-11-23'],
  ['långfredagen', '2026-04-03', '2026-04-07'],
])('the latest plausible day: %s', (_name, due, expected) => expect(latestPlausibleDay(due)).toBe(expected))

test.each([
  ['2026-11-30', '2026-11-30', 0, false],
  ['2026-11-30', '2026-12-01', 0, true],
  ['2026-11-30', '2026-12-01', 1, false],
  ['2026-11-30', '2026-12-02', 1, true],
  ['2026-01-30', '2026-01-31', 0, false],
  ['2026-01-30', '2026-02-01', 0, true],
  ['2026-01-30', '2026-02-02', 1, false],
  ['2026-01-30', '2026-02-03', 1, true],
  ['2026-12-30', '2026-12-31', 0, false],
  ['2026-12-30', '2027-01-04', 1, false],
  ['2026-12-30', '2027-01-05', 1, true],
])('due %s, today %s, %i bank days of tolerance: late %p', (due, today, tolerance, expected) => {
  expect(today > lastDayInTime(due, tolerance)).toBe(expected)
})

test.each([
  ['2026-11-30', '2026-12-08'],
  ['2026-01-30', '2026-02-10'],
  ['2025-12-30', '2026-01-08'],
  ['2026-11-16', '2026-11-24'],
])('due %s: forfeit from %s, if nothing is paid', (due, expected) => expect(forfeitureFrom(due)).toBe(expected))

describe('the bill of the month somebody moves in', () => {
  test.each([
    ['lived there before', '2026-11', '2025-01-01', '2026-10-30'],
    ['moves in on the first', '2026-11', '2026-11-01', '2026-10-30'],
    ['moves in on a Monday', '2026-11', '2026-11-16', '2026-11-16'],
    ['moves in on a Saturday: the Monday after', '2026-11', '2026-11-14', '2026-11-16'],
    ['moves in between the due day and the first', '2026-11', '2026-10-31', '2026-10-30'],
  ])('%s', (_what, month, movesInOn, due) => {
    expect(billDueOn(month, movesInOn)).toBe(due)
  })
})
