/**
 * SQLite as the program uses it: one connection that writes, one that only reads, on one file in WAL mode.
 *
 * Writers take turns, each in a transaction of its own, and whatever is read outside a transaction sees what is committed: nobody
 * reads or writes inside somebody else's transaction. A commit is answered when the disk has it (fsync of the log, off the event
 * loop, one for all commits that wait for it): as safe as synchronous = FULL, without holding every page while the disk works
 * (docs/decisions/0008). Statements are prepared once and kept, and those that take long are read in threads (sqlite-threads.ts). A
 * transaction that writes much is said to be long by who asks for it, and has its turn in a thread (sqlite-thread.ts, docs/decisions/0012).
 */
import { closeSync, fsync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'
import { startThread, type SqliteThread } from './sqlite-thread.js'
import { readingThreads } from './sqlite-threads.js'

export interface Statements {
  rows(text: string, values: readonly unknown[]): Now<Record<string, unknown>[]>
  run(text: string, values: readonly unknown[]): Now<number>
}
/** At once from the connection of the program, later from the thread's. */
type Now<Given> = Given | Promise<Given>

/** A connection that has its turn to write. */
interface Writer extends Statements {
  rollback(): Now<void>
  queryRaw(query: SqlQuery): Promise<SqlResultSet>
  executeRaw(query: SqlQuery): Promise<number>
  executeScript(script: string): Promise<void>
}

export interface SqliteFile {
  /** for Prisma's client outside transactions */
  outside: SqlDriverAdapterFactory
  /** for Prisma's client inside the transaction that has its turn */
  inside: SqlDriverAdapterFactory
  /** the same inside a long one */
  insideLong: SqlDriverAdapterFactory
  rows(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>
  run(text: string, values: readonly unknown[]): Promise<number>
  /** A long one is worked in a thread: each statement waits for the thread and not the program for the statement. */
  transaction<Result>(work: (tx: Statements) => Promise<Result>, long: boolean): Promise<Result>
  close(): Promise<void>
}

/** How long somebody waits for another program's transaction on the same file. */
const ordinaryPatienceMs = 10_000
/** Pages in the log before they are moved to the file: 32 MB, so that the move is seldom. */
const logPages = 8_000
/** What takes longer than this to read is read in a thread. */
const longMs = 30
const eachConnection = ['foreign_keys = ON', 'cache_size = -32000']
/** Statements that cannot stand in a transaction. */
const standsAlone = /^\s*(pragma|vacuum|analyze|attach)\b/i

/** Opens the file; the connections are made at first use. */
export function openSqlite(file: string, patienceMs = ordinaryPatienceMs): SqliteFile {
  let opened: ReturnType<typeof connect> | undefined
  const connections = () => (opened ??= connect(file, patienceMs))
  const turns = takingTurns()
  const threads = readingThreads(file)

  let writing: SqliteThread | null = null
  let longBegun = false

  async function exclusive<Result>(work: (writer: Writer & { returnsRows: Connection['returnsRows'] }) => Now<Result>): Promise<Result> {
    const { writer, kept } = await connections()
    const before = writer.changes()
    const result = await inTurn(writer, () => work(writer))
    if (writer.changes() !== before) await kept()
    return result
  }

  async function inThread<Result>(work: (writer: Writer) => Promise<Result>): Promise<Result> {
    const { kept, pragmas } = await connections()
    if (!writing || writing.gone()) writing = startThread(file, { pragmas, writes: true })
    const thread = writing
    const bounded: Writer = {
      ...thread,
      rows: (text, values) => thread.rows(text, values.map(bound)),
      run: (text, values) => thread.run(text, values.map(bound)),
    }
    const result = await inTurn(bounded, async () => {
      longBegun = true
      return work(bounded).finally(() => (longBegun = false))
    })
    await kept()
    thread.run('pragma shrink_memory', []).catch(() => undefined) // what it keeps would be dropped when the next one commits
    return result
  }

  async function inTurn<Result>(writer: Writer, work: () => Now<Result>): Promise<Result> {
    const done = await turns()
    try {
      await begin(writer, patienceMs)
      try {
        const result = await work()
        await writer.run('commit', [])
        return result
      } catch (error) {
        await writer.rollback()
        throw error
      }
    } finally {
      done()
    }
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
    transaction: (work, long) => (long ? inThread(work) : exclusive(async (writer) => work(writer))),
    outside: factoryOf(async () => {
      const { reader, writer, kept } = await connections()
      return {
        ...named,
        queryRaw: (query) =>
          writer.onlyReads(query.sql) ? idle(writer, reader).queryRaw(query) : exclusive(() => writer.queryRaw(query)),
        executeRaw: (query) => exclusive(() => writer.executeRaw(query)),
        executeScript: (script) => exclusive(() => writer.executeScript(script)),
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
    inside: insideOf(async () => {
      const { writer } = await connections()
      return () => (writer.client.inTransaction ? writer : null)
    }),
    insideLong: insideOf(() => Promise.resolve(() => (longBegun ? writing : null))),
    async close() {
      await Promise.all([threads.close(), writing?.close()])
      if (opened) (await opened).close()
    },
  }
}

async function connect(file: string, patienceMs: number) {
  const writer = await connectionTo(file, patienceMs)
  const mode = writer.client.pragma('journal_mode = WAL', { simple: true })
  const pragmas = [
    ...eachConnection,
    `wal_autocheckpoint = ${logPages}`,
    // Where the file system cannot have a log, SQLite itself sees to that each commit is on the disk.
    `synchronous = ${mode === 'wal' ? 'NORMAL' : 'FULL'}`,
    'busy_timeout = 0', // begin() waits without holding the program
  ]
  for (const pragma of pragmas) writer.client.pragma(pragma)
  const reader = await connectionTo(file, patienceMs)
  reader.client.pragma('query_only = ON')
  const disk = mode === 'wal' ? logOnDisk(`${file}-wal`) : null
  return {
    writer,
    reader,
    /** of whoever writes */
    pragmas,
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
  for (const pragma of eachConnection) client.pragma(pragma)
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
  const run = (text: string, values: readonly unknown[]) => asOurs(() => statement(text).run(...values.map(bound)).changes)
  return {
    client,
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
    run,
    rollback() {
      if (client.inTransaction) run('rollback', [])
    },
    queryRaw: (query: SqlQuery) => adapter.queryRaw(query),
    executeRaw: (query: SqlQuery) => adapter.executeRaw(query),
    executeScript: (script: string) => adapter.executeScript(script),
  }
}

/** Takes the write lock, waiting for other programs (the command line beside the server) without holding this one. */
async function begin(writer: Writer, patienceMs: number): Promise<void> {
  for (const until = Date.now() + patienceMs; ;) {
    try {
      await writer.run('begin immediate', [])
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

/** For Prisma's client inside a transaction; `connectTo` gives what answers with the writer as long as one is open. */
function insideOf(connectTo: () => Promise<() => Writer | null>): SqlDriverAdapterFactory {
  return factoryOf(async () => {
    const open = await connectTo()
    const writer = () => {
      const now = open()
      if (!now) throw new Error('the transaction is over')
      return now
    }
    let depth = 0
    return {
      ...named,
      queryRaw: async (query) => writer().queryRaw(query),
      executeRaw: async (query) => writer().executeRaw(query),
      executeScript: async (script) => writer().executeScript(script),
      async startTransaction() {
        const point = `inner${++depth}`
        await writer().run(`savepoint ${point}`, [])
        const release = async () => {
          depth--
          await writer().run(`release ${point}`, [])
        }
        return transactionOn(writer(), release, async () => {
          await writer().run(`rollback to ${point}`, [])
          await release()
        })
      },
      dispose: () => Promise.resolve(),
    }
  })
}

function transactionOn(writer: Writer, commit: () => Now<void>, rollback: () => Now<void>) {
  return {
    ...named,
    options: { usePhantomQuery: true },
    queryRaw: (query: SqlQuery) => writer.queryRaw(query),
    executeRaw: (query: SqlQuery) => writer.executeRaw(query),
    commit: async () => commit(),
    rollback: async () => rollback(),
  }
}
