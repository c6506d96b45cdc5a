/**
 * A benefit or other income that the rent is paid with has stopped, and nobody has written that it is paid again. After the set number of days the
 * rent itself tells, and a stop with a last day is over after it.
 *
 * Worked example, 90 days: stopped 2026-11-15: a sign on 2026-11-22. Paid again from 2026-11-20: none. Stopped 2026-08-20: none on 2026-11-19,
 * 91 days after.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { newestOf, type WarningRule } from './warning.js'

export const benefitStopped: WarningRule = ({ events }, today, settings) => {
  if (settings.warnsBenefitStopped === 0) return null
  const newest = newestOf(
    events.filter((event) => event.happenedOn <= today),
    ['BENEFIT_STOPPED', 'BENEFIT_RESUMED'],
  )
  if (newest?.kind !== 'BENEFIT_STOPPED' || today > addDays(newest.happenedOn, settings.benefitStoppedDays)) return null
  if (newest.untilOn !== null && newest.untilOn < today) return null
  return {
    kind: 'BENEFIT_GONE',
    since: newest.happenedOn,
    followUpBy: addDays(newest.happenedOn, settings.earlyWarningDays),
    facts: `Bidrag eller ersättning upphörde ${dayAndMonth(newest.happenedOn)}${newest.untilOn === null ? '' : `, till ${dayAndMonth(newest.untilOn)}`}. Att den betalas igen är inte antecknat.`,
  }
}
