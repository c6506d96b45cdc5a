/** Protection of a person and who may see it. Whoever sets it is always named, so a protected person is never left with nobody. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Protection } from '../../domain/codes.js'
import { oneAtATime, whoCanBeNamed } from '../administration/sole-named-store.js'
import type { Person } from './person-store.js'

/** Sets the protection and exactly those named, the actor among them; NEJ takes all names away. What was stays as history. */
export async function setProtection(
  db: Db,
  actor: Actor,
  person: Person,
  protection: Protection,
  namedIds: readonly number[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await oneAtATime(tx, actor) // whoever is named is not deactivated meanwhile
    const asked = protection === 'NEJ' ? [] : [...namedIds, ...(actor.userId === null ? [] : [actor.userId])]
    const wanted = new Set(await whoCanBeNamed(tx, actor, asked))
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
  })
}
