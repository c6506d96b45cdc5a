/** Recomputes every projection of the ledger from its facts, and names each difference. Reads only. */
import { sql, type Db } from '../../db.js'

export interface LedgerDifference {
  table: 'LedgerEntry' | 'ReceivedPayment'
  id: number
  column: 'openOre' | 'settledOn' | 'unmatchedOre' | 'allocated'
  stored: string | number | null
  computed: string | number | null
}

/** ok when every open amount, settled day and unmatched amount is what the entries say. At most `limit` differences are named. */
export async function verifyLedger(db: Db, limit = 1000): Promise<{ ok: boolean; differences: LedgerDifference[] }> {
  const entries = await db.rows<{
    id: number
    kind: string
    openOre: number
    settledOn: string | null
    computedOre: number
    computedOn: string | null
  }>(sql`
    select * from (
      select e."id", e."kind", e."openOre", e."settledOn",
        e."amountOre" - coalesce(case when e."kind" = 'CHARGE' then c."amountOre" else p."amountOre" end, 0) as "computedOre",
        case when e."kind" = 'CHARGE' and e."amountOre" - coalesce(c."amountOre", 0) = 0 then coalesce(c."lastOn", e."dueOn") end as "computedOn"
      from "LedgerEntry" e
      left join (select "chargeId", sum("amountOre") as "amountOre", max("effectiveOn") as "lastOn" from "Allocation" group by "chargeId") c
        on c."chargeId" = e."id" and e."kind" = 'CHARGE'
      left join (select "creditId", sum("amountOre") as "amountOre" from "Allocation" group by "creditId") p
        on p."creditId" = e."id" and e."kind" <> 'CHARGE'
    ) v
    where v."openOre" <> v."computedOre" or v."computedOre" < 0 or coalesce(v."settledOn", '') <> coalesce(v."computedOn", '')
    order by v."id" limit ${limit}`)
  const received = await db.rows<{ id: number; unmatchedOre: number; computedOre: number }>(sql`
    select * from (
      select r."id", r."unmatchedOre", r."amountOre" - coalesce(sum(e."amountOre"), 0) as "computedOre"
      from "ReceivedPayment" r left join "LedgerEntry" e on e."receivedId" = r."id"
      group by r."id", r."unmatchedOre", r."amountOre"
    ) v where v."unmatchedOre" <> v."computedOre" order by v."id" limit ${limit}`)
  const differences: LedgerDifference[] = []
  for (const entry of entries) {
    if (entry.computedOre < 0)
      differences.push({ table: 'LedgerEntry', id: entry.id, column: 'allocated', stored: null, computed: entry.computedOre })
    if (entry.openOre !== entry.computedOre) {
      differences.push({ table: 'LedgerEntry', id: entry.id, column: 'openOre', stored: entry.openOre, computed: entry.computedOre })
    }
    if ((entry.settledOn ?? '') !== (entry.computedOn ?? '')) {
      differences.push({ table: 'LedgerEntry', id: entry.id, column: 'settledOn', stored: entry.settledOn, computed: entry.computedOn })
    }
  }
  for (const row of received) {
    differences.push({ table: 'ReceivedPayment', id: row.id, column: 'unmatchedOre', stored: row.unmatchedOre, computed: row.computedOre })
  }
  return { ok: differences.length === 0, differences }
}
