/** A prevention case as its letters need it: the home, the landlord, the notices, the money and the consents, in eight queries. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import { NOTICES_OF_LETTER, type CaseStanding } from '../../domain/case-letters.js'
import type { CaseEventKind, CaseLetterKind, NoticeKind, NoticeSender } from '../../domain/codes.js'
import { consentOn, type LandlordNamed } from '../../domain/landlord-consent.js'
import { reinstatementPeriod, type ReinstatementPeriod } from '../../domain/legal-clock/reinstatement.js'
import { latest, outcomeOfNotice, stateOfNotice, type NoticeState } from '../../domain/prevention-case.js'
import { plannedMeeting } from '../../domain/planned-meetings.js'
import type { Settings } from '../../domain/policy.js'
import { consentsOf } from '../consents/consent-store.js'
import { caseById, type OpenCase } from '../eviction-prevention/case-store.js'
import { isRent } from '../rent/open-bills-sql.js'

export interface NoticeForLetter extends NoticeState {
  senderName: string | null
  senderReference: string | null
  amountOre: number | null
}
export interface LandlordForLetter extends LandlordNamed {
  contact: string | null
  postAddress: string | null
  postcode: string | null
  city: string | null
}
export interface CaseForLetters {
  one: OpenCase
  /** the home's address as it is written to a landlord; null when it may not be told */
  home: string | null
  landlord: LandlordForLetter
  notices: NoticeForLetter[]
  /** how it stands for a letter that answers the notice, or none */
  standingFor(noticeId: number | null): CaseStanding
  /** the three weeks of 44 § for a termination, under the reading in force */
  periodOf(notice: NoticeForLetter): ReinstatementPeriod
}

/** Null where there is no such case for the actor; the reading is logged. */
export async function caseForLetters(db: Db, actor: Actor, caseId: number, settings: Settings): Promise<CaseForLetters | null> {
  const one = await caseById(db, actor, caseId)
  if (!one) return null
  const [row] = await db.rows<{
    endsOn: Day | null
    apartment: string | null
    apartmentNumber: string | null
    landlordId: number | null
    landlordName: string | null
    contact: string | null
    postAddress: string | null
    postcode: string | null
    city: string | null
    unpaidOre: number | null
    planId: number | null
  }>(sql`
    select t."endsOn", a."address" as "apartment", a."apartmentNumber", l."id" as "landlordId", l."name" as "landlordName", l."contact",
      l."postAddress", l."postcode", l."city",
      (select sum(e."openOre") from "LedgerEntry" e where e."tenancyId" = c."tenancyId" and e."kind" = 'CHARGE' and e."openOre" > 0
        and e."dueOn" < ${actor.today} and ${isRent}) as "unpaidOre",
      (select max(r."id") from "RepaymentPlan" r where r."personId" = c."personId" and r."endedOn" is null) as "planId"
    from "PreventionCase" c left join "Tenancy" t on t."id" = c."tenancyId" left join "Apartment" a on a."id" = t."apartmentId"
    left join "Landlord" l on l."id" = a."landlordId" where c."id" = ${caseId}`)
  if (!row) return null
  const rows = await db.prisma.evictionNotice.findMany({ where: { caseId }, orderBy: [{ arrivedAt: 'asc' }, { id: 'asc' }] })
  const notices = rows.map(({ id, sender, kind, arrivedOn, senderName, senderReference, amountOre }) => ({
    ...stateOfNotice({ id, arrivedOn, sender: sender as NoticeSender, kind: kind as NoticeKind }, one.facts.events),
    senderName,
    senderReference,
    amountOre,
  }))
  const told = notices.filter((notice) => notice.sender === 'HYRESVARD').at(-1)
  const landlord = { ...row, landlordName: row.landlordName ?? told?.senderName ?? null }
  const consents = consentOn(await consentsOf(db, actor, one.personId), landlord, actor.today)
  const eventOf = (...kinds: CaseEventKind[]) => latest(one.facts.events, kinds)?.id ?? 0
  const periodOf = ({ servedOn, arrivedOn }: NoticeForLetter) =>
    reinstatementPeriod({ servedOn, socialnamndenToldOn: arrivedOn }, settings.saturdaysAreVardagar === 1)
  return {
    one,
    home: row.apartment ? `${row.apartment}${row.apartmentNumber ? `, lgh ${row.apartmentNumber}` : ''}` : one.address,
    landlord,
    notices,
    periodOf,
    standingFor(noticeId) {
      const notice = notices.find((other) => other.id === noticeId)
      return {
        closed: one.closedOn !== null,
        noticeEnded: notice !== undefined && outcomeOfNotice(notice.id, one.facts.events) !== null,
        confirmed: notice !== undefined && notice.confirmedOn !== null,
        copied: notice !== undefined && notice.copiedOn !== null,
        undertakenEvent: eventOf('UNDERTAKEN'),
        declinedEvent: eventOf('NOT_UNDERTAKEN'),
        debtPaidEvent: eventOf('DEBT_PAID'),
        supportAnswerEvent: eventOf('SUPPORT_ACCEPTED', 'SUPPORT_DECLINED'),
        meetingId: plannedMeeting(one.facts.events)?.id ?? 0,
        livesThere: row.endsOn === null || row.endsOn > actor.today,
        landlordId: landlord.landlordId,
        responsibleId: one.responsibleId,
        unpaidOre: row.unpaidOre ?? 0,
        toldOre: notices.filter((other) => other.amountOre !== null).at(-1)?.amountOre ?? null,
        planId: row.planId,
        consents: { RENT: consents.RENT?.id ?? null, DISTURBANCE: consents.DISTURBANCE?.id ?? null },
        lastDayOn: notice?.kind === 'UPPSAGNING' ? periodOf(notice).lastDayOn : null,
      }
    },
  }
}

/** The notices of the case that a letter of the kind can answer, the newest last. */
export function noticesFor(kind: CaseLetterKind, notices: readonly NoticeForLetter[]): NoticeForLetter[] {
  const fitting = NOTICES_OF_LETTER[kind]
  return fitting ? notices.filter((notice) => fitting.senders.includes(notice.sender) && fitting.kinds.includes(notice.kind)) : []
}
