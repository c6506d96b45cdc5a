/**
 * What a user reaches, as SQL that stands in every query about people and homes: the own nämnd, the own unit unless the
 * user has them all, and protected persons only for those named on them. Not reached and not there are the same answer.
 */
import type { Actor } from './actor.js'
import { rawSql, sql, type Sql } from './db.js'

type Table = 'p' | 'a' | 't' | 'e' | 'm' | 'h' | 'c' | 'd'

/** `and`-ready condition on a table with namndId and unitId (people p, apartments a, tenancies t, ledger entries e). */
export function inReach(actor: Actor, table: Table): Sql {
  const alias = rawSql(table)
  return actor.unitId === null
    ? sql`${alias}."namndId" = ${actor.namndId}`
    : sql`${alias}."namndId" = ${actor.namndId} and ${alias}."unitId" = ${actor.unitId}`
}

/** 1 where the name, number and address of the person may be shown to the actor, else 0. The system itself sees none. */
export function mayBeShown(actor: Actor, table: 'p' = 'p'): Sql {
  const alias = rawSql(table)
  return sql`(case when ${alias}."protection" = 'NEJ' or exists (
    select 1 from "ProtectionGrant" pg where pg."personId" = ${alias}."id" and pg."userId" = ${actor.userId ?? 0} and pg."revokedAt" is null
  ) then 1 else 0 end)`
}
