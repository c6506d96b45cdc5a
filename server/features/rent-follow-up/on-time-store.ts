/** Rent in time: the three levels by month and for a period, who paid, and the rows behind. One set-based query for the figures. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db, type Sql } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { HousingForm } from '../../domain/codes.js'
import {
  ON_TIME_EXCLUSIONS,
  payerOf,
  type Months,
  type OnTimeExclusion,
  type OnTimeLevels,
  type OnTimeState,
} from '../../domain/rent-on-time.js'
import { settingRows } from '../../settings.js'
import { showPeople, type ShownPerson } from '../payments/people-store.js'
import { judgedBills, numberOf, respitedBills, stateOf, type OnTimeForm } from './judged-bills-sql.js'

export interface OnTimeFigures extends OnTimeLevels {
  excluded: Record<OnTimeExclusion, number>
}
export interface OnTimeReport {
  /** every rent month of the year that has bills */
  months: ({ month: Month } & OnTimeFigures)[]
  /** the period that was asked for */
  period: OnTimeFigures
}
/** The year whose months are shown, and the months of it that are the period. */
export interface OnTimeWish {
  year: Months
  period: Months
  forms: readonly OnTimeForm[]
}

/** The figures of a year and of a period in it. */
export async function onTimeReport(db: Db, actor: Actor, wish: OnTimeWish): Promise<OnTimeReport> {
  const settings = await settingRows(db, actor.namndId)
  const respites = await respitedBills(db, actor, wish.year, settings)
  const rows = await db.rows<FigureRow>(sql`
    with ${judgedBills(db, actor, { months: wish.year, forms: wish.forms, respites, settings }, sql`e."personId", e."period"`)},
    "inMonth" as materialized (
      select j."personId", j."period", count(*) as "counted", sum(case when j."state" = 1 then 1 else 0 end) as "inTime"
      from judged j where j."state" <= 1 group by j."personId", j."period"
    )
    select 'MONTH' as "of", m."period" as "month", cast(null as integer) as "state", sum(m."counted") as "bills", sum(m."inTime") as "billsInTime",
      count(*) as "personMonths", sum(case when m."counted" = m."inTime" then 1 else 0 end) as "personMonthsInTime",
      cast(null as bigint) as "persons", cast(null as bigint) as "personsInTime"
    from "inMonth" m group by m."period"
    union all
    select 'PERIOD', null, null, sum(p."counted"), sum(p."inTime"), sum(p."months"), sum(p."monthsInTime"), count(*),
      sum(case when p."counted" = p."inTime" then 1 else 0 end)
    from (
      select m."personId", sum(m."counted") as "counted", sum(m."inTime") as "inTime", count(*) as "months",
        sum(case when m."counted" = m."inTime" then 1 else 0 end) as "monthsInTime"
      from "inMonth" m where m."period" >= ${wish.period.from} and m."period" <= ${wish.period.to} group by m."personId"
    ) p
    union all
    select 'EXCLUDED', j."period", j."state", count(*), null, null, null, null, null from judged j where j."state" > 1 group by j."period", j."state"`)
  const excluded = (of: (month: Month) => boolean) =>
    Object.fromEntries(
      ON_TIME_EXCLUSIONS.map((reason) => [
        reason,
        rows
          .filter((row) => row.of === 'EXCLUDED' && of(row.month ?? '') && stateOf(row.state ?? 0) === reason)
          .reduce((sum, row) => sum + row.bills, 0),
      ]),
    ) as Record<OnTimeExclusion, number>
  const levels = (row: FigureRow | undefined): OnTimeLevels => ({
    bills: { n: row?.billsInTime ?? 0, N: row?.bills ?? 0 },
    personMonths: { n: row?.personMonthsInTime ?? 0, N: row?.personMonths ?? 0 },
    // in one month the persons are the person-months
    persons: { n: row?.personsInTime ?? row?.personMonthsInTime ?? 0, N: row?.persons ?? row?.personMonths ?? 0 },
  })
  const months = [...new Set(rows.flatMap((row) => row.month ?? []))].sort()
  return {
    months: months.map((month) => ({
      month,
      ...levels(rows.find((row) => row.of === 'MONTH' && row.month === month)),
      excluded: excluded((one) => one === month),
    })),
    period: {
      ...levels(rows.find((row) => row.of === 'PERIOD')),
      excluded: excluded((month) => month >= wish.period.from && month <= wish.period.to),
    },
  }
}

interface FigureRow {
  of: 'MONTH' | 'PERIOD' | 'EXCLUDED'
  month: Month | null
  state: number | null
  bills: number
  billsInTime: number | null
  personMonths: number | null
  personMonthsInTime: number | null
  persons: number | null
  personsInTime: number | null
}

