/** A plan in words and tones, for pages. */
import type { Day } from '../../domain/calendar.js'
import type { PlanFrequency, PlanState } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import { label } from '../../labels.sv.js'
import type { PlanCheckRow } from './plan-history-store.js'
import type { PlanRow } from './plan-facts-store.js'

const TONES: Record<PlanState, string> = { KEPT: 'progress', BROKEN: 'danger', PAID_OFF: 'done', ENDED: 'neutral' }

/** Tone and words of part `status`: "Följs", "Bruten med 8 000 kr". */
export function planStatus(state: PlanState, shortOre = 0): { tone: string; text: string } {
  return { tone: TONES[state], text: state === 'BROKEN' ? `Bruten med ${kronor(shortOre)}` : label(state) }
}

/** "2 000 kr varje månad, första gången 2 500 kr" */
export function planTerms(plan: Pick<PlanRow, 'firstLumpOre' | 'instalmentOre' | 'frequency'>): string {
  const often = `${kronor(plan.instalmentOre)} ${label(plan.frequency satisfies PlanFrequency).toLowerCase()}`
  return plan.firstLumpOre > 0 ? `${kronor(plan.firstLumpOre)} första gången, sedan ${often}` : often
}

export interface CheckSpell extends Omit<PlanCheckRow, 'checkedOn'> {
  from: Day
  to: Day
  nights: number
}

/** Checks that found the same one night after another, as one line each: newest first, as they come. */
export function checkSpells(checks: readonly PlanCheckRow[]): CheckSpell[] {
  const spells: CheckSpell[] = []
  for (const { checkedOn, expectedOre, actualOre, shortOre } of checks) {
    const last = spells.at(-1)
    if (last && last.expectedOre === expectedOre && last.actualOre === actualOre) {
      last.from = checkedOn
      last.nights += 1
    } else spells.push({ from: checkedOn, to: checkedOn, nights: 1, expectedOre, actualOre, shortOre })
  }
  return spells
}
