/**
 * The secret address of a user's own calendar: 256 bits, shown once, kept as a hash. It is looked up by its hash, so that how long the answer
 * takes tells nothing of a secret that is nearly right. Wrong, revoked, closed user and a role without "I dag" are the same answer.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { may } from '../../domain/access.js'
import type { Role } from '../../domain/codes.js'
import type { House } from '../../house.js'

/** The user's address that works, or null. */
export async function feedInForce(db: Db, actor: Actor): Promise<{ createdAt: string; readOn: string | null } | null> {
  return db.prisma.calendarFeed.findFirst({
    where: { userId: actor.userId ?? 0, revokedAt: null },
    select: { createdAt: true, readOn: true },
  })
}

/** A new secret; an earlier one stops working in the same moment. It is kept nowhere: it must be shown now. */
export async function makeFeed(db: Db, actor: Actor): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await db.transaction(async (tx) => {
    await lockUser(tx, actor)
    await revoke(tx, actor)
    const feed = await tx.prisma.calendarFeed.create({
      data: { namndId: actor.namndId, userId: actor.userId ?? 0, secretHash: hashOf(secret), createdAt: actor.now },
    })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'CALENDAR_FEED', subjectId: feed.id })
  })
  return secret
}

/** The address stops working. */
export async function endFeed(db: Db, actor: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    await lockUser(tx, actor)
    await revoke(tx, actor)
  })
}

/** Whose calendar the secret opens, as an actor; null for every secret that opens none. The first reading of a day is logged. */
export async function readerOf(house: House, secret: string): Promise<Actor | null> {
  const feed = await house.db.prisma.calendarFeed.findUnique({ where: { secretHash: hashOf(secret) }, include: { user: true } })
  if (!feed || feed.revokedAt !== null || feed.user.deactivatedAt !== null || !may(feed.user.role as Role, 'readToday')) return null
  const { id: userId, name, namndId, unitId } = feed.user
  const actor: Actor = {
    userId,
    name,
    role: feed.user.role as Role,
    namndId,
    unitId,
    page: 'GET /kalender',
    now: house.clock.now(),
    today: house.clock.today(),
  }
  if (feed.readOn === null || feed.readOn < actor.today) await house.db.transaction((tx) => recordReading(tx, actor, feed.id))
  return actor
}

async function recordReading(tx: Db, actor: Actor, feedId: number): Promise<void> {
  const first = await tx.run(sql`
    update "CalendarFeed" set "readOn" = ${actor.today}
    where "id" = ${feedId} and "revokedAt" is null and ("readOn" is null or "readOn" < ${actor.today})`)
  if (first === 1) await recordChange(tx, actor, { action: 'EXPORT', subject: 'CALENDAR_FEED', subjectId: feedId })
}

async function revoke(tx: Db, actor: Actor): Promise<void> {
  const inForce = await tx.prisma.calendarFeed.findFirst({ where: { userId: actor.userId ?? 0, revokedAt: null } })
  if (!inForce) return
  await tx.prisma.calendarFeed.update({ where: { id: inForce.id }, data: { revokedAt: actor.now } })
  await recordChange(tx, actor, { action: 'END', subject: 'CALENDAR_FEED', subjectId: inForce.id })
}

/** Two clicks at once take turns: one address that works a user. */
async function lockUser(tx: Db, actor: Actor): Promise<void> {
  await tx.run(sql`update "User" set "id" = "id" where "id" = ${actor.userId ?? 0}`)
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
