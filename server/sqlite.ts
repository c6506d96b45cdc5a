/**
 * SQLite as the program uses it: one connection that writes, one that only reads, on one file in WAL mode.
 *
 * Writers take turns, each in a transaction of its own, and whatever is read outside a transaction sees what is committed: nobody
 * reads or writes inside somebody else's transaction. A commit is answered when the disk has it (fsync of the log, off the event
 * loop, one for all commits that wait for it): as safe as synchronous = FULL, without holding every page while the disk works
 * (docs/decisions/0008). Statements are prepared once and kept, and those that take long are read in threads (sqlite-threads.ts). A
 * transaction that writes much is said to be long by who asks for it, and has its turn in a thread (sqlite-thread.ts, docs/decisions/0012).
 * A page that reads and tells who was read waits for no long one: it is read beside it (sqlite-aside.ts, docs/decisions/0017).
 */
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { pagesAside } from './sqlite-aside.js'
import { bound, connectionTo, eachConnection, type Connection } from './sqlite-connection.js'
import {
  factoryOf,
  insideOf,
  named,
  readerOn,
  transactionOn,
  type Now,
  type Reader,
  type Statements,
  type Writer,
} from './sqlite-adapter.js'
import { logOnDisk } from './sqlite-log.js'
import { startThread, type SqliteThread } from './sqlite-thread.js'
import { readingThreads } from './sqlite-threads.js'
import { begin, beginSoon, begun, takingTurns } from './sqlite-turns.js'

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
  /** What is read as of one moment; `log` holds, when the work is done, what is to be written of it: on the disk before this answers. */
  reading<Result>(work: (tx: Reader) => Promise<Result>, log: readonly object[]): Promise<Result>
  close(): Promise<void>
}

/** How long somebody waits for another program's transaction on the same file. */
const ordinaryPatienceMs = 10_000
/** Pages in the log before they are moved to the file: 32 MB, so that the move is seldom. */
const logPages = 8_000
/** How long a page that only reads waits for the one who writes, before it is read aside. */
const pagePatienceMs = 50
/** After a failure to move what was kept aside, it is tried again this much later. */
const movedAgainMs = 5_000
/** Statements that cannot stand in a transaction. */
const standsAlone = /^\s*(pragma|vacuum|analyze|attach)\b/i

export interface Options {
  patienceMs?: number | undefined
  /** The statement that writes what was read; `once` only those rows that are not written already. */
  logged(rows: readonly object[], once: boolean): { sql: string; values: readonly unknown[] }
}

/** Opens the file; the connections are made at first use. */
export function openSqlite(file: string, { patienceMs = ordinaryPatienceMs, logged }: Options): SqliteFile {
  let opened: ReturnType<typeof connect> | undefined
  const connections = () => (opened ??= connect(file, patienceMs).finally(() => void moveIn()))
  const turns = takingTurns()
  const threads = readingThreads(file)
  const aside = pagesAside(file)
  let moving: Promise<void> | null = null
  let closing = false
  let longOnes = 0
  let writersReader: Reader | undefined

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
    longOnes++
    try {
      const result = await inTurn(bounded, async () => {
        longBegun = true
        return work(bounded).finally(() => (longBegun = false))
      })
      await kept()
      return result
    } finally {
      longOnes--
      thread.run('pragma shrink_memory', []).catch(() => undefined) // what it keeps would be dropped when the next one commits
    }
  }

  async function inTurn<Result>(writer: Writer, work: () => Now<Result>): Promise<Result> {
    const done = await turns.next()
    try {
      await begin(writer, patienceMs)
      return await begun(writer, work)
    } finally {
      done()
    }
  }

  /** The same, or null when somebody else writes for longer than a page should wait. */
  async function inTurnSoon<Result>(writer: Writer, work: () => Promise<Result>): Promise<{ result: Result } | null> {
    const done = longOnes > 0 ? null : await turns.soon(pagePatienceMs)
    if (!done) return null
    try {
      if (!(await beginSoon(writer, pagePatienceMs))) return null
      return { result: await begun(writer, work) }
    } finally {
      done()
    }
  }

  async function reading<Result>(work: (tx: Reader) => Promise<Result>, log: readonly object[]): Promise<Result> {
    const { writer, kept } = await connections()
    const read = await inTurnSoon(writer, async () => {
      const result = await work((writersReader ??= readerOn(writer)))
      if (log.length > 0) writeLog(writer, log, false)
      return result
    })
    if (read) {
      if (log.length > 0) await kept()
      return read.result
    }
    const result = await aside.read(work)
    if (log.length > 0) {
      await aside.keep(log)
      void moveIn()
    }
    return result
  }

  function writeLog(writer: Writer, rows: readonly object[], once: boolean): Now<number> {
    const { sql, values } = logged(rows, once)
    return writer.run(sql, values)
  }

  /** Moves what was kept aside to where it belongs, as soon as somebody can write. */
  function moveIn(): Promise<void> {
    return (moving ??= Promise.resolve().then(async () => {
      try {
        for (let kept = aside.kept(); kept && !closing; kept = aside.kept()) {
          const { rows } = kept
          await exclusive((writer) => writeLog(writer, rows, true))
          kept.forget()
        }
      } catch {
        setTimeout(() => (closing ? undefined : void moveIn()), movedAgainMs).unref()
      } finally {
        moving = null
      }
    }))
  }

  async function run(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[] | number> {
    if (!standsAlone.test(text))
      return exclusive((writer) => (writer.returnsRows(text) ? writer.rows(text, values) : writer.run(text, values)))
    const { writer } = await connections()
    const done = await turns.next()
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
    reading,
    outside: factoryOf(async () => {
      const { reader, writer, kept } = await connections()
      return {
        ...named,
        queryRaw: (query) => (writer.onlyReads(query.sql) ? idle(writer, reader).queryRaw(query) : exclusive(() => writer.queryRaw(query))),
        executeRaw: (query) => exclusive(() => writer.executeRaw(query)),
        executeScript: (script) => exclusive(() => writer.executeScript(script)),
        async startTransaction() {
          const done = await turns.next()
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
      closing = true
      await moving
      await Promise.all([threads.close(), writing?.close()])
      aside.close()
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
