/**
 * The users of one nämnd: invited, changed, deactivated, never deleted, because the log names them. Somebody who can sign in as
 * administrator is always left, and somebody who is named on each protected person; two who take each other away at the same moment are
 * put in line.
 */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Role } from '../../domain/codes.js'
import { searchNameOf, searchWordsOf, sortTextOf } from '../../domain/names.js'
import { settingsFor } from '../../settings.js'
import { makeSignInLink } from '../session/store.js'
import { leftWithNobody, oneAtATime } from './sole-named-store.js'
import type { UserFormValue, UsersQueryValue } from './users-form.js'

export const usersPerPage = 25

export type UserState = 'ACTIVE' | 'INVITED' | 'LOCKED' | 'INACTIVE'

export interface UserRow {
  id: number
  name: string
  email: string
  phone: string | null
  role: Role
  unitId: number | null
  unitName: string | null
  lastSignInAt: string | null
  createdAt: string
  state: UserState
}

export type UserRefusal = 'EMAIL_TAKEN' | 'NO_SUCH_UNIT' | 'LAST_ADMINISTRATOR'
/** The only one named on that many protected persons. */
export interface OnlyNamed {
  onlyNamedOn: number
}
export interface OneTimeLink {
  token: string
  expiresAt: string
}

/** The page of users that the query asks for, in Swedish name order. A nämnd has tens to hundreds: they are read in one query and cut here. */
export async function usersOf(db: Db, actor: Actor, query: UsersQueryValue): Promise<{ rows: UserRow[]; total: number; all: number }> {
  const everybody = (await userRows(db, actor)).sort((a, b) => compare(sortTextOf(a.name), sortTextOf(b.name)) || a.id - b.id)
  const words = searchWordsOf(query.q)
  const asked = everybody.filter(
    (user) =>
      (query.roll === '' || user.role === query.roll) &&
      (query.lage === '' || wantedStates[query.lage].includes(user.state)) &&
      words.every((word) => searchNameOf(user.name, user.email).includes(word)),
  )
  return { rows: asked.slice((query.sida - 1) * usersPerPage, query.sida * usersPerPage), total: asked.length, all: everybody.length }
}

/** One user of the actor's nämnd, or null. */
export async function userOf(db: Db, actor: Actor, userId: number): Promise<UserRow | null> {
  return (await userRows(db, actor, userId))[0] ?? null
}

/** The enheter a user can belong to. */
export async function unitChoices(db: Db, actor: Actor): Promise<{ id: number; name: string }[]> {
  const units = await db.prisma.unit.findMany({ where: { namndId: actor.namndId }, select: { id: true, name: true } })
  return units.sort((a, b) => compare(sortTextOf(a.name), sortTextOf(b.name)))
}

/** Adds the user and a link to choose a password with. The token is kept nowhere: it must be shown now. */
export async function inviteUser(db: Db, actor: Actor, form: UserFormValue): Promise<UserRefusal | ({ userId: number } & OneTimeLink)> {
  return db.transaction(async (tx) => {
    const refusal = await refusalOf(tx, actor, form, null)
    if (refusal) return refusal
    const user = await tx.prisma.user.create({ data: { ...form, namndId: actor.namndId, createdAt: actor.now } })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'USER', subjectId: user.id, after: form })
    return { userId: user.id, ...(await newLink(tx, actor, user.id, 'invitationHours')) }
  })
}

/** A new link for an active user; earlier ones stop working. Null where there is no such user. */
export async function linkFor(db: Db, actor: Actor, userId: number): Promise<OneTimeLink | null> {
  return db.transaction(async (tx) => {
    const user = await tx.prisma.user.findFirst({ where: { id: userId, namndId: actor.namndId, deactivatedAt: null } })
    if (!user) return null
    const link = await newLink(tx, actor, userId, user.passwordHash === null ? 'invitationHours' : 'resetHours')
    await recordChange(tx, actor, { action: 'CHANGE', subject: 'USER', subjectId: userId, after: { linkExpiresAt: link.expiresAt } })
    return link
  })
}

/** Changes name, address, role and enhet. Null where there is no such user. */
export async function changeUser(
  db: Db,
  actor: Actor,
  userId: number,
  form: UserFormValue,
): Promise<UserRefusal | OnlyNamed | 'DONE' | null> {
  return db.transaction(async (tx) => {
    await oneAtATime(tx, actor)
    const user = await tx.prisma.user.findFirst({ where: { id: userId, namndId: actor.namndId } })
    if (!user) return null
    const refusal = await refusalOf(tx, actor, form, userId)
    if (refusal) return refusal
    if (form.role !== 'ADMINISTRATOR' && (await isLastAdministrator(tx, actor, user))) return 'LAST_ADMINISTRATOR'
    const onlyNamedOn = await leftWithNobody(tx, actor, user, form)
    if (onlyNamedOn > 0) return { onlyNamedOn }
    const before = { name: user.name, email: user.email, phone: user.phone, role: user.role, unitId: user.unitId }
    await tx.prisma.user.update({ where: { id: userId }, data: form })
    await recordChange(tx, actor, { action: 'CHANGE', subject: 'USER', subjectId: userId, before, after: form })
    return 'DONE'
  })
}

