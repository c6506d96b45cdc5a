/** What the rules of moving in ask: everything dated about the person and the place. Read again, locked, when it is saved. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { formOn, type FormPeriod } from '../../domain/apartments.js'
import { addDays, type Day } from '../../domain/calendar.js'
import type { HousingForm, LadderStep, Outcome } from '../../domain/codes.js'
import type { Interval } from '../../domain/interval.js'
import type { StepMoveFact } from '../../domain/ladder.js'
import { lockApartment } from '../apartments/change-store.js'
import { apartmentFacts, type ApartmentFacts } from '../apartments/store.js'
import { nameOf } from '../apartments/words.js'
import { lockPerson } from '../ladder/step-move-store.js'

export interface PersonStay extends Interval {
  id: number
  /** within the actor's reach: only then may it be ended or linked to */
  reached: boolean
  apartmentId: number
  place: string
  forms: FormPeriod[]
  outcome: Outcome | null
  takeoverPlanned: boolean
  recordedById: number | null
}

export interface MovingPerson {
  id: number
  steps: StepMoveFact[]
  /** every stay in the nämnd, oldest first */
  stays: PersonStay[]
}

export interface Place extends ApartmentFacts {
  name: string
  landlord: string | null
  /** what a new contract starts with */
  tenantRents: { fromOn: Day; amountOre: number }[]
  /** a takeover of this place that is planned, not carried through */
  takeover: { tenancyId: number; transfersOn: Day } | null
}

/** The person's steps and stays, whichever unit they are in: nobody may live in two places of the nämnd. */
export async function movingPerson(db: Db, actor: Actor, personId: number): Promise<MovingPerson> {
  const steps = await db.prisma.stepMove.findMany({
    where: { personId, namndId: actor.namndId },
    select: { movesOn: true, toStep: true },
    orderBy: [{ movesOn: 'asc' }, { id: 'asc' }],
  })
  const stays = await db.prisma.tenancy.findMany({
    where: { personId, namndId: actor.namndId },
    include: { apartment: { include: { forms: true } }, takeover: { select: { transferredAt: true } } },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  })
  return {
    id: personId,
    steps: steps as (StepMoveFact & { toStep: LadderStep | null })[],
    stays: stays.map(({ id, unitId, apartmentId, startsOn, endsOn, outcome, apartment, takeover, recordedById }) => ({
      id,
      recordedById,
      reached: actor.unitId === null || actor.unitId === unitId,
      apartmentId,
      startsOn,
      endsOn,
      outcome: outcome as Outcome | null,
      place: nameOf(apartment),
      forms: formPeriods(apartment.forms),
      takeoverPlanned: takeover !== null && takeover.transferredAt === null,
    })),
  }
}

/** The place, null where it is not there or not within reach. */
export async function placeToLet(db: Db, actor: Actor, apartmentId: number): Promise<Place | null> {
  const facts = await apartmentFacts(db, actor, apartmentId)
  if (!facts) return null
  const landlord = facts.landlordId === null ? null : await db.prisma.landlord.findUnique({ where: { id: facts.landlordId } })
  const rents = await db.prisma.apartmentRent.findMany({ where: { apartmentId, side: 'TENANT' }, orderBy: { fromOn: 'asc' } })
  const takeover = await db.prisma.takeover.findFirst({
    where: { apartmentId, transferredAt: null },
    select: { tenancyId: true, transfersOn: true },
  })
  return {
    ...facts,
    name: nameOf(facts),
    landlord: landlord?.name ?? null,
    tenantRents: rents.map(({ fromOn, amountOre }) => ({ fromOn, amountOre })),
    takeover,
  }
}

/** Nobody else may let or change the place, or move the person, until this transaction is over. Always in this order. */
export async function lockPlaceAndPerson(tx: Db, actor: Actor, apartmentId: number, personId: number): Promise<void> {
  await lockApartment(tx, actor, apartmentId)
  await lockPerson(tx, personId)
}

/** The boendeform on the last night of a stay that ends on the day; of the day itself for a stay without a night. */
export function formAtEnd(forms: readonly FormPeriod[], startsOn: Day, endsOn: Day): HousingForm | null {
  return formOn(forms, endsOn > startsOn ? addDays(endsOn, -1) : endsOn)
}

export function formPeriods(rows: readonly { housingForm: string; startsOn: string; endsOn: string | null }[]): FormPeriod[] {
  return rows.map(({ housingForm, startsOn, endsOn }) => ({ form: housingForm as HousingForm, startsOn, endsOn }))
}
