/**
 * Who is behind with the rent, on a day: one query for everybody in reach. Today's list costs by the open bills; an earlier day's is
 * computed from the facts. What only the rows of one page need is in row-details-store.ts.
 */
import type { Actor } from '../../actor.js'
import { joinSql, rawSql, sql, type Db, type Sql } from '../../db.js'
import { daysOverdue, monthsOwed } from '../../domain/arrears.js'
import { ageingFrom } from '../../domain/arrears-ageing.js'
import { debtTrend, trendSince, type DebtTrend } from '../../domain/arrears-trend.js'
import { byUrgency, forfeitFromOldest, legalDeadline, type LegalDeadline } from '../../domain/arrears-urgency.js'
import type { Day } from '../../domain/calendar.js'
import { countedDay, minorOreOf } from '../../domain/minor-rent.js'
import { DEFAULT_SETTINGS, type Settings } from '../../domain/policy.js'
import { inReach, mayBeShown } from '../../reach.js'
import { isChild } from '../people/children-sql.js'
import { planStateOf } from '../repayment-plans/plan-state-store.js'
import { lateOn } from '../rent/late-sql.js'
import { isRent, openAsOf } from '../rent/open-bills-sql.js'
import { isContact, recordedBy } from './facts-sql.js'

export interface ArrearsRow {
  personId: number
  ownId: string
  /** null when the person is protected from the one who asks */
  name: string | null
  sortName: string
  shown: boolean
  boendestodjareId: number | null
  socialsekreterareId: number | null
  /** own id of the apartment of the newest late bill; null when hidden */
  apartment: string | null
  apartmentId: number | null
  address: string | null
  housingForm: string | null
  costCentre: string | null
  /** the stay has ended */
  movedOut: boolean
  /** late rent */
  overdueOre: number
  /** one-off charges (a key, a damage) whose day has passed: owed, and no ground for forfeiture */
  otherOre: number
  /** open amounts by age (domain/arrears-ageing.ts); the first is not late */
  ageing: number[]
  oldestDueOn: Day
  daysOverdue: number
  /** late bills with something open */
  openBills: number
  deadline: LegalDeadline | null
  /** where the debt is going since the day the settings look back to */
  trend: DebtTrend
  children: number
  monthlyRentOre: number | null
  monthsOwed: number | null
  /** the last time somebody reached the person */
  lastContactOn: Day | null
  /** the repayment plan that runs */
  planId: number | null
  /** by how much it was broken at its last check; null without a plan */
  planShortOre: number | null
}

type ArrearsSettings = Pick<Settings, 'ageingDays' | 'arrearsTrendMonths' | 'arrearsTrendPercent' | 'minorRentKronor'>

interface Stored extends Omit<
  ArrearsRow,
  'planShortOre' | 'daysOverdue' | 'monthsOwed' | 'shown' | 'movedOut' | 'deadline' | 'trend' | 'ageing'
> {
  shown: number
  earlierOre: number
  endsOn: Day | null
  /**
   * of late rent of a home that is lived in: the oldest due day and the respite that ended first, the same of bills with more than little
   * left, and the sum
   */
  livingOn: Day | null
  livingRespiteOn: Day | null
  graveOn: Day | null
  graveRespiteOn: Day | null
  livingOre: number
  [late: `class${number}`]: number
}

/**
 * Everybody in reach with something overdue on the day, most urgent first. `asOf` computes from the
 * facts, for days gone by: what was owed and paid, agreed and told is of the day, households, names and protection are as they stand
 * now. Without it `on` is today, and what has been booked with a later day counts already. `knownOn` takes only the money that was
 * recorded by that day, as the list looked then. Rent only: a one-off charge is a debt on the person's ledger and no reason to give a
 * home up; who owes rent has it beside the rent.
 */
