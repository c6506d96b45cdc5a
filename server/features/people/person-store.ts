/** One person as the actor may see it: shown, hidden behind protection, or (for the actor) not there at all. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { Protection } from '../../domain/codes.js'
import { sortTextOf } from '../../domain/names.js'
import { formatIdentity } from '../../domain/personnummer.js'
import { inReach, mayBeShown } from '../../reach.js'

export interface Person {
  id: number
  unitId: number
  ownId: string
  givenName: string
  familyName: string
  name: string
  birthOn: Day | null
  protection: Protection
  phone: string | null
  email: string | null
  caseReference: string | null
  socialsekreterareId: number | null
  boendestodjareId: number | null
  /** the number in force as people write it */
  identity: string | null
  noteCount: number
  /** who may see the person while it is protected */
  named: { id: number; name: string }[]
}

export type Opened = { state: 'SHOWN'; person: Person } | { state: 'HIDDEN'; named: string[] }

/** The person, and the reading written. Null: not there, not in reach, or so protected that even being there is hidden. */
export async function openPerson(db: Db, actor: Actor, personId: number): Promise<Opened | null> {
  return db.reading(async (tx) => {
    const [row] = await tx.rows<Omit<Person, 'name' | 'identity' | 'named'> & { shown: number; number: string | null }>(sql`
      select p."id", p."unitId", p."ownId", p."givenName", p."familyName", p."birthOn", p."protection", p."phone", p."email", p."caseReference",
        p."socialsekreterareId", p."boendestodjareId", ${mayBeShown(actor)} as "shown",
        (select i."number" from "PersonIdentity" i where i."personId" = p."id" order by i."id" desc limit 1) as "number",
        (select count(*) from "Note" n where n."personId" = p."id") as "noteCount"
      from "Person" p where p."id" = ${personId} and ${inReach(actor, 'p')}`)
    if (!row || (row.shown === 0 && row.protection === 'SKYDDAD_FOLKBOKFORING')) return null
    await recordReadings(tx, actor, [personId])
    const named =
      row.protection === 'NEJ'
        ? []
        : await tx.rows<{ id: number; name: string }>(sql`
            select distinct u."id", u."name" from "ProtectionGrant" g join "User" u on u."id" = g."userId"
            where g."personId" = ${personId} and g."revokedAt" is null and u."deactivatedAt" is null order by u."name"`)
    if (row.shown === 0) return { state: 'HIDDEN', named: named.map((user) => user.name) }
    const { shown: _shown, number, ...facts } = row
    return {
      state: 'SHOWN',
      person: {
        ...facts,
        name: `${facts.givenName} ${facts.familyName}`,
        identity: number === null ? null : formatIdentity(number),
        named,
      },
    }
  })
}

/** Whether the actor may see and change the person; used by the POSTs, which answer 404 otherwise. */
export async function mayOpen(db: Db, actor: Actor, personId: number): Promise<boolean> {
  const rows = await db.rows(
    sql`select 1 as "one" from "Person" p where p."id" = ${personId} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1`,
  )
  return rows.length === 1
}

export interface Staff {
  id: number
  name: string
  role: string
}

/** Active users who work with people and reach the unit (null: any unit of the nämnd), by name. */
export async function staffOf(db: Db, actor: Actor, unitId: number | null): Promise<Staff[]> {
  const users = await db.prisma.user.findMany({
    where: {
      namndId: actor.namndId,
      deactivatedAt: null,
      role: { in: ['BOSAMORDNARE', 'BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'CHEF'] },
      ...(unitId === null ? {} : { OR: [{ unitId }, { unitId: null }] }),
    },
    select: { id: true, name: true, role: true },
    orderBy: { id: 'asc' },
  })
  return users.sort((a, b) => (sortTextOf(a.name) < sortTextOf(b.name) ? -1 : 1))
}
