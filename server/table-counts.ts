/** What SQLite knows of how its tables are filled, and chooses its ways by. PostgreSQL counts by itself. */
import { sql, type Db } from './db.js'

/**
 * Has SQLite count anew the tables that have grown or shrunk tenfold since it last did, beside the program: each night, and when much
 * has come at once. Without counts it looks through a nation's tables where it should look up a person.
 */
export async function countTables(db: Db): Promise<void> {
  if (db.dialect !== 'sqlite') return
  await db.longTransaction((tx) => tx.rows(sql`pragma optimize = 0x10002`))
  await db.rows(sql`analyze sqlite_schema`) // the program's own connection reads the counts
}
