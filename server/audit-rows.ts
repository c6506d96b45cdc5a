/** The rows of the log as they are written, also by a page that was read while somebody else was writing (sqlite-aside.ts). */
import { Prisma } from '../generated/sqlite/client.js'

export interface AuditRow {
  namndId: number
  at: string
  userId: number | null
  actor: string
  action: string
  subject: string
  subjectId: number | null
  personId: number | null
  page: string
  before: string | null
  after: string | null
}

export const AUDIT_COLUMNS = {
  namndId: 'int',
  at: 'text',
  userId: 'int',
  actor: 'text',
  action: 'text',
  subject: 'text',
  subjectId: 'int',
  personId: 'int',
  page: 'text',
  before: 'text',
  after: 'text',
} as const satisfies Record<keyof AuditRow, 'int' | 'text'>

/** Writes the rows of the table; `once` leaves out those that are there already, as after a program that was stopped halfway (SQLite). */
export function insertAudit(table: Prisma.Sql, once = false): Prisma.Sql {
  const columns = Object.keys(AUDIT_COLUMNS).map((name) => Prisma.raw(`"${name}"`))
  const same = columns.map((column) => Prisma.sql`a.${column} is r.${column}`)
  return Prisma.sql`
    insert into "AuditEvent" (${Prisma.join(columns)}) select ${Prisma.join(columns.map((column) => Prisma.sql`r.${column}`))} from ${table} r
    ${once ? Prisma.sql`where not exists (select 1 from "AuditEvent" a where a."namndId" = r."namndId" and a."at" = r."at" and ${Prisma.join(same, ' and ')})` : Prisma.empty}`
}
