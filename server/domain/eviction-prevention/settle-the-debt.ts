/**
 * While the three weeks of the reinstatement run, the debt is paid or the nämnd undertakes it in writing: either saves the home
 * (12 kap. 44 § JB). A decision not to undertake leaves the payment. What counts is the event DEBT_PAID or UNDERTAKEN: whether the whole
 * debt is paid is the landlord's word, not our ledger's. Each termination has its own three weeks: what settled one does not settle the
 * next.
 *
 * Worked example: the period ends 2026-12-02, own target 2026-11-27. On 2026-11-22: decide by 27 November. On 2026-11-30: the last day
 * is 2 December. On 2026-12-03 the period is over and the rule is silent.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { latestSince } from '../prevention-case.js'
import { preventionRule } from './action.js'

export const settleTheDebt = preventionRule('SETTLE_THE_DEBT', ({ case: known }, today) => {
  if (!known) return null
  const { events, dates, states } = known
  const open = states.filter((one) => one.kind === 'UPPSAGNING' && one.settledOn === null)
  const last = dates.find((date) => date.kind === 'PAY_AT_LATEST' && date.on >= today && open.some(({ id }) => id === date.noticeId))
  const notice = open.find(({ id }) => id === last?.noticeId)
  if (!last || !notice) return null
  const target = dates.find((date) => date.kind === 'UNDERTAKE_OWN_TARGET' && date.noticeId === notice.id && date.on >= today)
  const declined = latestSince(notice, events, ['NOT_UNDERTAKEN']) !== undefined
  const way = declined
    ? 'Nämnden åtar sig inte hyran. Hela skulden ska vara betald då, annars kan avhysning beslutas.'
    : 'Betalas hela skulden, eller åtar sig nämnden hyran skriftligen, får hushållet inte vräkas för den.'
  return {
    dueOn: (declined ? undefined : target?.on) ?? last.on,
    reason: `Fristen går ut ${dayAndMonth(last.on)}. ${way}`,
    statute: last.statute,
    noticeId: notice.id,
    done: declined ? 'DEBT_PAID' : 'UNDERTAKEN',
  }
})
