/** Consents to speak with landlords: read with the actor's reach, given, and withdrawn once. What they let us say: domain/landlord-consent.ts. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { ConsentScope, ConsentWay } from '../../domain/codes.js'
import type { Decision } from '../../domain/decision.js'
import {
  decideConsent,
  decideWithdrawal,
  type ConsentFact,
  type ConsentRefusal,
  type LandlordNamed,
  type WithdrawalRefusal,
} from '../../domain/landlord-consent.js'
import { inReach, mayBeShown } from '../../reach.js'
import { lockLedger } from '../rent/allocation-store.js'

export interface Consent extends ConsentFact {
  givenHow: ConsentWay
  text: string | null
  recordedAt: string
  by: string | null
  withdrawnAt: string | null
  withdrawnBy: string | null
}

/** Every consent of a person, the newest first; none where the actor may not see the person. One query. */
export async function consentsOf(db: Db, actor: Actor, personId: number): Promise<Consent[]> {
  return db.rows(sql`
    select s."id", s."landlordId", coalesce(l."name", s."landlordName") as "landlordName", s."scope", s."givenOn", s."givenHow", s."untilOn", s."text",
      s."recordedAt", u."name" as "by", s."withdrawnOn", s."withdrawnAt", w."name" as "withdrawnBy"
    from "LandlordConsent" s
    join "Person" p on p."id" = s."personId"
    left join "Landlord" l on l."id" = s."landlordId"
    left join "User" u on u."id" = s."recordedById"
    left join "User" w on w."id" = s."withdrawnById"
    where s."personId" = ${personId} and ${inReach(actor, 'p')} and ${mayBeShown(actor)} = 1
    order by s."givenOn" desc, s."id" desc`)
}

/** The landlords of the homes a person has or has had with us, and those who have sent notices about other homes; the newest first. */
export async function landlordsOf(db: Db, actor: Actor, personId: number): Promise<LandlordNamed[]> {
  const rows = await db.rows<LandlordNamed & { on: Day }>(sql`
    select l."id" as "landlordId", l."name" as "landlordName", max(t."startsOn") as "on"
    from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId" join "Landlord" l on l."id" = a."landlordId"
    where t."personId" = ${personId} and ${inReach(actor, 't')} group by l."id", l."name"
    union all
    select null as "landlordId", n."senderName" as "landlordName", max(n."arrivedOn") as "on"
    from "EvictionNotice" n join "PreventionCase" c on c."id" = n."caseId"
    where c."personId" = ${personId} and ${inReach(actor, 'c')} and c."tenancyId" is null and n."sender" = 'HYRESVARD' and n."senderName" is not null
    group by n."senderName"
    order by 3 desc, 2`)
  return rows.map(({ landlordId, landlordName }) => ({ landlordId, landlordName }))
}

export interface ConsentToGive extends LandlordNamed {
  scope: ConsentScope
  givenOn: Day
  givenHow: ConsentWay
  untilOn: Day | null
  text: string | null
}

/** Writes a consent down. The page has opened the person. The same one sent twice is one. */
export async function giveConsent(
  db: Db,
  actor: Actor,
  personId: number,
  consent: ConsentToGive,
): Promise<Decision<object, ConsentRefusal>> {
  const answer = decideConsent(consent, actor.today)
  if (answer.refused) return answer
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const { landlordId, landlordName, ...said } = consent
    // the register's name is read with the row: it can change, the landlord cannot
    const landlord = landlordId === null ? { landlordId: null, landlordName } : { landlordId, landlordName: null }
    const same = { namndId: actor.namndId, personId, ...landlord, ...said, withdrawnOn: null }
    if (await tx.prisma.landlordConsent.findFirst({ where: same })) return { refused: false }
    const row = await tx.prisma.landlordConsent.create({ data: { ...same, recordedAt: actor.now, recordedById: actor.userId } })
    const { scope, givenOn, givenHow, untilOn } = said
    const after = { landlordId, scope, givenOn, givenHow, untilOn }
    await recordChange(tx, actor, { action: 'CREATE', subject: 'CONSENT', subjectId: row.id, personId, after })
    return { refused: false }
  })
}

/** Withdraws a consent of the person; null: there is none such. */
export async function withdrawConsent(
  db: Db,
  actor: Actor,
  personId: number,
  consentId: number,
  withdrawnOn: Day,
): Promise<Decision<object, WithdrawalRefusal> | null> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const consent = await tx.prisma.landlordConsent.findFirst({ where: { id: consentId, personId, namndId: actor.namndId } })
    if (!consent) return null
    const answer = decideWithdrawal(consent, withdrawnOn, actor.today)
    if (answer.refused) return answer
    await tx.prisma.landlordConsent.update({
      where: { id: consentId },
      data: { withdrawnOn, withdrawnAt: actor.now, withdrawnById: actor.userId },
    })
    await recordChange(tx, actor, { action: 'END', subject: 'CONSENT', subjectId: consentId, personId, after: { withdrawnOn } })
    return answer
  })
}
