/** What only the page of one case shows: the notices in full, the words of the events, the latest contacts, the debt with us. */
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { CaseEventKind, CaseOutcome, NoticeKind, NoticeSender } from '../../domain/codes.js'
import { stateOfNotice } from '../../domain/prevention-case.js'
import { noteTitle } from '../people/words.js'
import { eventWords } from './case-page.js'
import type { OpenCase } from './case-store.js'

const contactsShown = 6

/** Four queries, whatever the length of the case. */
export async function caseDetails(db: Db, one: OpenCase) {
  const notices = await db.prisma.evictionNotice.findMany({ where: { caseId: one.id }, orderBy: [{ arrivedAt: 'desc' }, { id: 'desc' }] })
  const events = await db.rows<{
    id: number
    kind: CaseEventKind
    happenedOn: Day
    atTime: string | null
    outcome: CaseOutcome | null
    named: string | null
    text: string | null
    by: string | null
  }>(sql`
    select v."id", v."kind", v."happenedOn", v."atTime", v."outcome", v."named", v."text", u."name" as "by"
    from "CaseEvent" v left join "User" u on u."id" = v."recordedById" where v."caseId" = ${one.id} order by v."happenedOn" desc, v."id" desc`)
  const contacts = await db.rows<{ kind: string; reached: string | null; happenedOn: Day; text: string; by: string | null }>(sql`
    select n."kind", n."reached", n."happenedOn", n."text", u."name" as "by" from "Note" n left join "User" u on u."id" = n."authorId"
    where n."personId" = ${one.personId} order by n."happenedOn" desc, n."id" desc limit ${contactsShown}`)
  const children = await db.prisma.householdChild.findMany({
    where: { personId: one.personId, removedAt: null },
    orderBy: { birthYear: 'asc' },
  })
  return {
    notices: notices.map((notice) => ({
      ...notice,
      ...stateOfNotice({ ...notice, sender: notice.sender as NoticeSender, kind: notice.kind as NoticeKind }, one.facts.events),
    })),
    events: events.map((event) => ({ ...event, what: eventWords(event) })),
    contacts: contacts.map((contact) => ({ ...contact, what: noteTitle(contact) })),
    householdChildren: children,
  }
}
