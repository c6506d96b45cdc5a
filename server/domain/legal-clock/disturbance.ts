/**
 * The path of a disturbance (störning, 12 kap. 25 § JB). 25 a §: the landlord urges the tenant to stop (rättelseanmaning) and tells
 * socialnämnden in the municipality of the home. 42 § 1 st. 9 and 3–4 st.: termination as forfeit for disturbance only when socialnämnden
 * has been told first, and when the tenant did not stop after being urged. Disturbances that are especially serious may be terminated at
 * once, with a copy of the termination to socialnämnden; but where the one who disturbs has the home in second hand with consent, urging
 * and telling are always needed.
 *
 * Worked example: reported 2026-11-02, tenant urged 2026-11-03, socialnämnden told 2026-11-05. Quiet since: no termination. Disturbed
 * again 2026-11-08: the landlord may terminate from 2026-11-08, since both had been done by 2026-11-05.
 */
import type { Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'

export interface DisturbanceFacts {
  urgedOn: Day | null
  socialnamndenToldOn: Day | null
  /** especially serious, as the landlord says */
  serious: boolean
  /** the one who disturbs has the home in second hand with the landlord's consent: all of our tenants */
  secondHand: boolean
  /** the latest disturbance that is known */
  latestOn: Day
}

export interface TerminationForDisturbance {
  /** the first day the landlord may terminate for it; null = not as things stand */
  mayTerminateFrom: Day | null
  why: string
  statute: string
}

/** Whether the landlord may terminate for the disturbance, and why. */
export function terminationForDisturbance(facts: DisturbanceFacts): TerminationForDisturbance {
  const { urgedOn, socialnamndenToldOn, latestOn } = facts
  if (facts.serious && !facts.secondHand) {
    return {
      mayTerminateFrom: latestOn,
      why: 'Störningen uppges vara särskilt allvarlig. Hyresvärden får säga upp direkt, med en kopia av uppsägningen till socialnämnden.',
      statute: '12 kap. 42 § fjärde stycket JB',
    }
  }
  const always = facts.secondHand ? ' Det gäller alltid när den som stör bor i andra hand.' : ''
  if (urgedOn === null || socialnamndenToldOn === null) {
    const lacks = [
      urgedOn === null ? 'hyresgästen har inte fått en rättelseanmaning' : '',
      socialnamndenToldOn === null ? 'socialnämnden är inte underrättad' : '',
    ]
    return {
      mayTerminateFrom: null,
      why: `Hyresvärden får inte säga upp än: ${lacks.filter((lack) => lack !== '').join(' och ')}.${always}`,
      statute: `12 kap. 25 a § och 42 § ${facts.secondHand ? 'fjärde' : 'tredje'} stycket JB`,
    }
  }
  const bothOn = urgedOn > socialnamndenToldOn ? urgedOn : socialnamndenToldOn
  if (latestOn <= bothOn) {
    return {
      mayTerminateFrom: null,
      why: `Ingen störning är känd efter ${dayAndMonth(bothOn)}, då anmaning och underrättelse var klara. Upphör den får hyresvärden inte säga upp.`,
      statute: '12 kap. 42 § första stycket 9 JB',
    }
  }
  return {
    mayTerminateFrom: latestOn,
    why: `Störningen fortsatte ${dayAndMonth(latestOn)}, efter anmaning och underrättelse ${dayAndMonth(bothOn)}. Hyresvärden får säga upp.`,
    statute: '12 kap. 42 § första stycket 9 JB',
  }
}
