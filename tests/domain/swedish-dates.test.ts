import { expect, test } from '@jest/globals'
import {
  dayAndMonth,
  deadlineWords,
  longDay,
  monthName,
  shortDay,
  shortMonthName,
  stamp,
  weekdayLong,
  weekdayName,
} from '../../server/domain/swedish-dates.js'

test.each([
  ['2026-11-30', '30 november 2026', '30 november', 'Måndag 30 november', 'måndag'],
  ['2026-05-01', '1 maj 2026', '1 maj', 'Fredag 1 maj', 'fredag'],
  ['2028-02-29', '29 februari 2028', '29 februari', 'Tisdag 29 februari', 'tisdag'],
  ['2026-11-22', '22 november 2026', '22 november', 'Söndag 22 november', 'söndag'],
  ['2026-11-21', '21 november 2026', '21 november', 'Lördag 21 november', 'lördag'],
])('%s is %s', (day, long, short, withWeekday, weekday) => {
  expect(longDay(day)).toBe(long)
  expect(dayAndMonth(day)).toBe(short)
  expect(weekdayLong(day)).toBe(withWeekday)
  expect(weekdayName(day)).toBe(weekday)
})

test.each([
  ['2026-11-30', 'mån 30 nov'],
  ['2026-06-06', 'lör 6 juni'],
  ['2026-07-01', 'ons 1 juli'],
  ['2026-03-01', 'sön 1 mars'],
  ['2026-01-15', 'tor 15 jan'],
  ['2027-01-31', '31 jan 2027'],
  ['2025-12-31', '31 dec 2025'],
])('%s in a list is %s', (day, expected) => expect(shortDay(day, '2026-11-22')).toBe(expected))

test.each([
  ['2026-11', 'november 2026', 'nov'],
  ['2027-01', 'januari 2027', 'jan'],
  ['2026-09', 'september 2026', 'sep'],
])('%s is %s', (month, name, short) => {
  expect(monthName(month)).toBe(name)
  expect(shortMonthName(month)).toBe(short)
})

test.each([
  ['2026-11-18T08:34:59.999Z', '2026-11-18 09.34'],
  ['2026-07-18T07:34:00Z', '2026-07-18 09.34'],
  ['2026-11-18T23:05:00Z', '2026-11-19 00.05'],
  ['2026-10-25T00:30:00Z', '2026-10-25 02.30'],
  ['2026-10-25T01:30:00Z', '2026-10-25 02.30'],
])('%s is %s on the wall', (instant, expected) => expect(stamp(instant)).toBe(expected))

test.each([
  ['2026-11-22', 'i dag'],
  ['2026-11-23', 'i morgon'],
  ['2026-11-24', 'om 2 dagar'],
  ['2026-12-02', 'om 10 dagar'],
  ['2026-11-21', 'i går'],
  ['2026-11-19', 'för 3 dagar sedan'],
  ['2027-11-22', 'om 365 dagar'],
])('%s is %s', (day, expected) => expect(deadlineWords(day, '2026-11-22')).toBe(expected))
