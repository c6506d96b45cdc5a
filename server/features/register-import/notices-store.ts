/** Writes the notices of an import as cases, notices and events: a fixed number of statements, however many rows. */
import { DateTime } from 'luxon'
import type { Actor } from '../../actor.js'
import { recordChanges } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import { MUNICIPAL_ZONE, yearOf, type Day } from '../../domain/calendar.js'
import { isChildOn } from '../../domain/household-children.js'
import { insertMany, updateMany } from '../../many-rows.js'
import { groupBy } from '../repayment-plans/plan-facts-store.js'
import { noticeKey } from './check-notices.js'
import type { ImportPlan } from './plan.js'
import type { PlannedCase, PlannedEvent } from './plan-notices.js'
import { storedNotices } from './stored-notices-store.js'
import type { WrittenIds } from './write-store.js'

const EVENT_COLUMNS = {
  namndId: 'int',
  caseId: 'int',
  noticeId: 'int',
  kind: 'text',
  happenedOn: 'text',
  outcome: 'text',
  recordedAt: 'text',
  recordedById: 'int',
} as const

/**
 * Cases, notices and events as they were planned. Where the list counts no children, they are those of the household who were children
 * the day the notice came.
 */
export async function writeNotices(tx: Db, actor: Actor, { notices: plan }: ImportPlan, ids: WrittenIds): Promise<void> {
  if (plan.cases.length + plan.added.length === 0) return
  const recorded = { namndId: actor.namndId, recordedAt: actor.now, recordedById: actor.userId }
  const personOf = (ownId: string) => ids.people.get(ownId) ?? { id: 0, unitId: 0 }
  const numbers = await freeNumbers(tx, actor.namndId)
  const opened = plan.cases.filter((one) => one.caseId === null).map((one) => ({ one, caseNumber: numbers(yearOf(one.openedOn)) }))
  await insertMany(
    tx,
    'PreventionCase',
    {
      namndId: 'int',
      unitId: 'int',
      personId: 'int',
      caseNumber: 'text',
      tenancyId: 'int',
      openedOn: 'text',
      closedOn: 'text',
      recordedAt: 'text',
      recordedById: 'int',
    },
    opened.map(({ one, caseNumber }) => ({
      ...recorded,
      caseNumber,
      unitId: personOf(one.personId).unitId,
      personId: personOf(one.personId).id,
      tenancyId: one.stay === null ? null : ids.tenancyOf(one.stay),
      openedOn: one.openedOn,
      closedOn: one.ended?.on ?? null,
    })),
  )
  const cases = new Map(
    (
      await tx.rows<{ id: number; caseNumber: string }>(
        sql`select "id", "caseNumber" from "PreventionCase" where "namndId" = ${actor.namndId}`,
      )
    ).map((row) => [row.caseNumber, row.id]),
  )
  const caseIdOf = new Map<PlannedCase, number>([
    ...plan.cases.flatMap((one): [PlannedCase, number][] => (one.caseId === null ? [] : [[one, one.caseId]])),
    ...opened.map(({ one, caseNumber }): [PlannedCase, number] => [one, cases.get(caseNumber) ?? 0]),
  ])
  const household = await tx.rows<{ personId: number; birthYear: number }>(sql`
    select h."personId", h."birthYear" from "HouseholdChild" h join "Person" p on p."id" = h."personId"
    where p."namndId" = ${actor.namndId} and h."removedAt" is null`)
  const childrenOf = groupBy(household, (row) => row.personId)
  const childrenOn = (personId: number, day: Day) =>
    (childrenOf.get(personId) ?? []).filter(({ birthYear }) => isChildOn(birthYear, day)).length
  const rows = plan.cases.flatMap((one) =>
    one.notices.map((notice) => ({ notice, one, caseId: caseIdOf.get(one) ?? 0, person: personOf(one.personId) })),
  )
  await insertMany(
    tx,
    'EvictionNotice',
    {
      namndId: 'int',
      caseId: 'int',
      sender: 'text',
      kind: 'text',
      arrivedAt: 'text',
      arrivedOn: 'text',
      children: 'int',
      recordedAt: 'text',
      recordedById: 'int',
    },
    rows.map(({ notice, caseId, person }) => ({
      ...recorded,
      caseId,
      sender: notice.sender,
      kind: notice.kind,
      arrivedOn: notice.arrivedOn,
      arrivedAt: noonOf(notice.arrivedOn),
      children: notice.children ?? childrenOn(person.id, notice.arrivedOn),
    })),
  )
  const written = new Map((await storedNotices(tx, actor)).map((notice) => [noticeKey(notice), notice.id]))
  const about = (caseId: number, noticeId: number | null, event: PlannedEvent) => ({ ...recorded, caseId, noticeId, ...event })
  await insertMany(tx, 'CaseEvent', EVENT_COLUMNS, [
    ...rows.flatMap(({ notice, caseId }) => notice.events.map((event) => about(caseId, written.get(noticeKey(notice)) ?? null, event))),
    ...plan.added.map(({ caseId, noticeId, event }) => about(caseId, noticeId, event)),
    ...plan.cases.flatMap((one) =>
      one.ended === null
        ? []
        : [about(caseIdOf.get(one) ?? 0, null, { kind: 'OUTCOME', happenedOn: one.ended.on, outcome: one.ended.outcome })],
    ),
  ])
  await closeDecided(
    tx,
    actor,
    recorded,
    plan.added.map((one) => one.caseId),
  )
  await recordChanges(
    tx,
    actor,
    { action: 'CREATE', subject: 'NOTICE' },
    rows.map(({ notice, person }) => ({
      subjectId: written.get(noticeKey(notice)) ?? 0,
      personId: person.id,
      after: { sender: notice.sender, kind: notice.kind, arrivedOn: notice.arrivedOn },
    })),
  )
  await recordChanges(
    tx,
    actor,
    { action: 'CREATE', subject: 'CASE_EVENT' },
    plan.added.map(({ noticeId, personId, event }) => ({ subjectId: noticeId, personId: personOf(personId).id, after: event })),
  )
}

