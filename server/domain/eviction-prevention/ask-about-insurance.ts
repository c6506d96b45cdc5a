/**
 * A hemförsäkring that runs out soon, that was seen without a last day long ago or that nobody has seen is asked for: the signs tell since when
 * and by when (early-warnings/insurance-ending.ts, insurance-unseen.ts; Stockholms handläggning av försöks- och träningslägenheter,
 * domain.md §3). One that is known to be out is put right (secure-insurance.ts), and is not asked for beside it.
 *
 * Worked example: seen 2026-02-10 with a last day 2026-12-15: ask from 2026-11-15, by 2026-12-15. Moved in 2026-10-01 and none seen: from
 * 2026-11-01, by 2026-11-08. INSURANCE_OUT 2026-11-10: silent, it is to be put right.
 */
import { signFacts, signsToFollowUp } from '../early-warnings.js'
import { preventionRule } from './action.js'
import { missingInsurance } from './secure-insurance.js'

export const askAboutInsurance = preventionRule('ASK_ABOUT_INSURANCE', ({ household }, today, settings) => {
  if (household.stay === null || missingInsurance(household, today, settings) !== null) return null
  const [sign] = signsToFollowUp(['INSURANCE_ENDING', 'INSURANCE_UNSEEN'], signFacts(household), today, settings)
  return sign ? { dueOn: sign.followUpBy, reason: sign.facts, writes: 'INSURANCE_SEEN' } : null
})
