/**
 * What is open on a bill (LedgerEntry e of kind CHARGE), as SQL: now, from the projection, and as of a day gone by, from the facts.
 *
 * As of a day, what was paid is what the allocations say that count by then (effectiveOn: a payment's own day, a re-allocation's with
 * its sign turned). A bill that is settled has no allocation after settledOn, so from that day on nothing of it was open: years of
 * settled bills are passed over without adding them up. A bill that was reversed is used up by its reversal, from its own day on.
 */
import { noSql, sql, type Sql } from '../../db.js'
import { endOfDayInStockholm, type Day } from '../../domain/calendar.js'

export interface OpenAmount {
  openOre: Sql
  /** which bills can have something open at all; `openOre > 0` says which of them have */
  candidates: Sql
}

export const openNow: OpenAmount = { openOre: sql`e."openOre"`, candidates: sql`e."openOre" > 0` }

/** As of a day; and as known on a day, where that is asked: then what was recorded later is neither bill nor payment. */
export function openAsOf(on: Day, knownOn: Day | null = null): OpenAmount {
  const known = knownOn === null ? null : endOfDayInStockholm(knownOn)
  return {
    openOre: sql`e."amountOre" - coalesce(
      (select sum(x."amountOre") from "Allocation" x where x."chargeId" = e."id" and x."effectiveOn" <= ${on}
        ${known === null ? noSql : sql`and x."recordedAt" < ${known}`}), 0)`,
    candidates: known === null ? sql`(e."settledOn" is null or e."settledOn" > ${on})` : sql`e."recordedAt" < ${known}`,
  }
}

/** Rent, and not a one-off charge: what arrears and forfeiture are about. */
export const isRent = sql`(e."chargeKind" is null or e."chargeKind" = 'RENT')`
