/**
 * Before a planned eviction the household is met, at latest the set number of vardagar before it, so that there is time to act.
 *
 * Worked example, five vardagar: planned Monday 2026-12-21: meet by Monday 2026-12-14.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { latest } from '../prevention-case.js'
import { vardagarFrom } from '../legal-clock/vardagar.js'
import { preventionRule } from './action.js'

export const meetBeforeEviction = preventionRule('MEET_BEFORE_EVICTION', ({ case: known }, today, { meetBeforeEvictionVardagar }) => {
  if (!known) return null
  const { states, events } = known
  const coming = states.find((one) => one.plannedEvictionOn !== null && one.plannedEvictionOn >= today)
  if (!coming?.plannedEvictionOn) return null
  if (events.some((event) => event.kind === 'MEETING_HELD' && event.happenedOn >= coming.arrivedOn)) return null
  const called = latest(events.filter((event) => event.happenedOn >= coming.arrivedOn), ['MEETING_CALLED'])
  return {
    dueOn: vardagarFrom(coming.plannedEvictionOn, -meetBeforeEvictionVardagar, false),
    reason: `Avhysningen är planerad till ${dayAndMonth(coming.plannedEvictionOn)}. ${
      called ? `Hushållet är kallat till möte ${dayAndMonth(called.happenedOn)}. Skriv om det hölls.` : 'Träffa hushållet i god tid före.'
    }`,
    statute: null,
    noticeId: coming.id,
    done: 'MEETING_HELD',
  }
})
