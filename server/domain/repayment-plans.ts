/**
 * Avbetalningsplan: how a rent debt is paid off beside the running rent, as agreed with the client.
 *
 * - The debt is the rent that was late on the day of the agreement, to the öre. It is not typed, so nobody agrees on a wrong one.
 * - A first lump, when there is one, is paid on the first day; the instalments follow, the first of them one step later. Without a lump
 *   the first instalment is paid on the first day.
 * - Steps: every week, every two weeks, or every month on the same date; where the month is shorter, on its last day (31 January, 28
 *   February, 31 March). Each day is counted from the first one, so a short month does not move those after it.
 * - A day that is no bank day (Saturday, Sunday, holiday, midsommar-, jul- or nyårsafton) moves to the next bank day, and only that one
 *   moves (as a time limit does, lag 1930:173 2 §). Rent moves the other way, for 12 kap. 20 § JB says "before"; a plan is agreed freely.
 * - The instalments sum to the debt; the last one is what is left, so it is never larger than the others.
 * - A plan that never ends, is longer than the setting, or asks for more than the debt, is refused, and nobody has two at a time.
 *
 * Source: VP 2019 S19 (avsteg från avbetalningsplaner; domain.md §1.2 G3, G18); drawn up "i samråd" with the client (lag 1981:739 3 §).
 *
 * Worked example: debt 10 000,50 kr, lump 2 000 kr, then 3 000 kr a month from 2026-11-30: 30 November 2 000, 30 December 3 000,
 * 1 February 3 000 (30 January 2027 is a Saturday), 1 March 2 000,50 (February's last day, the 28th, is a Sunday). 10 000,50 in all.
 */
import { addDays, addMonths, nextVardag, type Day } from './calendar.js'
import type { PlanFrequency } from './codes.js'
import type { Decision } from './decision.js'
import type { Settings } from './policy.js'

export interface PlanTerms {
  debtOre: number
  firstLumpOre: number
  instalmentOre: number
  frequency: PlanFrequency
  /** the day of the first payment, as agreed */
  startsOn: Day
}
export interface Instalment {
  number: number
  dueOn: Day
  amountOre: number
}
export interface PlanSchedule {
  instalments: Instalment[]
  endsOn: Day
}
export type PlanTermsRefusal = 'PLAN_WITHOUT_DEBT' | 'LUMP_ABOVE_DEBT' | 'INSTALMENT_ABOVE_DEBT' | 'NEVER_ENDS' | 'PLAN_TOO_LONG'
export type PlanRefusal = PlanTermsRefusal | 'PLAN_EXISTS' | 'STARTS_BEFORE_AGREED' | 'SIGNED_BEFORE_AGREED'

/** The instalments of the terms, or why they are no plan. */
export function schedulePlan(terms: PlanTerms, settings: Pick<Settings, 'planMonths'>): Decision<PlanSchedule, PlanTermsRefusal> {
  const { debtOre, firstLumpOre, instalmentOre, startsOn } = terms
  const restOre = debtOre - firstLumpOre
  if (debtOre <= 0) return { refused: true, reasons: ['PLAN_WITHOUT_DEBT'] }
  if (restOre < 0) return { refused: true, reasons: ['LUMP_ABOVE_DEBT'] }
  if (restOre > 0 && instalmentOre <= 0) return { refused: true, reasons: ['NEVER_ENDS'] }
  if (restOre > 0 && instalmentOre > restOre) return { refused: true, reasons: ['INSTALMENT_ABOVE_DEBT'] }
  const last = addMonths(startsOn, settings.planMonths)
  const instalments: Instalment[] = []
  const add = (step: number, amountOre: number) => {
    instalments.push({ number: instalments.length + 1, dueOn: nextVardag(stepFrom(terms, step)), amountOre })
  }
  if (firstLumpOre > 0) add(0, firstLumpOre)
  for (let leftOre = restOre; leftOre > 0; leftOre -= instalmentOre) {
    if (stepFrom(terms, instalments.length) > last) return { refused: true, reasons: ['PLAN_TOO_LONG'] }
    add(instalments.length, Math.min(leftOre, instalmentOre))
  }
  return { refused: false, instalments, endsOn: instalments.at(-1)?.dueOn ?? startsOn }
}

export interface PlanAgreement extends PlanTerms {
  agreedOn: Day
  /** null: not signed yet */
  signedOn: Day | null
  hasRunningPlan: boolean
}

/** May the plan be agreed? Every reason against it at once. */
export function decidePlan(agreement: PlanAgreement, settings: Pick<Settings, 'planMonths'>): Decision<PlanSchedule, PlanRefusal> {
  const reasons: PlanRefusal[] = []
  if (agreement.hasRunningPlan) reasons.push('PLAN_EXISTS')
  if (agreement.startsOn < agreement.agreedOn) reasons.push('STARTS_BEFORE_AGREED')
  if (agreement.signedOn !== null && agreement.signedOn < agreement.agreedOn) reasons.push('SIGNED_BEFORE_AGREED')
  const schedule = schedulePlan(agreement, settings)
  if (schedule.refused) return { refused: true, reasons: [...reasons, ...schedule.reasons] }
  return reasons.length > 0 ? { refused: true, reasons } : schedule
}

const STEP_DAYS: Record<Exclude<PlanFrequency, 'MONTHLY'>, number> = { WEEKLY: 7, EVERY_TWO_WEEKS: 14 }

function stepFrom({ startsOn, frequency }: PlanTerms, step: number): Day {
  return frequency === 'MONTHLY' ? addMonths(startsOn, step) : addDays(startsOn, STEP_DAYS[frequency] * step)
}
