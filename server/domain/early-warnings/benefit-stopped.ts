/**
 * A benefit or other income that the rent is paid with has stopped, and nobody has written that it is paid again. After the set number of days the
 * rent itself tells, and a stop with a last day is over after it.
 *
 * Worked example, 90 days: stopped 2026-11-15: a sign on 2026-11-22. Paid again from 2026-11-20: none. Stopped 2026-08-20: none on 2026-11-19,
 * 91 days after.
 */
import { addDays, type Day } from '../calendar.js'
import type { Settings } from '../policy.js'
import { dayAndMonth } from '../swedish-dates.js'
import { newestOf, type WarningFacts, type WarningRule } from './warning.js'

export const benefitStopped: WarningRule = ({ events }, today, settings) => {
  const stopped = settings.warnsBenefitStopped === 0 ? null : stoppedBenefit(events, today, settings)
  if (stopped === null) return null
  return {
    kind: 'BENEFIT_GONE',
    since: stopped.happenedOn,
    followUpBy: addDays(stopped.happenedOn, settings.earlyWarningDays),
    facts: `Bidrag eller ersättning upphörde ${dayAndMonth(stopped.happenedOn)}${stopped.untilOn === null ? '' : `, till ${dayAndMonth(stopped.untilOn)}`}. Att den betalas igen är inte antecknat.`,
  }
}

/** The stop that goes on: what is done about it asks the same (eviction-prevention/secure-the-income.ts). */
export function stoppedBenefit(events: WarningFacts['events'], today: Day, { benefitStoppedDays }: Pick<Settings, 'benefitStoppedDays'>) {
  const newest = newestOf(
    events.filter((event) => event.happenedOn <= today),
    ['BENEFIT_STOPPED', 'BENEFIT_RESUMED'],
  )
  if (newest?.kind !== 'BENEFIT_STOPPED' || today > addDays(newest.happenedOn, benefitStoppedDays)) return null
  return newest.untilOn !== null && newest.untilOn < today ? null : newest
}
