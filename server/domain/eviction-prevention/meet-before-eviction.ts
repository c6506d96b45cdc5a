/**
 * Before a planned eviction the household is met, at latest the set number of vardagar before it, so that there is time to act. A meeting
 * that is planned by that day is waited for (hold.ts); one after it is moved, or another found.
 *
 * Worked example, five vardagar: planned Monday 2026-12-21: meet by Monday 2026-12-14. Meeting planned on the 10th: silent. On the 16th: move it.
 */
import { dayAndMonth } from '../swedish-dates.js'
import { latest } from '../prevention-case.js'
import { plannedMeeting } from '../planned-meetings.js'
import { vardagarFrom } from '../legal-clock/vardagar.js'
import { preventionRule } from './action.js'

export const meetBeforeEviction = preventionRule(
  'MEET_BEFORE_EVICTION',
  ({ case: known }, today, { meetBeforeEvictionVardagar }) => {
    if (!known) return null
    const { states, events } = known
    const coming = states.find((one) => one.plannedEvictionOn !== null && one.plannedEvictionOn >= today)
    if (!coming?.plannedEvictionOn) return null
    if (events.some((event) => event.kind === 'MEETING_HELD' && event.happenedOn >= coming.arrivedOn)) return null
    const dueOn = vardagarFrom(coming.plannedEvictionOn, -meetBeforeEvictionVardagar, false)
    const meeting = plannedMeeting(events)
    const called = latest(
      events.filter((event) => event.happenedOn >= coming.arrivedOn),
      ['MEETING_CALLED'],
    )
    return {
      dueOn,
      reason: `Avhysningen är planerad till ${dayAndMonth(coming.plannedEvictionOn)}. ${
        meeting && meeting.on > dueOn && meeting.on >= today
          ? `Mötet är utsatt till ${dayAndMonth(meeting.on)}, och det är sent. Flytta det till en tidigare dag om det går.`
          : called && !meeting
            ? `Hushållet kallades ${dayAndMonth(called.happenedOn)}, men inget möte är planerat nu. Planera ett, eller skriv att mötet hölls.`
            : 'Träffa hushållet i god tid före.'
      }`,
      statute: null,
      noticeId: coming.id,
    }
  },
  ['WAIT_FOR_MEETING'],
)
