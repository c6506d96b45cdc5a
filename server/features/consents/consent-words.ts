/** A consent as its pages and the case page say it: whether it holds, and until when. */
import type { Day } from '../../domain/calendar.js'
import { holdsOn } from '../../domain/landlord-consent.js'
import { shortDay } from '../../domain/swedish-dates.js'
import type { Consent } from './consent-store.js'

export function consentWords(consent: Consent, today: Day) {
  const holds = holdsOn(consent, today)
  return { ...consent, holds, status: { tone: holds ? 'done' : 'neutral', text: statusText(consent, holds, today) } }
}

function statusText({ withdrawnOn, untilOn }: Consent, holds: boolean, today: Day): string {
  if (withdrawnOn !== null) return `Tillbakataget ${shortDay(withdrawnOn, today)}`
  if (untilOn === null) return 'Gäller tills det tas tillbaka'
  return holds ? `Gäller till och med ${shortDay(untilOn, today)}` : `Gick ut ${shortDay(untilOn, today)}`
}
