/**
 * Whom the facts of a day are read of: everybody in reach, or some people of one's own. Of one's own everything is read once, also what is
 * out of reach (a home in another enhet, and what is owed for it): the rules for the whole household count it, and what has lines is `here`.
 */
import type { Actor } from '../../actor.js'
import { rawSql, sql, type Db, type Sql } from '../../db.js'
import { inReach } from '../../reach.js'

export interface Whom {
  /** their ids, as a table */
  table: Sql
  /** the condition that a row is about one of them */
  among(table: 'c' | 'd', column: string): Sql
  /** the same, and in reach */
  reached(table: 'p' | 't', column: string): Sql
  /** the rows to read: in reach, or theirs wherever */
  read(table: 't' | 'e', column: string): Sql
  /** 1 where a row is in reach */
  here(table: 't' | 'e'): Sql
}

export function whomOf(db: Db, actor: Actor, people: ReadonlySet<number> | null): Whom {
  const ids = [...(people ?? [])].map((id) => ({ id }))
  const table = db.table(ids, { id: 'int' })
  const named = sql`(select w."id" from ${table} w)`
  const among = (alias: string, column: string) => (people ? sql`${rawSql(`${alias}."${column}"`)} in ${named}` : sql`1 = 1`)
  return {
    table,
    among,
    reached: (alias, column) => sql`${inReach(actor, alias)} and ${among(alias, column)}`,
    read: (alias, column) => (people ? among(alias, column) : inReach(actor, alias)),
    here: (alias) => sql`(case when ${inReach(actor, alias)} then 1 else 0 end)`,
  }
}
