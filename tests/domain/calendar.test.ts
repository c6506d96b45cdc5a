import { describe, expect, test } from '@jest/globals'
import Holidays from 'date-holidays'
import fc from 'fast-check'
import {
  addBankDays,
  addDays,
  addMonths,
  dayInStockholm,
  daysBetween,
  daysInMonth,
  easterSunday,
  firstOfMonth,
  isBankDay,
  isDay,
  isEve,
  isMonth,
  isPublicHoliday,
  isVardag1930,
  lastBankDayBefore,
  lastOfMonth,
  monthOf,
  monthsBetween,
  nextMonth,
  nextVardag,
  publicHolidays,
  weekdayOf,
  weeksAfter,
  yearOf,
} from '../../server/domain/calendar.js'

const years = Array.from({ length: 61 }, (_, i) => 2000 + i)

describe('days and months', () => {
  test.each([
    ['2026-11-22', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-4-1', false],
    ['0206-11-01', false],
    ['2999-12-31', true],
    ['3000-01-01', false],
    ['2026-11-22T00:00', false],
    [' 2026-11-22', false],
    ['', false],
  ])('isDay(%p) is %p', (text, expected) => expect(isDay(text)).toBe(expected))

  test.each([
    ['2026-11', true],
    ['2026-13', false],
    ['2026-1', false],
    ['2026-11-01', false],
  ])('isMonth(%p) is %p', (text, expected) => expect(isMonth(text)).toBe(expected))

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-15', 0, '2026-11-15'],
  ])('%s and %i months is %s', (day, n, expected) => expect(addMonths(day, n)).toBe(expected))

  test.each([
    ['2026-02', 28, '2026-02-28'],
    ['2028-02', 29, '2028-02-29'],
    ['2100-02', 28, '2100-02-28'],
    ['2026-11', 30, '2026-11-30'],
    ['2026-12', 31, '2026-12-31'],
  ])('%s has %i days and ends on %s', (month, days, last) => {
    expect(daysInMonth(month)).toBe(days)
    expect(lastOfMonth(month)).toBe(last)
    expect(monthOf(last)).toBe(month)
    expect(firstOfMonth(month)).toBe(`${month}-01`)
  })

  test('months count across years in both directions', () => {
    expect(nextMonth('2026-12')).toBe('2027-01')
    expect(nextMonth('2026-01', -1)).toBe('2025-12')
    expect(monthsBetween('2025-11', '2027-02')).toBe(15)
    expect(monthsBetween('2027-02', '2025-11')).toBe(-15)
    expect(yearOf('2026-11-22')).toBe(2026)
  })

  test('the nights when summer time begins and ends are one day long', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29')
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
    expect(daysBetween('2027-01-01', '2026-01-01')).toBe(-365)
  })

  test('adding days and counting them are each other’s inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: -40_000, max: 40_000 }), (a, b) => {
        const from = addDays('2026-11-22', a)
        expect(isDay(from)).toBe(true)
        expect(daysBetween(from, addDays(from, b))).toBe(b)
      }),
    )
  })

  test.each([
    ['2026-11-22T22:59:59Z', '2026-11-22'],
    ['2026-11-22T23:00:00Z', '2026-11-23'],
    ['2026-07-01T21:59:59Z', '2026-07-01'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02'],
    ['2026-03-29T00:30:00Z', '2026-03-29'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
    ['2026-11-22T23:30:00+01:00', '2026-11-22'],
  ])('%s is %s in Sweden', (instant, day) => expect(dayInStockholm(instant)).toBe(day))

  test('a day that does not exist is our own fault and says so', () => {
    expect(() => addDays('2025-02-29', 1)).toThrow('2025-02-29')
    expect(() => dayInStockholm('yesterday')).toThrow(RangeError)
  })

  test.each([
    ['2026-11-22', 7],
    ['2026-11-23', 1],
    ['2027-01-01', 5],
    ['2025-12-29', 1],
  ])('%s: weekday %i', (day, weekday) => expect(weekdayOf(day)).toBe(weekday))
})

