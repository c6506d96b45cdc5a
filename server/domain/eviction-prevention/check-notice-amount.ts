/**
 * A data error is an action like any other: a notice about a home of ours whose amount differs much (dated setting) from what our ledger says
 * is late. One of them is wrong: a payment that was not passed on, a rent that was not charged, costs on top. Asked until somebody has
 * checked it, or money has come since.
 *
 * Worked example with 25 percent: a notice of 15 240 kr, late 6 480 kr: check it, by the vardag after. 6 480 and 7 000: silent.
 */
import type { CaseEventKind } from '../codes.js'
import { vardagarFrom } from '../legal-clock/vardagar.js'
import { kronor } from '../money.js'
import { latestSince, SETTLES } from '../prevention-case.js'
import { preventionRule } from './action.js'

export const checkNoticeAmount = preventionRule(
  'CHECK_NOTICE_AMOUNT',
  ({ case: known, household, rent }, _today, { noticeAmountPercent }) => {
    if (!known?.isOurHome || !known.household) return null
    const notice = known.states.filter((one) => DEBTS.includes(one.kind) && typeof one.amountOre === 'number').at(-1)
    if (!notice?.amountOre) return null
    if (latestSince(notice, known.events, CHECKED)) return null
    if (household.latePaidOn !== null && household.latePaidOn >= notice.arrivedOn) return null
    const ours = rent?.lateOre ?? 0
    if (Math.abs(notice.amountOre - ours) * 100 <= noticeAmountPercent * Math.max(notice.amountOre, ours)) return null
    return {
      dueOn: vardagarFrom(notice.arrivedOn, 1, false),
      reason: `Meddelandet säger ${kronor(notice.amountOre)} och reskontran ${kronor(ours)}. Ta reda på vad som skiljer innan någon svarar.`,
      noticeId: notice.id,
      done: 'AMOUNT_CHECKED',
    }
  },
)

const DEBTS: readonly string[] = ['HYRESSKULD', 'UPPSAGNING']
const CHECKED: readonly CaseEventKind[] = ['AMOUNT_CHECKED', ...SETTLES]
