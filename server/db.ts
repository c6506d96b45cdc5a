/**
 * The one way to the database, the same on SQLite and PostgreSQL: Prisma's client for ordinary pages, set-based SQL for
 * whatever touches many rows, and one transaction around both. A `Db` inside a transaction is used like the one outside.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaClient as PostgresqlClient } from '../generated/postgresql/client.js'
import { Prisma, PrismaClient } from '../generated/sqlite/client.js'
import { AUDIT_COLUMNS, insertAudit, type AuditRow } from './audit-rows.js'
import { dialectOf, type Dialect } from './dialect.js'
import { sqliteFile } from './migrate.js'
import type { Statements } from './sqlite-adapter.js'
import { openSqlite } from './sqlite.js'

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
  /** The same for what writes for many at once: on SQLite in a thread, so that no statement of it holds the program. */
  longTransaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>
  /**
   * What a page reads, as of one moment. It writes nothing but who read what (`log`), and so it is answered also while a long
   * transaction of somebody else has the only writer of SQLite.
   */
  reading<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>
  /** Writes who did or read what (audit.ts), in the transaction that this is. */
  log(rows: readonly AuditRow[]): Promise<void>
  /** A table made of JSON rows, to stand after FROM or JOIN: `from ${db.table(rows, { id: 'int', ocr: 'text' })} r`. */
  table(rows: readonly object[], columns: Record<string, 'int' | 'text' | 'real'>): Sql
  close(): Promise<void>
}

/** Opens the database at the address (migrated already, see migrate.ts). */
export function openDb(url: string, { patienceMs }: { patienceMs?: number } = {}): Db {
  return dialectOf(url) === 'sqlite' ? sqliteDb(sqliteFile(url), patienceMs) : postgresqlDb(url)
}

function sqliteDb(file: string, patienceMs?: number): Db {
  const store = openSqlite(file, { patienceMs, logged: (rows, once) => insertAudit(jsonTable(rows, AUDIT_COLUMNS), once) })
  const outside = new PrismaClient({ adapter: store.outside })
  let inside: PrismaClient | undefined
  let insideLong: PrismaClient | undefined
  const readers = new WeakMap<SqlDriverAdapterFactory, PrismaClient>()
  const inTransaction = (statements: Statements, long: boolean): Db => {
    const tx: Db = {
      dialect: 'sqlite',
      get prisma() {
        return long
          ? (insideLong ??= new PrismaClient({ adapter: store.insideLong }))
          : (inside ??= new PrismaClient({ adapter: store.inside }))
      },
      rows: <Row>(query: Sql) => settled(() => statements.rows(query.sql, query.values) as Row[] | Promise<Row[]>),
      run: (statement) => settled(() => statements.run(statement.sql, statement.values)),
      transaction: (work) => work(tx),
      longTransaction: (work) => work(tx),
      reading: (work) => work(tx),
      log: (rows) => writtenBy(tx, rows),
      table: jsonTable,
      close: () => Promise.resolve(),
    }
    return tx
  }
  const db: Db = {
    dialect: 'sqlite',
    prisma: outside,
    rows: <Row>(query: Sql) => store.rows(query.sql, query.values) as Promise<Row[]>,
    run: (statement) => store.run(statement.sql, statement.values),
    transaction: (work) => store.transaction((statements) => work(inTransaction(statements, false)), false),
    longTransaction: (work) => store.transaction((statements) => work(inTransaction(statements, true)), true),
    reading(work) {
      const log: AuditRow[] = []
      return store.reading(({ rows, adapter }) => {
        const client = () => known(readers, adapter, () => new PrismaClient({ adapter }))
        return work(onlyReading(db, client, (query) => settled(() => rows(query.sql, query.values)), log))
      }, log)
    },
    log: (rows) => writtenBy(db, rows),
    table: jsonTable,
    async close() {
      await Promise.all([outside, inside, insideLong].map((client) => client?.$disconnect()))
      await store.close()
    },
  }
  return db
}

