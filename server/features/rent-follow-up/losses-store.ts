/** Expected and realised losses by month, cost centre and boendeform, and the rows behind: by sets, whatever the months. */
import type { Actor } from '../../actor.js'
import { noSql, sql, type Db, type Sql } from '../../db.js'
import { firstOfMonth, nextMonth, type Day, type Month } from '../../domain/calendar.js'
import { expectedIfDueBefore, lossDays } from '../../domain/losses.js'
import { settingsOn } from '../../domain/policy.js'
import type { Months } from '../../domain/rent-on-time.js'
import { inReach } from '../../reach.js'
import { settingRows } from '../../settings.js'
import { isRent } from '../rent/open-bills-sql.js'
import { signedOre } from '../month-close/store.js'
import { showPeople, type ShownPerson } from '../payments/people-store.js'

export interface LossLine {
  month: Month
  costCentre: string | null
  housingForm: string | null
  /** bills or write-offs */
  rows: number
  people: number
  ore: number
}
export interface Losses {
  expected: LossLine[]
  realised: LossLine[]
  /** the day each month is looked at */
  days: { month: Month; on: Day; expectedLossDays: number }[]
}

/** The losses of some months. */
export async function lossesOf(db: Db, actor: Actor, months: Months): Promise<Losses> {
  const settings = await settingRows(db, actor.namndId)
  const days = lossDays(months, actor.today).map((day) => ({ ...day, expectedLossDays: settingsOn(day.on, settings).expectedLossDays }))
  return { days, expected: days.length === 0 ? [] : await expectedLines(db, actor, days), realised: await realisedLines(db, actor, months) }
}

async function expectedLines(db: Db, actor: Actor, days: Losses['days']): Promise<LossLine[]> {
  return db.rows<LossLine>(sql`
    with ${expectedBills(db, actor, days)}
    select b."month", b."costCentre", b."housingForm", count(*) as "rows", count(distinct b."personId") as "people", sum(b."openOre") as "ore"
    from expected b group by b."month", b."costCentre", b."housingForm" order by 1, 2, 3`)
}

async function realisedLines(db: Db, actor: Actor, months: Months): Promise<LossLine[]> {
  return db.rows<LossLine>(sql`
    select substr(e."effectiveOn", 1, 7) as "month", e."costCentre", e."housingForm", count(*) as "rows", count(distinct e."personId") as "people",
      sum(-${signedOre}) as "ore"
    ${writeOffs(actor, months)} group by substr(e."effectiveOn", 1, 7), e."costCentre", e."housingForm" order by 1, 2, 3`)
}

/**
 * Rent bills that were expected losses on the days. `late` are those that can be: what is open now, and what has been settled since the
 * first of the days and was late enough on one of them, each by its own index. What was open on a day is what is open now and what has
 * been paid `since`.
 */
function expectedBills(db: Db, actor: Actor, days: Losses['days']): Sql {
  const asked = days.map(({ month, on, expectedLossDays }) => ({ month, on, dueBefore: expectedIfDueBefore(on, expectedLossDays) }))
  const firstOn = asked[0]?.on ?? ''
  const lastDueBefore = asked.reduce((last, one) => (one.dueBefore > last ? one.dueBefore : last), '')
  const bills = sql`select e."id", e."personId", e."costCentre", e."housingForm", e."period", e."dueOn", e."openOre", e."settledOn" from "LedgerEntry" e
    where ${inReach(actor, 'e')} and e."kind" = 'CHARGE' and ${isRent} and e."reversedById" is null and e."dueOn" < ${lastDueBefore}`
  return sql`
    asked as materialized (select d."month", d."on", d."dueBefore" from ${db.table(asked, { month: 'text', on: 'text', dueBefore: 'text' })} d),
    late as materialized (
      ${bills} and e."openOre" > 0
      union all ${bills} and e."settledOn" is not null and e."settledOn" > ${firstOn}
        and exists (select 1 from asked d where d."on" < e."settledOn" and e."dueOn" < d."dueBefore")
    ),
    since as materialized (
      select a."chargeId", a."effectiveOn", a."amountOre" from late l cross join "Allocation" a where a."chargeId" = l."id" and a."effectiveOn" > ${firstOn}
    ),
    expected as (
      select * from (
        select d."month", l."id", l."personId", l."costCentre", l."housingForm", l."period", l."dueOn", l."openOre" + coalesce(p."ore", 0) as "openOre"
        from asked d join late l on l."dueOn" < d."dueBefore" and (l."settledOn" is null or l."settledOn" > d."on")
        left join (select d."month", s."chargeId", sum(s."amountOre") as "ore" from asked d join since s on s."effectiveOn" > d."on"
          group by d."month", s."chargeId") p on p."month" = d."month" and p."chargeId" = l."id"
      ) o where o."openOre" > 0
    )`
}

