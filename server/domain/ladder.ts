/**
 * The housing ladder: stödboende → träningslägenhet → försökslägenhet → eget kontrakt, where each step leaves more to the person.
 * Tillfälligt boende (hotell, vandrarhem, jourlägenhet) ranks below the first step, and Bostad först has no rank: moves to and from it
 * are sideways (domain.md §1.3 G1: "akut/hotell < stödboende < träning < försök < eget kontrakt, Bostad först outside ranking").
 * A step is the person's; a boendeform is the place's. A move to another home on the same step is a relocation, not a step move.
 *
 * Worked example: on träningslägenhet since 2026-01-10. To försökslägenhet on 2026-11-01: UP. To stödboende: DOWN. To Bostad först:
 * SIDEWAYS. On 2026-01-09: refused, the latest move is later. On 2026-11-22 she has been 316 days on the step.
 */
import type { Day } from './calendar.js'
import { daysBetween } from './calendar.js'
import type { HousingForm, LadderStep, StepDirection } from './codes.js'
import type { Decision } from './decision.js'

/** One step move as stored: `toStep` null = off the ladder. */
export interface StepMoveFact {
  movesOn: Day
  toStep: LadderStep | null
}

export const STEP_MOVE_REFUSALS = ['SAME_STEP', 'BEFORE_LATEST_MOVE', 'NOT_ON_LADDER', 'REASON_MISSING'] as const
export type StepMoveRefusal = (typeof STEP_MOVE_REFUSALS)[number]

/** What the caseworker should know before saving; none of them stops the move. */
export const STEP_MOVE_WARNINGS = ['SKIPS_STEP', 'DECISION_REFERENCE_MISSING', 'OWN_CONTRACT_WITHOUT_STAY_ENDED'] as const
export type StepMoveWarning = (typeof STEP_MOVE_WARNINGS)[number]

export interface StepMoveWish {
  moves: readonly StepMoveFact[]
  to: LadderStep | null
  on: Day
  reason: string
  decisionReference: string | null
  /** Does a second-hand stay go on after `on`? */
  stayGoesOn: boolean
}

export interface PlannedStepMove {
  fromStep: LadderStep | null
  toStep: LadderStep | null
  movesOn: Day
  direction: StepDirection
  reason: string
  decisionReference: string | null
}

/** May the person change step on the day? With the row to store, or every reason why not. */
export function decideStepMove(wish: StepMoveWish): Decision<{ move: PlannedStepMove; warnings: StepMoveWarning[] }, StepMoveRefusal> {
  const latest = inDateOrder(wish.moves).at(-1) ?? null
  const from = latest?.toStep ?? null
  const reasons: StepMoveRefusal[] = []
  if (wish.to === null && from === null) reasons.push('NOT_ON_LADDER')
  else if (wish.to === from) reasons.push('SAME_STEP')
  if (latest !== null && wish.on < latest.movesOn) reasons.push('BEFORE_LATEST_MOVE')
  if (wish.reason.trim() === '') reasons.push('REASON_MISSING')
  if (reasons.length > 0) return { refused: true, reasons }

  const warnings: StepMoveWarning[] = []
  if (skipsStep(from, wish.to)) warnings.push('SKIPS_STEP')
  if (!wish.decisionReference?.trim()) warnings.push('DECISION_REFERENCE_MISSING')
  if (wish.to === 'EGET_KONTRAKT' && wish.stayGoesOn) warnings.push('OWN_CONTRACT_WITHOUT_STAY_ENDED')
  return {
    refused: false,
    warnings,
    move: {
      fromStep: from,
      toStep: wish.to,
      movesOn: wish.on,
      direction: directionOf(from, wish.to),
      reason: wish.reason.trim(),
      decisionReference: wish.decisionReference?.trim() || null,
    },
  }
}

/** Which way a move goes; null is off the ladder. */
export function directionOf(from: LadderStep | null, to: LadderStep | null): StepDirection {
  if (to === null) return 'OUT'
  if (from === null) return 'IN'
  const fromRank = rankOf(from)
  const toRank = rankOf(to)
  if (fromRank === null || toRank === null || fromRank === toRank) return 'SIDEWAYS'
  return toRank > fromRank ? 'UP' : 'DOWN'
}

const RANKS: Record<LadderStep, number | null> = {
  TILLFALLIGT_BOENDE: 0,
  STODBOENDE: 1,
  TRANINGSLAGENHET: 2,
  FORSOKSLAGENHET: 3,
  EGET_KONTRAKT: 4,
  BOSTAD_FORST: null,
}

/** 1–4 on the ladder, 0 for tillfälligt boende, null for Bostad först. */
export function rankOf(step: LadderStep): number | null {
  return RANKS[step]
}

/** The step of somebody who lives in a place of this boendeform. */
export function stepOfHousingForm(form: HousingForm): LadderStep {
  return form === 'JOURLAGENHET' ? 'TILLFALLIGT_BOENDE' : form
}

/** Where the person stands on a day, and since when; null when on no step. Same step twice in a row does not restart the count. */
export function stepOn(moves: readonly StepMoveFact[], day: Day): { step: LadderStep; since: Day } | null {
  let current = null as { step: LadderStep; since: Day } | null
  for (const move of inDateOrder(moves)) {
    if (move.movesOn > day) break
    if (move.toStep === null) current = null
    else if (current?.step !== move.toStep) current = { step: move.toStep, since: move.movesOn }
  }
  return current
}

/** Days on the step so far: 0 on the day of the move; null when on no step. */
export function daysOnStep(moves: readonly StepMoveFact[], today: Day): number | null {
  const current = stepOn(moves, today)
  return current ? daysBetween(current.since, today) : null
}

function skipsStep(from: LadderStep | null, to: LadderStep | null): boolean {
  const fromRank = from === null ? null : rankOf(from)
  const toRank = to === null ? null : rankOf(to)
  return fromRank !== null && fromRank > 0 && toRank !== null && toRank > fromRank + 1
}

/** Stable: two moves on one day keep the order they were recorded in. */
function inDateOrder(moves: readonly StepMoveFact[]): StepMoveFact[] {
  return [...moves].sort((a, b) => (a.movesOn < b.movesOn ? -1 : a.movesOn > b.movesOn ? 1 : 0))
}
