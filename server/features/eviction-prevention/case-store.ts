/** Cases with what the rules need: the same queries for a list as for one. */
import type { Actor } from '../../actor.js'
import { recordReadings } from '../../audit.js'
import { joinSql, sql, type Db, type Sql } from '../../db.js'
import { addDays, endOfDayInStockholm, type Day } from '../../domain/calendar.js'
import type { FirstSign } from '../../domain/codes.js'
import type { HouseholdFacts } from '../../domain/household-facts.js'
import { consentOn } from '../../domain/landlord-consent.js'
import type { Settings } from '../../domain/policy.js'
import { KEPT_HOME, type CaseContact, type CaseEventFact, type CaseFacts, type CaseNotice } from '../../domain/prevention-case.js'
import { forfeitingBills } from '../../domain/rent-state.js'
import { inReach, mayBeShown } from '../../reach.js'
import { settingsFor } from '../../settings.js'
import { isContact } from '../arrears/facts-sql.js'
import { isChild } from '../people/children-sql.js'
import { groupBy } from '../repayment-plans/plan-facts-store.js'
import { consentsOfPeople, householdFacts } from './household-facts-store.js'

export interface CaseRow {
  id: number
  personId: number
  caseNumber: string
  tenancyId: number | null
  apartmentId: number | null
  address: string | null
  openedOn: Day
  closedOn: Day | null
  responsibleId: number | null
  responsible: string | null
  name: string
  shown: boolean
  children: number
  /** what it was opened for before any notice had come */
  sign: FirstSign | null
  signText: string | null
}

export interface OpenCase extends CaseRow {
  facts: CaseFacts
}

/** A case the actor reaches and whose person may be shown: what every change asks first. */
export async function reachedCase(db: Db, actor: Actor, caseId: number): Promise<{ id: number; personId: number } | null> {
  const [row] = await db.rows<{ id: number; personId: number }>(sql`
    select c."id", c."personId" from "PreventionCase" c join "Person" p on p."id" = c."personId"
    where c."id" = ${caseId} and ${inReach(actor, 'c')} and ${mayBeShown(actor)} = 1`)
  return row ?? null
}

/**
 * Open cases, and averted or withdrawn ones that may still have to be followed up; or the closed ones. Readings are logged for those
 * shown by name.
 */
export async function casesInReach(db: Db, actor: Actor, settings: Settings, closed: boolean): Promise<OpenCase[]> {
  return db.reading(async (tx) => {
    const cases = closed
      ? await withFacts(tx, actor, await caseRows(tx, actor, sql`c."closedOn" is not null`), actor.today, settings)
      : await casesToday(tx, actor, actor.today, settings)
    await recordReadings(
      tx,
      actor,
      cases.filter((one) => one.shown).map((one) => one.personId),
    )
    return cases
  })
}

/** Every case that can have something to do on the day, as it was known by its end. Readings are the caller's to log. */
export async function casesToday(db: Db, actor: Actor, on: Day, settings: Settings, whom: Sql = sql`1 = 1`): Promise<OpenCase[]> {
  return withFacts(db, actor, await caseRowsToday(db, actor, on, settings, whom), on, settings)
}

/** The same without what the rules need (`withFacts`). */
export function caseRowsToday(db: Db, actor: Actor, on: Day, settings: Settings, whom: Sql): Promise<CaseRow[]> {
  return caseRows(db, actor, sql`${mayHaveSomethingLeft(on, settings)} and ${whom}`)
}

/** Every case of the nämnd that can have something to do, one a person, of protected people too: for the night's work, which shows nothing. */
export async function casesOfNamnd(db: Db, actor: Actor, settings: Settings): Promise<OpenCase[]> {
  const rows = await caseRows(db, actor, mayHaveSomethingLeft(actor.today, settings), { everybody: true })
  const isOpen = (row: CaseRow) => row.closedOn === null || row.closedOn > actor.today
  const chosen = new Map<number, CaseRow>()
  for (const row of rows) if (isOpen(row) || !chosen.has(row.personId)) chosen.set(row.personId, row)
  return withFacts(db, actor, [...chosen.values()], actor.today, settings)
}

/** The person's case that can have something to do: the open one, else an averted or withdrawn one that may still be followed up. */
export async function caseOfPerson(db: Db, actor: Actor, personId: number, settings: Settings): Promise<OpenCase | null> {
  const rows = await caseRows(db, actor, sql`c."personId" = ${personId} and ${mayHaveSomethingLeft(actor.today, settings)}`)
  const chosen = rows.find((row) => row.closedOn === null || row.closedOn > actor.today) ?? rows.at(-1)
  return chosen ? ((await withFacts(db, actor, [chosen], actor.today, settings))[0] ?? null) : null
}

function mayHaveSomethingLeft(on: Day, settings: Pick<Settings, 'avertedFollowUpDays'>): Sql {
  const followedFrom = addDays(on, -2 * Math.max(...settings.avertedFollowUpDays))
  return sql`c."openedOn" <= ${on} and (c."closedOn" is null or c."closedOn" > ${on} or (c."closedOn" >= ${followedFrom} and exists (
    select 1 from "CaseEvent" v where v."caseId" = c."id" and v."kind" = 'OUTCOME' and v."outcome" in (${joinSql(KEPT_HOME)}))))`
}

