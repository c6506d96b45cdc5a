/** The step moves that follow from the stays of the people an import touches; the ones that no longer follow go away. */
import { formOn } from '../../domain/apartments.js'
import { stepsFromStays } from '../../domain/steps-from-stays.js'
import type { DerivedMove } from '../../domain/steps-from-stays.js'
import { grouped } from './overlaps.js'
import type { HomesPlan } from './plan-apartments.js'
import type { StayFact, StaysPlan } from './plan-stays.js'
import type { Planning } from './planning.js'

export interface StepsPlan {
  created: DerivedMove<StayFact>[]
  removed: { id: number }[]
}

/** Stands as the reason of every move the import made, and tells them from the caseworkers' own. */
export const IMPORTED_REASON = 'Enligt importerade listor'

export function planSteps(homes: HomesPlan, stays: StaysPlan, { register, today }: Planning): StepsPlan {
  const touched = new Set([...stays.created, ...stays.changed].map((stay) => stay.personId))
  for (const stay of stays.facts) {
    if (homes.retyped.has(stay.apartmentId) && register.people.get(stay.personId)?.reached) touched.add(stay.personId)
  }
  const plan: StepsPlan = { created: [], removed: [] }
  const byPerson = grouped(
    stays.facts.filter((stay) => touched.has(stay.personId)),
    (stay) => stay.personId,
  )
  for (const [ownId, facts] of byPerson) {
    const stored = register.moves.get(register.people.get(ownId)?.id ?? 0) ?? []
    const recorded = stored.filter((move) => move.reason !== IMPORTED_REASON)
    const imported = new Map(stored.filter((move) => move.reason === IMPORTED_REASON).map((move) => [keyOf(move, move.tenancyId), move]))
    const onLadder = facts.map((fact) => ({ ...fact, form: formOn(homes.forms.get(fact.apartmentId) ?? [], fact.startsOn) }))
    for (const move of stepsFromStays(onLadder, recorded, today)) {
      const key = keyOf(move, move.stay.tenancyId)
      if (!imported.delete(key)) plan.created.push(move)
    }
    for (const { id } of imported.values()) plan.removed.push({ id })
  }
  return plan
}

function keyOf(
  move: { movesOn: string; fromStep: string | null; toStep: string | null; direction: string },
  tenancyId: number | null,
): string {
  return [move.movesOn, move.fromStep, move.toStep, move.direction, tenancyId].join(' ')
}
