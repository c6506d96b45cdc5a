/**
 * Somebody pays later than usual, or in parts: ask how it goes before a rent is missing (VP 2019 G18 "snabb upptäckt", domain.md §1.2). The signs
 * tell since when and by when (early-warnings/later-than-usual.ts, part-payments.ts); a talk since then has asked. Silent where something
 * else acts already: a rent that is missing, a case, a plan, a disturbance that is not quiet.
 *
 * Worked example, seven days: October's rent paid 2026-11-12, thirteen days later than usual, a sign since 2026-11-04: ask by 2026-11-11. Spoken
 * with on 2026-11-20: silent.
 */
import { signFacts, signsToFollowUp } from '../early-warnings.js'
import { preventionRule } from './action.js'

export const askAboutRent = preventionRule('ASK_ABOUT_RENT', ({ household, rent, case: known }, today, settings) => {
  const { habit, plan, disturbances } = household
  if (habit.length === 0 || rent !== null || known !== null || plan !== null || disturbances.length > 0) return null
  const signs = signsToFollowUp(['PAYS_LATER', 'PAYS_IN_PARTS'], signFacts(household), today, settings)
  if (signs.length === 0) return null
  return {
    dueOn: signs.map((sign) => sign.followUpBy).reduce((a, b) => (a < b ? a : b)),
    reason: signs.map((sign) => sign.facts).join(' '),
  }
})