/** One case for its page, or null. */
export async function caseById(db: Db, actor: Actor, caseId: number): Promise<OpenCase | null> {
  return db.reading(async (tx) => {
    const rows = (await caseRows(tx, actor, sql`c."id" = ${caseId}`)).filter((row) => row.shown)
    await recordReadings(
      tx,
      actor,
      rows.map((row) => row.personId),
    )
    return rows.length === 0 ? null : ((await withFacts(tx, actor, rows, actor.today, await settingsFor(tx, actor)))[0] ?? null)
  })
}

/** What stands in the way of a second open case about the same person: the first. */
export async function openCaseOf(db: Db, actor: Actor, personId: number): Promise<{ id: number; caseNumber: string } | null> {
  return db.prisma.preventionCase.findFirst({
    where: { personId, namndId: actor.namndId, closedOn: null },
    select: { id: true, caseNumber: true },
  })
}

async function caseRows(db: Db, actor: Actor, which: Sql, { everybody = false } = {}): Promise<CaseRow[]> {
  const rows = await db.rows<Omit<CaseRow, 'shown'> & { shown: number }>(sql`
    select c."id", c."personId", c."caseNumber", c."tenancyId", t."apartmentId", coalesce(c."address", a."address") as "address", c."openedOn", c."closedOn",
      c."responsibleId", c."sign", c."signText", u."name" as "responsible", p."givenName" || ' ' || p."familyName" as "name", ${mayBeShown(actor)} as "shown",
      (select count(*) from "HouseholdChild" h where h."personId" = p."id" and ${isChild('h', actor.today)}) as "children"
    from "PreventionCase" c
    join "Person" p on p."id" = c."personId"
    left join "Tenancy" t on t."id" = c."tenancyId"
    left join "Apartment" a on a."id" = t."apartmentId"
    left join "User" u on u."id" = c."responsibleId"
    where ${inReach(actor, 'c')} and ${which} and ${everybody ? sql`1 = 1` : sql`not (${mayBeShown(actor)} = 0 and p."protection" = 'SKYDDAD_FOLKBOKFORING')`}
    order by c."id"`)
  return rows.map((row) => ({ ...row, shown: row.shown === 1 }))
}

/** Cases with what the rules need. The households' facts are read where they have not been. */
export async function withFacts(
  db: Db,
  actor: Actor,
  rows: readonly CaseRow[],
  on: Day,
  settings: Settings,
  known?: ReadonlyMap<number, HouseholdFacts>,
): Promise<OpenCase[]> {
  if (rows.length === 0) return []
  const knownBefore = endOfDayInStockholm(on)
  const ids = sql`(select k."id" from ${db.table(
    rows.map(({ id }) => ({ id })),
    { id: 'int' },
  )} k)`
  const notices = await db.rows<CaseNotice & { caseId: number; senderName: string | null }>(sql`
    select n."id", n."caseId", n."sender", n."senderName", n."kind", n."arrivedOn", n."amountOre" from "EvictionNotice" n
    where n."caseId" in ${ids} and n."arrivedOn" <= ${on} order by n."arrivedAt", n."id"`)
  const events = await db.rows<CaseEventFact & { caseId: number }>(sql`
    select v."id", v."caseId", v."noticeId", v."kind", v."happenedOn", v."outcome", v."atTime", v."place", v."named", v."withUserId", v."meetingId"
    from "CaseEvent" v where v."caseId" in ${ids} and v."recordedAt" < ${knownBefore} order by v."id"`)
  const contacts = await db.rows<{ caseId: number; on: Day; reached: string | null }>(sql`
    select c."id" as "caseId", n."happenedOn" as "on", n."reached" from "PreventionCase" c
    join "Note" n on n."personId" = c."personId" and n."happenedOn" >= c."openedOn" and n."happenedOn" <= ${on} and ${isContact(false)}
    where c."id" in ${ids}`)
  const asked = { on, settings, asOf: on !== actor.today, habits: false }
  const personIds = [...new Set(rows.map((row) => row.personId))]
  const households = known ?? (await householdFacts(db, personIds, asked))
  const [noticesOf, eventsOf, contactsOf] = [groupBy(notices, ofCase), groupBy(events, ofCase), groupBy(contacts, ofCase)]
  const landlordsOf = groupBy(
    notices.filter((notice) => notice.sender === 'HYRESVARD'),
    ofCase,
  )
  // the landlord of the home is known already; one who is only named in a notice is not
  const asking = rows.filter((row) => landlordsOf.has(row.id) && !households.get(row.personId)?.mayTellLandlord)
  const consents = groupBy(
    await consentsOfPeople(
      db,
      asking.map((row) => row.personId),
    ),
    (row) => row.personId,
  )
  return rows.map((row) => {
    const household = households.get(row.personId)
    const named = (landlordsOf.get(row.id) ?? []).map(({ senderName }) => ({ landlordId: null, landlordName: senderName }))
    const mayTell =
      household?.mayTellLandlord || named.some((landlord) => consentOn(consents.get(row.personId) ?? [], landlord, on).RENT !== null)
    return {
      ...row,
      facts: {
        openedOn: row.openedOn,
        notices: noticesOf.get(row.id) ?? [],
        events: eventsOf.get(row.id) ?? [],
        contacts: (contactsOf.get(row.id) ?? []).map(({ on, reached }): CaseContact => ({ on, reached: reached === 'JA' })),
        lateBills: row.tenancyId === null || !household ? [] : forfeitingBills(household, on, settings),
        hasResponsible: row.responsibleId !== null,
        isOurHome: row.tenancyId !== null,
        ...(household ? { household: { ...household, mayTellLandlord: mayTell === true } } : {}),
      },
    }
  })
}

const ofCase = (row: { caseId: number }) => row.caseId
