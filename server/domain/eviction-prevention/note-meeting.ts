/**
 * A planned meeting is held on its day, and then somebody writes how it went: until then nobody knows whether the household was met.
 *
 * Worked example: planned 2026-12-10 at 13.00: from the 10th, by the 10th. Moved to the 14th on the 9th: from the 14th.
 */
import { plannedMeeting } from '../planned-meetings.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const noteMeeting = preventionRule('NOTE_MEETING', ({ case: known }, today) => {
  const meeting = known && plannedMeeting(known.events)
  if (!meeting || meeting.on > today) return null
  const { on, atTime, place } = meeting
  return {
    dueOn: on,
    reason:
      on === today
        ? `Mötet är i dag${atTime ? ` klockan ${atTime}` : ''}${place ? `, ${place}` : ''}. Skriv sedan hur det gick.`
        : `Mötet var utsatt till ${dayAndMonth(on)}. Skriv om det hölls.`,
  }
})
