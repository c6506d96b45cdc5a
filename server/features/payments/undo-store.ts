/** A booked bank file, and undoing it as a whole: reversals for what stands on ledgers, and payments that never came. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import { sql, type Db } from '../../db.js'
import type { Month } from '../../domain/calendar.js'
import { hindersUndoing, type UndoHindrance } from '../../domain/import-undoing.js'
import { lockLedger } from '../rent/allocation-store.js'
import { reverseEntries } from '../rent/reversal-store.js'

export interface BookedImport {
  id: number
  format: string
  fileName: string
  payments: number
  deductions: number
  netOre: number
  bookedAt: string
  bookedBy: string | null
  undoneAt: string | null
  undoneBy: string | null
  undoneReason: string | null
  /** rows of the file, as they stand now */
  received: number
  waiting: number
  /** in kronor; a deduction that waits takes away */
  waitingOre: number
  /** kronor that stand on nobody and wait for nothing: sent back, taken back, not ours */
  ended: number
  endedOre: number
  placedByHand: number
  entries: number
  entriesOre: number
  people: number
  bills: number
  /** sums of earlier files that the details of this one took the place of */
  replaced: number
  /** what waits in other currencies than kronor, which is never added to kronor */
  otherCurrencies: { currency: string; count: number; netOre: number }[]
}

/** One booked file of the nämnd, with what stands of it. */
export async function importOf(db: Db, actor: Actor, importId: number): Promise<BookedImport | null> {
  const [row] = await db.rows<Omit<BookedImport, 'otherCurrencies'>>(sql`
    select i."id", i."format", i."fileName", i."payments", i."deductions", i."netOre", i."bookedAt", u."name" as "bookedBy", i."undoneAt",
      x."name" as "undoneBy", i."undoneReason", r."received", r."waiting", r."waitingOre", r."ended", r."standingOre" - r."waitingOre" - e."entriesOre" as "endedOre", e."placedByHand", e."entries", e."entriesOre", e."people",
      (select count(distinct a."chargeId") from "ReceivedPayment" p cross join "LedgerEntry" k cross join "Allocation" a
        where p."importId" = i."id" and k."receivedId" = p."id" and k."kind" = 'PAYMENT' and k."reversedById" is null and a."creditId" = k."id") as "bills",
      (select count(*) from "ReceivedPayment" s where s."namndId" = i."namndId" and s."replacedById" = i."id") as "replaced"
    from "PaymentImport" i left join "User" u on u."id" = i."bookedById" left join "User" x on x."id" = i."undoneById"
    cross join (
      select count(*) as "received", coalesce(sum(case when p."unmatchedOre" > 0 and p."currency" = 'SEK' then 1 else 0 end), 0) as "waiting",
        cast(coalesce(sum(case when p."currency" <> 'SEK' then 0 else ${sign} * p."unmatchedOre" end), 0) as bigint) as "waitingOre",
        cast(coalesce(sum(case when p."currency" <> 'SEK' or p."undoneAt" is not null then 0 else ${sign} * p."amountOre" end), 0) as bigint) as "standingOre",
        coalesce(sum(case when p."currency" = 'SEK' and p."undoneAt" is null and p."amountOre" > p."unmatchedOre" + (
          select coalesce(sum(k."amountOre"), 0) from "LedgerEntry" k where k."receivedId" = p."id" and k."kind" = 'PAYMENT' and k."reversedById" is null
        ) then 1 else 0 end), 0) as "ended"
      from "ReceivedPayment" p where p."importId" = ${importId}
    ) r cross join (
      select count(*) as "entries", cast(coalesce(sum(k."amountOre"), 0) as bigint) as "entriesOre", count(distinct k."personId") as "people",
        coalesce(sum(case when k."recordedAt" > p."recordedAt" then 1 else 0 end), 0) as "placedByHand"
      from "ReceivedPayment" p join "LedgerEntry" k on k."receivedId" = p."id"
      where p."importId" = ${importId} and k."kind" = 'PAYMENT' and k."reversedById" is null
    ) e
    where i."id" = ${importId} and i."namndId" = ${actor.namndId}`)
  if (!row) return null
  const otherCurrencies = await db.rows<BookedImport['otherCurrencies'][number]>(sql`
    select p."currency", count(*) as "count", cast(sum(${sign} * p."unmatchedOre") as bigint) as "netOre" from "ReceivedPayment" p
    where p."importId" = ${importId} and p."unmatchedOre" > 0 and p."currency" <> 'SEK' group by p."currency" order by p."currency"`)
  return { ...row, otherCurrencies }
}

const sign = sql`case p."kind" when 'DEDUCTION' then -1 else 1 end`

export interface LaterFile {
  id: number
  fileName: string
  /** the file as it came, to read again */
  uploadId: number | null
}

/**
 * Files booked after this one that held posts which had come already, as a statement does after its notifications: what goes with this
 * file may stand in them, and comes in when they are read again (plan-store.ts `again`).
 */
export async function laterFilesAlike(db: Db, actor: Actor, importId: number): Promise<LaterFile[]> {
  return db.rows<LaterFile>(sql`
    select i."id", i."fileName",
      (select max(f."id") from "UploadedFile" f where f."namndId" = i."namndId" and f."purpose" = 'BANK_FILE' and f."sha256" = i."sha256") as "uploadId"
    from "PaymentImport" i where i."namndId" = ${actor.namndId} and i."id" > ${importId} and i."undoneAt" is null
      and i."payments" + i."deductions" > (select count(*) from "ReceivedPayment" r where r."importId" = i."id" and r."undoneAt" is null)
    order by i."id" limit 10`)
}

