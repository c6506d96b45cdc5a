/**
 * The money is not enough, or a benefit has stopped: help to apply for what the household has a right to, before the debt grows
 * (ekonomiskt bistånd, 12 kap. 1 § socialtjänstlagen 2025:400; domain.md §9.2). A benefit that stopped is acted on whether or not a rent is
 * late yet: it is what is done about the sign (early-warnings/benefit-stopped.ts), and over when the benefit is paid again, when its last day
 * or the days of the setting have passed, or when somebody has dealt with it.
 *
 * Worked example: NO_MONEY found 2026-11-03: by 2026-11-06. BENEFIT_STOPPED on 2026-11-12 with every rent paid: by 2026-11-15;
 * BENEFIT_RESUMED on the 20th: silent.
 */
import { addDays } from '../calendar.js'
import { stoppedBenefit } from '../early-warnings/benefit-stopped.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'
import { isHandled } from './cause.js'

export const secureTheIncome = preventionRule('SECURE_THE_INCOME', ({ household, chase }, today, settings) => {
  const stopped = stoppedBenefit(household.events, today, settings)
  const short = chase.cause?.cause === 'NO_MONEY' ? chase.cause : null
  const since = [stopped, short].find((event) => event !== null && !isHandled(household.events, event))
  if (!since) return null
  return {
    dueOn: addDays(since.happenedOn, settings.outreachDays),
    reason:
      since === stopped
        ? `Bidraget eller ersättningen upphörde ${dayAndMonth(since.happenedOn)}. Hjälp hushållet att ansöka om det som kan komma i stället.`
        : `Felsökt ${dayAndMonth(since.happenedOn)}: pengarna räcker inte. Hjälp hushållet att ansöka om bistånd till hyran och boka budgetrådgivning.`,
    statute: '12 kap. 1 § socialtjänstlagen (2025:400)',
    writes: 'CAUSE_HANDLED',
  }
})
