/**
 * Sessions in the database, so that they are the same on both engines and survive a restart. Only a hash of the id is kept. A page does not
 * wait for its session to be written while somebody else writes for long: until it is, this program knows it.
 */
import { createHash, randomBytes } from 'node:crypto'
import session from 'express-session'
import type { Logger } from 'pino'
import { sql, type Db } from '../db.js'
import type { Role } from '../domain/codes.js'
import type { SettingRow } from '../domain/policy.js'

const keptHours = 12
/** The longest a page waits for its session to be written. */
const patienceMs = 100
/** No page is under way for longer than this. */
const longestPageMs = 15 * 60_000
const keyOf = (sid: string) => createHash('sha256').update(sid).digest('hex')
type Done = (error?: unknown) => void

export class SessionStore extends session.Store {
  /** what is being written: the content, or null where the session has ended */
  readonly #unwritten = new Map<string, { content: string | null }>()
  /** what has just ended: a page that was under way then does not write its session back */
  readonly #ended = new Set<string>()

  constructor(
    private readonly db: Db,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    super()
  }

  override get(sid: string, done: (error: unknown, content?: session.SessionData | null) => void): void {
    const id = keyOf(sid)
    const answer = (content: string | null | undefined) => done(null, content ? (JSON.parse(content) as session.SessionData) : null)
    const unwritten = this.#unwritten.get(id)
    if (unwritten) return answer(unwritten.content)
    this.db
      .rows<{ content: string }>(sql`select "content" from "Session" where "id" = ${id} and "expiresAt" > ${new Date().toISOString()}`)
      .then(([row]) => answer((this.#unwritten.get(id) ?? row)?.content))
      .catch((error: unknown) => done(error))
  }

  override set(sid: string, content: session.SessionData, done: Done = () => {}): void {
    const id = keyOf(sid)
    if (this.#ended.has(id)) return done()
    const values = { content: JSON.stringify(content), expiresAt: new Date(Date.now() + keptHours * 3_600_000).toISOString() }
    this.#write(id, values.content, done, () => this.db.prisma.session.upsert({ where: { id }, create: { id, ...values }, update: values }))
  }

  override destroy(sid: string, done: Done = () => {}): void {
    const id = keyOf(sid)
    this.#ended.add(id)
    setTimeout(() => this.#ended.delete(id), longestPageMs).unref()
    this.#write(id, null, done, () => this.db.prisma.session.deleteMany({ where: { id } }))
  }

  /** Answers when it is written, or soon; writes of one session come after each other, since the database gives turns in order. */
  #write(id: string, content: string | null, done: Done, write: () => Promise<unknown>): void {
    const unwritten = { content }
    this.#unwritten.set(id, unwritten)
    let answered = false
    const answer = (error?: unknown) => {
      if (answered && error !== undefined) this.log.error({ error }, 'a session was not written')
      if (!answered) done(error)
      answered = true
    }
    const soon = setTimeout(answer, patienceMs)
    write()
      .then(
        () => answer(),
        (error: unknown) => answer(error),
      )
      .finally(() => {
        clearTimeout(soon)
        if (this.#unwritten.get(id) === unwritten) this.#unwritten.delete(id)
      })
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
