/**
 * An averted eviction, or one the landlord withdrew, is checked again: does the household still live there after 30 days and after six months
 * (domain.md §1.3 I4)? The intervals are a dated setting in days, counted as the reading of I4 that asks for such a check counts them:
 * from the planned day where that is after the outcome (prevention-case.ts homeCheckDays).
 *
 * Worked example, 30 and 182 days: averted 2026-11-20, no day planned: check from 2026-12-20; checked then: again from 2027-05-21. Averted
 * 2026-11-20 with the eviction planned for 2026-12-01: check from 2026-12-31.
 */
import { homeCheckDays, outcomeOf } from '../prevention-case.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const followUpAverted = preventionRule('FOLLOW_UP_AVERTED', ({ ended }, today, { avertedFollowUpDays }) => {
  if (!ended) return null
  const { events } = ended
  const outcome = outcomeOf(events)
  const checks = events.filter((event) => event.kind === 'STILL_AT_HOME')
  const due = homeCheckDays(events, avertedFollowUpDays).find((on) => !checks.some((check) => check.happenedOn >= on))
  if (outcome === null || due === undefined || due > today) return null
  const how = outcome.outcome === 'ATERKALLAD' ? 'Hyresvärden återkallade' : 'Vräkningen avvärjdes'
  return {
    dueOn: due,
    reason: `${how} ${dayAndMonth(outcome.on)}. Kontrollera att hushållet bor kvar.`,
    statute: null,
    noticeId: null,
    done: 'STILL_AT_HOME',
  }
})
