/** What only the page of one disturbance shows: the reports and steps in their own words, the landlord, the person's open case. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { DisturbanceStepKind, NoticeSender, SupportKind } from '../../domain/codes.js'
import { paths } from '../../paths.js'
import { openCaseOf } from '../eviction-prevention/case-store.js'
import type { Disturbance } from './disturbance-store.js'
import type { ReportWords } from './record-store.js'

/** Four queries, whatever the length of the disturbance. */
export async function detailsOf(db: Db, actor: Actor, one: Disturbance) {
  const reports = await db.rows<ReportWords & { id: number; by: string | null }>(sql`
    select r."id", r."reporter", r."reporterName", r."reporterContact", r."reportedOn", r."happenedOn", r."atTime", r."minutes", r."kind",
      r."seriousness", r."text", u."name" as "by"
    from "DisturbanceReport" r left join "User" u on u."id" = r."recordedById" where r."disturbanceId" = ${one.id}
    order by r."happenedOn" desc, r."id" desc`)
  const steps = await db.rows<{
    id: number
    kind: DisturbanceStepKind
    happenedOn: Day
    urgedBy: NoticeSender | null
    supportKind: SupportKind | null
    text: string | null
    by: string | null
  }>(sql`
    select s."id", s."kind", s."happenedOn", s."urgedBy", s."supportKind", s."text", u."name" as "by"
    from "DisturbanceStep" s left join "User" u on u."id" = s."recordedById" where s."disturbanceId" = ${one.id}
    order by s."happenedOn" desc, s."id" desc`)
  const landlord =
    one.landlordId === null
      ? null
      : await db.prisma.landlord.findFirst({
          where: { id: one.landlordId, namndId: actor.namndId },
          select: { id: true, name: true, contact: true, phone: true, email: true },
        })
  const openCase = await openCaseOf(db, actor, one.personId)
  return { reports, steps, landlord, openCase, noticeLink: noticeLinkOf(one, openCase) }
}

/** Where a rättelseanmaning or a notice of 25 a § becomes a notice in a prevention case: the form, filled with what is known here. */
function noticeLinkOf(one: Disturbance, openCase: { id: number } | null): { href: string; text: string } | null {
  const urged = one.facts.steps.findLast((step) => step.kind === 'URGED')
  const told = one.facts.steps.findLast((step) => step.kind === 'SOCIALNAMNDEN_TOLD')
  const newest = told ?? urged
  if (!newest || one.closedOn !== null) return null
  const filled = {
    fran: urged?.urgedBy ?? 'FORVALTNINGEN',
    slag: newest === told ? 'STORNING' : 'RATTELSEANMANING',
    kom: newest.happenedOn,
  }
  return openCase
    ? { href: paths.newNotice.url({ caseId: openCase.id }, filled), text: 'Lägg till meddelandet i det öppna ärendet' }
    : { href: paths.newCase.url({}, { person: one.personId, ...filled }), text: 'Öppna ett ärende med meddelandet' }
}
