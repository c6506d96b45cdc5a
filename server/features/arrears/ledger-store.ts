/** One person's ledger: every entry with the balance after it, as of a day. The page has opened the person, and logged it. */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { Day, Month } from '../../domain/calendar.js'
import type { EntryKind, PayerKind } from '../../domain/codes.js'
import { signOf } from '../../domain/rent-ledger.js'
import { inReach } from '../../reach.js'

export interface LedgerLine {
  id: number
  kind: EntryKind
  effectiveOn: Day
  amountOre: number
  /** + adds to the debt, − takes from it */
  signedOre: number
  balanceOre: number
  period: Month | null
  dueOn: Day | null
  ocr: string | null
  openOre: number
  settledOn: Day | null
  payerKind: PayerKind | null
  reason: string | null
  source: string | null
}

/** The entries up to and with the day, in the order they count, each with the balance after it. */
export async function ledgerLines(db: Db, actor: Actor, personId: number, on: Day): Promise<LedgerLine[]> {
  const entries = await db.rows<Omit<LedgerLine, 'signedOre' | 'balanceOre'> & { reversed: EntryKind | null }>(sql`
    select e."id", e."kind", e."effectiveOn", e."amountOre", e."period", e."dueOn", e."ocr", e."openOre", e."settledOn", e."payerKind",
      e."reason", r."source", x."kind" as "reversed"
    from "LedgerEntry" e left join "ReceivedPayment" r on r."id" = e."receivedId" left join "LedgerEntry" x on x."id" = e."reversesId"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."effectiveOn" <= ${on}
    order by e."effectiveOn", e."id"`)
  let balanceOre = 0
  return entries.map(({ reversed, ...entry }) => {
    const signedOre = signOf(entry.kind, reversed ?? undefined) * entry.amountOre
    balanceOre += signedOre
    return { ...entry, signedOre, balanceOre }
  })
}

/** What has been set off on the person's bills, for the chart of the debt. */
export async function allocationsOf(
  db: Db,
  actor: Actor,
  personId: number,
): Promise<{ chargeId: number; amountOre: number; effectiveOn: Day }[]> {
  return db.rows(sql`
    select a."chargeId", a."amountOre", a."effectiveOn" from "LedgerEntry" e join "Allocation" a on a."chargeId" = e."id"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."kind" = 'CHARGE'`)
}

/** References that follow a stay from month to month, the latest stay first. */
export async function ownReferences(db: Db, actor: Actor, personId: number): Promise<{ ocr: string; address: string }[]> {
  return db.rows(sql`
    select t."ocr", a."address" from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId"
    where t."personId" = ${personId} and ${inReach(actor, 't')} and t."ocr" is not null order by t."startsOn" desc, t."id" desc`)
}
