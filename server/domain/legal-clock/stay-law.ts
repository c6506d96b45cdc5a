/**
 * What the law says of one second-hand stay on a day: the right to stay, how long a notice would take, and when things left behind are
 * lost. The rules are second-hand.ts (45 §, 45 a §), notice-period.ts (3–5, 7 §§) and property-left-behind.ts (27 §); this asks them of
 * the facts of a stay. Not legal advice.
 *
 * Worked example, 2026-11-15: moved in 2025-02-01, one apartment, until further notice. A right to stay from 2027-02-01. Terminated today
 * the contract ends with 2027-02-28 and the home is left by noon on Monday 2027-03-01. The same stay evicted 2026-11-10 without anybody
 * urging: things are fetched at latest 2027-05-10.
 */
import { addDays, type Day } from '../calendar.js'
import type { Outcome } from '../codes.js'
import type { Settings } from '../policy.js'
import type { LegalDate } from './legal-date.js'
import { lastDayAfterNotice, leaveBy, mustBeTerminated, terminateFixedTermBy } from './notice-period.js'
import { propertyDate } from './property-left-behind.js'
import { rightToStay, type RightToStay, type SecondHandFacts } from './second-hand.js'

export interface StayLawFacts extends SecondHandFacts {
  /** the day of moving out */
  endsOn: Day | null
  /** the last day of a contract for a fixed term; null = until further notice */
  contractUntilOn: Day | null
  outcome: Outcome | null
}

export interface StayLaw {
  rightToStay: RightToStay
  /** a contract until further notice that is terminated today */
  notice: { lastDayOn: Day; leaveByOn: Day } | null
  /** a fixed term: by when it is terminated, and whether it goes on by itself when it is not */
  fixedTerm: { lastDayOn: Day; terminateBy: Day; goesOnOtherwise: boolean; leaveByOn: Day } | null
}

/** A stay that goes on, or null for one that is over. */
export function lawOfStay(facts: StayLawFacts, today: Day, settings: Pick<Settings, 'securityOfTenureMonths'>): StayLaw | null {
  if (facts.endsOn !== null && facts.endsOn <= today) return null
  const { contractUntilOn: lastDayOn, startsOn } = facts
  const from = startsOn > today ? startsOn : today
  return {
    rightToStay: rightToStay(facts, settings.securityOfTenureMonths),
    notice: lastDayOn === null ? { lastDayOn: lastDayAfterNotice(from), leaveByOn: leaveBy(lastDayAfterNotice(from)) } : null,
    fixedTerm:
      lastDayOn === null
        ? null
        : {
            lastDayOn,
            terminateBy: terminateFixedTermBy({ startsOn, lastDayOn }),
            goesOnOtherwise: mustBeTerminated({ startsOn, lastDayOn }),
            leaveByOn: leaveBy(lastDayOn),
          },
  }
}

/** When things left behind can be lost, for who did not leave by own will; null for other stays and when the time has passed. */
export function propertyOfStay({ endsOn, outcome }: Pick<StayLawFacts, 'endsOn' | 'outcome'>, today: Day): LegalDate | null {
  if (endsOn === null || endsOn > today || outcome === null || !LEAVES_THINGS.includes(outcome)) return null
  const date = propertyDate({ leftOn: endsOn, urgedOn: null })
  return addDays(date.on, 1) > today ? date : null
}

const LEAVES_THINGS: readonly Outcome[] = ['AVHYST', 'UPPSAGD', 'AVBRUTEN']