/** Write-offs of the months and what turns them. The kinds stand as in the index of the few entries that are no bills and no payments. */
function writeOffs(actor: Actor, { from, to }: Months): Sql {
  return sql`from "LedgerEntry" e left join "LedgerEntry" x on x."id" = (case when e."kind" = 'REVERSAL' then e."reversesId" end)
    where e."kind" not in ('CHARGE', 'PAYMENT') and e."effectiveOn" >= ${firstOfMonth(from)} and e."effectiveOn" < ${firstOfMonth(nextMonth(to))}
      and ${inReach(actor, 'e')} and (e."kind" = 'WRITE_OFF' or (e."kind" = 'REVERSAL' and x."kind" = 'WRITE_OFF'))`
}

export interface LossWish {
  months: Months
  /** undefined = every group, null = the group without one */
  costCentre: string | null | undefined
  housingForm: string | null | undefined
}
export interface LossRow {
  id: number
  person: ShownPerson | null
  /** due day of an expected loss, day of a realised one */
  on: Day
  period: Month | null
  reason: string | null
  decisionReference: string | null
  ore: number
}

/** The bills behind the expected losses on the last day of the months, the oldest first. */
export async function expectedRows(
  tx: Db,
  actor: Actor,
  wish: LossWish,
  limit: number,
  offset: number,
): Promise<{ rows: LossRow[]; total: number; ore: number }> {
  const { days } = await lossDaysOf(tx, actor, wish.months)
  if (days.length === 0) return { rows: [], total: 0, ore: 0 }
  const rows = await tx.rows<Stored>(sql`
    with ${expectedBills(tx, actor, days.slice(-1))}
    select b."id", b."personId", b."dueOn" as "on", b."period", null as "reason", null as "decisionReference", b."openOre" as "ore",
      count(*) over () as "total", sum(b."openOre") over () as "all"
    from expected b where 1 = 1 ${ofGroup(sql`b`, wish)} order by b."dueOn", b."id" limit ${limit} offset ${offset}`)
  return shownRows(tx, actor, rows)
}

/** The write-offs of the months, and those that were reversed, in the order they count. */
export async function realisedRows(
  tx: Db,
  actor: Actor,
  wish: LossWish,
  limit: number,
  offset: number,
): Promise<{ rows: LossRow[]; total: number; ore: number }> {
  const rows = await tx.rows<Stored>(sql`
    select e."id", e."personId", e."effectiveOn" as "on", e."period", e."reason", e."decisionReference", -${signedOre} as "ore",
      count(*) over () as "total", sum(-${signedOre}) over () as "all"
    ${writeOffs(actor, wish.months)} ${ofGroup(sql`e`, wish)} order by e."effectiveOn", e."id" limit ${limit} offset ${offset}`)
  return shownRows(tx, actor, rows)
}

interface Stored extends Omit<LossRow, 'person'> {
  personId: number
  total: number
  all: number
}

async function shownRows(tx: Db, actor: Actor, rows: readonly Stored[]) {
  const people = await showPeople(
    tx,
    actor,
    rows.map((row) => row.personId),
  )
  return {
    total: rows[0]?.total ?? 0,
    ore: rows[0]?.all ?? 0,
    rows: rows.map(({ personId, total: _total, all: _all, ...row }) => ({ ...row, person: people.get(personId) ?? null })),
  }
}

async function lossDaysOf(db: Db, actor: Actor, months: Months): Promise<Pick<Losses, 'days'>> {
  const settings = await settingRows(db, actor.namndId)
  return { days: lossDays(months, actor.today).map((day) => ({ ...day, expectedLossDays: settingsOn(day.on, settings).expectedLossDays })) }
}

function ofGroup(of: Sql, { costCentre, housingForm }: LossWish): Sql {
  const is = (column: Sql, value: string | null | undefined) =>
    value === undefined ? noSql : value === null ? sql`and ${column} is null` : sql`and ${column} = ${value}`
  return sql`${is(sql`${of}."costCentre"`, costCentre)} ${is(sql`${of}."housingForm"`, housingForm)}`
}