/** A case whose every notice has got its outcome has ended with the last of them. */
async function closeDecided(tx: Db, actor: Actor, recorded: object, caseIds: readonly number[]): Promise<void> {
  if (caseIds.length === 0) return
  const touched = tx.table(
    [...new Set(caseIds)].map((id) => ({ id })),
    { id: 'int' },
  )
  const decided = await tx.rows<{ id: number; on: Day; outcome: string }>(sql`
    select c."id", l."happenedOn" as "on", l."outcome" from "PreventionCase" c join ${touched} k on k."id" = c."id"
    join "CaseEvent" l on l."id" = (select v."id" from "CaseEvent" v where v."caseId" = c."id" and v."kind" = 'OUTCOME' order by v."happenedOn" desc, v."id" desc limit 1)
    where c."namndId" = ${actor.namndId} and c."closedOn" is null and not exists (
      select 1 from "EvictionNotice" n where n."caseId" = c."id" and not exists (
        select 1 from "CaseEvent" o where o."caseId" = c."id" and o."kind" = 'OUTCOME' and o."noticeId" = n."id"))`)
  await insertMany(
    tx,
    'CaseEvent',
    EVENT_COLUMNS,
    decided.map(({ id, on, outcome }) => ({ ...recorded, caseId: id, noticeId: null, kind: 'OUTCOME', happenedOn: on, outcome })),
  )
  await updateMany(
    tx,
    'PreventionCase',
    { closedOn: 'text' },
    decided.map(({ id, on }) => ({ id, closedOn: on })),
  )
}

/** Numbers that follow the last one of each year. */
async function freeNumbers(tx: Db, namndId: number): Promise<(year: number) => string> {
  const rows = await tx.rows<{ year: string; last: number }>(sql`
    select substr(c."caseNumber", 1, 4) as "year", max(cast(substr(c."caseNumber", 6) as integer)) as "last" from "PreventionCase" c
    where c."namndId" = ${namndId} group by substr(c."caseNumber", 1, 4)`)
  const last = new Map(rows.map((row) => [Number(row.year), row.last]))
  return (year) => {
    const next = (last.get(year) ?? 0) + 1
    last.set(year, next)
    return `${year}-${next}`
  }
}

/** A list knows the day a notice came and no time of day: noon in Sweden. */
function noonOf(day: Day): string {
  return DateTime.fromISO(`${day}T12:00`, { zone: MUNICIPAL_ZONE }).toUTC().toISO() ?? ''
}