export async function arrearsOn(
  db: Db,
  actor: Actor,
  on: Day,
  options: { asOf?: boolean; knownOn?: Day | null; settings?: ArrearsSettings } = {},
): Promise<ArrearsRow[]> {
  const settings = options.settings ?? DEFAULT_SETTINGS
  const since = trendSince(on, settings.arrearsTrendMonths)
  const rows = await db.rows<Stored>(sql`
    select p."id" as "personId", p."ownId", p."sortName", p."boendestodjareId", p."socialsekreterareId", ${mayBeShown(actor)} as "shown",
      p."givenName" || ' ' || p."familyName" as "name", a."ownId" as "apartment", a."id" as "apartmentId", a."address", t."endsOn",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', on)}) as "children",
      coalesce(
        (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${on} order by r."fromOn" desc limit 1),
        (select r."amountOre" from "ApartmentRent" r where r."apartmentId" = a."id" and r."side" = 'TENANT' and r."fromOn" <= ${on}
          order by r."fromOn" desc limit 1)) as "monthlyRentOre",
      (select max(n."happenedOn") from "Note" n where n."personId" = p."id" and n."happenedOn" <= ${on} and ${isContact(true)}) as "lastContactOn",
      q."id" as "planId",
      b."housingForm", b."costCentre", d.*
    from (
      select o."personId", sum(o."late" * o."openOre") as "overdueOre", sum(o."isDue" * (1 - o."rent") * o."openOre") as "otherOre",
        min(case when o."late" = 1 then o."dueOn" end) as "oldestDueOn", sum(o."late") as "openBills",
        ${countedDays(minorOreOf(settings))}, sum(o."isLivedIn" * o."openOre") as "livingOre",
        ${ageingSums(on, settings.ageingDays)}, sum(case when o."openThenOre" > 0 then o."openThenOre" else 0 end) as "earlierOre",
        max(case when o."late" = 1 then o."dueOn" || substr(cast(10000000000 + o."id" as text), 2) end) as "newestBill"
      from ${openBills(actor, on, since, options)} o
      group by o."personId" having sum(o."late") > 0
    ) d
    join "LedgerEntry" b on b."id" = cast(substr(d."newestBill", 11) as integer)
    join "Person" p on p."id" = d."personId"
    join "Tenancy" t on t."id" = b."tenancyId"
    join "Apartment" a on a."id" = t."apartmentId"
    left join "RepaymentPlan" q on q."id" = (select max(g."id") from "RepaymentPlan" g where g."personId" = p."id" and g."agreedOn" <= ${on}
      and (g."endedOn" is null or g."endedOn" > ${on}))`)
  const known = new Map<string, Day | null>() // a few months share their due days
  const forfeitFrom = (dueOn: Day | null, respiteUntilOn: Day | null) => {
    const key = `${dueOn} ${respiteUntilOn}`
    const found = known.get(key) ?? forfeitFromOldest({ dueOn, respiteUntilOn })
    known.set(key, found)
    return found
  }
  const listed = rows.map((row) => {
    const graveOn = forfeitFrom(row.graveOn, row.graveRespiteOn)
    const earliestOn = forfeitFrom(row.livingOn, row.livingRespiteOn)
    return rowOf(row, on, settings, legalDeadline(countedDay({ graveOn, earliestOn, sumOre: row.livingOre }, minorOreOf(settings)), on))
  })
  await standAsOf(db, actor, listed, on)
  return listed.sort(byUrgency)
}

/** How the plans stand now, as on the plan's own page; the night's checks are the history. Few have one: four queries in all. */
async function standAsOf(db: Db, actor: Actor, rows: readonly ArrearsRow[], on: Day): Promise<void> {
  const planned = rows.filter((row) => row.planId !== null)
  const standing = await planStateOf(
    db,
    actor,
    planned.map((row) => row.personId),
    on,
  )
  for (const row of planned) {
    row.planShortOre = standing.get(row.personId)?.shortOre ?? 0
    // Agreed to be paid later: no ground for forfeiture while it is (domain/rent-state.ts), and a rent late beside the plan breaks it.
    if (row.planShortOre === 0) row.deadline = null
  }
}

/** When each of the people last paid anything, up to and with the day; who never paid is not in it. For the rows of one page. */
export async function lastPaymentDays(db: Db, personIds: readonly number[], on: Day): Promise<Map<number, Day>> {
  const asked = db.table(
    personIds.map((id) => ({ id })),
    { id: 'int' },
  )
  const rows = await db.rows<{ id: number; on: Day | null }>(sql`
    select w."id", (select max(k."effectiveOn") from "LedgerEntry" k where k."personId" = w."id" and k."kind" = 'PAYMENT' and k."reversedById" is null
        and k."effectiveOn" <= ${on}) as "on"
    from ${asked} w`)
  return new Map(rows.flatMap(({ id, on: day }) => (day === null ? [] : [[id, day]])))
}

/** Nothing of a protected person's own goes out of here: who, where, the children, the contacts and the plan. */
function rowOf(stored: Stored, on: Day, settings: ArrearsSettings, deadline: LegalDeadline | null): ArrearsRow {
  const shown = stored.shown === 1
  const own = shown ? stored : HIDDEN
  return {
    personId: stored.personId,
    ownId: stored.ownId,
    name: own.name,
    sortName: own.sortName,
    shown,
    boendestodjareId: own.boendestodjareId,
    socialsekreterareId: own.socialsekreterareId,
    apartment: own.apartment,
    apartmentId: own.apartmentId,
    address: own.address,
    housingForm: stored.housingForm,
    costCentre: stored.costCentre,
    movedOut: own.endsOn !== null && own.endsOn <= on,
    overdueOre: stored.overdueOre,
    otherOre: stored.otherOre,
    ageing: Array.from({ length: settings.ageingDays.length + 2 }, (_, n) => stored[`class${n}`] ?? 0),
    oldestDueOn: stored.oldestDueOn,
    daysOverdue: daysOverdue(stored.oldestDueOn, on),
    openBills: stored.openBills,
    deadline,
    trend: debtTrend(stored.earlierOre, stored.overdueOre, settings.arrearsTrendPercent),
    children: own.children,
    monthlyRentOre: stored.monthlyRentOre,
    monthsOwed: monthsOwed({ overdueOre: stored.overdueOre, monthlyRentOre: stored.monthlyRentOre }),
    lastContactOn: own.lastContactOn,
    planId: own.planId,
    planShortOre: null,
  }
}