export type Payer = ReturnType<typeof payerOf>

/** Who paid the bills that were paid in time in the period, by what is said of the payment now. */
export async function payersOf(db: Db, actor: Actor, wish: Pick<OnTimeWish, 'period' | 'forms'>): Promise<Map<Payer, number>> {
  const settings = await settingRows(db, actor.namndId)
  const respites = await respitedBills(db, actor, wish.period, settings)
  const rows = await db.rows<{ social: number; other: number; unknown: number; bills: number }>(sql`
    with ${judgedBills(db, actor, { months: wish.period, forms: wish.forms, respites, settings }, sql`e."id"`)}
    select b."social", b."other", b."unknown", count(*) as "bills" from (
      select j."id", max(case when coalesce(r."payerKind", k."payerKind") = 'SOCIALTJANST' then 1 else 0 end) as "social",
        max(case when coalesce(r."payerKind", k."payerKind") = 'ANNAN' then 1 else 0 end) as "other",
        max(case when coalesce(r."payerKind", k."payerKind") is null then 1 else 0 end) as "unknown"
      from judged j join "Allocation" a on a."chargeId" = j."id" join "LedgerEntry" k on k."id" = a."creditId" and k."kind" in ('PAYMENT', 'TRANSFER')
      left join "ReceivedPayment" r on r."id" = k."receivedId"
      where j."state" = 1 group by j."id"
    ) b group by b."social", b."other", b."unknown"`)
  const payers = new Map<Payer, number>()
  for (const row of rows) {
    const payer = payerOf([row.social ? 'SOCIALTJANST' : row.other ? 'ANNAN' : row.unknown ? null : 'KLIENT'])
    payers.set(payer, (payers.get(payer) ?? 0) + row.bills)
  }
  return payers
}

export interface RowsWish {
  months: Months
  forms: readonly OnTimeForm[]
  states: readonly OnTimeState[]
}
export interface JudgedBill {
  id: number
  person: ShownPerson | null
  period: Month
  amountOre: number
  dueOn: Day
  /** the day it was paid in full; null while something is open */
  settledOn: Day | null
  housingForm: HousingForm
  state: OnTimeState
}

/** How many bills are counted so. */
export async function countBills(db: Db, actor: Actor, wish: RowsWish): Promise<number> {
  const [row] = await db.rows<{ total: number }>(sql`${await judgedRows(db, actor, wish, sql`count(*) as "total"`)}`)
  return row?.total ?? 0
}

/** Bills and how each is counted, the latest month first; the people's readings are logged. */
export async function billsBehind(tx: Db, actor: Actor, wish: RowsWish, limit: number, offset: number): Promise<JudgedBill[]> {
  const query = await judgedRows(
    tx,
    actor,
    wish,
    sql`j."id", j."personId", j."period", j."amountOre", j."dueOn", j."settledOn", j."housingForm", j."state"`,
  )
  const rows = await tx.rows<Omit<JudgedBill, 'person' | 'state'> & { personId: number; state: number }>(
    sql`${query} order by j."period" desc, j."id" limit ${limit} offset ${offset}`,
  )
  const people = new Map<number, ShownPerson>()
  const ids = [...new Set(rows.map((row) => row.personId))]
  for (let from = 0; from < ids.length; from += 1000)
    for (const [id, person] of await showPeople(tx, actor, ids.slice(from, from + 1000))) people.set(id, person)
  return rows.map(({ personId, state, ...row }) => ({ ...row, person: people.get(personId) ?? null, state: stateOf(state) }))
}

/** Every row for a file; who was read and that it was taken out is logged. */
export async function exportBills(db: Db, actor: Actor, wish: RowsWish): Promise<JudgedBill[]> {
  return db.reading(async (tx) => {
    const rows = await billsBehind(tx, actor, wish, 1_000_000, 0)
    await recordChange(tx, actor, {
      action: 'EXPORT',
      subject: 'INDICATOR',
      after: { code: 'G2', ...wish.months, states: wish.states, rows: rows.length },
    })
    return rows
  })
}

const judgedColumns = sql`e."id", e."personId", e."period", e."amountOre", e."dueOn", e."settledOn", e."housingForm"`

async function judgedRows(db: Db, actor: Actor, wish: RowsWish, columns: Sql): Promise<Sql> {
  const settings = await settingRows(db, actor.namndId)
  const respites = await respitedBills(db, actor, wish.months, settings)
  const states = wish.states.map(numberOf)
  return sql`with ${judgedBills(db, actor, { months: wish.months, forms: wish.forms, respites, settings }, judgedColumns)}
    select ${columns} from judged j where j."state" in (${states.reduce<Sql | null>((all, state) => (all ? sql`${all}, ${state}` : sql`${state}`), null) ?? sql`-1`})`
}
