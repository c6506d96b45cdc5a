/**
 * A hearing (in hyresnämnden, a court, or a meeting with the landlord) that comes within a week is prepared, at latest the vardag before it.
 * Until it has been, reminders and offers of a plan wait for it (hold.ts).
 *
 * Worked example: planned for Monday 2026-12-07: from 30 November, by Friday 2026-12-04.
 */
import { daysBetween } from '../calendar.js'
import { vardagarFrom } from '../legal-clock/vardagar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { plannedHearing } from './hold.js'

export const prepareHearing = preventionRule('PREPARE_HEARING', ({ household }, today, { weekDays }) => {
  const on = plannedHearing(household)
  if (on === null || on < today || daysBetween(today, on) > weekDays) return null
  return {
    dueOn: vardagarFrom(on, -1, false),
    reason: `Förhandling eller möte är utsatt till ${dayAndMonth(on)}. Gå igenom med hushållet vad som ska sägas och vad som ska tas med.`,
    writes: 'HEARING_HELD',
  }
})
