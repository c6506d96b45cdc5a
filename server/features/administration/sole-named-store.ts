/**
 * Somebody who is named and can sign in always remains on a protected person: else nobody could open the page, or name anybody.
 *
 * Whoever changes who sees protected persons (deactivation, role, enhet, the names themselves) takes turns per nämnd, so that two who
 * each leave the other one behind do not leave nobody. An invited user does not count: the link may never be used.
 */
import type { Actor } from '../../actor.js'
import { joinSql, sql, type Db } from '../../db.js'
import { may, MAY } from '../../domain/access.js'
import type { Role } from '../../domain/codes.js'

/** Holds the nämnd's row until the transaction ends. */
export async function oneAtATime(tx: Db, actor: Actor): Promise<void> {
  await tx.run(sql`update "Namnd" set "name" = "name" where "id" = ${actor.namndId}`)
}

interface Place {
  role: string
  unitId: number | null
}

/**
 * How many protected persons would be left with nobody named who can see them, were the user to become `after` (null: deactivated).
 * A number and nothing else: the administratör who asks sees no persons. Call oneAtATime first.
 */
export async function leftWithNobody(
  tx: Db,
  actor: Actor,
  user: Place & { id: number; deactivatedAt: string | null },
  after: Place | null,
): Promise<number> {
  if (user.deactivatedAt !== null || !seesPeople(user.role)) return 0
  const goesOn = after !== null && seesPeople(after.role)
  if (goesOn && (after.unitId === null || after.unitId === user.unitId)) return 0
  const seen = user.unitId === null ? sql`1 = 1` : sql`p."unitId" = ${user.unitId}`
  const lost = goesOn ? sql`p."unitId" <> ${after.unitId}` : sql`1 = 1`
  const [row] = await tx.rows<{ people: number }>(sql`
    select count(*) as "people" from "Person" p
    where p."namndId" = ${actor.namndId} and p."protection" <> 'NEJ' and ${seen} and ${lost}
      and exists (select 1 from "ProtectionGrant" g where g."personId" = p."id" and g."userId" = ${user.id} and g."revokedAt" is null)
      and not exists (
        select 1 from "ProtectionGrant" g join "User" u on u."id" = g."userId"
        where g."personId" = p."id" and g."revokedAt" is null and u."id" <> ${user.id} and u."deactivatedAt" is null
          and u."passwordHash" is not null and u."role" in (${joinSql([...MAY.readPeople])}) and (u."unitId" is null or u."unitId" = p."unitId"))`)
  return row?.people ?? 0
}

/** Those of the users who are active and whose role sees people: whom a protected person can be left with. */
export async function whoCanBeNamed(tx: Db, actor: Actor, userIds: readonly number[]): Promise<number[]> {
  const users = await tx.prisma.user.findMany({
    where: { namndId: actor.namndId, id: { in: [...userIds] }, deactivatedAt: null, role: { in: [...MAY.readPeople] } },
    select: { id: true },
  })
  return users.map((user) => user.id)
}

const seesPeople = (role: string) => may(role as Role, 'readPeople')
