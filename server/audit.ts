/**
 * Who did, and who read, what about whom. Called inside the transaction of what it tells of: no change without its row,
 * no row without its change (lag 2001:454 10 §, domain.md §4).
 */
import type { Actor } from './actor.js'
import type { AuditRow } from './audit-rows.js'
import type { Db } from './db.js'

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
  await tx.log([
    {
      ...whoAndWhen(actor),
      action,
      subject,
      subjectId: subjectId ?? null,
      personId: personId ?? null,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    },
  ])
}

/** Writes many changes of one kind, each with its own subject and person, in one statement. */
export async function recordChanges(
  tx: Db,
  actor: Actor,
  change: Pick<Change, 'action' | 'subject'>,
  rows: readonly { subjectId: number; personId: number; after: object }[],
): Promise<void> {
  const same = { ...whoAndWhen(actor), ...change, before: null }
  await tx.log(rows.map(({ subjectId, personId, after }) => ({ ...same, subjectId, personId, after: JSON.stringify(after) })))
}

/** Writes that the actor read these people on the page, one row each, in one statement. */
export async function recordReadings(tx: Db, actor: Actor, personIds: readonly number[]): Promise<void> {
  const same = { ...whoAndWhen(actor), action: 'READ', subject: 'PERSON', before: null, after: null }
  await tx.log([...new Set(personIds)].map((personId) => ({ ...same, subjectId: personId, personId })))
}

function whoAndWhen({ namndId, now, userId, name, page }: Actor): Pick<AuditRow, 'namndId' | 'at' | 'userId' | 'actor' | 'page'> {
  return { namndId, at: now, userId, actor: name, page }
}
