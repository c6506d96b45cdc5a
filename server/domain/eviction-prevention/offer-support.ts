/**
 * Once the household is reached, support is offered and the answer written down (VP 2023 I9: share who accept support, domain.md §1.1).
 * Declining breaks nothing and can be taken back. In a case the offer belongs to the case; before any notice it is made once a rent is
 * later than the last stage of a missing rent, and an answer stands for the days of the setting. What a disturbance asks for comes after
 * (disturbances/offer-support.ts): one offer at a time.
 *
 * Worked example: a case, reached 2026-11-18, no offer written down on 2026-11-20: offer by 2026-11-25, a week after. No case, rent late
 * since 2026-10-30, reached 2026-11-05: from 2026-11-06, day 7, offer by 2026-11-12; declined on the 10th, again from 2027-02-08.
 */
import { addDays, type Day } from '../calendar.js'
import { latestOf } from '../household-facts.js'
import type { Settings } from '../policy.js'
import { preventionRule, type CaseKnown, type Found, type RuleFacts } from './action.js'
import { disturbanceStep } from './disturbance.js'
import { lastStage } from './stages.js'

export const offerSupport = preventionRule(
  'OFFER_SUPPORT',
  (facts, today, settings) =>
    (facts.case ? inCase(facts.case, settings) : beforeNotice(facts, today, settings)) ?? disturbanceStep(facts, 'OFFER_SUPPORT'),
  ['WAIT_FOR_MEETING'],
)

function inCase({ contacts, events }: CaseKnown, { weekDays }: Settings): Found | null {
  const reached = contacts.filter((contact) => contact.reached).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  if (!reached || events.some((event) => ANSWERED.includes(event.kind))) return null
  const offered = events.some((event) => event.kind === 'SUPPORT_OFFERED')
  return { ...words(offered, addDays(reached.on, weekDays)), done: offered ? 'SUPPORT_ACCEPTED' : 'SUPPORT_OFFERED' }
}

function beforeNotice({ household, rent, chase }: RuleFacts, today: Day, settings: Settings): Found | null {
  if (!rent || rent.oldestDays < lastStage(settings) || chase.reachedOn === null) return null
  const told = latestOf(household.events, 'SUPPORT_OFFERED', 'SUPPORT_ACCEPTED', 'SUPPORT_DECLINED')
  const stands = told !== undefined && addDays(told.happenedOn, settings.askAgainDays) > today
  if (stands && told.kind !== 'SUPPORT_OFFERED') return null
  return {
    ...words(stands, addDays(stands ? told.happenedOn : chase.reachedOn, settings.weekDays)),
    writes: stands ? 'SUPPORT_ACCEPTED' : 'SUPPORT_OFFERED',
  }
}

function words(offered: boolean, dueOn: Day): Found {
  return {
    dueOn,
    reason: offered ? 'Stöd är erbjudet. Svaret är inte antecknat än.' : 'Hushållet är nått. Erbjud stöd och anteckna svaret.',
  }
}

const ANSWERED: readonly string[] = ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED']
