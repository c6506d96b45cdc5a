/**
 * The right to stay (besittningsskydd) of who rents in second hand. 12 kap. 45 § 1 st. 1 JB: none when the relation ends before it has
 * lasted more than two years in a row. 2 st.: that exception does not apply when the lessor rents the home together with at least two
 * more to let them (a block lease): then there is a right from the first day. 45 a §: the right can be waived in a document of its
 * own, approved by hyresnämnden; without approval only where the law lists it, so an unapproved waiver is shown as a question.
 *
 * Worked example: moved in 2024-12-01, one apartment: a right to stay from 2026-12-01. The same stay in a block lease: from 2024-12-01.
 * With a waiver approved 2024-11-15 that holds until 2027-11-30: none until 2027-12-01.
 */
import { addDays, addMonths, type Day } from '../calendar.js'
import { longDay } from '../swedish-dates.js'

export interface SecondHandFacts {
  startsOn: Day
  /** the nämnd rents the home together with at least two more to let them */
  blockLease: boolean
  waiver: { approvedOn: Day | null; untilOn: Day | null } | null
}

export interface RightToStay {
  /** first day with a right to stay; null = none as long as the waiver holds without an end */
  from: Day | null
  why: string
  statute: string
  /** what somebody has to check */
  question: string | null
}

/** When the tenant has a right to stay. `securityOfTenureMonths` is the dated setting of 45 §. */
export function rightToStay(facts: SecondHandFacts, securityOfTenureMonths: number): RightToStay {
  const byLaw = facts.blockLease ? facts.startsOn : addMonths(facts.startsOn, securityOfTenureMonths)
  const why = facts.blockLease
    ? `Lägenheten hyrs tillsammans med minst två andra: förlängningsrätt från första dagen, ${longDay(byLaw)}.`
    : `Förlängningsrätt från ${longDay(byLaw)}, då boendet har varat mer än två år i följd.`
  const statute = facts.blockLease ? '12 kap. 45 § andra stycket JB' : '12 kap. 45 § första stycket 1 JB'
  const { waiver } = facts
  if (waiver === null) return { from: byLaw, why, statute, question: null }
  if (waiver.approvedOn === null) {
    return {
      from: byLaw,
      why,
      statute,
      question: 'Avståendet saknar hyresnämndens godkännande. Kontrollera om det gäller utan (12 kap. 45 a § JB).',
    }
  }
  const after = waiver.untilOn === null ? null : addDays(waiver.untilOn, 1)
  if (after !== null && after <= byLaw) return { from: byLaw, why, statute, question: null }
  return {
    from: after,
    why:
      after === null
        ? 'Avstående från förlängningsrätt gäller tills vidare.'
        : `Avstående gäller till och med ${longDay(addDays(after, -1))}. Därefter förlängningsrätt.`,
    statute: '12 kap. 45 a § JB',
    question: null,
  }
}
