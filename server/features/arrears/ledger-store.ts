/** One person's ledger: every entry with the balance after it, as of a day and as known on one. The page has opened the person, and logged it. */
import type { Actor } from '../../actor.js'
import { noSql, rawSql, sql, type Db, type Sql } from '../../db.js'
import { endOfDayInStockholm, type Day, type Month } from '../../domain/calendar.js'
import type { EntryKind, PayerKind } from '../../domain/codes.js'
import { signOf, type Direction, type LedgerView } from '../../domain/rent-ledger.js'
import { inReach } from '../../reach.js'
import { respiteUntilOn } from '../respite/respite-sql.js'

export interface LedgerLine {
  id: number
  kind: EntryKind
  direction: Direction | null
  tenancyId: number
  effectiveOn: Day
  /** the day it belongs to, where that day's month was closed */
  belongsOn: Day | null
  recordedAt: string
  amountOre: number
  /** + adds to the debt, − takes from it */
  signedOre: number
  balanceOre: number
  period: Month | null
  dueOn: Day | null
  ocr: string | null
  chargeKind: string | null
  /** what is unpaid of a bill, or unused of what is to the person's good, in the view */
  openOre: number
  settledOn: Day | null
  /** of a bill: the last day of its respite (anstånd), as of the day */
  respiteUntilOn: Day | null
  payerKind: PayerKind | null
  reason: string | null
  source: string | null
  receivedId: number | null
  reversesId: number | null
  /** the reversal that has turned it, in the view */
  reversedById: number | null
  decisionReference: string | null
  recordedBy: string | null
}

/**
 * The entries of the view, in the order they count, each with the balance after it. Today's open amounts are the projection's; those of
 * another day are worked out from the facts: an allocation counts when both that which pays and that which is paid do.
 */
export async function ledgerLines(db: Db, actor: Actor, personId: number, { on, knownOn = null }: LedgerView): Promise<LedgerLine[]> {
  const known = (table: 'e' | 'a' | 'o' | 'v') =>
    knownOn === null ? noSql : sql`and ${rawSql(`${table}."recordedAt"`)} < ${endOfDayInStockholm(knownOn)}`
  const isNow = on === actor.today && knownOn === null
  const allocated = (own: Sql, other: Sql) => sql`
    select x."id", a."amountOre" from "LedgerEntry" x join "Allocation" a on ${own} = x."id" join "LedgerEntry" o on o."id" = ${other}
    where x."personId" = ${personId} and a."effectiveOn" <= ${on} and o."effectiveOn" <= ${on} ${known('a')} ${known('o')}`
  const openThen = sql`left join (
      select w."id", sum(w."amountOre") as "amountOre" from (
        ${allocated(sql`a."chargeId"`, sql`a."creditId"`)} union all ${allocated(sql`a."creditId"`, sql`a."chargeId"`)}
      ) w group by w."id"
    ) s on s."id" = e."id"`
  const entries = await db.rows<Omit<LedgerLine, 'signedOre' | 'balanceOre'>>(sql`
    select e."id", e."kind", e."direction", e."tenancyId", e."effectiveOn", e."belongsOn", e."recordedAt", e."amountOre", e."period", e."dueOn", e."ocr",
      e."chargeKind", e."payerKind", e."reason", e."receivedId", e."reversesId", e."decisionReference", r."source", u."name" as "recordedBy", e."settledOn",
      ${isNow ? sql`e."reversedById"` : sql`(select v."id" from "LedgerEntry" v where v."id" = e."reversedById" and v."effectiveOn" <= ${on} ${known('v')})`}
        as "reversedById",
      case when e."kind" = 'CHARGE' then ${respiteUntilOn(on, { asOf: true })} end as "respiteUntilOn",
      ${isNow ? sql`e."openOre"` : sql`e."amountOre" - coalesce(s."amountOre", 0)`} as "openOre"
    from "LedgerEntry" e ${isNow ? noSql : openThen}
    left join "ReceivedPayment" r on r."id" = e."receivedId" left join "User" u on u."id" = e."recordedById"
    where e."personId" = ${personId} and ${inReach(actor, 'e')} and e."effectiveOn" <= ${on} ${known('e')}
    order by e."effectiveOn", e."id"`)
  let balanceOre = 0
  return entries.map((entry) => {
    const signedOre = signOf(entry) * entry.amountOre
    balanceOre += signedOre
    return { ...entry, settledOn: entry.openOre === 0 ? entry.settledOn : null, signedOre, balanceOre }
  })
}

/** References that follow a stay from month to month, the latest stay first. */
export async function ownReferences(db: Db, actor: Actor, personId: number): Promise<{ ocr: string; address: string }[]> {
  return db.rows(sql`
    select t."ocr", a."address" from "Tenancy" t join "Apartment" a on a."id" = t."apartmentId"
    where t."personId" = ${personId} and ${inReach(actor, 't')} and t."ocr" is not null order by t."startsOn" desc, t."id" desc`)
}
