/**
 * A calendar file (iCalendar, RFC 5545) of days and, where it is known, a time of day in Sweden. Marks (UID) stay the same for the same
 * deadline, so that a calendar moves it and does not double it.
 *
 * The zone's own rules are in the file: summer time from the last Sunday of March to the last of October (SFS 2001:127), since 1996 as now.
 */
import ical, { ICalEventClass, ICalEventTransparency } from 'ical-generator'
import { DateTime } from 'luxon'
import { MUNICIPAL_ZONE, type Day } from '../domain/calendar.js'

export interface CalendarEvent {
  /** unique in the file, and tells nothing */
  mark: string
  title: string
  text: string
  href: string
  on: Day
  /** HH:MM in Sweden; null: the whole day */
  atTime: string | null
}

const askAgainSeconds = 60 * 60
/** How long what has a time of day is shown to take: nobody has said, and an event without an end is a line that no calendar shows well. */
const shownMinutes = 60

/** The file as text. `writtenAt` is an instant. */
export function calendarFile(events: readonly CalendarEvent[], writtenAt: string): string {
  const calendar = ical({
    name: 'Boendetrappan',
    prodId: { company: 'Boendetrappan', product: 'Frister', language: 'SV' },
    ttl: askAgainSeconds,
    timezone: { name: null, generator: () => ZONE }, // there when an event has a zone
  })
  const stamp = DateTime.fromISO(writtenAt, { zone: 'utc' })
  for (const event of events) {
    calendar.createEvent({
      id: event.mark,
      stamp,
      ...(event.atTime === null ? { start: DateTime.fromISO(event.on, { zone: 'utc' }), allDay: true } : timeOf(event.on, event.atTime)),
      summary: event.title,
      description: event.text,
      url: event.href,
      class: ICalEventClass.PRIVATE,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}

function timeOf(on: Day, atTime: string) {
  const start = DateTime.fromISO(`${on}T${atTime}`, { zone: MUNICIPAL_ZONE })
  return { start, end: start.plus({ minutes: shownMinutes }), timezone: MUNICIPAL_ZONE }
}

const ZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${MUNICIPAL_ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')
