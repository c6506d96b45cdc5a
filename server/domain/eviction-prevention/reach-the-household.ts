/**
 * Outreach: whoever is known to be at risk is contacted within the set number of days, and again until somebody is reached
 * (VP 2023: "uppsökande i samtliga fall där kännedom om risk för vräkning finns", domain.md §1.2 G8).
 *
 * Worked example, three days: a notice of 2026-11-16 without any contact: reach them by 2026-11-19. Tried on the 18th without answer:
 * try again by 2026-11-21. Reached on the 20th: silent.
 */
import { addDays } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const reachTheHousehold = preventionRule('REACH_THE_HOUSEHOLD', ({ case: known }, _today, { outreachDays }) => {
  if (!known) return null
  const { openedOn, contacts, events } = known
  if (contacts.some((contact) => contact.reached) || events.some((event) => MET.includes(event.kind))) return null
  const missed = events.filter((event) => event.kind === 'NOT_REACHED').map((event) => ({ on: event.happenedOn }))
  const tried = [...contacts, ...missed].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
  const since = tried?.on ?? openedOn
  return {
    dueOn: addDays(since, outreachDays),
    reason: tried
      ? `Senaste försöket ${dayAndMonth(tried.on)} fick inget svar. Försök på ett annat sätt.`
      : `Ingen har fått kontakt med hushållet sedan ärendet öppnades ${dayAndMonth(openedOn)}.`,
    statute: null,
    noticeId: null,
    done: null,
  }
})

const MET: readonly string[] = ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'MEETING_HELD']