function known<Key extends object, Made>(all: WeakMap<Key, Made>, key: Key, make: () => Made): Made {
  const made = all.get(key) ?? make()
  all.set(key, made)
  return made
}

async function writtenBy(db: Db, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length > 0) await db.run(insertAudit(db.table(rows, AUDIT_COLUMNS)))
}

/** What is read, and what is to be written of it in `log`. */
function onlyReading(db: Db, prisma: () => Prisma.TransactionClient, rows: (query: Sql) => Promise<unknown[]>, log: AuditRow[]): Db {
  const tx: Db = {
    dialect: db.dialect,
    get prisma() {
      return prisma()
    },
    rows: <Row>(query: Sql) => rows(query) as Promise<Row[]>,
    run: () => Promise.reject(new Error('what only reads writes nothing but its log')),
    transaction: (work) => work(tx),
    longTransaction: (work) => work(tx),
    reading: (work) => work(tx),
    log(written) {
      log.push(...written)
      return Promise.resolve()
    },
    table: db.table,
    close: () => Promise.resolve(),
  }
  return tx
}

/** What the driver answers at once, as a promise: a mistake in a statement is a rejection like any other. */
const settled = <Result>(work: () => Result | Promise<Result>) => new Promise<Result>((resolve) => resolve(work()))

/**
 * Rows as arrays of what differs between them: most columns of a bulk are the same in every row, and reading a value out of JSON costs
 * more than writing it.
 */
export const jsonTable: Db['table'] = (rows, columns) => {
  const names = Object.keys(columns)
  const all = rows as readonly Record<string, unknown>[]
  const [first = {}] = all
  const varying = names.filter((name) => all.some((row) => (row[name] ?? null) !== (first[name] ?? null)))
  const cells = JSON.stringify(all.map((row) => varying.map((name) => row[name] ?? null)))
  const selected = names.map((name) => {
    const at = varying.indexOf(name)
    return at === -1 ? sql`${first[name] ?? null} as ${rawSql(`"${name}"`)}` : rawSql(`value ->> ${at} as "${name}"`)
  })
  return sql`(select ${joinSql(selected)} from json_each(${cells}))`
}

function postgresqlDb(url: string): Db {
  const client = new PostgresqlClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) }) as unknown as PrismaClient
  return onPostgresql(client, client)
}

/** PostgreSQL gives sums as bigint or numeric; ours are whole öre and counts, far inside what a number holds exactly. */
function plainNumber(value: unknown): unknown {
  if (typeof value === 'bigint' || value instanceof Prisma.Decimal) return Number(value)
  return value
}

const longEnoughMs = 15 * 60_000

function onPostgresql(prisma: Prisma.TransactionClient, root: PrismaClient | null): Db {
  const transaction: Db['transaction'] = (work) =>
    root === null ? work(db) : root.$transaction((tx) => work(onPostgresql(tx, null)), { maxWait: longEnoughMs, timeout: longEnoughMs })
  const db: Db = {
    dialect: 'postgresql',
    prisma,
    transaction,
    longTransaction: transaction,
    reading: (work) =>
      transaction(async (tx) => {
        const log: AuditRow[] = []
        const result = await work(
          onlyReading(
            tx,
            () => tx.prisma,
            (query) => tx.rows(query),
            log,
          ),
        )
        await tx.log(log)
        return result
      }),
    log: (rows) => writtenBy(db, rows),
    async rows<Row>(query: Sql) {
      const rows = await prisma.$queryRaw<Record<string, unknown>[]>(query)
      for (const row of rows) for (const key in row) row[key] = plainNumber(row[key])
      return rows as Row[]
    },
    run: (statement) => prisma.$executeRaw(statement),
    table(rows, columns) {
      const types = { int: 'bigint', text: 'text', real: 'double precision' }
      const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${types[type]}`)
      return sql`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(${rawSql(typed.join(', '))}))`
    },
    close: async () => {
      await root?.$disconnect()
    },
  }
  return db
}
