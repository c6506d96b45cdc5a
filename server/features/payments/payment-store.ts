/** One received payment: everything the bank said, where every öre of it went, and what has been done with it. Few queries, whatever it holds. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { joinSql, sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { PayerKind, SettlementKind } from '../../domain/codes.js'
import { lockLedger } from '../rent/allocation-store.js'
import { payersKnown, rememberPayer } from './known-payer-store.js'
import { receivedInReach, showPayments, type ListedPayment } from './list-store.js'
import { showPeople, type ShownPerson } from './people-store.js'

/** What the bank said beyond the list's columns; null of what is masked. */
export interface PaymentDetails {
  valueOn: Day | null
  orderedOn: Day | null
  payerAccount: string | null
  payerKind: PayerKind | null
  /** what the payer was said to be before, where nobody has said it of this payment */
  proposedKind: PayerKind | null
  recordedAt: string
  recordedBy: string | null
  undoneAt: string | null
  replacedById: number | null
  suspectOfId: number | null
  importId: number | null
  fileName: string | null
}
/** A part of it that stands, or stood, on a person's ledger. */
export interface PlacedPart {
  entryId: number
  person: ShownPerson
  amountOre: number
  openOre: number
  effectiveOn: Day
  recordedAt: string
  recordedBy: string | null
  reason: string | null
  reversed: { at: string; by: string | null; reason: string | null; on: Day } | null
  bills: { period: Month | null; dueOn: Day | null; kind: string; amountOre: number }[]
}
export interface PaymentEvent {
  kind: SettlementKind | 'PAYER_KIND'
  amountOre: number
  otherId: number | null
  payerKind: PayerKind | null
  before: PayerKind | null
  reason: string | null
  at: string
  by: string | null
}
export interface PaymentPage {
  payment: ListedPayment
  details: PaymentDetails
  parts: PlacedPart[]
  events: PaymentEvent[]
}

/** Null when it is not there or not in reach. The people's readings are logged. */
export async function paymentOf(tx: Db, actor: Actor, receivedId: number): Promise<PaymentPage | null> {
  const [payment] = await showPayments(tx, actor, sql`where ${receivedInReach(actor)} and r."id" = ${receivedId}`)
  if (!payment) return null
  const [details] = await tx.rows<Omit<PaymentDetails, 'proposedKind'> & { payerName: string | null }>(sql`
    select r."valueOn", r."orderedOn", r."payerAccount", r."payerKind", r."payerName", r."recordedAt", u."name" as "recordedBy", r."undoneAt",
      r."replacedById", r."suspectOfId", r."importId", i."fileName"
    from "ReceivedPayment" r left join "User" u on u."id" = r."recordedById" left join "PaymentImport" i on i."id" = r."importId"
    where r."id" = ${receivedId}`)
  if (!details) return null
  const { payerName, ...shown } = details
  const proposedKind = shown.payerKind === null ? (await payersKnown(tx, actor))(payerName, shown.payerAccount) : null
  return {
    payment,
    details: { ...shown, proposedKind, payerAccount: payment.masked ? null : shown.payerAccount },
    parts: await partsOf(tx, actor, receivedId),
    events: await eventsOf(tx, receivedId),
  }
}

/** Says who paid, now or once more; what was said before is kept. Remembered for the payer's next payment. */
export async function changePayerKind(
  db: Db,
  actor: Actor,
  receivedId: number,
  asked: { payerKind: PayerKind; reason: string | null; remember: boolean },
): Promise<{ changed: boolean }> {
  return db.transaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const [row] = await tx.rows<{ payerKind: PayerKind | null; payerName: string | null; payerAccount: string | null }>(sql`
      select r."payerKind", r."payerName", r."payerAccount" from "ReceivedPayment" r
      where ${joinSql([receivedInReach(actor), sql`r."id" = ${receivedId}`], ' and ')}`)
    if (!row || row.payerKind === asked.payerKind) return { changed: false }
    await tx.run(sql`update "ReceivedPayment" set "payerKind" = ${asked.payerKind} where "id" = ${receivedId}`)
    await tx.prisma.payerKindChange.create({
      data: {
        namndId: actor.namndId,
        receivedId,
        payerKind: asked.payerKind,
        before: row.payerKind,
        reason: asked.reason,
        recordedAt: actor.now,
        recordedById: actor.userId,
      },
    })
    if (asked.remember) await rememberPayer(tx, actor, row, asked.payerKind)
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'PAYMENT',
      subjectId: receivedId,
      before: { payerKind: row.payerKind },
      after: { payerKind: asked.payerKind },
    })
    return { changed: true }
  })
}

async function partsOf(tx: Db, actor: Actor, receivedId: number): Promise<PlacedPart[]> {
  const rows = await tx.rows<
    Omit<PlacedPart, 'person' | 'bills' | 'reversed'> & {
      personId: number
      reversedAt: string | null
      reversedBy: string | null
      reversedReason: string | null
      reversedOn: Day | null
    }
  >(sql`
    select e."id" as "entryId", e."personId", e."amountOre", e."openOre", coalesce(e."belongsOn", e."effectiveOn") as "effectiveOn", e."recordedAt",
      u."name" as "recordedBy", e."reason", v."recordedAt" as "reversedAt", x."name" as "reversedBy", v."reason" as "reversedReason",
      coalesce(v."belongsOn", v."effectiveOn") as "reversedOn"
    from "LedgerEntry" e left join "User" u on u."id" = e."recordedById"
    left join "LedgerEntry" v on v."id" = e."reversedById" left join "User" x on x."id" = v."recordedById"
    where e."receivedId" = ${receivedId} and e."kind" = 'PAYMENT' order by e."id"`)
  const people = await showPeople(
    tx,
    actor,
    rows.map((row) => row.personId),
  )
  const bills =
    rows.length === 0
      ? []
      : await tx.rows<{ creditId: number; period: Month | null; dueOn: Day | null; kind: string; amountOre: number }>(sql`
          select a."creditId", c."period", c."dueOn", c."kind", sum(a."amountOre") as "amountOre"
          from "Allocation" a join "LedgerEntry" c on c."id" = a."chargeId"
          where a."creditId" in (${joinSql(rows.map((row) => row.entryId))}) and c."kind" <> 'REVERSAL'
          group by a."creditId", c."id", c."period", c."dueOn", c."kind" having sum(a."amountOre") <> 0 order by c."dueOn"`)
  return rows.flatMap(({ personId, reversedAt, reversedBy, reversedReason, reversedOn, ...row }) => {
    const person = people.get(personId)
    if (!person) return []
    const reversed =
      reversedAt === null ? null : { at: reversedAt, by: reversedBy, reason: reversedReason, on: reversedOn ?? row.effectiveOn }
    return [{ ...row, person, reversed, bills: bills.filter((bill) => bill.creditId === row.entryId) }]
  })
}

async function eventsOf(tx: Db, receivedId: number): Promise<PaymentEvent[]> {
  return tx.rows<PaymentEvent>(sql`
    select * from (
      select s."kind", s."amountOre", s."otherId", cast(null as text) as "payerKind", cast(null as text) as "before", s."reason",
        s."recordedAt" as "at", u."name" as "by"
      from "ReceivedSettlement" s left join "User" u on u."id" = s."recordedById" where s."receivedId" = ${receivedId}
      union all
      select 'PAYER_KIND', 0, null, c."payerKind", c."before", c."reason", c."recordedAt", u."name"
      from "PayerKindChange" c left join "User" u on u."id" = c."recordedById" where c."receivedId" = ${receivedId}
    ) w order by w."at", w."kind"`)
}
