/**
 * Sign-in, lock-out and one-time links. The answer to a wrong password, a locked account and an unknown address is the same, and
 * takes the same time, so that nobody can find out who has an account.
 */
import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Role } from '../../domain/codes.js'
import { DEFAULT_SETTINGS, settingsOn } from '../../domain/policy.js'
import type { House } from '../../house.js'

/** An address that cannot receive mail: the first administrator replaces it. */
export const firstAdministratorEmail = 'forsta-administratoren@invalid'

const unknownUserHash = hash(randomBytes(24).toString('hex'))

export interface SignedIn {
  id: number
}

/** Argon2id with the library's defaults (19 MiB, 2 passes), as OWASP recommends. */
export const hashPassword = (password: string): Promise<string> => hash(password)

export const normalizeEmail = (email: string) => email.trim().toLowerCase()

/** The user, or null: wrong address, wrong password, locked or deactivated are not told apart. Counts failures and locks. */
export async function signIn(house: House, email: string, password: string): Promise<SignedIn | null> {
  const user = await house.db.prisma.user.findUnique({
    where: { email: normalizeEmail(email) },
    include: { namnd: { include: { settings: true } } },
  })
  const right = await verify(user?.passwordHash ?? (await unknownUserHash), password)
  if (!user) return null
  const settings = settingsOn(house.clock.today(), user.namnd.settings)
  const nowAt = new Date().toISOString()
  const locked = user.lockedUntilAt !== null && user.lockedUntilAt > nowAt
  if (right && !locked && user.passwordHash !== null && user.deactivatedAt === null) {
    const signedIn = await house.db.transaction(async (tx) => {
      // Asked again: guesses at the same moment may have locked the account meanwhile.
      const open = await tx.prisma.user.updateMany({
        where: { id: user.id, deactivatedAt: null, OR: [{ lockedUntilAt: null }, { lockedUntilAt: { lte: nowAt } }] },
        data: { failedSignIns: 0, lockedUntilAt: null, lastSignInAt: nowAt },
      })
      if (open.count === 0) return false
      await recordChange(tx, signInActor(house, user), { action: 'SIGN_IN', subject: 'SESSION', subjectId: user.id })
      return true
    })
    if (signedIn) return { id: user.id }
  }
  await house.db.transaction(async (tx) => {
    // Counted where it stands: many guesses at the same moment are as many failures.
    const [counted] =
      locked || right
        ? []
        : await tx.rows<{ failedSignIns: number }>(sql`
          update "User" set "failedSignIns" = "failedSignIns" + 1 where "id" = ${user.id} returning "failedSignIns"`)
    const lock = counted !== undefined && counted.failedSignIns >= settings.loginAttempts
    if (lock) {
      const lockedUntilAt = new Date(Date.now() + settings.loginLockoutMinutes * 60_000).toISOString()
      await tx.prisma.user.update({ where: { id: user.id }, data: { failedSignIns: 0, lockedUntilAt } })
    }
    await recordChange(tx, signInActor(house, user), {
      action: 'SIGN_IN_REFUSED',
      subject: 'SESSION',
      subjectId: user.id,
      after: { locked: locked || lock },
    })
  })
  return null
}

/** Writes that the user signed out. */
export async function recordSignOut(db: Db, actor: Actor): Promise<void> {
  await recordChange(db, actor, { action: 'SIGN_OUT', subject: 'SESSION', subjectId: actor.userId })
}

/** A new one-time link for the user; older unused ones stop working. Returns the token, which is kept nowhere. */
export async function makeSignInLink(tx: Db, userId: number, validHours: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const nowAt = new Date().toISOString()
  await tx.prisma.signInLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: nowAt } })
  await tx.prisma.signInLink.create({
    data: { userId, tokenHash: tokenHash(token), createdAt: nowAt, expiresAt: new Date(Date.now() + validHours * 3_600_000).toISOString() },
  })
  return token
}

/** The user a link is for, while it can be used; else null. */
export async function userOfLink(
  db: Db,
  token: string,
): Promise<{ id: number; email: string; name: string; namndId: number; role: Role } | null> {
  const link = await db.prisma.signInLink.findUnique({ where: { tokenHash: tokenHash(token) }, include: { user: true } })
  if (!link || link.usedAt !== null || link.expiresAt <= new Date().toISOString() || link.user.deactivatedAt !== null) return null
  return { ...link.user, role: link.user.role as Role }
}

/** Uses the link: sets the password (and, for the first administrator, name and address). False when somebody was first. */
export async function choosePassword(
  house: House,
  token: string,
  chosen: { password: string; name?: string | null; email?: string | null },
): Promise<'DONE' | 'LINK_USED' | 'EMAIL_TAKEN'> {
  const passwordHash = await hashPassword(chosen.password)
  return house.db.transaction(async (tx) => {
    const user = await userOfLink(tx, token)
    if (!user) return 'LINK_USED'
    const first = user.email === firstAdministratorEmail
    const email = first && chosen.email ? normalizeEmail(chosen.email) : user.email
    if (email !== user.email && (await tx.prisma.user.findUnique({ where: { email } }))) return 'EMAIL_TAKEN'
    const used = await tx.prisma.signInLink.updateMany({
      where: { tokenHash: tokenHash(token), usedAt: null },
      data: { usedAt: new Date().toISOString() },
    })
    if (used.count !== 1) return 'LINK_USED'
    const name = first && chosen.name ? chosen.name : user.name
    await tx.prisma.user.update({
      where: { id: user.id },
      data: { passwordHash, passwordSetAt: new Date().toISOString(), email, name, failedSignIns: 0, lockedUntilAt: null },
    })
    await recordChange(tx, signInActor(house, { ...user, name }), {
      action: 'CHANGE',
      subject: 'USER',
      subjectId: user.id,
      after: { password: 'chosen' },
    })
    return 'DONE'
  })
}

/** On an empty database: a nämnd, an enhet and the first administrator's link. Null where there is somebody already. */
export async function firstAdministratorLink(house: House): Promise<string | null> {
  return house.db.transaction(async (tx) => {
    const user = await tx.prisma.user.findFirst({ orderBy: { id: 'asc' } })
    if (user && user.email !== firstAdministratorEmail) return null
    if (user) return makeSignInLink(tx, user.id, DEFAULT_SETTINGS.invitationHours)
    const namnd = await ensureNamnd(tx)
    const created = await tx.prisma.user.create({
      data: {
        namndId: namnd.id,
        email: firstAdministratorEmail,
        name: 'Administratör',
        role: 'ADMINISTRATOR',
        createdAt: house.clock.now(),
      },
    })
    return makeSignInLink(tx, created.id, DEFAULT_SETTINGS.invitationHours)
  })
}

/** The first nämnd; an empty database gets one with one enhet, to be renamed. */
export async function ensureNamnd(tx: Db): Promise<{ id: number; name: string }> {
  const namnd = await tx.prisma.namnd.findFirst({ orderBy: { id: 'asc' } })
  if (namnd) return namnd
  return tx.prisma.namnd.create({ data: { name: 'Nämnden', createdAt: new Date().toISOString(), units: { create: { name: 'Enheten' } } } })
}

const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

function signInActor(house: House, user: { id: number; name: string; role: string; namndId: number }): Actor {
  return {
    userId: user.id,
    name: user.name,
    role: user.role as Role,
    namndId: user.namndId,
    unitId: null,
    page: 'POST /logga-in',
    now: house.clock.now(),
    today: house.clock.today(),
  }
}
