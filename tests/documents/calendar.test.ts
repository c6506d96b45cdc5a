import { describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { calendarFile, type CalendarEvent } from '../../server/documents/calendar.js'

const event = (on: string, atTime: string | null = null, n = 1): CalendarEvent => ({
  mark: `mark-${n}@boendetrappan.example`,
  title: 'Sista dag att betala hela skulden',
  text: '12 kap. 44 § första stycket JB; länken ber dig logga in, en lång rad som delas över flera rader i filen å ä ö',
  href: 'https://boendetrappan.example/arenden/7',
  on,
  atTime,
})
const file = (...events: CalendarEvent[]) => calendarFile(events, '2026-11-23T06:05:00.000Z')
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
}

describe('a calendar file', () => {
  test.each(['2026-11-23', '2028-02-29', '2026-03-29', '2026-10-25', '2026-12-31'])('the whole of %s, whatever the night is like', (on) => {
    const text = file(event(on))
    const [only] = read(text)
    expect([only?.startDate.isDate, only?.startDate.toString()]).toEqual([true, on])
    expect(text).toContain(`DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`)
    expect(text).not.toContain('VTIMEZONE') // no time of day, no zone
  })

  test.each([
    ['2026-12-14', '10:00', '2026-12-14T09:00:00Z'],
    ['2026-06-30', '10:00', '2026-06-30T08:00:00Z'],
    ['2026-03-28', '12:00', '2026-03-28T11:00:00Z'], // the day before summer time
    ['2026-03-29', '12:00', '2026-03-29T10:00:00Z'],
    ['2026-10-24', '12:00', '2026-10-24T10:00:00Z'],
    ['2026-10-25', '12:00', '2026-10-25T11:00:00Z'], // and the day it ended
    ['2026-03-29', '01:30', '2026-03-29T00:30:00Z'],
    ['2026-03-29', '03:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25', '03:30', '2026-10-25T02:30:00Z'],
    ['2028-02-29', '08:15', '2028-02-29T07:15:00Z'],
  ])('%s %s in Sweden is %s', (on, atTime, utc) => {
    const text = file(event(on, atTime))
    expect(text).toContain('DTSTART;TZID=Europe/Stockholm:')
    const [only] = read(text)
    expect(only?.startDate.toJSDate().toISOString().replace('.000', '')).toBe(utc)
    expect(only?.duration.toSeconds()).toBe(60 * 60)
  })

  test('has what a calendar asks for, in lines of at most 75 bytes', () => {
    const text = file(event('2026-12-02'), event('2026-12-03', null, 2))
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H')
    expect(text).toContain('DTSTAMP:20261123T060500Z')
    expect(text).toContain('UID:mark-2@boendetrappan.example')
    expect(text).toContain('URL;VALUE=URI:https://boendetrappan.example/arenden/7')
    expect(text).toContain('CLASS:PRIVATE')
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(read(text).map((one) => one.summary)).toEqual(Array(2).fill('Sista dag att betala hela skulden'))
  })

  test('of nothing is a calendar all the same', () => expect(read(file())).toEqual([]))
})
