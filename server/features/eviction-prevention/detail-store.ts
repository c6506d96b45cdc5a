/** What only the page of one case shows: the home, the notices in full, the words of the events, the latest contacts, the children. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { CaseEventKind, CaseOutcome, HousingForm, NoticeKind, NoticeSender, SupportKind } from '../../domain/codes.js'
import { outcomeOfNotice, stateOfNotice } from '../../domain/prevention-case.js'
import { noteTitle } from '../people/words.js'
import type { OpenCase } from './case-store.js'

const contactsShown = 6

export interface CaseEventRow {
  id: number
  kind: CaseEventKind
  noticeId: number | null
  happenedOn: Day
  atTime: string | null
  outcome: CaseOutcome | null
  named: string | null
  text: string | null
  supportKind: SupportKind | null
  answeredBy: string | null
  place: string | null
  withUserId: number | null
  meetingId: number | null
  recordedAt: string
  by: string | null
}

/** Everything written in the case, the newest day first. */
export async function caseEvents(db: Db, caseId: number): Promise<CaseEventRow[]> {
  return db.rows(sql`
    select v."id", v."kind", v."noticeId", v."happenedOn", v."atTime", v."outcome", v."named", v."text", v."supportKind", v."answeredBy", v."recordedAt",
      v."place", v."withUserId", v."meetingId",
      u."name" as "by"
    from "CaseEvent" v left join "User" u on u."id" = v."recordedById" where v."caseId" = ${caseId} order by v."happenedOn" desc, v."id" desc`)
}

export interface CaseHome {
  tenancyId: number
  apartmentNumber: string | null
  startsOn: Day
  endsOn: Day | null
  contractUntilOn: Day | null
  housingForm: HousingForm | null
  landlordId: number | null
  landlord: string | null
  landlordPhone: string | null
  monthlyRentOre: number | null
}

/** The home where it is ours; null where it is any other address. */
async function caseHome(db: Db, actor: Actor, one: OpenCase): Promise<CaseHome | null> {
  if (one.tenancyId === null) return null
  const [home] = await db.rows<CaseHome>(sql`
    select t."id" as "tenancyId", a."apartmentNumber", t."startsOn", t."endsOn", t."contractUntilOn", l."id" as "landlordId", l."name" as "landlord",
      l."phone" as "landlordPhone",
      (select f."housingForm" from "HousingFormPeriod" f where f."apartmentId" = a."id" and f."startsOn" <= ${actor.today}
        and (f."endsOn" is null or f."endsOn" > ${actor.today}) order by f."startsOn" desc limit 1) as "housingForm",
      coalesce(
        (select r."amountOre" from "TenancyRent" r where r."tenancyId" = t."id" and r."fromOn" <= ${actor.today} order by r."fromOn" desc limit 1),
        (select r."amountOre" from "ApartmentRent" r where r."apartmentId" = a."id" and r."side" = 'TENANT' and r."fromOn" <= ${actor.today}
          order by r."fromOn" desc limit 1)) as "monthlyRentOre"
    from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId" left join "Landlord" l on l."id" = a."landlordId"
    where t."id" = ${one.tenancyId}`)
  return home ?? null
}

/** Six queries, whatever the length of the case. */
export async function caseDetails(db: Db, actor: Actor, one: OpenCase) {
  const notices = await db.prisma.evictionNotice.findMany({ where: { caseId: one.id }, orderBy: [{ arrivedAt: 'desc' }, { id: 'desc' }] })
  const contacts = await db.rows<{
    kind: string
    reached: string | null
    happenedOn: Day
    text: string
    correctsId: number | null
    by: string | null
  }>(sql`
    select n."kind", n."reached", n."happenedOn", n."text", n."correctsId", u."name" as "by"
    from "Note" n left join "User" u on u."id" = n."authorId"
    where n."personId" = ${one.personId} and not exists (select 1 from "Note" c where c."personId" = n."personId" and c."correctsId" = n."id")
    order by n."happenedOn" desc, n."id" desc limit ${contactsShown}`)
  const children = await db.prisma.householdChild.findMany({
    where: { personId: one.personId, removedAt: null },
    orderBy: { birthYear: 'asc' },
  })
  const person = await db.prisma.person.findUniqueOrThrow({ where: { id: one.personId }, select: { phone: true, givenName: true } })
  return {
    home: await caseHome(db, actor, one),
    person,
    notices: notices.map((notice) => ({
      ...notice,
      ...stateOfNotice({ ...notice, sender: notice.sender as NoticeSender, kind: notice.kind as NoticeKind }, one.facts.events),
      ended: outcomeOfNotice(notice.id, one.facts.events),
    })),
    events: await caseEvents(db, one.id),
    contacts: contacts.map((contact) => ({ ...contact, what: noteTitle(contact) })),
    householdChildren: children,
  }
}
export type CaseDetails = Awaited<ReturnType<typeof caseDetails>>
