/** What the rules see of disturbances, their reports and steps as they were known by the end of a day: one query for any number of them. */
import { sql, type Db, type Sql } from '../../db.js'
import { endOfDayInStockholm, type Day } from '../../domain/calendar.js'
import type { DisturbanceKind, DisturbanceReporter, DisturbanceStepKind, NoticeSender, Seriousness } from '../../domain/codes.js'
import type { ReportFact, StepFact } from '../../domain/disturbances.js'
import type { HouseholdDisturbance } from '../../domain/household-facts.js'

type Row = { id: number; personId: number; openedOn: Day; isOurs: number; homeEndsOn: Day | null; factId: number; happenedOn: Day } & (
  | { reporter: DisturbanceReporter; reportedOn: Day; kind: DisturbanceKind; seriousness: Seriousness; urgedBy: null }
  | { reporter: null; reportedOn: null; kind: DisturbanceStepKind; seriousness: null; urgedBy: NoticeSender | null }
)

/** On a condition on disturbances `d`; one that nothing is known of by the day is not among them. */
export async function disturbanceFacts(db: Db, which: Sql, on: Day): Promise<(HouseholdDisturbance & { personId: number })[]> {
  const knownBefore = endOfDayInStockholm(on)
  const about = sql`d."id" as "id", d."personId", d."openedOn", case when d."tenancyId" is null then 0 else 1 end as "isOurs", t."endsOn" as "homeEndsOn"`
  const rows = await db.rows<Row>(sql`
    select ${about}, r."id" as "factId", r."happenedOn", r."kind", r."reporter", r."reportedOn", r."seriousness", null as "urgedBy"
    from "Disturbance" d join "DisturbanceReport" r on r."disturbanceId" = d."id" and r."recordedAt" < ${knownBefore}
    left join "Tenancy" t on t."id" = d."tenancyId" where ${which}
    union all
    select ${about}, s."id" as "factId", s."happenedOn", s."kind", null, null, null, s."urgedBy"
    from "Disturbance" d join "DisturbanceStep" s on s."disturbanceId" = d."id" and s."recordedAt" < ${knownBefore}
    left join "Tenancy" t on t."id" = d."tenancyId" where ${which}
    order by "id", "factId"`)
  const found = new Map<number, HouseholdDisturbance & { personId: number; reports: ReportFact[]; steps: StepFact[] }>()
  for (const row of rows) {
    const { id, personId, openedOn, homeEndsOn, happenedOn, factId } = row
    const one = found.get(id) ?? { id, personId, openedOn, homeEndsOn, secondHand: row.isOurs === 1, reports: [], steps: [] }
    found.set(id, one)
    if (row.reporter === null) one.steps.push({ id: factId, kind: row.kind, happenedOn, urgedBy: row.urgedBy })
    else
      one.reports.push({
        id: factId,
        reporter: row.reporter,
        reportedOn: row.reportedOn,
        happenedOn,
        kind: row.kind,
        seriousness: row.seriousness,
      })
  }
  return [...found.values()]
}

/** A disturbance `d` that was not closed on the day. */
export const openOn = (on: Day): Sql => sql`d."openedOn" <= ${on} and (d."closedOn" is null or d."closedOn" > ${on})`
