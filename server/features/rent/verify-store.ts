/** Recomputes every projection of the ledger from its facts, and names each difference. Reads only. */
import { rawSql, sql, type Db, type Sql } from '../../db.js'
import type { MonthAmounts } from '../../domain/month-close.js'
import { closedMonths } from '../month-close/verify-closed-store.js'

export interface LedgerDifference {
  table: 'LedgerEntry' | 'Allocation' | 'ReceivedPayment' | 'MonthClose' | 'MonthCloseLine'
  id: number
  /** a projected column, or what the facts break */
  column:
    | 'openOre'
    | 'settledOn'
    | 'reversedById'
    | 'unmatchedOre'
    | 'allocated' // more has been allocated than the entry has
    | 'usedUp' // a reversal, a refund, a write-off or the taking half of a transfer with something left
    | 'joins' // an allocation between two entries that cannot be joined, or that takes back something else than it says
    | 'reverses' // a reversal that is not the opposite of its entry
    | 'transfers' // a half of a transfer without its other half
    | 'undone' // a payment that never came, still on a ledger
    | 'lines' // a closed month whose lines are not those of its entries
    | keyof MonthAmounts // a frozen figure that is not what the entries say
  stored: string | number | null
  computed: string | number | null
}

/** ok when every projection is what the facts say, and the facts fit together. At most `limit` differences of each kind are named. */
export async function verifyLedger(db: Db, limit = 1000): Promise<{ ok: boolean; differences: LedgerDifference[] }> {
  const differences: LedgerDifference[] = []
  for (const check of [openAmounts, receivedAmounts, joins, reversals, transfers, closedMonths])
    differences.push(...(await check(db, limit)))
  return { ok: differences.length === 0, differences }
}

/** +1 adds to the debt, −1 takes from it (domain/rent-ledger.ts signOf). */
const signOf = (table: string): Sql =>
  rawSql(`coalesce(${table}."direction", case when ${table}."kind" in ('CHARGE', 'REFUND') then 1 else -1 end)`)

async function openAmounts(db: Db, limit: number): Promise<LedgerDifference[]> {
  const entries = await db.rows<{
    id: number
    openOre: number
    computedOre: number
    settledOn: string | null
    computedOn: string | null
    reversedById: number | null
    computedBy: number | null
    usedUp: number
  }>(sql`
    select * from (
      select e."id", e."openOre", e."settledOn", e."reversedById", v."id" as "computedBy",
        e."amountOre" - coalesce(case when ${signOf('e')} = 1 then c."amountOre" else p."amountOre" end, 0) as "computedOre",
        case when e."kind" = 'CHARGE' and e."amountOre" - coalesce(c."amountOre", 0) = 0 then coalesce(c."lastOn", e."dueOn") end as "computedOn",
        case when e."kind" in ('REVERSAL', 'REFUND', 'WRITE_OFF') or (e."kind" = 'TRANSFER' and ${signOf('e')} = 1) then 1 else 0 end as "usedUp"
      from "LedgerEntry" e
      left join (
        select a."chargeId", sum(a."amountOre") as "amountOre", max(case when a."undoesId" is null and u."undoesId" is null then a."effectiveOn" end) as "lastOn"
        from "Allocation" a left join "Allocation" u on u."undoesId" = a."id" group by a."chargeId"
      ) c on c."chargeId" = e."id" and ${signOf('e')} = 1
      left join (select "creditId", sum("amountOre") as "amountOre" from "Allocation" group by "creditId") p
        on p."creditId" = e."id" and ${signOf('e')} = -1
      left join "LedgerEntry" v on v."reversesId" = e."id" and v."kind" = 'REVERSAL'
    ) w
    where w."openOre" <> w."computedOre" or w."computedOre" < 0 or coalesce(w."settledOn", '') <> coalesce(w."computedOn", '')
      or coalesce(w."reversedById", 0) <> coalesce(w."computedBy", 0) or (w."usedUp" = 1 and w."computedOre" <> 0)
    order by w."id" limit ${limit}`)
  return entries.flatMap((entry) => {
    const about = (column: LedgerDifference['column'], stored: LedgerDifference['stored'], computed: LedgerDifference['computed']) =>
      stored === computed ? [] : [{ table: 'LedgerEntry' as const, id: entry.id, column, stored, computed }]
    return [
      ...(entry.computedOre < 0 ? about('allocated', null, entry.computedOre) : []),
      ...(entry.usedUp === 1 ? about('usedUp', 0, entry.computedOre) : []),
      ...about('openOre', entry.openOre, entry.computedOre),
      ...about('settledOn', entry.settledOn, entry.computedOn),
      ...about('reversedById', entry.reversedById, entry.computedBy),
    ]
  })
}