const HIDDEN = {
  name: null,
  sortName: '',
  boendestodjareId: null,
  socialsekreterareId: null,
  apartment: null,
  apartmentId: null,
  address: null,
  endsOn: null,
  children: 0,
  lastContactOn: null,
  planId: null,
}

/**
 * The bills that can tell of the day and of the earlier one: what is open now, and what has been settled since the earlier one (each by
 * its index, whatever the history). Of each: what is open of it and was late and open then, whether its day has passed, whether it is
 * rent, and whether it is late: rent whose day has passed and that is not under respite (anstånd); and whether the home is lived in.
 */
function openBills(actor: Actor, on: Day, since: Day, options: { asOf?: boolean; knownOn?: Day | null }): Sql {
  const [now, then] = [openAsOf(on, options.knownOn), openAsOf(since, options.knownOn)]
  const openThen = sql`case when ${lateOn(since)} and ${isRent} then ${then.openOre} else 0 end`
  const respite = sql`(select max(r."untilOn") from "Respite" r where r."chargeId" = e."id" and ${recordedBy(on)})`
  const of = (which: Sql) => sql`from "LedgerEntry" e where ${inEachUnit(actor)} and e."kind" = 'CHARGE' and ${which}`
  const bills = (which: Sql) => sql`
    select e."id", e."personId", e."tenancyId", e."dueOn", ${options.asOf ? now.openOre : sql`e."openOre"`} as "openOre", ${openThen} as "openThenOre",
      case when ${lateOn(on)} then 1 else 0 end as "isDue", case when ${isRent} then 1 else 0 end as "rent", ${respite} as "untilOn" ${of(which)}`
  const settledNow = (which: Sql) => sql`
    select e."id", e."personId", e."tenancyId", e."dueOn", 0 as "openOre", ${openThen} as "openThenOre", 0 as "isDue", 0 as "rent",
      cast(null as text) as "untilOn" ${of(which)}`
  const all = options.knownOn
    ? bills(then.candidates)
    : sql`${bills(sql`e."openOre" > 0`)} union all ${(options.asOf ? bills : settledNow)(sql`e."settledOn" > ${since}`)}`
  // The limit is no limit: it has the columns worked out once for each bill, and not once for each sum that asks for them.
  return sql`(select l.*,
      case when l."late" = 1 and coalesce((select s."endsOn" from "Tenancy" s where s."id" = l."tenancyId"), '9999') > ${on} then 1 else 0 end as "isLivedIn"
    from (select c.*, case when c."isDue" = 1 and c."rent" = 1 and c."openOre" > 0 and (c."untilOn" is null or c."untilOn" < ${on}) then 1 else 0 end as "late"
      from (${all}) c limit 2000000000) l limit 2000000000)`
}

/** The oldest days that the week before forfeiture is counted from: due days, and last days of respites, which are read in one way only. */
function countedDays(minorOre: number): Sql {
  const due = sql`o."isLivedIn" = 1 and (o."untilOn" is null or o."untilOn" <= o."dueOn")`
  const respited = sql`o."isLivedIn" = 1 and o."untilOn" > o."dueOn"`
  const grave = sql`o."openOre" > ${minorOre}`
  return sql`min(case when ${due} then o."dueOn" end) as "livingOn", min(case when ${respited} then o."untilOn" end) as "livingRespiteOn",
    min(case when ${due} and ${grave} then o."dueOn" end) as "graveOn", min(case when ${respited} and ${grave} then o."untilOn" end) as "graveRespiteOn"`
}

/** The reach on bills (e) as the indices have it: unit by unit. */
function inEachUnit(actor: Actor): Sql {
  return actor.unitId === null
    ? sql`e."namndId" = ${actor.namndId} and e."unitId" in (select u."id" from "Unit" u where u."namndId" = ${actor.namndId})`
    : inReach(actor, 'e')
}

/** "class0", "class1" …: what is open in each class of age. */
function ageingSums(on: Day, limits: readonly number[]): Sql {
  const from = ageingFrom(on, limits)
  const sums = Array.from({ length: from.length + 2 }, (_, n) => {
    const younger = from[n - 2]
    const own = from[n - 1]
    const conditions = [
      n === 0 ? sql`o."late" = 0 and o."rent" = 1` : sql`o."late" = 1`,
      ...(n > 0 && own !== undefined ? [sql`o."dueOn" >= ${own}`] : []),
      ...(younger !== undefined ? [sql`o."dueOn" < ${younger}`] : []),
    ]
    return sql`sum(case when ${joinSql(conditions, ' and ')} then o."openOre" else 0 end) as ${rawSql(`"class${n}"`)}`
  })
  return joinSql(sums, ', ')
}
