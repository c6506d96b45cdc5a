/**
 * Outreach: whoever is known to be at risk is contacted within the set number of days, and again until somebody is reached
 * (VP 2023: "uppsökande i samtliga fall där kännedom om risk för vräkning finns", domain.md §1.2 G8). A new notice is a new risk: a
 * contact longer before it than nobody may be without (dated setting noContactDays) no longer counts. A meeting planned by the day is waited for.
 *
 * Worked example, three and 14 days: a notice of 2026-11-16 without any contact: reach them by 2026-11-19. Tried on the 18th without answer:
 * try again by 2026-11-21. Reached on the 20th: silent. Kronofogden's notice of 2026-12-02: still silent; of 2026-12-21: by 2026-12-24.
 */
import { addDays, type Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const reachTheHousehold = preventionRule(
  'REACH_THE_HOUSEHOLD',
  ({ case: known }, _today, { outreachDays, noContactDays }) => {
    if (!known) return null
    const { openedOn, contacts, events, states } = known
    const newest = states.reduce<Day | null>((last, { arrivedOn }) => (last === null || arrivedOn > last ? arrivedOn : last), null)
    const from = newest === null ? openedOn : addDays(newest, -noContactDays)
    const met = events.filter((event) => MET.includes(event.kind)).map((event) => event.happenedOn)
    if ([...contacts.filter((contact) => contact.reached).map(({ on }) => on), ...met].some((on) => on >= from)) return null
    const missed = events
      .filter((event) => event.kind === 'NOT_REACHED' || event.kind === 'MEETING_MISSED')
      .map((event) => event.happenedOn)
    const tried = [...contacts.filter((contact) => !contact.reached).map(({ on }) => on), ...missed]
      .filter((on) => on >= from)
      .sort()
      .at(-1)
    const since = tried ?? newest ?? openedOn
    return {
      dueOn: addDays(since, outreachDays),
      reason: tried
        ? `Senaste försöket ${dayAndMonth(tried)} fick inget svar. Försök på ett annat sätt.`
        : newest !== null && newest > openedOn
          ? `Ett nytt meddelande kom ${dayAndMonth(newest)}. Ingen har haft kontakt med hushållet sedan dess.`
          : `Ingen har fått kontakt med hushållet sedan ärendet öppnades ${dayAndMonth(openedOn)}.`,
      statute: null,
      noticeId: null,
      done: null,
    }
  },
  ['WAIT_FOR_MEETING'],
)

const MET: readonly string[] = ['SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'MEETING_HELD']
