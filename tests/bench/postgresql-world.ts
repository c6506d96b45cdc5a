/** A world on PostgreSQL: the one that SQLite made, copied table by table into a real PostgreSQL from npm, so that both hold the same. */
import Database from 'better-sqlite3'
import pg from 'pg'
import { migrate } from '../../server/migrate.js'
import type { Postgres } from '../support/postgres.js'

const rowsAtATime = 10_000

/** Copies the SQLite file into a new database of the server; returns its address. */
export async function copiedToPostgresql(file: string, postgres: Postgres, name: string): Promise<string> {
  const url = await postgres.createDatabase(name)
  await migrate(url)
  const source = new Database(file, { readonly: true })
  const target = new pg.Client({ connectionString: url })
  await target.connect()
  try {
    await target.query(`set session_replication_role = replica`) // the facts are taken as they are, in any order of the tables
    const tables = source
      .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name <> '_prisma_migrations'`)
      .pluck()
      .all() as string[]
    for (const table of tables) await copyTable(source, target, table)
    await target.query('analyze')
  } finally {
    await target.end()
    source.close()
  }
  return url
}

async function copyTable(source: Database.Database, target: pg.Client, table: string): Promise<void> {
  const insert = `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1::jsonb) on conflict do nothing`
  let rows: unknown[] = []
  const write = async () => {
    if (rows.length > 0) await target.query(insert, [JSON.stringify(rows)])
    rows = []
  }
  for (const row of source.prepare(`select * from "${table}"`).iterate()) {
    rows.push(row)
    if (rows.length === rowsAtATime) await write()
  }
  await write()
  const [{ sequence } = { sequence: null }] = (
    await target.query<{ sequence: string | null }>(
      `select pg_get_serial_sequence('"${table}"', 'id') as "sequence" from information_schema.columns where table_name = $1 and column_name = 'id'`,
      [table],
    )
  ).rows
  if (sequence) await target.query(`select setval('${sequence}', coalesce((select max("id") from "${table}"), 0) + 1, false)`)
}
