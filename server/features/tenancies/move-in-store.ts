/** Moving somebody in: who can be chosen, and everything a move-in writes, in one transaction. */
import type { Actor } from '../../actor.js'
import { recordChange, recordReadings } from '../../audit.js'
import { joinSql, noSql, sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { LadderStep } from '../../domain/codes.js'
import { searchWordsOf } from '../../domain/names.js'
import { inReach, mayBeShown } from '../../reach.js'
import { settingsFor } from '../../settings.js'
import { recordStepMove } from '../ladder/step-move-store.js'
import { currentStepOf } from '../people/current-step.js'
import { lockPlaceAndPerson, movingPerson, placeToLet } from './move-facts-store.js'
import { planMoveIn, sameStay, type MoveInAnswer, type MoveInWish } from './move-in.js'

export const peopleToChoose = 10

type Refused = Extract<MoveInAnswer, { refused: true }>

export interface FoundPerson {
  id: number
  name: string
  birthOn: Day | null
  step: LadderStep | null
}

/** People to choose among by name, own id or number; protected persons only for those named on them. Writes that they were read. */
export async function findPeople(db: Db, actor: Actor, typed: string): Promise<FoundPerson[]> {
  const words = searchWordsOf(typed)
  const digits = typed.replace(/\D/g, '')
  if (words.length === 0) return []
  const byName = words.map((word) => sql` and (p."searchName" like ${`%${word}%`} or lower(p."ownId") = ${word})`)
  const byNumber =
    digits.length < 10
      ? noSql
      : sql` or exists (select 1 from "PersonIdentity" i where i."personId" = p."id" and i."number" like ${`%${digits}`})`
  return db.reading(async (tx) => {
    const rows = await tx.rows<Omit<FoundPerson, 'name'> & { givenName: string; familyName: string }>(sql`
      select p."id", p."givenName", p."familyName", p."birthOn", ${currentStepOf(actor.today)} as "step" from "Person" p
      where ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 and ((1 = 1${joinSql(byName, '')})${byNumber})
      order by p."sortName", p."id" limit ${peopleToChoose + 1}`)
    await recordReadings(
      tx,
      actor,
      rows.map((row) => row.id),
    )
    return rows.map(({ givenName, familyName, ...row }) => ({ ...row, name: `${givenName} ${familyName}` }))
  })
}

/**
 * Writes the tenancy, its rent, the step, and the end of the old stay, if the rules still say yes when the place is locked. A stay that
 * the same user has saved already, with the button pressed twice, is that stay.
 */
export async function moveIn(
  db: Db,
  actor: Actor,
  ids: { personId: number; apartmentId: number },
  wish: MoveInWish,
): Promise<{ tenancyId: number } | Refused> {
  return db.transaction(async (tx) => {
    await lockPlaceAndPerson(tx, actor, ids.apartmentId, ids.personId)
    const place = await placeToLet(tx, actor, ids.apartmentId)
    if (!place) throw new Error(`apartment ${ids.apartmentId} went out of reach`)
    const person = await movingPerson(tx, actor, ids.personId)
    const same = sameStay(person, place, wish.startsOn)
    if (same && same.endsOn === null && same.recordedById !== null && same.recordedById === actor.userId) return { tenancyId: same.id }
    const answer = planMoveIn(person, place, wish, await settingsFor(tx, actor))
    if (answer.refused) return answer
    const { oldStay, stepMove } = answer.plan
    const recorded = { recordedAt: actor.now, recordedById: actor.userId }
    const { personId, apartmentId } = ids
    if (oldStay) {
      const ending = { endsOn: wish.startsOn, outcome: oldStay.outcome }
      const before = person.stays.find((stay) => stay.id === oldStay.id)
      await tx.prisma.tenancy.update({ where: { id: oldStay.id }, data: ending })
      await recordChange(tx, actor, {
        action: 'END',
        subject: 'TENANCY',
        subjectId: oldStay.id,
        personId,
        before: { endsOn: before?.endsOn ?? null },
        after: ending,
      })
    }
    const { startsOn, contractUntilOn, landlordToldOn, rentOre } = wish
    const tenancy = await tx.prisma.tenancy.create({
      data: {
        namndId: actor.namndId,
        unitId: place.unitId,
        personId,
        apartmentId,
        startsOn,
        contractUntilOn,
        landlordToldOn,
        ...recorded,
        rents: { create: { fromOn: startsOn, amountOre: rentOre, ...recorded } },
      },
    })
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'TENANCY',
      subjectId: tenancy.id,
      personId,
      after: { apartmentId, startsOn, contractUntilOn, landlordToldOn, rentOre },
    })
    if (stepMove) await recordStepMove(tx, actor, personId, tenancy.id, stepMove)
    return { tenancyId: tenancy.id }
  })
}
