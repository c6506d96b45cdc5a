/**
 * Who did, and who read, what about whom. Called inside the transaction of what it tells of: no change without its row,
 * no row without its change (lag 2001:454 10 §, domain.md §4).
 */
import type { Actor } from './actor.js'
import { sql, type Db } from './db.js'

export type AuditSubject =
  | 'PERSON'
  | 'NOTE'
  | 'NOTE_DRAFT'
  | 'APARTMENT'
  | 'TENANCY'
  | 'STEP_MOVE'
  | 'TAKEOVER'
  | 'CHECKPOINT'
  | 'RENT'
  | 'CHARGE_RUN'
  | 'MONTH_CLOSE'
  | 'PAYMENT'
  | 'PAYMENT_IMPORT'
  | 'LEDGER_ENTRY'
  | 'LETTER'
  | 'REGISTER_IMPORT'
  | 'REPAYMENT_PLAN'
  | 'RESPITE'
  | 'REMINDER_PAUSE'
  | 'USER'
  | 'UNIT'
  | 'NAMND'
  | 'LANDLORD'
  | 'OWN_ACCOUNT'
  | 'SETTING'
  | 'TARGET'
  | 'SESSION'
  | 'INDICATOR'
  | 'CASE'
  | 'NOTICE'
  | 'CASE_EVENT'
  | 'HOUSEHOLD_EVENT'
  | 'DISTURBANCE'
  | 'DISTURBANCE_REPORT'
  | 'DISTURBANCE_STEP'
  | 'CONSENT'
  | 'CONTRACT_TEMPLATE'
  | 'CALENDAR_FEED'

export interface Change {
  action: 'CREATE' | 'CHANGE' | 'END' | 'SIGN_IN' | 'SIGN_IN_REFUSED' | 'SIGN_OUT' | 'EXPORT'
  subject: AuditSubject
  subjectId?: number | null
  personId?: number | null
  /** small objects: only what changed, never passwords or tokens */
  before?: object | null
  after?: object | null
}

/** Writes one change. */
export async function recordChange(tx: Db, actor: Actor, change: Change): Promise<void> {
  const { action, subject, subjectId, personId, before, after } = change
  await tx.run(sql`
    insert into "AuditEvent" ("namndId", "at", "userId", "actor", "action", "subject", "subjectId", "personId", "page", "before", "after")
    values (${actor.namndId}, ${actor.now}, ${actor.userId}, ${actor.name}, ${action}, ${subject}, ${subjectId ?? null}, ${personId ?? null},
      ${actor.page}, ${before ? JSON.stringify(before) : null}, ${after ? JSON.stringify(after) : null})`)
}

/** Writes many changes of one kind, each with its own subject and person, in one statement. */
export async function recordChanges(
  tx: Db,
  actor: Actor,
  change: Pick<Change, 'action' | 'subject'>,
  rows: readonly { subjectId: number; personId: number; after: object }[],
): Promise<void> {
  if (rows.length === 0) return
  const written = rows.map((row) => ({ ...row, after: JSON.stringify(row.after) }))
  await tx.run(sql`
    insert into "AuditEvent" ("namndId", "at", "userId", "actor", "action", "subject", "subjectId", "personId", "page", "after")
    select ${actor.namndId}, ${actor.now}, ${userIdOrNull(actor)}, ${actor.name}, ${change.action}, ${change.subject}, r."subjectId", r."personId",
      ${actor.page}, r."after"
    from ${tx.table(written, { subjectId: 'int', personId: 'int', after: 'text' })} r`)
}

/** Writes that the actor read these people on the page, one row each, in one statement. */
export async function recordReadings(tx: Db, actor: Actor, personIds: readonly number[]): Promise<void> {
  const rows = [...new Set(personIds)].map((personId) => ({ personId }))
  if (rows.length === 0) return
  await tx.run(sql`
    insert into "AuditEvent" ("namndId", "at", "userId", "actor", "action", "subject", "subjectId", "personId", "page")
    select ${actor.namndId}, ${actor.now}, ${userIdOrNull(actor)}, ${actor.name}, 'READ', 'PERSON', r."personId", r."personId", ${actor.page}
    from ${tx.table(rows, { personId: 'int' })} r`)
}

const userIdOrNull = (actor: Actor) => (actor.userId === null ? sql`cast(null as integer)` : sql`${actor.userId}`)
