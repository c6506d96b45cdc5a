/** Whom and what the lines are about: what the actor may see of each person, and the apartment. Two queries for any number of lines. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { LadderStep } from '../../domain/codes.js'
import type { TodayLine } from '../../domain/today.js'
import { inReach, mayBeShown } from '../../reach.js'
import { currentStepOf } from '../people/current-step.js'

export interface PersonOfLine {
  id: number
  ownId: string
  /** false: protected from the actor; the rest but the own id is not for showing */
  shown: boolean
  /** null when not shown */
  name: string | null
  step: LadderStep | null
  phone: string | null
}
export interface ApartmentOfLine {
  id: number
  ownId: string
  address: string
  apartmentNumber: string | null
}
export interface Subjects {
  people: Map<number, PersonOfLine>
  apartments: Map<number, ApartmentOfLine>
}

/** The people and apartments of the lines that are in reach. One that is missing is one the actor may know nothing of. */
export async function subjectsOf(
  db: Db,
  actor: Actor,
  lines: readonly Pick<TodayLine, 'personId' | 'apartmentId'>[],
  on: Day,
): Promise<Subjects> {
  const people = await db.rows<{
    id: number
    ownId: string
    shown: number
    name: string
    step: LadderStep | null
    phone: string | null
  }>(sql`
    select p."id", p."ownId", ${mayBeShown(actor)} as "shown", p."givenName" || ' ' || p."familyName" as "name", p."phone", ${currentStepOf(on)} as "step"
    from "Person" p
    where ${inReach(actor, 'p')} and p."id" in (select l."id" from ${db.table(idsOf(lines, 'personId'), { id: 'int' })} l)`)
  const apartments = await db.rows<ApartmentOfLine>(sql`
    select a."id", a."ownId", a."address", a."apartmentNumber" from "Apartment" a
    where ${inReach(actor, 'a')} and a."id" in (select l."id" from ${db.table(idsOf(lines, 'apartmentId'), { id: 'int' })} l)`)
  return {
    people: new Map(
      people.map((row) => {
        const shown = row.shown === 1
        const { name, step, phone } = shown ? row : { name: null, step: null, phone: null }
        return [row.id, { id: row.id, ownId: row.ownId, shown, name, step, phone }]
      }),
    ),
    apartments: new Map(apartments.map((row) => [row.id, row])),
  }
}

/** The same for a page: writes that those who are shown were read. A protected person's line tells nothing of the person. */
export async function readSubjects(db: Db, actor: Actor, lines: readonly TodayLine[]): Promise<Subjects> {
  return db.reading(async (tx) => {
    const subjects = await subjectsOf(tx, actor, lines, actor.today)
    const shown = [...subjects.people.values()].filter((person) => person.shown)
    await recordReadings(
      tx,
      actor,
      shown.map((person) => person.id),
    )
    return subjects
  })
}

/** The people in reach who are protected from the actor. */
export async function hiddenPeople(db: Db, actor: Actor): Promise<Set<number>> {
  const rows = await db.rows<{ id: number }>(sql`
    select p."id" from "Person" p where ${inReach(actor, 'p')} and p."protection" <> 'NEJ' and ${mayBeShown(actor)} = 0`)
  return new Set(rows.map((row) => row.id))
}

export interface OwnPeople {
  /** everybody the actor is responsible for, also those who have moved out and may still owe rent */
  ids: Set<number>
  /** those of them the actor supports, as their boendestödjare */
  supported: Set<number>
  /** those of them who are protected from the actor */
  hidden: Set<number>
  /** how many of them live in one of the places or stand on a step today */
  current: number
}

/** The people the actor is responsible for, as boendestödjare or socialsekreterare. */
export async function ownPeople(db: Db, actor: Actor): Promise<OwnPeople> {
  const me = actor.userId ?? 0
  const rows = await db.rows<{ id: number; current: number; supported: number; shown: number }>(sql`
    select p."id", case when ${currentStepOf(actor.today)} is not null or exists (
      select 1 from "Tenancy" t where t."personId" = p."id" and t."startsOn" <= ${actor.today} and (t."endsOn" is null or t."endsOn" > ${actor.today})
    ) then 1 else 0 end as "current", case when p."boendestodjareId" = ${me} then 1 else 0 end as "supported", ${mayBeShown(actor)} as "shown"
    from "Person" p
    where ${inReach(actor, 'p')} and (p."boendestodjareId" = ${me} or p."socialsekreterareId" = ${me})`)
  const those = (holds: (row: (typeof rows)[number]) => boolean) => new Set(rows.filter(holds).map((row) => row.id))
  return {
    ids: those(() => true),
    supported: those((row) => row.supported === 1),
    hidden: those((row) => row.shown === 0),
    current: rows.filter((row) => row.current === 1).length,
  }
}

function idsOf(lines: readonly Pick<TodayLine, 'personId' | 'apartmentId'>[], key: 'personId' | 'apartmentId'): { id: number }[] {
  const ids = new Set(lines.map((line) => line[key]).filter((id) => id !== null))
  return [...ids].map((id) => ({ id }))
}
