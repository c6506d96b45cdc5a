/**
 * When the day of a planned hearing has passed, somebody writes that it was held or called off: until then nobody knows what the reminders
 * wait for.
 *
 * Worked example: planned 2026-12-07, nothing written on 2026-12-08: write it that day.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { plannedHearing } from './hold.js'

export const noteHearing = preventionRule('NOTE_HEARING', ({ household }, today) => {
  const on = plannedHearing(household)
  if (on === null || on >= today) return null
  return {
    dueOn: addDays(on, 1),
    reason: `Förhandling eller möte var utsatt till ${dayAndMonth(on)}. Skriv om det hölls eller ställdes in.`,
    writes: 'HEARING_HELD',
  }
})