/** Of what came, the part that stands on no ledger and was not sent back; nothing of what never came. */
async function receivedAmounts(db: Db, limit: number): Promise<LedgerDifference[]> {
  const received = await db.rows<{
    id: number
    unmatchedOre: number
    computedOre: number
    onLedgersOre: number
    undoneAt: string | null
  }>(sql`
    select * from (
      select r."id", r."unmatchedOre", r."undoneAt", coalesce(e."amountOre", 0) as "onLedgersOre",
        case when r."undoneAt" is not null then 0 else r."amountOre" - coalesce(e."amountOre", 0) - coalesce(b."amountOre", 0) - coalesce(d."amountOre", 0) end as "computedOre"
      from "ReceivedPayment" r
      left join (select k."receivedId", sum(-${signOf('k')} * k."amountOre") as "amountOre" from "LedgerEntry" k where k."receivedId" is not null
        group by k."receivedId") e on e."receivedId" = r."id"
      left join (select "receivedId", sum("amountOre") as "amountOre" from "ReceivedReturn" group by "receivedId") b on b."receivedId" = r."id"
      left join (select "receivedId", sum("amountOre") as "amountOre" from "ReceivedSettlement" where "kind" not in ('PLACED', 'RETURNED')
        group by "receivedId") d on d."receivedId" = r."id"
    ) w where w."unmatchedOre" <> w."computedOre" or w."computedOre" < 0 or (w."undoneAt" is not null and w."onLedgersOre" <> 0)
    order by w."id" limit ${limit}`)
  return received.flatMap(({ id, unmatchedOre, computedOre, onLedgersOre, undoneAt }) => [
    ...(unmatchedOre === computedOre && computedOre >= 0
      ? []
      : [{ table: 'ReceivedPayment' as const, id, column: 'unmatchedOre' as const, stored: unmatchedOre, computed: computedOre }]),
    ...(undoneAt !== null && onLedgersOre !== 0
      ? [{ table: 'ReceivedPayment' as const, id, column: 'undone' as const, stored: onLedgersOre, computed: 0 }]
      : []),
  ])
}

/** An allocation joins what takes from a debt with what adds to it, of one person; a row that takes back is its row with the sign turned. */
async function joins(db: Db, limit: number): Promise<LedgerDifference[]> {
  const rows = await db.rows<{ id: number }>(sql`
    select a."id" from "Allocation" a
    left join "LedgerEntry" p on p."id" = a."creditId" left join "LedgerEntry" c on c."id" = a."chargeId"
    left join "Allocation" u on u."id" = a."undoesId"
    where p."id" is null or c."id" is null or p."personId" <> c."personId" or ${signOf('p')} <> -1 or ${signOf('c')} <> 1
      or p."namndId" <> a."namndId" or c."namndId" <> a."namndId" or (a."undoesId" is null and a."amountOre" <= 0)
      or (a."undoesId" is not null and (u."id" is null or u."undoesId" is not null or u."creditId" <> a."creditId" or u."chargeId" <> a."chargeId"
        or u."amountOre" <> -a."amountOre"))
    order by a."id" limit ${limit}`)
  return rows.map(({ id }) => ({ table: 'Allocation', id, column: 'joins', stored: null, computed: null }))
}

async function reversals(db: Db, limit: number): Promise<LedgerDifference[]> {
  const rows = await db.rows<{ id: number; amountOre: number; ofOre: number | null }>(sql`
    select v."id", ${signOf('v')} * v."amountOre" as "amountOre", -${signOf('e')} * e."amountOre" as "ofOre"
    from "LedgerEntry" v left join "LedgerEntry" e on e."id" = v."reversesId"
    where v."kind" = 'REVERSAL' and (v."direction" is null or e."id" is null or e."kind" = 'REVERSAL' or e."personId" <> v."personId"
      or e."tenancyId" <> v."tenancyId" or ${signOf('v')} * v."amountOre" <> -${signOf('e')} * e."amountOre"
      or coalesce(e."receivedId", 0) <> coalesce(v."receivedId", 0))
    order by v."id" limit ${limit}`)
  return rows.map(({ id, amountOre, ofOre }) => ({ table: 'LedgerEntry', id, column: 'reverses', stored: amountOre, computed: ofOre }))
}

/** A giving half points at its taking half: same person, same amount, the other way; and no half stands alone. */
async function transfers(db: Db, limit: number): Promise<LedgerDifference[]> {
  const rows = await db.rows<{ id: number; amountOre: number; ofOre: number | null }>(sql`
    select w."id", w."amountOre", o."amountOre" as "ofOre" from "LedgerEntry" w
    left join "LedgerEntry" o on o."kind" = 'TRANSFER' and o."id" = (case when w."direction" = -1 then w."reversesId"
      else (select g."id" from "LedgerEntry" g where g."reversesId" = w."id" and g."kind" = 'TRANSFER') end)
    where w."kind" = 'TRANSFER' and (w."direction" is null or o."id" is null or o."direction" <> -w."direction" or o."amountOre" <> w."amountOre"
      or o."personId" <> w."personId")
    order by w."id" limit ${limit}`)
  return rows.map(({ id, amountOre, ofOre }) => ({ table: 'LedgerEntry', id, column: 'transfers', stored: amountOre, computed: ofOre }))
}
