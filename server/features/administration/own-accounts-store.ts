/** The nämnd's own bank accounts. Numbers are stored as normaliseAccount writes them, so that a bank file's account compares equal. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { normaliseAccount } from '../../bank-files/fields.js'
import type { Db } from '../../db.js'
import type { OwnAccountKind } from '../../domain/codes.js'

export interface OwnAccountRow {
  id: number
  kind: OwnAccountKind
  number: string
  name: string
  createdAt: string
  closedAt: string | null
}

/** Open accounts first, oldest first. */
export async function ownAccountsOf(db: Db, actor: Actor): Promise<OwnAccountRow[]> {
  const rows = await db.prisma.ownAccount.findMany({ where: { namndId: actor.namndId }, orderBy: { id: 'asc' } })
  const accounts = rows.map((row) => ({ ...row, kind: row.kind as OwnAccountKind }))
  return [...accounts.filter((one) => one.closedAt === null), ...accounts.filter((one) => one.closedAt !== null)]
}

/** Adds the account; one that was closed opens again. False when it is open already. */
export async function addOwnAccount(db: Db, actor: Actor, form: { kind: OwnAccountKind; number: string; name: string }): Promise<boolean> {
  const number = normaliseAccount(form.number)
  const { kind, name } = form
  return db.transaction(async (tx) => {
    const known = await tx.prisma.ownAccount.findFirst({ where: { namndId: actor.namndId, number } })
    if (known && known.closedAt === null) return false
    if (known) {
      await tx.prisma.ownAccount.update({ where: { id: known.id }, data: { kind, name, closedAt: null } })
      const before = { kind: known.kind, name: known.name, closedAt: known.closedAt }
      await recordChange(tx, actor, {
        action: 'CHANGE',
        subject: 'OWN_ACCOUNT',
        subjectId: known.id,
        before,
        after: { kind, name, closedAt: null },
      })
      return true
    }
    const account = await tx.prisma.ownAccount.create({ data: { namndId: actor.namndId, kind, number, name, createdAt: actor.now } })
    await recordChange(tx, actor, { action: 'CREATE', subject: 'OWN_ACCOUNT', subjectId: account.id, after: { kind, number, name } })
    return true
  })
}

/** Null where there is no such open account. */
export async function closeOwnAccount(db: Db, actor: Actor, accountId: number): Promise<true | null> {
  return db.transaction(async (tx) => {
    const closed = await tx.prisma.ownAccount.updateMany({
      where: { id: accountId, namndId: actor.namndId, closedAt: null },
      data: { closedAt: actor.now },
    })
    if (closed.count === 0) return null
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'OWN_ACCOUNT',
      subjectId: accountId,
      before: { closedAt: null },
      after: { closedAt: actor.now },
    })
    return true
  })
}
