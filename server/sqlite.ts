/**
 * SQLite as the program uses it: one connection that writes, one that only reads, on one file in WAL mode.
 *
 * Writers take turns, each in a transaction of its own, and whatever is read outside a transaction sees what is committed: nobody
 * reads or writes inside somebody else's transaction. A commit is answered when the disk has it (fsync of the log, off the event
 * loop, one for all commits that wait for it): as safe as synchronous = FULL, without holding every page while the disk works
 * (docs/decisions/0008). Statements are prepared once and kept, and those that take long are read in threads (sqlite-threads.ts).
 */
import { closeSync, fsync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery } from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'
import { readingThreads } from './sqlite-threads.js'

export interface Statements {
  rows(text: string, values: readonly unknown[]): Record<string, unknown>[]
  run(text: string, values: readonly unknown[]): number
}

export interface SqliteFile {
  /** for Prisma's client outside transactions */
  outside: SqlDriverAdapterFactory
  /** for Prisma's client inside the transaction that has its turn */
  inside: SqlDriverAdapterFactory
  rows(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>
  run(text: string, values: readonly unknown[]): Promise<number>
  transaction<Result>(work: (tx: Statements) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** How long somebody waits for another program's transaction on the same file. */
const ordinaryPatienceMs = 10_000
/** Pages in the log before they are moved to the file: 32 MB, so that the move is seldom. */
const logPages = 8_000
/** What takes longer than this to read is read in a thread. */
const longMs = 30
/** Statements that cannot stand in a transaction. */
const standsAlone = /^\s*(pragma|vacuum|analyze|attach)\b/i

/** Opens the file; the connections are made at first use. */
export function openSqlite(file: string, patienceMs = ordinaryPatienceMs): SqliteFile {
  let opened: ReturnType<typeof connect> | undefined
  const connections = () => (opened ??= connect(file, patienceMs))
  const turns = takingTurns()
  const threads = readingThreads(file)

  async function exclusive<Result>(work: (writer: Connection) => Result | Promise<Result>): Promise<Result> {
    const { writer, kept } = await connections()
    const done = await turns()
    const before = writer.changes()
    let result: Result
    try {
      await begin(writer, patienceMs)
      try {
        result = await work(writer)
        writer.run('commit', [])
      } catch (error) {
        if (writer.client.inTransaction) writer.run('rollback', [])
        throw error
      }
    } finally {
      done()
    }
    if (writer.changes() !== before) await kept()
    return result
  }

  async function run(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[] | number> {
    if (!standsAlone.test(text))
      return exclusive((writer) => (writer.returnsRows(text) ? writer.rows(text, values) : writer.run(text, values)))
    const { writer } = await connections()
    const done = await turns()
    try {
      return writer.returnsRows(text) ? writer.rows(text, values) : writer.run(text, values)
    } finally {
      done()
    }
  }

  return {
    async rows(text, values) {
      const { reader, writer } = await connections()
      if (writer.onlyReads(text) && !standsAlone.test(text)) {
        if (writer.takesLong(text)) return threads.rows(text, values.map(bound))
        return idle(writer, reader).rows(text, values)
      }
      const answer = await run(text, values)
      return typeof answer === 'number' ? [] : answer
    },
    async run(text, values) {
      const answer = await run(text, values)
      return typeof answer === 'number' ? answer : answer.length
    },
    transaction: (work) => exclusive(work),
    outside: factoryOf(async () => {
      const { reader, writer, kept } = await connections()
      return {
        ...named,
        queryRaw: (query) =>
          writer.onlyReads(query.sql) ? idle(writer, reader).adapter.queryRaw(query) : exclusive(() => writer.adapter.queryRaw(query)),
        executeRaw: (query) => exclusive(() => writer.adapter.executeRaw(query)),
        executeScript: (script) => exclusive(() => writer.adapter.executeScript(script)),
        async startTransaction() {
          const done = await turns()
          try {
            await begin(writer, patienceMs)
          } catch (error) {
            done()
            throw error
          }
          const end = (how: 'commit' | 'rollback') => {
            try {
              writer.run(how, [])
            } finally {
              done()
            }
          }
          return transactionOn(
            writer,
            async () => {
              end('commit')
              await kept()
            },
            () => end('rollback'),
          )
        },
        dispose: () => Promise.resolve(),
      }
    }),
    inside: factoryOf(async () => {
      const { writer } = await connections()
      let depth = 0
      return {
        ...named,
        queryRaw: (query) => writer.adapter.queryRaw(inTransaction(writer, query)),
        executeRaw: (query) => writer.adapter.executeRaw(inTransaction(writer, query)),
        executeScript: (script) => writer.adapter.executeScript(script),
        startTransaction() {
          const point = `inner${++depth}`
          writer.run(`savepoint ${point}`, [])
          const release = () => {
            depth--
            writer.run(`release ${point}`, [])
          }
          return Promise.resolve(
            transactionOn(writer, release, () => {
              writer.run(`rollback to ${point}`, [])
              release()
            }),
          )
        },
        dispose: () => Promise.resolve(),
      }
    }),
    async close() {
      await threads.close()
      if (opened) (await opened).close()
    },
  }
}

async function connect(file: string, patienceMs: number) {
  const writer = await connectionTo(file, patienceMs)
  const mode = writer.client.pragma('journal_mode = WAL', { simple: true })
  writer.client.pragma(`wal_autocheckpoint = ${logPages}`)
  // Where the file system cannot have a log, SQLite itself sees to that each commit is on the disk.
  writer.client.pragma(`synchronous = ${mode === 'wal' ? 'NORMAL' : 'FULL'}`)
  writer.client.pragma('busy_timeout = 0') // begin() waits without holding the program
  const reader = await connectionTo(file, patienceMs)
  reader.client.pragma('query_only = ON')
  const disk = mode === 'wal' ? logOnDisk(`${file}-wal`) : null
  return {
    writer,
    reader,
    kept: () => disk?.synced() ?? Promise.resolve(),
    close() {
      disk?.close()
      reader.client.close()
      writer.client.close()
    },
  }
}

/**
 * Where to read outside transactions: on the writer's connection while nobody has a transaction open on it, since what a connection has
 * kept in memory is dropped when another commits; else beside it.
 */
const idle = (writer: Connection, reader: Connection) => (writer.client.inTransaction ? reader : writer)

type Connection = Awaited<ReturnType<typeof connectionTo>>

async function connectionTo(file: string, patienceMs: number) {
  const adapter = await new PrismaBetterSqlite3({ url: file, timeout: patienceMs }).connect()
  const { client } = adapter as unknown as { client: Database.Database }
  client.pragma('foreign_keys = ON')
  client.pragma('cache_size = -32000')
  const prepare = client.prepare.bind(client)
  const statement = keeping((text: string) =>
    Object.assign(prepare(text).safeIntegers(false) as Database.Statement<unknown[], Record<string, unknown>>, {
      times: 0,
      leastMs: Infinity,
    }),
  )
  // Prisma's driver prepares anew for every query, and binds for good: it is given a kept statement that binds each time.
  const forPrisma = keeping((text: string) => reusable(prepare(text)))
  client.prepare = ((text: string) => forPrisma(text)) as never
  const changes = prepare('select total_changes()').pluck().safeIntegers(false)
  return {
    client,
    adapter,
    changes: () => changes.get() as number,
    onlyReads: (text: string) => statement(text).readonly,
    returnsRows: (text: string) => statement(text).reader,
    /** Has it taken so long, each of several times, that others should not wait for it? A busy machine makes everything slow now and then. */
    takesLong: (text: string) => statement(text).times >= 3 && statement(text).leastMs > longMs,
    rows: (text: string, values: readonly unknown[]) => {
      const asked = statement(text)
      const begun = performance.now()
      const rows = asOurs(() => asked.all(...values.map(bound)))
      asked.times++
      asked.leastMs = Math.min(performance.now() - begun, asked.leastMs * 1.05)
      return rows
    },
    run: (text: string, values: readonly unknown[]) => asOurs(() => statement(text).run(...values.map(bound)).changes),
  }
}

/** Takes the write lock, waiting for other programs (the command line beside the server) without holding this one. */
async function begin(writer: Connection, patienceMs: number): Promise<void> {
  for (const until = Date.now() + patienceMs; ;) {
    try {
      writer.run('begin immediate', [])
      return
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY') || Date.now() > until) throw error
      await sleep(5 + Math.random() * 20)
    }
  }
}

/** Whoever asks gets the turn in the order of asking, and gives it back by calling what it got. */
function takingTurns(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    const before = last
    let done = () => {}
    last = new Promise((resolve) => (done = resolve))
    return before.then(() => done)
  }
}

/** The log, brought to the disk on request: those who ask while the disk works share the next time. */
function logOnDisk(file: string): { synced(): Promise<void>; close(): void } {
  const toDisk = promisify(fsync)
  let descriptor: number | undefined
  let working: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return {
    synced() {
      next ??= working
        .catch(() => {})
        .then(() => {
          next = null
          descriptor ??= openLog(file)
          return (working = toDisk(descriptor))
        })
      return next
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor)
    },
  }
}

/** The log's file, with the folder's note of it on the disk too. */
function openLog(file: string): number {
  try {
    const folder = openSync(dirname(file), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {
    // Windows opens no folders; it keeps the note itself.
  }
  return openSync(file, 'r+')
}

/** A statement that is kept and bound anew each time, as Prisma's driver uses one. */
function reusable(statement: Database.Statement) {
  const { reader } = statement
  const columns = reader ? statement.columns() : []
  return {
    run: () => statement.run(),
    bind: (values: unknown[]) => ({
      reader,
      columns: () => columns,
      run: () => statement.run(...values),
      raw: () => ({ all: () => statement.raw().all(...values) }),
    }),
  }
}

const mostKept = 400
/** What is made of a text, made once and kept; the least recently used goes first. */
function keeping<Made>(make: (text: string) => Made): (text: string) => Made {
  const kept = new Map<string, Made>()
  return (text) => {
    const known = kept.get(text) ?? make(text)
    kept.delete(text)
    kept.set(text, known)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    return known
  }
}

/** The driver's errors as errors of the program, with their code. */
function asOurs<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const { message, code } = error as { message: string; code?: string }
    throw Object.assign(new Error(message, { cause: error }), { code })
  }
}

/** Whole numbers are bound as whole numbers, as on PostgreSQL; the driver would make them decimal. */
function bound(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value === 'boolean') return value ? 1n : 0n
  return value === undefined ? null : value
}

const named = { provider: 'sqlite', adapterName: '@prisma/adapter-better-sqlite3' } as const
const factoryOf = (connectTo: () => Promise<SqlDriverAdapter>): SqlDriverAdapterFactory => ({ ...named, connect: connectTo })

function inTransaction(writer: Connection, query: SqlQuery): SqlQuery {
  if (!writer.client.inTransaction) throw new Error('the transaction is over')
  return query
}

function transactionOn(writer: Connection, commit: () => void | Promise<void>, rollback: () => void) {
  return {
    ...named,
    options: { usePhantomQuery: true },
    queryRaw: (query: SqlQuery) => writer.adapter.queryRaw(query),
    executeRaw: (query: SqlQuery) => writer.adapter.executeRaw(query),
    commit: async () => commit(),
    rollback: () => {
      rollback()
      return Promise.resolve()
    },
  }
}
