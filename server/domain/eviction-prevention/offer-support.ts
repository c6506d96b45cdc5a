/**
 * Once the household is reached, support is offered and the answer written down (VP 2023 I9: share who accept support, domain.md §1.1).
 * Declining breaks nothing and can be taken back.
 *
 * Worked example: reached 2026-11-18, no offer written down on 2026-11-20: offer by 2026-11-25, a week after.
 */
import { addDays } from '../calendar.js'
import type { PreventionRule } from './action.js'

export const offerSupport: PreventionRule = ({ contacts, events }, _today, { weekDays }) => {
  const reached = contacts.filter((contact) => contact.reached).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  if (!reached || events.some((event) => ANSWERED.includes(event.kind))) return null
  const offered = events.some((event) => event.kind === 'SUPPORT_OFFERED')
  return {
    action: 'OFFER_SUPPORT',
    dueOn: addDays(reached.on, weekDays),
    reason: offered ? 'Stöd är erbjudet. Svaret är inte antecknat än.' : 'Hushållet är nått. Erbjud stöd och anteckna svaret.',
    statute: null,
    noticeId: null,
    done: offered ? 'SUPPORT_ACCEPTED' : 'SUPPORT_OFFERED',
  }
}

const ANSWERED: readonly string[] = ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED']
