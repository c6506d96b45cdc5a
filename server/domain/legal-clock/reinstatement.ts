/**
 * Reinstatement (återvinning): the tenancy comes back when the debt is paid in time after a termination for unpaid rent.
 * 12 kap. 44 § 1 st. JB: within three weeks from when the tenant has been served the notice of how to get it back AND the notice of the
 * termination has been given to socialnämnden. Both are needed: the period begins on the later of the two. 2 st.: an eviction may not be
 * decided until a further two vardagar have passed. 4 st. 1: within the same three weeks socialnämnden can undertake the debt in
 * writing (liability-undertaking.ts). 4 st. 2: who was hindered by illness or the like pays as soon as possible, at latest before the
 * first instance decides. 5 st.: none of it helps who has to move within a month after the forfeiture anyway; nobody is told so here, since that
 * is not known. Weeks and the last day: lag (1930:173) 1–2 §§.
 *
 * Worked example: served 2026-02-06, socialnämnden told 2026-02-10: the period begins on Tuesday 10 February and ends on Tuesday
 * 3 March. Two vardagar more are Wednesday 4 and Thursday 5 March; an eviction may be decided from Friday 6 March.
 */
import { addDays, weeksAfter, type Day } from '../calendar.js'
import { dayAndMonth } from '../swedish-dates.js'
import type { LegalDate } from './legal-date.js'
import { readingOfVardag, vardagarFrom } from './vardagar.js'

export const REINSTATEMENT_WEEKS = 3
export const VARDAGAR_BEFORE_DECISION = 2

export interface ReinstatementFacts {
  /** the tenant was served the termination and how to get the tenancy back; null = not yet, or not known */
  servedOn: Day | null
  /** the notice of the termination reached socialnämnden */
  socialnamndenToldOn: Day | null
}

export interface ReinstatementPeriod {
  /** the later of the two days; null while one is missing: the period has not begun, and does not end either */
  beginsOn: Day | null
  lastDayOn: Day | null
  dates: LegalDate[]
  /** what keeps the period from beginning, in plain Swedish */
  notBegun: string | null
}

/** The period and its days. `saturdaysCount` is the reading of "vardag" for the two days after it. */
export function reinstatementPeriod(facts: ReinstatementFacts, saturdaysCount: boolean): ReinstatementPeriod {
  const { servedOn, socialnamndenToldOn } = facts
  if (servedOn === null || socialnamndenToldOn === null) {
    return { beginsOn: null, lastDayOn: null, dates: [], notBegun: missing(facts) }
  }
  const beginsOn = servedOn > socialnamndenToldOn ? servedOn : socialnamndenToldOn
  const lastDayOn = weeksAfter(beginsOn, REINSTATEMENT_WEEKS)
  const waitedOut = vardagarFrom(lastDayOn, VARDAGAR_BEFORE_DECISION, saturdaysCount)
  const decidable = addDays(waitedOut, 1)
  return {
    beginsOn,
    lastDayOn,
    notBegun: null,
    dates: [
      {
        kind: 'PAY_AT_LATEST',
        on: lastDayOn,
        why: `Betala senast ${dayAndMonth(lastDayOn)}: tre veckor från ${dayAndMonth(beginsOn)}, då både delgivning och meddelande var klara.`,
        statute: '12 kap. 44 § första stycket JB, lag (1930:173)',
        reading: null,
      },
      {
        kind: 'EVICTION_MAY_BE_DECIDED',
        on: decidable,
        why: `Från ${dayAndMonth(decidable)} får avhysning beslutas: två vardagar efter ${dayAndMonth(lastDayOn)} har då gått.`,
        statute: '12 kap. 44 § andra stycket JB',
        reading: readingOfVardag(saturdaysCount),
      },
    ],
  }
}

function missing({ servedOn, socialnamndenToldOn }: ReinstatementFacts): string {
  if (servedOn === null && socialnamndenToldOn === null)
    return 'Fristen har inte börjat: varken delgivning eller meddelande till socialnämnden är klart.'
  return servedOn === null
    ? `Fristen har inte börjat: hyresgästen är inte delgiven. Meddelandet kom ${dayAndMonth(socialnamndenToldOn ?? '')}.`
    : `Fristen har inte börjat: socialnämnden har inte fått meddelandet. Hyresgästen delgavs ${dayAndMonth(servedOn)}.`
}