/** Deactivates (signed out at the next request, every open link dead) or lets back in. Null where there is no such user. */
export async function setUserActive(
  db: Db,
  actor: Actor,
  userId: number,
  active: boolean,
): Promise<'DONE' | 'LAST_ADMINISTRATOR' | OnlyNamed | null> {
  return db.transaction(async (tx) => {
    await oneAtATime(tx, actor)
    const user = await tx.prisma.user.findFirst({ where: { id: userId, namndId: actor.namndId } })
    if (!user) return null
    if ((user.deactivatedAt === null) === active) return 'DONE'
    if (!active && (await isLastAdministrator(tx, actor, user))) return 'LAST_ADMINISTRATOR'
    const onlyNamedOn = active ? 0 : await leftWithNobody(tx, actor, user, null)
    if (onlyNamedOn > 0) return { onlyNamedOn }
    await tx.prisma.user.update({
      where: { id: userId },
      data: { deactivatedAt: active ? null : actor.now, failedSignIns: 0, lockedUntilAt: null },
    })
    // A link that was open must not open again the day the user is let back in.
    if (!active) await tx.prisma.signInLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: actor.now } })
    await recordChange(tx, actor, {
      action: active ? 'CHANGE' : 'END',
      subject: 'USER',
      subjectId: userId,
      before: { active: !active },
      after: { active },
    })
    return 'DONE'
  })
}

const wantedStates: Record<Exclude<UsersQueryValue['lage'], ''>, readonly UserState[]> = {
  aktiva: ['ACTIVE', 'LOCKED'],
  inbjudna: ['INVITED'],
  avaktiverade: ['INACTIVE'],
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

async function userRows(db: Db, actor: Actor, id?: number): Promise<UserRow[]> {
  const users = await db.prisma.user.findMany({
    where: { namndId: actor.namndId, ...(id === undefined ? {} : { id }) },
    include: { unit: true },
  })
  const nowAt = new Date().toISOString() // locks are set by the real clock (features/session/store.ts)
  return users.map((user) => ({
    id: user.id,
    name: user.name,
    email: user.email,
    phone: user.phone,
    role: user.role as Role,
    unitId: user.unitId,
    unitName: user.unit?.name ?? null,
    lastSignInAt: user.lastSignInAt,
    createdAt: user.createdAt,
    state:
      user.deactivatedAt !== null
        ? 'INACTIVE'
        : user.lockedUntilAt !== null && user.lockedUntilAt > nowAt
          ? 'LOCKED'
          : user.passwordHash === null
            ? 'INVITED'
            : 'ACTIVE',
  }))
}

async function refusalOf(tx: Db, actor: Actor, form: UserFormValue, userId: number | null): Promise<UserRefusal | null> {
  const holder = await tx.prisma.user.findUnique({ where: { email: form.email }, select: { id: true } })
  if (holder && holder.id !== userId) return 'EMAIL_TAKEN'
  if (form.unitId !== null && !(await tx.prisma.unit.findFirst({ where: { id: form.unitId, namndId: actor.namndId } })))
    return 'NO_SUCH_UNIT'
  return null
}

/** The only one left who can sign in as administrator. An invited administrator does not count: the link may never be used. */
async function isLastAdministrator(
  tx: Db,
  actor: Actor,
  user: { id: number; role: string; deactivatedAt: string | null; passwordHash: string | null },
): Promise<boolean> {
  if (user.role !== 'ADMINISTRATOR' || user.deactivatedAt !== null || user.passwordHash === null) return false
  const others = await tx.prisma.user.count({
    where: { namndId: actor.namndId, role: 'ADMINISTRATOR', deactivatedAt: null, passwordHash: { not: null }, id: { not: user.id } },
  })
  return others === 0
}

async function newLink(tx: Db, actor: Actor, userId: number, hours: 'invitationHours' | 'resetHours'): Promise<OneTimeLink> {
  const validHours = (await settingsFor(tx, actor))[hours]
  const token = await makeSignInLink(tx, userId, validHours)
  const made = await tx.prisma.signInLink.findFirstOrThrow({ where: { userId, usedAt: null }, orderBy: { id: 'desc' } })
  return { token, expiresAt: made.expiresAt }
}
