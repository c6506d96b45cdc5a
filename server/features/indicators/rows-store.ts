/**
 * Names and addresses for the rows behind an indicator, one page at a time, sorted and paged in the database. A person who may not
 * be shown gives a masked row without name, apartment and days; masked rows stand last, in no order that tells anything.
 */
import type { Actor } from '../../actor.js'
import { recordChange, recordReadings } from '../../audit.js'
import { noSql, rawSql, sql, type Db, type Sql } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { IndicatorCode } from '../../domain/codes.js'
import type { ReportPeriod } from '../../domain/indicators.js'
import { pageWithin } from '../../paging.js'
import { inReach, mayBeShown } from '../../reach.js'
import type { RowSort, RowsWish } from './form.js'
import { casesQuery, personShown } from './case-rows-sql.js'
import type { ApartmentBehind, Cut, RowsBehind, StayBehind } from './rows-behind.js'

export const rowsPerPage = 25

export interface ShownRow {
  groupId: number
  person: { id: number; name: string; others: number } | null
  /** null id: an address outside the register */
  apartment: { id: number | null; name: string }
  case: { id: number; number: string } | null
  /** where a person of a case stood on the ladder */
  step: string | null
  startsOn: Day | null
  endsOn: Day | null
  outcome: string | null
  sign: string | null
}
/** null: somebody protected stands on the row. */
export type NamedRow = ShownRow | null

export interface RowsPage {
  rows: NamedRow[]
  total: number
  page: number
  pages: number
  /** how many rows of the whole cut are masked */
  masked: number
}

/** One page of the rows; writes that the people on it were read. */
export async function rowsPage(db: Db, actor: Actor, behind: RowsBehind, wish: RowsWish): Promise<RowsPage> {
  const total = behind.kind === 'STAYS' ? new Set(behind.rows.map((row) => row.groupId)).size : behind.rows.length
  const { page, pages, offset } = pageWithin(wish.page, total, rowsPerPage)
  if (total === 0) return { rows: [], total, page, pages, masked: 0 }
  return db.reading(async (tx) => {
    const limit = sql` limit ${rowsPerPage} offset ${offset}`
    const { rows, masked } = await namedRows(tx, actor, behind, wish, limit)
    await recordReadings(
      tx,
      actor,
      rows.flatMap((row) => (row?.person ? [row.person.id] : [])),
    )
    return { rows, total, page, pages, masked }
  })
}

/** Every row of the cut, for a file; writes who was read and that it was taken out. */
export async function exportRows(
  db: Db,
  actor: Actor,
  behind: RowsBehind,
  wish: RowsWish,
  what: { code: IndicatorCode; period: ReportPeriod; readings: readonly string[]; cut: Cut },
): Promise<NamedRow[]> {
  return db.reading(async (tx) => {
    const { rows } = behind.rows.length === 0 ? { rows: [] } : await namedRows(tx, actor, behind, wish, noSql)
    await recordReadings(
      tx,
      actor,
      rows.flatMap((row) => (row?.person ? [row.person.id] : [])),
    )
    const { year, period, only } = what.period
    await recordChange(tx, actor, {
      action: 'EXPORT',
      subject: 'INDICATOR',
      after: { code: what.code, year, period, only, readings: what.readings, cut: what.cut, rows: rows.length },
    })
    return rows
  })
}

interface StoredRow {
  groupId: number
  shown: number
  masked: number
  personId: number | null
  givenName: string
  familyName: string
  people: number
  apartmentId: number | null
  address: string | null
  apartmentNumber: string | null
  caseId: number | null
  caseNumber: string | null
  step: string | null
  startsOn: Day | null
  endsOn: Day | null
  outcome: string | null
  sign: string | null
}

async function namedRows(
  tx: Db,
  actor: Actor,
  behind: RowsBehind,
  wish: RowsWish,
  limit: Sql,
): Promise<{ rows: NamedRow[]; masked: number }> {
  const query =
    behind.kind === 'STAYS'
      ? staysQuery(tx, actor, behind.rows)
      : behind.kind === 'CASES'
        ? casesQuery(tx, actor, behind)
        : apartmentsQuery(tx, actor, behind.rows)
  const stored = await tx.rows<StoredRow>(sql`${query}
    select g.*, sum(1 - g."shown") over () as "masked" from g order by g."shown" desc, ${orderBy(tx, wish.sort, wish.descending)}, g."groupId"${limit}`)
  return { rows: stored.map(namedRow), masked: Number(stored[0]?.masked ?? 0) }
}

