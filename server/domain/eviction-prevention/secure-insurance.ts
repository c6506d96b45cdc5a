/**
 * A home without hemförsäkring is put right before something happens (Stockholms handläggning av försöks- och träningslägenheter,
 * domain.md §3). Known from what was seen: an insurance that is out, or one whose last day has passed. Of a home that is lived in now. One that
 * is about to run out, or that nobody has seen, is asked for (ask-about-insurance.ts).
 *
 * Worked example, seven days: INSURANCE_OUT 2026-11-10: by 2026-11-17. INSURANCE_SEEN valid to 2026-11-30: from 2026-12-01, by that day.
 */
import { addDays, type Day } from '../calendar.js'
import { newestOf } from '../early-warnings/warning.js'
import type { HouseholdFacts } from '../household-facts.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule, type Found } from './action.js'

export const secureInsurance = preventionRule('SECURE_INSURANCE', ({ household }, today, settings) =>
  missingInsurance(household, today, settings),
)

export function missingInsurance(
  { stay, events }: Pick<HouseholdFacts, 'stay' | 'events'>,
  today: Day,
  { weekDays }: { weekDays: number },
): Found | null {
  const newest = stay === null ? null : newestOf(events, ['INSURANCE_SEEN', 'INSURANCE_OUT'])
  if (!newest) return null
  if (newest.kind === 'INSURANCE_OUT') {
    const reason = `Hemförsäkring saknas sedan ${dayAndMonth(newest.happenedOn)}. Hjälp hushållet att teckna en.`
    return { dueOn: addDays(newest.happenedOn, weekDays), reason, writes: 'INSURANCE_SEEN' }
  }
  if (newest.untilOn === null || newest.untilOn >= today) return null
  const reason = `Hemförsäkringen gällde till ${dayAndMonth(newest.untilOn)}. Kontrollera att den är förnyad.`
  return { dueOn: addDays(newest.untilOn, 1), reason, writes: 'INSURANCE_SEEN' }
}
