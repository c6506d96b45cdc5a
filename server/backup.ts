/**
 * A copy of the whole database as one SQLite file, taken while the program runs: what was committed when it began, nothing half. Who was
 * read while somebody wrote for long, and stands beside the database until it can be written there (sqlite-aside.ts), is in the copy's log.
 * From PostgreSQL the copy is an SQLite file too, so one file can be opened by the same program anywhere.
 */
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import pg from 'pg'
import { AUDIT_COLUMNS, insertAudit } from './audit-rows.js'
import { jsonTable, sql } from './db.js'
import { dialectOf } from './dialect.js'
import type { House } from './house.js'
import { migrate, sqliteFile } from './migrate.js'
import { readAside } from './sqlite-aside.js'

const rowsAtATime = 5000

/** Writes the copy to `file`, which must not exist. Returns its size and how many tables it holds. */
export async function backUp(house: House, url: string, file: string): Promise<{ bytes: number; tables: number }> {
  if (dialectOf(url) === 'sqlite') {
    const aside = readAside(sqliteFile(url)) // before the copy: what is moved meanwhile is in both, and written once
    await house.db.rows(sql`vacuum into ${file}`)
    writeLog(file, aside)
  } else {
    await migrate(`file:${file}`)
    await copyFromPostgresql(url, file)
  }
  const copy = new Database(file, { readonly: true })
  try {
    const broken = copy.pragma('integrity_check', { simple: true })
    if (broken !== 'ok') throw new Error(`the copy is damaged: ${String(broken)}`)
    const [tables] = copy.prepare(`select count(*) as n from sqlite_master where type = 'table' and name not like 'sqlite%'`).all() as {
      n: number
    }[]
    return { bytes: statSync(file).size, tables: tables?.n ?? 0 }
  } finally {
    copy.close()
  }
}

function writeLog(file: string, rows: readonly object[]): void {
  if (rows.length === 0) return
  const copy = new Database(file)
  try {
    const { sql: text, values } = insertAudit(jsonTable(rows, AUDIT_COLUMNS), true)
    copy.prepare(text).run(...values)
  } finally {
    copy.close()
  }
}

async function copyFromPostgresql(url: string, file: string): Promise<void> {
  const source = new pg.Client({ connectionString: url })
  await source.connect()
  const copy = new Database(file)
  try {
    await source.query('begin isolation level repeatable read read only')
    copy.pragma('foreign_keys = off')
    const tables = copy
      .prepare(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not in ('_prisma_migrations', 'Revision')`,
      )
      .all() as { name: string }[]
    for (const { name } of tables) await copyTable(source, copy, name)
    await source.query('commit')
  } finally {
    copy.close()
    await source.end()
  }
}

async function copyTable(source: pg.Client, copy: Database.Database, table: string): Promise<void> {
  const columns = (copy.pragma(`table_info("${table}")`) as { name: string }[]).map((column) => column.name)
  const insert = copy.prepare(
    `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
  const write = copy.transaction((rows: unknown[][]) => rows.forEach((row) => insert.run(row)))
  await source.query(`declare rows_of_table no scroll cursor for select ${columns.map((name) => `"${name}"`).join(', ')} from "${table}"`)
  for (;;) {
    const { rows } = await source.query({ text: `fetch ${rowsAtATime} from rows_of_table`, rowMode: 'array' })
    if (rows.length === 0) break
    write(rows as unknown[][])
  }
  await source.query('close rows_of_table')
}
