/**
 * An averted eviction is checked again: does the household still live there after 30 days and after six months (domain.md §1.3 I4)?
 * The intervals are a dated setting in days.
 *
 * Worked example, 30 and 182 days: averted 2026-11-20: check from 2026-12-20; checked then: again from 2027-05-21.
 */
import { addDays } from '../calendar.js'
import { outcomeOf } from '../prevention-case.js'
import { dayAndMonth } from '../swedish-dates.js'
import { preventionRule } from './action.js'

export const followUpAverted = preventionRule('FOLLOW_UP_AVERTED', ({ ended }, today, { avertedFollowUpDays }) => {
  if (!ended) return null
  const { events } = ended
  const outcome = outcomeOf(events)
  if (outcome?.outcome !== 'AVVARJD') return null
  const checks = events.filter((event) => event.kind === 'STILL_AT_HOME')
  const due = avertedFollowUpDays.map((days) => addDays(outcome.on, days)).find((on) => !checks.some((check) => check.happenedOn >= on))
  if (due === undefined || due > today) return null
  return {
    dueOn: due,
    reason: `Vräkningen avvärjdes ${dayAndMonth(outcome.on)}. Kontrollera att hushållet bor kvar.`,
    statute: null,
    noticeId: null,
    done: 'STILL_AT_HOME',
  }
})
