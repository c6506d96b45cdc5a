/**
 * The one way to the database, the same on SQLite and PostgreSQL: Prisma's client for ordinary pages, set-based SQL for
 * whatever touches many rows, and one transaction around both. A `Db` inside a transaction is used like the one outside.
 */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient as PostgresqlClient } from '../generated/postgresql/client.js'
import { Prisma, PrismaClient } from '../generated/sqlite/client.js'
import { dialectOf, type Dialect } from './dialect.js'
import { sqliteFile } from './migrate.js'

export type Sql = Prisma.Sql
export const sql = Prisma.sql
export const joinSql = Prisma.join
/** Pasted in as it is: only for names and keywords of our own, never for a value. */
export const rawSql = Prisma.raw
export const noSql = Prisma.empty

export interface Db {
  readonly dialect: Dialect
  readonly prisma: Prisma.TransactionClient
  /** Rows of a query; whole numbers come back as number. */
  rows<Row>(query: Sql): Promise<Row[]>
  /** Runs a statement; returns how many rows it touched. */
  run(statement: Sql): Promise<number>
  /** Everything or nothing. Inside a transaction it simply joins it. */
  transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>
  /** A table made of JSON rows, to stand after FROM or JOIN: `from ${db.table(rows, { id: 'int', ocr: 'text' })} r`. */
  table(rows: readonly object[], columns: Record<string, 'int' | 'text' | 'real'>): Sql
  close(): Promise<void>
}

/** Opens the database at the address (migrated already, see migrate.ts). */
export function openDb(url: string): Db {
  const dialect = dialectOf(url)
  const client: PrismaClient =
    dialect === 'sqlite'
      ? new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: sqliteFile(url), timeout: 10_000 }) })
      : (new PostgresqlClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) }) as unknown as PrismaClient)
  return wrap(client, dialect, client)
}

/** Set on opening a file, before anything else: readers do not wait for the writer, and links between rows are kept. */
export async function tuneSqlite(db: Db): Promise<void> {
  if (db.dialect !== 'sqlite') return
  await db.rows(sql`PRAGMA journal_mode = WAL`)
  await db.rows(sql`PRAGMA synchronous = FULL`)
  await db.rows(sql`PRAGMA foreign_keys = ON`)
}

/** PostgreSQL gives sums as bigint or numeric; ours are whole öre and counts, far inside what a number holds exactly. */
function plainNumber(value: unknown): unknown {
  if (typeof value === 'bigint' || value instanceof Prisma.Decimal) return Number(value)
  return value
}

const longEnoughMs = 15 * 60_000

function wrap(prisma: Prisma.TransactionClient, dialect: Dialect, root: PrismaClient | null): Db {
  const db: Db = {
    dialect,
    prisma,
    async rows<Row>(query: Sql) {
      const rows = await prisma.$queryRaw<Record<string, unknown>[]>(query)
      for (const row of rows) for (const key in row) row[key] = plainNumber(row[key])
      return rows as Row[]
    },
    run: (statement) => prisma.$executeRaw(statement),
    transaction: (work) =>
      root === null ? work(db) : root.$transaction((tx) => work(wrap(tx, dialect, null)), { maxWait: longEnoughMs, timeout: longEnoughMs }),
    table(rows, columns) {
      const names = Object.entries(columns)
      const json = JSON.stringify(rows)
      if (dialect === 'postgresql') {
        const types = { int: 'bigint', text: 'text', real: 'double precision' }
        return sql`(select * from jsonb_to_recordset(${json}::jsonb) as x(${rawSql(names.map(([name, type]) => `"${name}" ${types[type]}`).join(', '))}))`
      }
      return sql`(select ${rawSql(names.map(([name]) => `value ->> '$.${name}' as "${name}"`).join(', '))} from json_each(${json}))`
    },
    close: async () => {
      await root?.$disconnect()
    },
  }
  return db
}
