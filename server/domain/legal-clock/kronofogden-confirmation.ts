/**
 * When socialnämnden receives Kronofogden's notice of the time of an eviction it must the same day send a confirmation that names the
 * handläggare, with a copy to who is to be evicted. Socialtjänstförordningen (2025:468) 11 kap. 3 §. A free day is no excuse: the rule
 * says the same day, so the day of arrival is the deadline whatever weekday it is.
 *
 * Worked example: arrived Friday 2026-11-20: to confirm and copy on Friday 2026-11-20. Arrived Saturday 2026-11-21: on that Saturday.
 */
import type { Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { LegalDate } from './legal-date.js'

export function confirmationDate(arrivedOn: Day): LegalDate {
  return {
    kind: 'CONFIRM_SAME_DAY',
    on: arrivedOn,
    why: `Bekräfta till Kronofogden ${dayAndMonth(arrivedOn)}, samma dag som underrättelsen kom, med namngiven handläggare och kopia till den som ska avhysas.`,
    statute: '11 kap. 3 § socialtjänstförordningen (2025:468)',
    reading: null,
  }
}