/** What stands in the way of undoing the file. At most twenty payments of each kind are named. */
export async function undoHindrances(db: Db, actor: Actor, importId: number): Promise<UndoHindrance[]> {
  const months = await db.rows<{ month: Month }>(sql`
    select distinct substr(e."effectiveOn", 1, 7) as "month" from "ReceivedPayment" r join "LedgerEntry" e on e."receivedId" = r."id"
    where r."importId" = ${importId} and e."kind" = 'PAYMENT' and e."reversedById" is null`)
  const [state] = await db.rows<{ undoneAt: string | null; closedThrough: Month | null }>(sql`
    select i."undoneAt", (select max(c."month") from "MonthClose" c where c."namndId" = i."namndId") as "closedThrough"
    from "PaymentImport" i where i."id" = ${importId} and i."namndId" = ${actor.namndId}`)
  const found = await db.rows<{ why: 'sentBack' | 'goneOn' | 'tied' | 'exchanged'; id: number }>(sql`
    select distinct 'sentBack' as "why", r."id" from "ReceivedPayment" r join "ReceivedReturn" b on b."receivedId" = r."id" where r."importId" = ${importId}
    union
    select distinct 'goneOn', r."id" from "ReceivedPayment" r join "LedgerEntry" e on e."receivedId" = r."id" join "Allocation" a on a."creditId" = e."id"
      join "LedgerEntry" g on g."id" = a."chargeId"
    where r."importId" = ${importId} and e."kind" = 'PAYMENT' and e."reversedById" is null and g."kind" in ('REFUND', 'TRANSFER') and a."undoesId" is null
      and not exists (select 1 from "Allocation" z where z."undoesId" = a."id")
    union
    select distinct 'tied', r."id" from "ReceivedPayment" r join "ReceivedSettlement" s on s."receivedId" = r."id" join "ReceivedPayment" o on o."id" = s."otherId"
    where r."importId" = ${importId} and s."kind" in ('TAKES_BACK', 'TAKEN_BACK') and coalesce(o."importId", 0) <> r."importId"
    union
    select distinct 'exchanged', r."id" from "ReceivedPayment" r join "ReceivedSettlement" s on s."receivedId" = r."id"
    where r."importId" = ${importId} and s."kind" = 'EXCHANGED'`)
  const of = (why: string) =>
    found
      .filter((row) => row.why === why)
      .map((row) => row.id)
      .slice(0, 20)
  return hindersUndoing({
    undone: state?.undoneAt !== null && state?.undoneAt !== undefined,
    months: months.map((row) => row.month),
    closedThrough: state?.closedThrough ?? null,
    sentBack: of('sentBack'),
    goneOn: of('goneOn'),
    tied: of('tied'),
    exchanged: of('exchanged'),
  })
}

export type Undone =
  | { refused: false; payments: number; reversed: number; reversedOre: number; revived: number }
  | { refused: true; hindrances: UndoHindrance[] }

/** Undoes the file, all or nothing, in a number of statements that does not grow with it. Null when there is no such file. */
export async function undoImport(db: Db, actor: Actor, importId: number, reason: string): Promise<Undone | null> {
  return db.longTransaction(async (tx) => {
    await lockLedger(tx, actor.namndId)
    const before = await tx.prisma.paymentImport.findFirst({ where: { id: importId, namndId: actor.namndId }, select: { fileName: true } })
    if (!before) return null
    const hindrances = await undoHindrances(tx, actor, importId)
    if (hindrances.length > 0) return { refused: true, hindrances }
    const standing = await tx.rows<{ id: number; amountOre: number }>(sql`
      select e."id", e."amountOre" from "ReceivedPayment" r join "LedgerEntry" e on e."receivedId" = r."id"
      where r."importId" = ${importId} and e."kind" = 'PAYMENT' and e."reversedById" is null order by e."id"`)
    const ids = standing.map((entry) => entry.id)
    const reversal = ids.length === 0 ? null : await reverseEntries(tx, actor, ids, reason)
    if (reversal?.refused) throw new Error(`a file that may be undone was refused: ${reversal.reasons.join(', ')}`)
    const payments = await tx.run(sql`
      update "ReceivedPayment" set "undoneAt" = ${actor.now}, "unmatchedOre" = 0 where "importId" = ${importId} and "undoneAt" is null`)
    // Sums that this file's details took the place of came after all; their own file stands.
    const revived = await tx.run(sql`
      update "ReceivedPayment" set "undoneAt" = null, "replacedById" = null, "unmatchedOre" = "amountOre"
      where "namndId" = ${actor.namndId} and "replacedById" = ${importId}
        and not exists (select 1 from "PaymentImport" i where i."id" = "ReceivedPayment"."importId" and i."undoneAt" is not null)`)
    await tx.prisma.paymentImport.update({
      where: { id: importId },
      data: { undoneAt: actor.now, undoneById: actor.userId, undoneReason: reason },
    })
    const reversedOre = standing.reduce((sum, entry) => sum + entry.amountOre, 0)
    const done = { payments, reversed: ids.length, reversedOre, revived }
    await recordChange(tx, actor, {
      action: 'END',
      subject: 'PAYMENT_IMPORT',
      subjectId: importId,
      after: { fileName: before.fileName, reason, ...done },
    })
    return { refused: false, ...done }
  })
}
