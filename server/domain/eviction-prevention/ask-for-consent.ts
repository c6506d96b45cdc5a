/**
 * Nobody speaks with the landlord about a household without its consent (offentlighets- och sekretesslagen 26 kap. 1 §, domain.md §4). When a
 * landlord's claim waits for our word and there is no consent, the household is asked first. A no stands for the days of the setting.
 *
 * Worked example, three days: a notice of debt of 2026-11-11, no consent: ask by 2026-11-14. CONSENT_DECLINED on the 13th: silent.
 */
import { addDays } from '../calendar.js'
import { latestOf } from '../household-facts.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { landlordsClaim } from './landlords-claim.js'
import { isTold } from './tell-the-landlord.js'

export const askForConsent = preventionRule('ASK_FOR_CONSENT', ({ case: known, household }, today, settings) => {
  if (household.mayTellLandlord !== false) return null
  const claim = landlordsClaim(known)
  if (!claim || isTold(household.events, known, claim.arrivedOn)) return null
  const declined = latestOf(household.events, 'CONSENT_DECLINED')
  if (declined && declined.happenedOn >= claim.arrivedOn && addDays(declined.happenedOn, settings.askAgainDays) > today) return null
  return {
    dueOn: addDays(claim.arrivedOn, settings.outreachDays),
    reason: `Hyresvärden hörde av sig ${dayAndMonth(claim.arrivedOn)}. Fråga hushållet om vi får tala med hyresvärden om hyran innan någon svarar.`,
    statute: '26 kap. 1 § offentlighets- och sekretesslagen',
    noticeId: claim.id,
    writes: 'CONSENT_DECLINED',
  }
})
