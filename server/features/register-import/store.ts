/** The register import: looked at without writing, or written all at once, or not at all. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { chunksOf } from '../../many-rows.js'
import { countTables } from '../../table-counts.js'
import { lockLedger } from '../rent/allocation-store.js'
import type { SheetName } from './columns.js'
import type { Finding } from './findings.js'
import { writeNotices } from './notices-store.js'
import { planImport } from './plan.js'
import type { ImportPlan } from './plan.js'
import type { ReadSheets } from './read-sheets.js'
import type { SheetCounts } from './tally.js'
import { writeMoney } from './write-money.js'
import { writeRegister } from './write-store.js'
import type { WrittenIds } from './write-store.js'

export interface RegisterImport {
  sheets: Partial<Record<SheetName, SheetCounts>>
  /** Rows, or whole lists (row null), that are wrong. */
  errors: Finding[]
  /** Rows that drop out because a row they need is wrong. */
  dependents: Finding[]
  warnings: Finding[]
  stored: boolean
}

export interface Preview extends RegisterImport {
  /** With what the download of rejected rows needs; null when a whole list is wrong. */
  plan: ImportPlan | null
}

/** What an import of the lists would do now. Writes nothing. */
export async function previewImport(db: Db, actor: Actor, read: ReadSheets, unitId: number): Promise<Preview> {
  return answerOf(read, await planImport(db, actor, read, unitId), false)
}

/** Stores the lists in one transaction. While any row is wrong nothing is stored, unless wrong rows are passed over. */
export async function importRegister(
  db: Db,
  actor: Actor,
  read: ReadSheets,
  choice: { unitId: number; skipRejected: boolean },
): Promise<RegisterImport> {
  const answer = await db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const plan = await planImport(tx, actor, read, choice.unitId)
    if (!plan || (plan.errors.length > 0 && !choice.skipRejected)) return withoutPlan(answerOf(read, plan, false))
    const ids = await writeRegister(tx, actor, plan)
    await writeMoney(tx, actor, plan, ids)
    await writeNotices(tx, actor, plan, ids)
    const answer = withoutPlan(answerOf(read, plan, true))
    await recordPeople(tx, actor, plan, ids)
    await recordChange(tx, actor, { action: 'CREATE', subject: 'REGISTER_IMPORT', after: answer.sheets })
    return answer
  })
  if (answer.stored) await countTables(db)
  return answer
}

/** The enheter of the nämnd the actor may import to, the first one first. */
export async function unitsToImportTo(db: Db, actor: Actor): Promise<{ id: number; name: string }[]> {
  return db.prisma.unit.findMany({
    where: { namndId: actor.namndId, ...(actor.unitId === null ? {} : { id: actor.unitId }) },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  })
}

function answerOf(read: ReadSheets, plan: ImportPlan | null, stored: boolean): Preview {
  if (plan) return { sheets: plan.sheets, errors: plan.errors, dependents: plan.dependents, warnings: plan.warnings, stored, plan }
  const sheets: RegisterImport['sheets'] = {}
  for (const [name, list] of read.sheets) sheets[name] = { rows: list.rows.length, created: 0, changed: 0, unchanged: 0, rejected: 0 }
  return { sheets, errors: read.errors, dependents: [], warnings: read.warnings, stored: false, plan: null }
}

function withoutPlan({ sheets, errors, dependents, warnings, stored }: Preview): RegisterImport {
  return { sheets, errors, dependents, warnings, stored }
}

interface Logged {
  action: 'CREATE' | 'CHANGE'
  subject: 'PERSON' | 'TENANCY' | 'APARTMENT'
  subjectId: number
  personId: number | null
  before: string | null
  after: string | null
}

/** One row in the log for each person, stay and apartment that was created or changed. */
async function recordPeople(tx: Db, actor: Actor, plan: ImportPlan, ids: WrittenIds): Promise<void> {
  const { people, stays, homes } = plan
  const personId = (ownId: string) => ids.people.get(ownId)?.id ?? 0
  const text = (value: object) => JSON.stringify(value)
  const logged: Logged[] = [
    ...people.created.map(({ ownId }): Logged => {
      const id = personId(ownId)
      return { action: 'CREATE', subject: 'PERSON', subjectId: id, personId: id, before: null, after: text({ ownId }) }
    }),
    ...people.changed.map(({ id, before, after }): Logged => ({
      action: 'CHANGE',
      subject: 'PERSON',
      subjectId: id,
      personId: id,
      before: text(before),
      after: text(after),
    })),
    ...stays.created.map((stay): Logged => ({
      action: 'CREATE',
      subject: 'TENANCY',
      subjectId: ids.tenancyOf(stay),
      personId: personId(stay.personId),
      before: null,
      after: text({ startsOn: stay.startsOn, endsOn: stay.endsOn, outcome: stay.outcome }),
    })),
    ...stays.changed.map(({ tenancyId, personId: ownId, before, after }): Logged => ({
      action: 'CHANGE',
      subject: 'TENANCY',
      subjectId: tenancyId,
      personId: personId(ownId),
      before: text(before),
      after: text(after),
    })),
    ...homes.created.map(({ ownId }): Logged => ({
      action: 'CREATE',
      subject: 'APARTMENT',
      subjectId: ids.apartments.get(ownId)?.id ?? 0,
      personId: null,
      before: null,
      after: text({ ownId }),
    })),
    ...homes.changed.map(({ id, before, after }): Logged => ({
      action: 'CHANGE',
      subject: 'APARTMENT',
      subjectId: id,
      personId: null,
      before: text(before),
      after: text(after),
    })),
  ]
  for (const some of chunksOf(logged)) {
    await tx.run(sql`
      insert into "AuditEvent" ("namndId", "at", "userId", "actor", "action", "subject", "subjectId", "personId", "page", "before", "after")
      select ${actor.namndId}, ${actor.now}, ${actor.userId === null ? sql`cast(null as integer)` : sql`cast(${actor.userId} as integer)`},
        ${actor.name}, r."action", r."subject", r."subjectId", r."personId", ${actor.page}, r."before", r."after"
      from ${tx.table(some, { action: 'text', subject: 'text', subjectId: 'int', personId: 'int', before: 'text', after: 'text' })} r`)
  }
}