/** One row for each apartment or person that is counted; where two people stand on it, both must be shown or none is. */
function staysQuery(tx: Db, actor: Actor, rows: readonly StayBehind[]): Sql {
  const given = rows.map(({ groupId, stay, sign }) => ({ groupId, stayId: stay.id, sign }))
  return sql`with s as (
      select r."groupId", r."sign", t."id" as "stayId", t."startsOn", t."endsOn", t."outcome", p."id" as "personId", p."givenName", p."familyName",
        p."sortName", a."id" as "apartmentId", a."address", a."apartmentNumber", a."sortAddress", ${noCase}, ${personShown(actor)} as "one"
      from ${tx.table(given, { groupId: 'int', stayId: 'int', sign: 'text' })} r
      join "Tenancy" t on t."id" = r."stayId" join "Person" p on p."id" = t."personId" join "Apartment" a on a."id" = t."apartmentId"
      where ${inReach(actor, 't')} and ${inReach(actor, 'a')}
    ), n as (
      select s.*, row_number() over (partition by s."groupId" order by s."sortName", s."stayId") as "nr",
        min(s."one") over (partition by s."groupId") as "shown", count(*) over (partition by s."groupId") as "people" from s
    ), g as (select n.* from n where n."nr" = 1)`
}

/**
 * Apartments without people. One whose contract a protected person took over is masked here too, whenever that was: else the address
 * of today could be read from which apartment is missing among the rows above the line.
 */
function apartmentsQuery(tx: Db, actor: Actor, rows: readonly ApartmentBehind[]): Sql {
  return sql`with g as (
      select a."id" as "groupId", cast(null as text) as "sign", r."startsOn", r."endsOn", cast(null as text) as "outcome",
        cast(null as integer) as "personId", '' as "givenName", '' as "familyName", '' as "sortName", 1 as "people",
        a."id" as "apartmentId", a."address", a."apartmentNumber", a."sortAddress", ${noCase},
        (case when exists (select 1 from "Tenancy" t join "Person" p on p."id" = t."personId"
          where t."apartmentId" = a."id" and t."outcome" = 'OVERTAG' and ${mayBeShown(actor)} = 0) then 0 else 1 end) as "shown"
      from ${tx.table(rows, { apartmentId: 'int', startsOn: 'text', endsOn: 'text' })} r
      join "Apartment" a on a."id" = r."apartmentId" where ${inReach(actor, 'a')}
    )`
}

const noCase = sql`cast(null as integer) as "caseId", cast(null as text) as "caseNumber", 0 as "rank", cast(null as text) as "step"`

/** Masked rows are ordered by nothing but their id. Text sorts by the letters' codes on both engines, as the sort columns are written for. */
function orderBy(tx: Db, sort: RowSort, descending: boolean): Sql {
  const columns: Record<RowSort, Sql> = {
    namn: sql`g."sortName"`,
    adress: sql`g."sortAddress"`,
    in: sql`g."startsOn"`,
    ut: sql`coalesce(g."endsOn", '9999-12-31')`,
    risk: sql`cast(g."rank" as text)`,
  }
  const text = (column: Sql) =>
    sql`(case when g."shown" = 1 then ${column} end)${tx.dialect === 'postgresql' ? rawSql(' collate "C"') : noSql}`
  return sql`${text(columns[sort])} ${rawSql(descending ? 'desc' : 'asc')}, ${text(columns[sort === 'risk' ? 'in' : 'adress'])}`
}

function namedRow(row: StoredRow): NamedRow {
  if (row.shown !== 1) return null
  return {
    groupId: row.groupId,
    person: row.personId === null ? null : { id: row.personId, name: `${row.givenName} ${row.familyName}`, others: row.people - 1 },
    apartment: { id: row.apartmentId, name: [row.address, row.apartmentNumber].filter(Boolean).join(', ') },
    case: row.caseId === null || row.caseNumber === null ? null : { id: row.caseId, number: row.caseNumber },
    step: row.step,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    outcome: row.outcome,
    sign: row.sign,
  }
}
