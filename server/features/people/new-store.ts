/** A new person: who is alike already, whose number it is, and the row itself with everything that came with it. */
import type { Actor } from '../../actor.js'
import { recordChange, recordReadings } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { LIKENESSES, likeness, type Likeness } from '../../domain/likeness.js'
import { searchNameOf, sortNameOf } from '../../domain/names.js'
import { inReach, mayBeShown } from '../../reach.js'
import type { NewPerson } from './form.js'

/** The most who are alike that can be read beside a form. */
const mostShown = 8

export interface LikePerson {
  id: number
  name: string
  birthOn: Day | null
  ownId: string
  likeness: Likeness
}

/** People in reach who are alike, the likeliest first, and the readings written. Protected persons only for those named on them. */
export async function likePeople(
  db: Db,
  actor: Actor,
  wanted: { givenName: string; familyName: string; birthOn: Day | null },
  except: number | null = null,
): Promise<LikePerson[]> {
  const searched = { searchName: searchNameOf(wanted.givenName, wanted.familyName), birthOn: wanted.birthOn }
  const family = searchNameOf(wanted.familyName)
  const given = searchNameOf(wanted.givenName)
  return db.reading(async (tx) => {
    const candidates = await tx.rows<{
      id: number
      givenName: string
      familyName: string
      birthOn: Day | null
      ownId: string
      searchName: string
    }>(sql`
      select p."id", p."givenName", p."familyName", p."birthOn", p."ownId", p."searchName" from "Person" p
      where ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1 and p."id" <> ${except ?? 0}
        and (p."birthOn" = ${wanted.birthOn ?? ''} or p."searchName" like ${`%${family}%`} or p."searchName" like ${`%${given}%`})
      order by case when p."birthOn" = ${wanted.birthOn ?? ''} then 0 when p."searchName" like ${`%${family}%`} then 1 else 2 end, p."id" limit 2000`)
    const alike = candidates
      .flatMap(({ searchName, givenName, familyName, ...person }) => {
        const how = likeness(searched, { searchName, birthOn: person.birthOn })
        return how === null ? [] : [{ ...person, name: `${givenName} ${familyName}`, likeness: how }]
      })
      .sort((a, b) => LIKENESSES.indexOf(a.likeness) - LIKENESSES.indexOf(b.likeness) || a.id - b.id)
      .slice(0, mostShown)
    await recordReadings(
      tx,
      actor,
      alike.map((person) => person.id),
    )
    return alike
  })
}

export type NumberHolder = { state: 'FREE' } | { state: 'SHOWN'; id: number; name: string } | { state: 'HIDDEN' }

/** Who has the number already. Somebody the actor may not see, or does not reach, is only "HIDDEN". */
export async function holderOf(db: Db, actor: Actor, number: string): Promise<NumberHolder> {
  return db.reading(async (tx) => {
    const [row] = await tx.rows<{ id: number; givenName: string; familyName: string; shown: number }>(sql`
      select p."id", p."givenName", p."familyName", case when ${inReach(actor, 'p')} then ${mayBeShown(actor)} else 0 end as "shown"
      from "PersonIdentity" i join "Person" p on p."id" = i."personId"
      where i."namndId" = ${actor.namndId} and i."number" = ${number}`)
    if (!row) return { state: 'FREE' }
    if (row.shown === 0) return { state: 'HIDDEN' }
    await recordReadings(tx, actor, [row.id])
    return { state: 'SHOWN', id: row.id, name: `${row.givenName} ${row.familyName}` }
  })
}

/** Whether the register's own id is free in the nämnd. */
export async function ownIdIsFree(db: Db, actor: Actor, ownId: string): Promise<boolean> {
  return (await db.prisma.person.findFirst({ where: { namndId: actor.namndId, ownId }, select: { id: true } })) === null
}

/**
 * Creates the person with number, children and, when protected, who may see: the one who writes and those responsible. Returns the id,
 * or null when somebody else took the number or the own id in the same moment.
 */
export async function createPerson(db: Db, actor: Actor, unitId: number, person: NewPerson): Promise<number | null> {
  try {
    return await insertPerson(db, actor, unitId, person)
  } catch (error) {
    if ((error as { code?: string }).code === 'P2002') return null
    throw error
  }
}

async function insertPerson(db: Db, actor: Actor, unitId: number, person: NewPerson): Promise<number> {
  return db.transaction(async (tx) => {
    const names = { givenName: person.givenName, familyName: person.familyName }
    const facts = {
      ...names,
      birthOn: person.birthOn,
      protection: person.protection,
      phone: person.phone,
      email: person.email,
      caseReference: person.caseReference,
      socialsekreterareId: person.socialsekreterareId,
      boendestodjareId: person.boendestodjareId,
    }
    const row = await tx.prisma.person.create({
      data: {
        ...facts,
        namndId: actor.namndId,
        unitId,
        ownId: person.ownId ?? `ny-${crypto.randomUUID()}`,
        sortName: sortNameOf(person.familyName, person.givenName),
        searchName: searchNameOf(person.givenName, person.familyName),
        createdAt: actor.now,
        identities: person.identity
          ? { create: { namndId: actor.namndId, kind: person.identity.kind, number: person.identity.number, recordedAt: actor.now } }
          : {},
        children: { create: person.children.map((child) => ({ ...child, recordedAt: actor.now })) },
      },
    })
    const ownId = person.ownId ?? (await freeOwnId(tx, actor, row.id))
    if (ownId !== row.ownId) await tx.prisma.person.update({ where: { id: row.id }, data: { ownId } })
    if (person.protection !== 'NEJ') {
      const named = new Set([actor.userId, person.socialsekreterareId, person.boendestodjareId].filter((id) => id !== null))
      await tx.prisma.protectionGrant.createMany({
        data: [...named].map((userId) => ({ personId: row.id, userId, grantedAt: actor.now, grantedById: actor.userId })),
      })
    }
    await recordChange(tx, actor, {
      action: 'CREATE',
      subject: 'PERSON',
      subjectId: row.id,
      personId: row.id,
      after: { ...facts, ownId, unitId, identity: person.identity?.number ?? null, children: person.children },
    })
    return row.id
  })
}

/** P and the row's number; with a letter after it where an imported list happens to use the same. */
async function freeOwnId(tx: Db, actor: Actor, id: number): Promise<string> {
  const taken = await tx.prisma.person.findMany({
    where: { namndId: actor.namndId, ownId: { startsWith: `P${id}` } },
    select: { ownId: true },
  })
  const used = new Set(taken.map((person) => person.ownId))
  const wanted = [`P${id}`, ...Array.from({ length: 26 }, (_, n) => `P${id}-${String.fromCharCode(97 + n)}`)]
  return wanted.find((ownId) => !used.has(ownId)) ?? `P${id}-${crypto.randomUUID().slice(0, 8)}`
}
