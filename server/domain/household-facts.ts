/**
 * What is known of a household, whether or not a case is open: its late rent, plan, pause and respites, what somebody has learned and
 * written down, who has been reached, what may be said to the landlord. The rules of the next right action see this and nothing else.
 *
 * Worked example: the newest word of a kind holds. RENT_TROUBLESHOT on 3 November (WRONG_OCR) and again on 5 November (NO_MONEY): the
 * cause is NO_MONEY.
 */
import type { Day, Month } from './calendar.js'
import type { HouseholdEventKind, MissingRentCause, PauseReason } from './codes.js'
import type { DisturbanceRecord } from './disturbances/open-disturbance.js'

/** A rent bill past its printed due day with something open. */
export interface HouseholdBill {
  dueOn: Day
  amountOre: number
  openOre: number
  /** the last day of its respite (anstånd), passed or not */
  respiteUntilOn: Day | null
  /** the stay it is for goes on */
  isLivedIn: boolean
}

/** A running repayment plan, checked on the day (plan-checks.ts). */
export interface HouseholdPlan {
  agreedOn: Day
  signedOn: Day | null
  shortOre: number
  /** the day of the check that found it broken; null before the first night has */
  brokenOn: Day | null
  /** the next instalment; null after the last */
  nextOn: Day | null
}

export interface HouseholdEventFact {
  id: number
  kind: HouseholdEventKind
  happenedOn: Day
  untilOn: Day | null
  cause: MissingRentCause | null
}

/** A rent bill whose due day has come, or that is paid ahead. */
export interface WarningBill {
  month: Month | null
  dueOn: Day
  amountOre: number
  openOre: number
  /** the day the last of it was paid; null while something is open */
  paidOn: Day | null
  /** on how many days money came for it; 1 also where all that was ever set off against it has one day, money or not */
  paymentDays: number
  /** it has, or had, a respite: when it is paid says nothing */
  respite: boolean
}

/** A disturbance that is not closed. */
export interface HouseholdDisturbance extends DisturbanceRecord {
  id: number
}

export interface HouseholdFacts {
  bills: readonly HouseholdBill[]
  monthlyRentOre: number | null
  /** the last day on which something late was paid, in part or in full */
  latePaidOn: Day | null
  plan: HouseholdPlan | null
  pause: { untilOn: Day; reason: PauseReason } | null
  /** in the order they were written */
  events: readonly HouseholdEventFact[]
  lastReachedOn: Day | null
  /** the last try that reached nobody */
  lastTriedOn: Day | null
  lastReminderOn: Day | null
  /** a consent is in force that lets us speak of the rent with the landlord; null: nobody has asked who the landlord is */
  mayTellLandlord: boolean | null
  /** of the home we let; true where there is none */
  landlordIsKnown: boolean
  /** a telephone number or an e-mail address is written down */
  canBeReached: boolean
  /** somebody is named boendestödjare or socialsekreterare */
  hasResponsible: boolean
  disturbances: readonly HouseholdDisturbance[]
  /** the home they have from us now, and when that was written down; null: none */
  stay: { startsOn: Day; recordedOn: Day } | null
  /** how the latest rents were paid, oldest first; empty where something else acts on the rent already */
  habit: readonly WarningBill[]
}

/** A household of which only its case is known: nothing to chase and nothing missing. */
export const NOTHING_KNOWN: HouseholdFacts = {
  bills: [],
  monthlyRentOre: null,
  latePaidOn: null,
  plan: null,
  pause: null,
  events: [],
  lastReachedOn: null,
  lastTriedOn: null,
  lastReminderOn: null,
  mayTellLandlord: null,
  landlordIsKnown: true,
  canBeReached: true,
  hasResponsible: true,
  disturbances: [],
  stay: null,
  habit: [],
}

/** The newest event of the kinds, in the order they were written. */
export function latestOf(events: readonly HouseholdEventFact[], ...kinds: readonly HouseholdEventKind[]): HouseholdEventFact | undefined {
  let newest: HouseholdEventFact | undefined
  for (const event of events) if (kinds.includes(event.kind) && (!newest || event.id > newest.id)) newest = event
  return newest
}
