/**
 * Pages that are read while somebody writes for long (docs/decisions/0017): on connections of their own, as of one moment, and what is to be
 * written of it in a small file beside the database (`<file>-readings`). It is on the disk before the page is answered, and is moved to the
 * log by who has the turn to write next (sqlite.ts); a program that was stopped before that moves it when it starts again.
 */
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { readerOn, type Reader } from './sqlite-adapter.js'
import { connectionTo, type Connection } from './sqlite-connection.js'
import { logOnDisk } from './sqlite-log.js'

export interface PagesAside {
  read<Result>(work: (tx: Reader) => Promise<Result>): Promise<Result>
  /** Answers when the rows are on the disk. */
  keep(rows: readonly object[]): Promise<void>
  /** What waits to be moved, some of the oldest; null when nothing does. It is to be forgotten when it has been moved. */
  kept(): { rows: readonly object[]; forget(): void } | null
  close(): void
}

/** Connections that are kept for the next page. */
const mostIdle = 4
const movedAtATime = 2_000
/** A page in a file of its own is written by nobody for long. */
const patienceMs = 10_000

export function pagesAside(file: string): PagesAside {
  const idle: { connection: Connection; reader: Reader }[] = []
  let beside: ReturnType<typeof openBeside> | null = null
  const name = `${file}-readings`
  return {
    async read(work) {
      const free = idle.pop() ?? (await readingAside(file))
      const { connection, reader } = free
      try {
        connection.run('begin', [])
        return await work(reader)
      } finally {
        connection.rollback()
        if (idle.length < mostIdle) idle.push(free)
        else connection.client.close()
      }
    },
    keep: (rows) => (beside ??= openBeside(name)).keep(rows),
    kept() {
      if (!beside && !existsSync(name)) return null
      return (beside ??= openBeside(name)).kept()
    },
    close() {
      for (const { connection } of idle.splice(0)) connection.client.close()
      beside?.close()
      beside = null
    },
  }
}

/** What waits beside the file, oldest first: for a copy of the database. */
export function readAside(file: string): object[] {
  const name = `${file}-readings`
  if (!existsSync(name)) return []
  const database = new Database(name, { timeout: patienceMs })
  try {
    const rows = database.prepare('select "row" from "Kept" order by "id"').pluck().all() as string[]
    return rows.map((row) => JSON.parse(row) as object)
  } finally {
    database.close()
  }
}

async function readingAside(file: string) {
  const connection = await connectionTo(file, patienceMs)
  connection.client.pragma('query_only = ON')
  return { connection, reader: readerOn(connection) }
}

function openBeside(name: string) {
  const database = new Database(name, { timeout: patienceMs })
  const mode = database.pragma('journal_mode = WAL', { simple: true })
  database.pragma(`synchronous = ${mode === 'wal' ? 'NORMAL' : 'FULL'}`)
  // A number is never used again, so that what another program has added meanwhile is not forgotten with what was moved.
  database.exec('create table if not exists "Kept" ("id" integer primary key autoincrement, "row" text not null)')
  const insert = database.prepare(`insert into "Kept" ("row") select "value" from json_each(?)`)
  const oldest = database.prepare(`select "id", "row" from "Kept" order by "id" limit ${movedAtATime}`)
  const forget = database.prepare('delete from "Kept" where "id" <= ?')
  const disk = mode === 'wal' ? logOnDisk(`${name}-wal`) : null
  return {
    async keep(rows: readonly object[]) {
      insert.run(JSON.stringify(rows))
      await disk?.synced()
    },
    kept() {
      const rows = oldest.all() as { id: number; row: string }[]
      const last = rows.at(-1)
      return last ? { rows: rows.map(({ row }) => JSON.parse(row) as object), forget: () => void forget.run(last.id) } : null
    },
    close() {
      disk?.close()
      database.close()
    },
  }
}
