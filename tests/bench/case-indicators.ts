/**
 * The year's figures of homes at risk (I4, I5, I8, I9, G8a, G8b, G14), of one unit and of the whole nämnd, beside SQL that counts the same.
 * The product can say which rows stand behind each figure and gives every reading; the floor gives the numbers, and they have to be equal.
 */
import type { Actor } from '../../server/actor.js'
import { rawSql, sql, type Db, type Sql } from '../../server/db.js'
import { CASE_INDICATORS } from '../../server/domain/codes.js'
import type { Exclusion } from '../../server/domain/indicators/result.js'
import { caseCounting } from '../../server/features/indicators/counting.js'
import { inReach } from '../../server/reach.js'
import { measure } from './measure.js'
import { worldToday, type World } from './world.js'

export async function benchCaseIndicators(world: World) {
  const { db, inUnit, inNamnd } = world
  const results = []
  // Of a unit both take a few milliseconds, and a statement's way there and back counts for more than what it reads.
  for (const [whose, actor, atMost] of [
    ['a unit', inUnit, null],
    ['a nämnd', inNamnd, 5],
  ] as const) {
    const [ours, theirs] = [await product(db, actor), await floor(db, actor)]
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) throw new Error(`not the same figures: ${JSON.stringify({ ours, theirs })}`)
    results.push(
      await measure(
        `case indicators of ${whose}`,
        world.name,
        atMost,
        () => product(db, actor),
        () => floor(db, actor),
      ),
    )
  }
  return results
}

/** What is left out and counted here; the other reasons have to do with rows that the floor never reads. */
const APART: readonly Exclusion[] = ['UNDECIDED', 'NEVER_REACHED', 'OUTREACH_NOT_YET_DUE']
/** [numerator, denominator, left out or children] of each, in order. */
type Figures = Record<string, number[]>

async function product(db: Db, actor: Actor): Promise<Figures> {
  const year = { year: 2026, period: 'VB', today: worldToday } as const
  const { indicators } = (await caseCounting(db, actor, year)).report(year)
  return Object.fromEntries(
    indicators.map(({ code, numerator, denominator, excluded, sums }) => {
      const leftOut = excluded.find(({ reason }) => APART.includes(reason))?.ids.length
      const apart = leftOut ?? sums.find((sum) => sum.kind === 'CHILDREN')?.count ?? 0
      return [code, [numerator.length, denominator.length, apart]]
    }),
  )
}

async function floor(db: Db, actor: Actor): Promise<Figures> {
  const rows = await db.rows<{ code: string; numerator: number; denominator: number; apart: number }>(figures(db, actor))
  const found = new Map(rows.map(({ code, numerator, denominator, apart }) => [code, [numerator, denominator, apart].map(Number)]))
  return Object.fromEntries(CASE_INDICATORS.map((code) => [code, found.get(code) ?? [0, 0, 0]]))
}

/**
 * What is open or ended this year, and the evictions of the year before; who tried to reach whom; and the seven counts. "cross": from the
 * cases, not through all events.
 */
