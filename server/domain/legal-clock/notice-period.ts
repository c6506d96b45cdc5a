/**
 * Notice periods for a home (uppsägningstid). 12 kap. 3–5 §§ JB. Until further notice: the tenancy ends at the turn of the month that comes
 * nearest after three months. For a fixed term: three months when the term is over three months, one week when it is over two weeks and at
 * most three months, one day when it is at most two weeks. 3 §: a fixed term in a relation of more than nine months must always be
 * terminated, or it goes on until further notice. 7 §: the home is left at latest at noon the day after; where that day is free, the next vardag.
 *
 * Worked example: terminated 2026-11-15, until further notice: three months is 2027-02-15, the tenancy ends with 28 February, the home
 * is left by noon on Monday 2027-03-01. A fixed term of one year that ends 2027-03-31: the termination must be there by 2026-12-31. One that
 * ends with 30 April: by 31 January, since three months from then end on 30 April, which has no 31st (lag 1930:173 1 §).
 */
import { addDays, addMonths, daysBetween, firstOfMonth, lastOfMonth, monthOf, nextMonth, nextVardag, type Day } from '../calendar.js'

const NOTICE_MONTHS = 3
const NINE_MONTHS = 9
const TWO_WEEKS_DAYS = 14

/** The last day of a tenancy until further notice that is terminated on the day. */
export function lastDayAfterNotice(terminatedOn: Day): Day {
  return addDays(firstOfMonth(nextMonth(monthOf(addMonths(terminatedOn, NOTICE_MONTHS)))), -1)
}

/** The last day to terminate a fixed term; `lastDayOn` is its last day. */
export function terminateFixedTermBy(term: { startsOn: Day; lastDayOn: Day }): Day {
  if (addDays(term.lastDayOn, 1) > addMonths(term.startsOn, NOTICE_MONTHS)) {
    const sameDate = addMonths(term.lastDayOn, -NOTICE_MONTHS)
    return term.lastDayOn === lastOfMonth(monthOf(term.lastDayOn)) ? lastOfMonth(monthOf(sameDate)) : sameDate
  }
  return addDays(term.lastDayOn, daysBetween(term.startsOn, term.lastDayOn) + 1 > TWO_WEEKS_DAYS ? -7 : -1)
}

/** Must the fixed term be terminated, or does it go on by itself (3 §: more than nine months in a row)? */
export function mustBeTerminated(relation: { startsOn: Day; lastDayOn: Day }): boolean {
  return addDays(relation.lastDayOn, 1) > addMonths(relation.startsOn, NINE_MONTHS)
}

/** The day by whose noon the home is left: the day after the last, or the next vardag (7 §). */
export function leaveBy(lastDayOn: Day): Day {
  return nextVardag(addDays(lastDayOn, 1))
}
