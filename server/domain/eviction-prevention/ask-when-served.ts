/**
 * A data error is an action like any other: without the day of service nobody knows when the three weeks end (12 kap. 44 § JB). Until it
 * is known the earliest end is counted from the arrival, which is never later than the true one.
 *
 * Worked example: a termination that arrived 2026-11-11 without a day of service: ask the landlord by 2026-11-12.
 */
import { vardagarFrom } from '../legal-clock/vardagar.js'
import { preventionRule } from './action.js'

export const askWhenServed = preventionRule('ASK_WHEN_SERVED', ({ case: known }) => {
  const notice = known?.states.find((one) => one.kind === 'UPPSAGNING' && one.servedOn === null && one.settledOn === null)
  if (!notice) return null
  return {
    dueOn: vardagarFrom(notice.arrivedOn, 1, false),
    reason: 'Delgivningsdagen saknas, så fristen på tre veckor går inte att räkna. Fråga hyresvärden när hyresgästen delgavs.',
    statute: '12 kap. 44 § JB',
    noticeId: notice.id,
    done: 'SERVED',
  }
})