function figures(db: Db, actor: Actor): Sql {
  const within = (day: string) => rawSql(`${day} between '2026-01-01' and '${worldToday}'`)
  const sum = (condition: Sql) => sql`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
  const threeDaysAfter = rawSql(db.dialect === 'sqlite' ? `date(s."knownOn", '+3 days')` : `to_char(s."knownOn"::date + 3, 'YYYY-MM-DD')`)
  const lasted = sql`(s."endedOn" is null or s."endedOn" > ${threeDaysAfter})`
  const children = (day: string) => {
    const year = rawSql(`cast(substr(${day}, 1, 4) as integer)`)
    const [mine, told] = [
      sql`(select count(*) from "HouseholdChild" h where h."personId" = s."personId" and h."removedAt" is null and h."birthYear" between ${year} - 18 and ${year})`,
      sql`coalesce((select max(n."children") from "EvictionNotice" n where n."caseId" = s."id" and n."arrivedOn" <= ${rawSql(day)}), 0)`,
    ]
    return sql`(case when ${mine} > ${told} then ${mine} else ${told} end)`
  }
  const averted = (code: string, where: string) => sql`
    select ${code} as "code", ${sum(sql`s."outcome" in ('AVVARJD', 'ATERKALLAD')`)} as "numerator", count(s."outcome") as "denominator", ${sum(sql`s."outcome" is null`)} as "apart"
    from "story" s cross join "EvictionNotice" n where n."caseId" = s."id" and ${within('n."arrivedOn"')} and ${rawSql(where)}`
  return sql`
    with "story" as materialized (
      select k."id", k."personId", case when k."noticeOn" < k."openedOn" then k."noticeOn" else k."openedOn" end as "knownOn",
        coalesce(o."happenedOn", k."closedOn") as "endedOn", o."outcome" from (
        select c."id", c."personId", c."openedOn", c."closedOn",
          (select min(n."arrivedOn") from "EvictionNotice" n where n."caseId" = c."id") as "noticeOn",
          (select max(v."id") from "CaseEvent" v where v."caseId" = c."id" and v."kind" = 'OUTCOME' and v."noticeId" is null) as "outcomeId"
        from "PreventionCase" c
        where ${inReach(actor, 'c')} and (c."closedOn" is null or c."closedOn" >= '2026-01-01')
      ) k left join "CaseEvent" o on o."id" = k."outcomeId"
    ),
    "tried" as (
      select s."id", n."happenedOn" as "on", case when n."reached" = 'JA' then 1 else 0 end as "reached", 0 as "accepted" from "story" s
      cross join "Note" n where n."personId" = s."personId" and n."happenedOn" between s."knownOn" and coalesce(s."endedOn", '9999-12-31')
        and n."kind" <> 'NOTE' and not exists (select 1 from "Note" c where c."personId" = n."personId" and c."correctsId" = n."id")
      union all
      select s."id", v."happenedOn", case when v."kind" in ('SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'MEETING_HELD') then 1 else 0 end,
        case when v."kind" = 'SUPPORT_ACCEPTED' and v."happenedOn" <= ${worldToday} then 1 else 0 end
      from "story" s cross join "CaseEvent" v where v."caseId" = s."id" and v."kind" in ('SUPPORT_OFFERED', 'SUPPORT_ACCEPTED', 'SUPPORT_DECLINED', 'NOT_REACHED', 'MEETING_HELD')
    ),
    "met" as materialized (
      select t."id", min(t."on") as "firstOn", max(case when ${within('t."on"')} then 1 else 0 end) as "tried",
        max(case when ${within('t."on"')} then t."reached" else 0 end) as "reached", max(t."accepted") as "accepted"
      from "tried" t group by t."id"
    ),
    "evicted" as materialized (
      select s."endedOn", ${children('s."endedOn"')} as "children" from "story" s where s."outcome" = 'VERKSTALLD'
      union all
      select s."endedOn", ${children('s."endedOn"')} from (
        select c."id", c."personId", c."closedOn" as "endedOn" from "PreventionCase" c where ${inReach(actor, 'c')} and c."closedOn" between '2025-01-01' and '2025-12-31'
          and exists (select 1 from "CaseEvent" v where v."caseId" = c."id" and v."kind" = 'OUTCOME' and v."outcome" = 'VERKSTALLD')
      ) s
    ),
    "family" as materialized (
      select f.* from (
        select s."endedOn", ${children(`(case when s."endedOn" < '${worldToday}' then s."endedOn" else '${worldToday}' end)`)} as "children" from "story" s
        where s."knownOn" <= ${worldToday} and (s."endedOn" is null or s."endedOn" >= '2026-01-01')
      ) f where f."children" > 0
    )
    ${averted('I4', `n."sender" = 'KRONOFOGDEN' and n."kind" = 'TID_FOR_AVHYSNING'`)}
    union all ${averted('I5', `n."sender" = 'HYRESVARD' and n."kind" = 'UPPSAGNING'`)}
    union all select 'I8', ${sum(sql`e."children" > 0`)}, count(*), coalesce(sum(e."children"), 0) from "evicted" e where ${within('e."endedOn"')}
    union all select 'I9', count(distinct case when m."reached" = 1 and m."accepted" = 1 then s."personId" end), count(distinct case when m."reached" = 1 then s."personId" end),
      count(distinct case when m."tried" = 1 then s."personId" end) - count(distinct case when m."reached" = 1 then s."personId" end) from "story" s join "met" m on m."id" = s."id"
    union all select 'G8a', ${sum(within('e."endedOn"'))}, ${sum(rawSql(`e."endedOn" between '2025-01-01' and '2025-11-24'`))}, 0 from "evicted" e
    union all select 'G8b', ${sum(sql`m."firstOn" <= ${threeDaysAfter}`)}, ${sum(sql`m."firstOn" is not null or (${threeDaysAfter} < ${worldToday} and ${lasted})`)},
      ${sum(sql`m."firstOn" is null and ${threeDaysAfter} >= ${worldToday} and ${lasted}`)} from "story" s left join "met" m on m."id" = s."id" where ${within('s."knownOn"')}
    union all select 'G14', ${sum(sql`f."endedOn" is null or f."endedOn" > ${worldToday}`)}, count(*),
      coalesce(sum(case when f."endedOn" is null or f."endedOn" > ${worldToday} then f."children" else 0 end), 0) from "family" f`
}
