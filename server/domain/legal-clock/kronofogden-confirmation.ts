/**
 * When socialnämnden receives Kronofogden's notice of the time of an eviction it must the same day send a confirmation that names the
 * handläggare, with a copy to who is to be evicted. Socialtjänstförordningen (2025:468) 11 kap. 3 §. A free day is no excuse: the rule
 * says the same day, so the day of arrival is the deadline whatever weekday it is.
 *
 * Worked example: arrived Friday 2026-11-20: confirmed and copied on 2026-11-20 is in time; confirmed on the 20th with the copy on Monday
 * the 23rd is late for the copy only. Not confirmed by the 22nd: two days late.
 */
import { daysBetween, type Day } from '../calendar.js'
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

export interface Confirmation {
  sentOn: Day | null
  copiedOn: Day | null
  handlaggare: string | null
}

export type ConfirmationFault = 'NOT_SENT' | 'SENT_LATE' | 'NO_COPY' | 'COPIED_LATE' | 'NO_HANDLAGGARE'

/** What is wrong with the confirmation as it stands, and by how many days it is late (0 = in time). */
export function confirmationFaults(
  arrivedOn: Day,
  confirmation: Confirmation,
  today: Day,
): { faults: ConfirmationFault[]; daysLate: number } {
  const faults: ConfirmationFault[] = []
  if (confirmation.sentOn === null) faults.push('NOT_SENT')
  else if (confirmation.sentOn > arrivedOn) faults.push('SENT_LATE')
  if (confirmation.copiedOn === null) faults.push('NO_COPY')
  else if (confirmation.copiedOn > arrivedOn) faults.push('COPIED_LATE')
  if (!confirmation.handlaggare) faults.push('NO_HANDLAGGARE')
  const done = [confirmation.sentOn ?? today, confirmation.copiedOn ?? today].sort().at(-1) ?? today
  return { faults, daysLate: Math.max(0, daysBetween(arrivedOn, done)) }
}
