/**
 * Who gets the daily e-mail, and what became of it. A digest is taken for a user and a day before anything is sent, and each attempt before
 * the mail server is spoken to, by rows that can be there only once: of two processes one sends.
 */
import { sql, type Db } from '../../db.js'
import { MAY } from '../../domain/access.js'
import type { Day } from '../../domain/calendar.js'
import type { MailOutcome, Role } from '../../domain/codes.js'
import type { MailAttemptFact } from '../../domain/mail-digest.js'

export interface Recipient {
  userId: number
  role: Role
  unitId: number | null
  email: string
}

export interface TakenDigest {
  id: number
  userId: number
  takenAt: string
  attempts: MailAttemptFact[]
}

/** The active users of the nämnd whose role has an "I dag" and who want the e-mail, or have not said and the nämnd has. */
export async function recipientsOf(db: Db, namndId: number, fromStart: boolean): Promise<Recipient[]> {
  const roles = MAY.readToday.map((role) => ({ role }))
  const users = await db.rows<Recipient>(sql`
    select u."id" as "userId", u."role", u."unitId", u."email" from "User" u join ${db.table(roles, { role: 'text' })} r on r."role" = u."role"
    where u."namndId" = ${namndId} and u."deactivatedAt" is null and u."passwordHash" is not null
      and coalesce(u."mailDigest", ${fromStart ? 'YES' : 'NO'}) = 'YES'
    order by u."id"`)
  return users.filter((user) => isAddress(user.email))
}

/** Takes the day's digest for those who have none yet. */
export async function takeDigests(db: Db, namndId: number, users: readonly Recipient[], on: Day, nowAt: string): Promise<void> {
  if (users.length === 0) return
  const rows = users.map(({ userId }) => ({ userId }))
  await db.run(sql`
    insert into "MailDigest" ("namndId", "userId", "forOn", "takenAt")
    select ${namndId}, r."userId", ${on}, ${nowAt} from ${db.table(rows, { userId: 'int' })} r where true
    on conflict do nothing`)
}

/** The digests of the day that are taken, with their attempts in order. */
export async function digestsOn(db: Db, namndId: number, on: Day): Promise<Map<number, TakenDigest>> {
  const rows = await db.rows<{ id: number; userId: number; takenAt: string; startedAt: string | null; outcome: MailOutcome | null }>(sql`
    select d."id", d."userId", d."takenAt", a."startedAt", a."outcome" from "MailDigest" d left join "MailAttempt" a on a."digestId" = d."id"
    where d."namndId" = ${namndId} and d."forOn" = ${on} order by d."id", a."number"`)
  const digests = new Map<number, TakenDigest>()
  for (const { startedAt, outcome, ...digest } of rows) {
    const known = digests.get(digest.userId) ?? { ...digest, attempts: [] }
    if (startedAt !== null) known.attempts.push({ startedAt, outcome })
    digests.set(digest.userId, known)
  }
  return digests
}

/** Takes the next attempt; false: somebody else did, or the user has been closed. With an outcome it is over as it begins. */
export async function takeAttempt(db: Db, digest: TakenDigest, nowAt: string, outcome: MailOutcome | null = null): Promise<boolean> {
  const ended = outcome === null ? sql`cast(null as text), cast(null as text)` : sql`${nowAt}, ${outcome}`
  const taken = await db.run(sql`
    insert into "MailAttempt" ("digestId", "number", "startedAt", "endedAt", "outcome")
    select d."id", ${digest.attempts.length + 1}, ${nowAt}, ${ended}
    from "MailDigest" d join "User" u on u."id" = d."userId" where d."id" = ${digest.id} and u."deactivatedAt" is null
    on conflict do nothing`)
  return taken === 1
}

/** Writes how the attempt that was taken ended. */
export async function endAttempt(
  db: Db,
  digest: TakenDigest,
  end: { outcome: MailOutcome; fault: string | null; endedAt: string },
): Promise<void> {
  await db.prisma.mailAttempt.updateMany({ where: { digestId: digest.id, number: digest.attempts.length + 1, outcome: null }, data: end })
}

function isAddress(email: string): boolean {
  return /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]+$/.test(email) && !email.endsWith('@invalid')
}
