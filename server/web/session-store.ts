/** Sessions in the database, so that they are the same on both engines and survive a restart. Only a hash of the id is kept. */
import { createHash, randomBytes } from 'node:crypto'
import session from 'express-session'
import type { Db } from '../db.js'

const keptHours = 12
const keyOf = (sid: string) => createHash('sha256').update(sid).digest('hex')
type Done = (error?: unknown) => void

export class SessionStore extends session.Store {
  constructor(private readonly db: Db) {
    super()
  }

  override get(sid: string, done: (error: unknown, content?: session.SessionData | null) => void): void {
    this.db.prisma.session
      .findUnique({ where: { id: keyOf(sid) } })
      .then((row) => done(null, row && row.expiresAt > new Date().toISOString() ? (JSON.parse(row.content) as session.SessionData) : null))
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

const secretKey = 'the secret that signs the cookies'

/** The secret that signs session cookies: drawn once and kept in the database, so that a restart signs nobody out. */
export async function keptSessionSecret(db: Db): Promise<string> {
  const id = keyOf(secretKey)
  const known = await db.prisma.session.findUnique({ where: { id } })
  if (known) return known.content
  const content = randomBytes(32).toString('hex')
  await db.prisma.session.create({ data: { id, content, expiresAt: '9999-12-31T00:00:00.000Z' } })
  return content
}