describe('public holidays, lag (1989:253)', () => {
  test.each([
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
  ])('Easter %i is %s', (year, day) => expect(easterSunday(year)).toBe(day))

  test('2026', () => {
    expect(publicHolidays(2026).map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2026-01-01 Nyårsdagen',
      '2026-01-06 Trettondedag jul',
      '2026-04-03 Långfredagen',
      '2026-04-05 Påskdagen',
      '2026-04-06 Annandag påsk',
      '2026-05-01 Första maj',
      '2026-05-14 Kristi himmelsfärdsdag',
      '2026-05-24 Pingstdagen',
      '2026-06-06 Nationaldagen',
      '2026-06-20 Midsommardagen',
      '2026-10-31 Alla helgons dag',
      '2026-12-25 Juldagen',
      '2026-12-26 Annandag jul',
    ])
  })

  /** The oracle calls annandag pingst an observance in every year; until 2004 it was a holiday, see the next test. */
  test.each(years)('the same holidays and eves as date-holidays in %i', (year) => {
    const theirs = (type: string) => [
      ...new Set(
        new Holidays('SE')
          .getHolidays(year)
          .filter((holiday) => holiday.type === type)
          .map((holiday) => holiday.date.slice(0, 10)),
      ),
    ]
    const named = publicHolidays(year).filter(({ name }) => name !== 'Annandag pingst')
    expect([...new Set(named.map(({ day }) => day))]).toEqual(theirs('public').sort())
    const days = Array.from({ length: 366 }, (_, i) => addDays(`${year}-01-01`, i)).filter((day) => yearOf(day) === year)
    expect(days.filter(isEve)).toEqual(theirs('bank').sort())
  })

  test('nationaldagen is a holiday from 2005, annandag pingst until 2004', () => {
    expect(isPublicHoliday('2003-06-06')).toBe(false)
    expect(isPublicHoliday('2005-06-06')).toBe(true)
    expect(isPublicHoliday('2004-05-31')).toBe(true)
    expect(isPublicHoliday('2005-05-16')).toBe(false)
  })

  test('the three eves every year, and Sundays are public holidays', () => {
    for (const year of years) {
      expect(isEve(`${year}-12-24`) && isEve(`${year}-12-31`)).toBe(true)
      const june = Array.from({ length: 30 }, (_, i) => addDays(`${year}-06-01`, i))
      const eves = june.filter(isEve)
      expect(eves).toHaveLength(1)
      expect(weekdayOf(eves[0]!)).toBe(5)
      expect(publicHolidays(year).find(({ name }) => name === 'Midsommardagen')?.day).toBe(addDays(eves[0]!, 1))
    }
    expect(isPublicHoliday('2026-11-22')).toBe(true)
    expect(isPublicHoliday('2026-11-21')).toBe(false)
  })
})

describe('vardag and bank day', () => {
  test.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-01-06', false],
    ['2026-06-19', false],
    ['2026-12-24', false],
    ['2026-12-31', false],
    ['2026-04-02', true],
    ['2026-05-15', true],
    ['2026-12-30', true],
  ])('%s is a working day: %p', (day, expected) => {
    expect(isVardag1930(day)).toBe(expected)
    expect(isBankDay(day)).toBe(expected)
  })

  test.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-12-30', 1, '2027-01-04'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-04-02', 2, '2026-04-08'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s and %i bank days is %s', (day, n, expected) => expect(addBankDays(day, n)).toBe(expected))

  test('the last bank day before 1 January skips nyårsafton', () => expect(lastBankDayBefore('2027-01-01')).toBe('2026-12-30'))

  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-23'],
    ['2026-04-03', '2026-04-07'],
    ['2026-12-24', '2026-12-28'],
    ['2026-12-31', '2027-01-04'],
  ])('a limit that ends %s ends %s', (day, expected) => expect(nextVardag(day)).toBe(expected))

  test.each([
    ['2025-12-30', 1, '2026-01-07'],
    ['2026-10-30', 1, '2026-11-06'],
    ['2026-11-11', 3, '2026-12-02'],
    ['2026-12-03', 3, '2026-12-28'],
    ['2026-03-13', 3, '2026-04-07'],
  ])('%s and %i weeks ends on %s, lag (1930:173)', (day, n, expected) => expect(weeksAfter(day, n)).toBe(expected))
})
