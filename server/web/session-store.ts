/** Sessions in the database, so that they are the same on both engines and survive a restart. Only a hash of the id is kept. */
import { createHash, randomBytes } from 'node:crypto'
import session from 'express-session'
import { sql, type Db } from '../db.js'
import type { Role } from '../domain/codes.js'
import type { SettingRow } from '../domain/policy.js'

const keptHours = 12
const keyOf = (sid: string) => createHash('sha256').update(sid).digest('hex')
type Done = (error?: unknown) => void

export class SessionStore extends session.Store {
  constructor(private readonly db: Db) {
    super()
  }

  override get(sid: string, done: (error: unknown, content?: session.SessionData | null) => void): void {
    this.db
      .rows<{ content: string }>(
        sql`select "content" from "Session" where "id" = ${keyOf(sid)} and "expiresAt" > ${new Date().toISOString()}`,
      )
      .then(([row]) => done(null, row ? (JSON.parse(row.content) as session.SessionData) : null))
      .catch((error: unknown) => done(error))
  }

  override set(sid: string, content: session.SessionData, done: Done = () => {}): void {
    const id = keyOf(sid)
    const values = { content: JSON.stringify(content), expiresAt: new Date(Date.now() + keptHours * 3_600_000).toISOString() }
    this.db.prisma.session.upsert({ where: { id }, create: { id, ...values }, update: values }).then(
      () => done(),
      (error: unknown) => done(error),
    )
  }

  override destroy(sid: string, done: Done = () => {}): void {
    this.db.prisma.session.deleteMany({ where: { id: keyOf(sid) } }).then(
      () => done(),
      (error: unknown) => done(error),
    )
  }
}

export interface SessionUser {
  id: number
  name: string
  role: Role
  namndId: number
  unitId: number | null
  namndName: string
  unitName: string | null
  deactivatedAt: string | null
  passwordSetAt: string | null
  /** the dated rows of the nämnd for how long a session may rest */
  idleMinutes: SettingRow[]
}

/** The user of a session as of now, in one query: asked for on every page, and never kept, so that what ends a session ends it at once. */
export async function userOfSession(db: Db, userId: number): Promise<SessionUser | null> {
  const rows = await db.rows<Omit<SessionUser, 'idleMinutes'> & { value: string | null; fromOn: string | null }>(sql`
    select u."id", u."name", u."role", u."namndId", u."unitId", n."name" as "namndName", e."name" as "unitName", u."deactivatedAt", u."passwordSetAt",
      s."value", s."fromOn"
    from "User" u join "Namnd" n on n."id" = u."namndId" left join "Unit" e on e."id" = u."unitId"
      left join "Setting" s on s."namndId" = u."namndId" and s."name" = 'idleMinutes'
    where u."id" = ${userId} order by s."id"`)
  const [user] = rows
  if (!user) return null
  return {
    ...user,
    idleMinutes: rows.flatMap(({ value, fromOn }) => (value !== null && fromOn !== null ? [{ name: 'idleMinutes', value, fromOn }] : [])),
  }
}

/** The secret that signs session cookies: drawn once and kept in the database, so that a restart signs nobody out. */
export const keptSessionSecret = (db: Db) => keptSecret(db, 'the secret that signs the cookies')

/** The secret that marks of e-mails and calendar events are made with, so that they are the same each time and tell no id. */
export const keptMarkSecret = (db: Db) => keptSecret(db, 'the secret that marks are made with')

async function keptSecret(db: Db, what: string): Promise<string> {
  const id = keyOf(what)
  const known = await db.prisma.session.findUnique({ where: { id } })
  if (known) return known.content
  await db.run(sql`
    insert into "Session" ("id", "content", "expiresAt") values (${id}, ${randomBytes(32).toString('hex')}, '9999-12-31T00:00:00.000Z')
    on conflict do nothing`)
  const { content } = await db.prisma.session.findUniqueOrThrow({ where: { id } }) // another process may have been first
  return content
}
