/**
 * The home insurance (hemförsäkring) is out, or runs out within the set number of days. One that was seen without a last day is looked at again
 * after the set number of months (Stockholm's handläggning of försöks- och träningslägenheter, domain.md §3).
 *
 * Worked example, 30 days and 12 months: seen 2026-02-10 with a last day 2026-12-15: a sign from 2026-11-15. Seen 2024-02-29 without a last
 * day: it counts to 2025-02-28, a sign from 2025-01-29. Written down as missing 2026-11-03: a sign since that day.
 */
import { addDays, addMonths } from '../calendar.js'
import { longDay } from '../swedish-dates.js'
import { newestOf, type WarningRule } from './warning.js'

export const insuranceEnding: WarningRule = ({ events, stay }, today, settings) => {
  if (settings.warnsInsuranceEnding === 0 || stay === null) return null
  const newest = newestOf(
    events.filter((event) => event.happenedOn <= today),
    ['INSURANCE_SEEN', 'INSURANCE_OUT'],
  )
  if (newest === null) return null
  if (newest.kind === 'INSURANCE_OUT') {
    const since = newest.happenedOn
    return {
      kind: 'INSURANCE_ENDING',
      since,
      followUpBy: addDays(since, settings.earlyWarningDays),
      facts: `Hemförsäkring saknas sedan ${longDay(since)}.`,
    }
  }
  const untilOn = newest.untilOn ?? addMonths(newest.happenedOn, settings.insuranceRecheckMonths)
  const since = addDays(untilOn, -settings.insuranceWarningDays)
  if (today < since) return null
  const seen = `Den kontrollerades ${longDay(newest.happenedOn)}.`
  return {
    kind: 'INSURANCE_ENDING',
    since,
    followUpBy: untilOn,
    facts:
      newest.untilOn === null
        ? `Hemförsäkringens sista dag är inte känd. ${seen} Fråga igen senast ${longDay(untilOn)}.`
        : untilOn < today
          ? `Hemförsäkringen gick ut ${longDay(untilOn)}. ${seen}`
          : `Hemförsäkringen går ut ${longDay(untilOn)}. ${seen}`,
  }
}
