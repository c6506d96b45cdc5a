/**
 * Protection of a person and who may see it. Whoever sets it is always named, so a protected person is never left with nobody; in
 * turns with whoever deactivates users, so that the one who stays is not taken away in the same moment.
 */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Protection } from '../../domain/codes.js'
import { oneAtATime, whoCanBeNamed } from '../administration/sole-named-store.js'
import type { Person } from './person-store.js'

/**
 * Sets the protection and exactly those named, the actor among them; NEJ takes all names away. What was stays as history. False, and
 * nothing is changed, when the actor was deactivated meanwhile.
 */
export async function setProtection(
  db: Db,
  actor: Actor,
  person: Person,
  protection: Protection,
  namedIds: readonly number[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await oneAtATime(tx, actor) // whoever is named is not deactivated meanwhile
    const named = await whoCanBeNamed(tx, actor, [...namedIds, ...(actor.userId === null ? [] : [actor.userId])])
    if (actor.userId === null || !named.includes(actor.userId)) return false
    const wanted = new Set(protection === 'NEJ' ? [] : named)
    const standing = await tx.prisma.protectionGrant.findMany({ where: { personId: person.id, revokedAt: null } })
    const before = new Set(standing.map((grant) => grant.userId))
    await tx.prisma.protectionGrant.updateMany({
      where: { personId: person.id, revokedAt: null, userId: { notIn: [...wanted] } },
      data: { revokedAt: actor.now },
    })
    await tx.prisma.protectionGrant.createMany({
      data: [...wanted]
        .filter((userId) => !before.has(userId))
        .map((userId) => ({ personId: person.id, userId, grantedAt: actor.now, grantedById: actor.userId })),
    })
    await tx.prisma.person.update({ where: { id: person.id }, data: { protection } })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'PERSON',
      subjectId: person.id,
      personId: person.id,
      before: { protection: person.protection, named: [...before] },
      after: { protection, named: [...wanted] },
    })
    return true
  })
}
