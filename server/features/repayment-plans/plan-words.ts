/** A plan in words and tones, for pages. */
import type { PlanFrequency, PlanState } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import { label } from '../../labels.sv.js'
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
