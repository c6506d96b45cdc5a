/**
 * A landlord who reports gets an answer: that it is received, and what is done about the disturbance. Nothing else: the answer is what the
 * landlord's own page shows (26 kap. 1 § OSL, domain.md §4). "Klagomål följs upp omedelbart" (VP 2014, domain.md §1.2 G20).
 *
 * Worked example, two vardagar: the landlord reported Friday 2026-11-20: answer by Tuesday 24 November. A report of a neighbour asks for none.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { officeDay, type DisturbanceRule } from './action.js'
import { daysOf, last } from './open-disturbance.js'

export const answerLandlord: DisturbanceRule = ({ reports, steps }, _today, { disturbanceAnswerVardagar }) => {
  const answeredOn = last(daysOf(steps, ['LANDLORD_ANSWERED'])) ?? ''
  const unanswered = reports
    .filter((report) => report.reporter === 'FROM_LANDLORD' && report.reportedOn > answeredOn)
    .map((report) => report.reportedOn)
    .sort()[0]
  if (unanswered === undefined) return null
  return {
    action: 'ANSWER_LANDLORD',
    dueOn: officeDay(unanswered, disturbanceAnswerVardagar),
    reason: `Hyresvärden anmälde ${dayAndMonth(unanswered)} och har inte fått svar. Svara bara om störningen.`,
    statute: '26 kap. 1 § OSL',
    done: 'LANDLORD_ANSWERED',
  }
}
