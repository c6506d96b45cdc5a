/** Changes to a person: particulars, numbers and children. Each with its row in the log, nothing overwritten that is history. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import { searchNameOf, sortNameOf } from '../../domain/names.js'
import type { PersonFields, TypedChild, TypedIdentity } from './form.js'
import type { Person } from './person-store.js'

/** Saves the particulars; the log keeps what was changed, before and after. False when nothing was. */
export async function changeParticulars(db: Db, actor: Actor, person: Person, fields: PersonFields): Promise<boolean> {
  const keys = (Object.keys(fields) as (keyof PersonFields)[]).filter((key) => fields[key] !== person[key])
  if (keys.length === 0) return false
  await db.transaction(async (tx) => {
    await tx.prisma.person.update({
      where: { id: person.id },
      data: {
        ...fields,
        sortName: sortNameOf(fields.familyName, fields.givenName),
        searchName: searchNameOf(fields.givenName, fields.familyName),
      },
    })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'PERSON',
      subjectId: person.id,
      personId: person.id,
      before: Object.fromEntries(keys.map((key) => [key, person[key]])),
      after: Object.fromEntries(keys.map((key) => [key, fields[key]])),
    })
  })
  return true
}

/** Every number the person has had, the one in force first. */
export async function identitiesOf(db: Db, personId: number) {
  return db.prisma.personIdentity.findMany({ where: { personId }, orderBy: { id: 'desc' } })
}

/** A new number from now on; the old ones stay. A person without birth date gets the number's. */
export async function addIdentity(db: Db, actor: Actor, person: Person, identity: TypedIdentity): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.prisma.personIdentity.create({
      data: { namndId: actor.namndId, personId: person.id, kind: identity.kind, number: identity.number, recordedAt: actor.now },
    })
    if (person.birthOn === null && identity.birthOn !== null) {
      await tx.prisma.person.update({ where: { id: person.id }, data: { birthOn: identity.birthOn } })
    }
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'PERSON',
      subjectId: person.id,
      personId: person.id,
      before: { identity: person.identity },
      after: { identity: identity.number, kind: identity.kind },
    })
  })
}

/** Children of the household, those who have left it last. */
export async function childrenOf(db: Db, personId: number) {
  const children = await db.prisma.householdChild.findMany({ where: { personId }, orderBy: [{ birthYear: 'asc' }, { id: 'asc' }] })
  return { present: children.filter((child) => child.removedAt === null), left: children.filter((child) => child.removedAt !== null) }
}

export async function addChild(db: Db, actor: Actor, personId: number, child: TypedChild): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await tx.prisma.householdChild.create({ data: { personId, ...child, recordedAt: actor.now } })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'PERSON',
      subjectId: personId,
      personId,
      after: { child: row.id, ...child },
    })
  })
}

/** The child no longer counts in the household; the row stays. False when it is not there (any more). */
export async function removeChild(db: Db, actor: Actor, personId: number, childId: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { count } = await tx.prisma.householdChild.updateMany({
      where: { id: childId, personId, removedAt: null },
      data: { removedAt: actor.now },
    })
    if (count === 0) return false
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'PERSON',
      subjectId: personId,
      personId,
      before: { child: childId },
      after: { removedAt: actor.now },
    })
    return true
  })
}
