/**
 * What "I dag" opens with for many users at once. The facts of a day depend on the nämnd, the unit and the protected persons one is named
 * on (server/reach.ts), but for the early signs, which are those of the households one supports: so they are gathered once for each such
 * reach, by the page's own function, and cut by role and own people after. Two hundred users of eight units of whom ten are named cost
 * some three hundred queries; one reach is the page's seventeen.
 */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Role } from '../../domain/codes.js'
import { caseOn, type CaseOnDay } from '../../domain/eviction-prevention.js'
import type { Settings } from '../../domain/policy.js'
import { linesFor, todayLines, type CaseToday, type TodayLine } from '../../domain/today.js'
import { todayFacts } from '../today/store.js'
import { hiddenPeople } from '../today/subjects-store.js'
import { linesAbout, opensWithOwn } from '../today/today-page.js'

export interface OwnLines {
  lines: TodayLine[]
  /** the people in reach who are protected from the user */
  hidden: ReadonlySet<number>
  cases: readonly (CaseToday & { now: CaseOnDay })[]
}

/** Gives each user's lines in turn, reach by reach, so that no more than one reach's facts are held at a time. */
export async function* ownLines(db: Db, users: readonly Actor[], settings: Settings): AsyncGenerator<[user: Actor, own: OwnLines]> {
  const own = await ownPeopleOf(db, users)
  const supported = await supportedBy(db, users)
  for (const sameReach of (await byReach(db, users)).values()) {
    const [actor] = sameReach
    if (!actor) continue
    const facts = await todayFacts(db, actor, actor.today, settings, { forMany: true, roles: sameReach.map((user) => user.role) })
    const hidden = await hiddenPeople(db, actor)
    const lines = todayLines(facts, actor.today, settings)
    const cases = facts.cases.map((one) => ({ ...one, now: caseOn(one.facts, actor.today, settings) }))
    for (const user of sameReach) {
      const role = user.role as Role
      const mine = supported.get(user.userId ?? 0)
      const isMine = (line: TodayLine) => line.rule !== 'EARLY_WARNING' || !mine || (line.personId !== null && mine.has(line.personId))
      const all = linesFor(role, lines.filter(isMine))
      const people = own.get(user.userId ?? 0)
      yield [user, { lines: opensWithOwn(role, people) ? linesAbout(people, all) : all, hidden, cases }]
    }
  }
}

/** The users who see the same: of one unit, or all, and named on the same protected persons. */
async function byReach(db: Db, users: readonly Actor[]): Promise<Map<string, Actor[]>> {
  const grants = await db.rows<{ userId: number; personId: number }>(sql`
    select distinct g."userId", g."personId" from "ProtectionGrant" g join "Person" p on p."id" = g."personId"
    join ${db.table(idsOf(users), { id: 'int' })} u on u."id" = g."userId"
    where g."revokedAt" is null and p."protection" <> 'NEJ' order by g."personId"`)
  const reaches = new Map<string, Actor[]>()
  for (const user of users) {
    const named = grants.filter((grant) => grant.userId === user.userId).map((grant) => grant.personId)
    const key = JSON.stringify([user.namndId, user.unitId, named])
    reaches.set(key, [...(reaches.get(key) ?? []), user])
  }
  return reaches
}

/** The people each user is responsible for, within the user's reach: today/subjects-store.ts for many users in one query. */
async function ownPeopleOf(db: Db, users: readonly Actor[]): Promise<Map<number, Set<number>>> {
  const rows = users.map(({ userId, namndId, unitId }) => ({ id: userId, namndId, unitId: unitId ?? 0 }))
  const found = await db.rows<{ userId: number; personId: number }>(sql`
    select u."id" as "userId", p."id" as "personId" from ${db.table(rows, { id: 'int', namndId: 'int', unitId: 'int' })} u
    join "Person" p on p."namndId" = u."namndId" and (u."unitId" = 0 or p."unitId" = u."unitId")
      and (p."boendestodjareId" = u."id" or p."socialsekreterareId" = u."id")`)
  const people = new Map<number, Set<number>>()
  for (const { userId, personId } of found) people.set(userId, (people.get(userId) ?? new Set()).add(personId))
  return people
}

/** Early signs go to the one who supports the household (today/store.ts); to who supports nobody, those of everybody in reach. */
async function supportedBy(db: Db, users: readonly Actor[]): Promise<Map<number, Set<number>>> {
  const rows = await db.rows<{ userId: number; personId: number }>(sql`
    select p."boendestodjareId" as "userId", p."id" as "personId" from "Person" p
    join ${db.table(idsOf(users), { id: 'int' })} u on u."id" = p."boendestodjareId"`)
  const people = new Map<number, Set<number>>()
  for (const { userId, personId } of rows) people.set(userId, (people.get(userId) ?? new Set()).add(personId))
  return people
}

const idsOf = (users: readonly Actor[]) => users.map(({ userId }) => ({ id: userId }))
