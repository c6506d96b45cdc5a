/**
 * Many rows in few statements, the same on both engines: JSON in, one statement for each two thousand rows (to write more as one JSON text
 * would hold the program). Table and column names
 * are ours, never a user's. Values that are the same in every row stand in the rows all the same: JSON is cheap, a second way is not.
 */
import { setImmediate } from 'node:timers/promises'
import { rawSql, sql, type Db } from './db.js'

export type ColumnTypes = Record<string, 'int' | 'text' | 'real'>

const ROWS_A_STATEMENT = 2000

/** Adds rows. Every row has every column of `columns`, null where it has nothing. */
export async function insertMany(tx: Db, table: string, columns: ColumnTypes, rows: readonly object[]): Promise<void> {
  const names = Object.keys(columns)
  for (const some of chunksOf(rows)) {
    await tx.run(sql`
      insert into ${rawSql(`"${table}"`)} (${rawSql(names.map((name) => `"${name}"`).join(', '))})
      select ${rawSql(names.map((name) => `r."${name}"`).join(', '))} from ${tx.table(some, columns)} r`)
  }
}

/** Changes rows by id: every column of `columns` gets the row's value. */
export async function updateMany(tx: Db, table: string, columns: ColumnTypes, rows: readonly { id: number }[]): Promise<void> {
  const names = Object.keys(columns)
  for (const some of chunksOf(rows)) {
    await tx.run(sql`
      update ${rawSql(`"${table}"`)} set ${rawSql(names.map((name) => `"${name}" = r."${name}"`).join(', '))}
      from ${tx.table(some, { id: 'int', ...columns })} r where ${rawSql(`"${table}"`)}."id" = r."id"`)
  }
}

/** The rows a thousand or more at a time, for what takes them as one JSON text. */
export function* chunksOf<Row>(rows: readonly Row[], size = ROWS_A_STATEMENT): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

/** As map, with a turn for other work now and then: a hundred thousand rows never hold the program. */
export async function mapInTurns<Row, Made>(rows: readonly Row[], make: (row: Row, index: number) => Made): Promise<Made[]> {
  const made: Made[] = []
  for (const [index, row] of rows.entries()) {
    made.push(make(row, index))
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await setImmediate()
  }
  return made
}

const ROWS_A_TURN = 1000
