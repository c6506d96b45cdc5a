/**
 * A thread with a connection of its own to the SQLite file: what is asked of it is answered beside the program, so that pages are
 * answered meanwhile. One that reads sees what is committed; one that writes does so for a long transaction (sqlite.ts).
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { DriverAdapterError, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils'

export interface SqliteThread {
  rows(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>
  run(text: string, values: readonly unknown[]): Promise<number>
  /** ends the transaction that is open, if one is */
  rollback(): Promise<void>
  /** for Prisma's client; of one that writes */
  queryRaw(query: SqlQuery): Promise<SqlResultSet>
  executeRaw(query: SqlQuery): Promise<number>
  executeScript(script: string): Promise<void>
  /** how many wait for an answer */
  waiting(): number
  /** it answers no more */
  gone(): boolean
  close(): Promise<void>
}

type Question =
  | { what: 'ROWS' | 'RUN'; text: string; values: readonly unknown[] }
  | { what: 'QUERY' | 'EXECUTE'; query: SqlQuery }
  | { what: 'SCRIPT'; script: string }
  | { what: 'ROLLBACK' }
type Answer = { id: number } & ({ answer: unknown } | { error: { message: string; code?: string; cause?: DriverAdapterError['cause'] } })
/** Rows as JSON, which passes between threads at the least cost, or as they are where one of them holds bytes. */
type Rows = { columns: string[]; rows: string | unknown[][] }
interface Asked {
  resolve(answer: never): void
  reject(error: Error): void
}

/** Starts the thread. It keeps the program running only while somebody waits for an answer. */
export function startThread(file: string, { pragmas, writes = false }: { pragmas: readonly string[]; writes?: boolean }): SqliteThread {
  const { resolve } = createRequire(import.meta.url)
  const worker = new Worker(IN_THE_THREAD, {
    eval: true,
    workerData: { file, pragmas, driver: resolve('better-sqlite3'), adapter: writes ? resolve('@prisma/adapter-better-sqlite3') : null },
    // The thread needs none of this process's settings, among them the ones that load TypeScript.
    execArgv: [],
    env: {},
  })
  const waiting = new Map<number, Asked>()
  let last = 0
  let ended: Error | null = null
  let closing = false
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0 && !closing) worker.unref()
    if ('error' in answer) asked?.reject(asError(answer.error))
    else asked?.resolve(answer.answer as never)
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the thread of the database has ended')))
  worker.unref()

  function ask<Given>(question: Question): Promise<Given> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      const id = ++last
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ id, ...question })
    })
  }
  return {
    rows: async (text, values) => asObjects(await ask<Rows>({ what: 'ROWS', text, values })),
    run: (text, values) => ask<number>({ what: 'RUN', text, values }),
    rollback: () => ask<void>({ what: 'ROLLBACK' }),
    queryRaw: (query) => ask<SqlResultSet>({ what: 'QUERY', query }),
    executeRaw: (query) => ask<number>({ what: 'EXECUTE', query }),
    executeScript: (script) => ask<void>({ what: 'SCRIPT', script }),
    waiting: () => waiting.size,
    gone: () => ended !== null,
    async close() {
      closing = true // its end is waited for: a late answer does not let the program go before
      await worker.terminate()
    },
  }
}

/** As the error was in the thread: Prisma's with its cause, the driver's with its code. */
function asError({ message, code, cause }: { message: string; code?: string; cause?: DriverAdapterError['cause'] }): Error {
  return cause === undefined ? Object.assign(new Error(message), { code }) : new DriverAdapterError(cause)
}

function asObjects({ columns, rows }: Rows): Record<string, unknown>[] {
  const values = typeof rows === 'string' ? (JSON.parse(rows) as unknown[][]) : rows
  return values.map((row) => {
    const object: Record<string, unknown> = {}
    for (let n = 0; n < columns.length; n++) object[columns[n] ?? ''] = row[n]
    return object
  })
}

/** Plain JavaScript, since a thread does not pass through the TypeScript loader. */
const IN_THE_THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const kept = new Map()
// One that writes has its connection from Prisma's driver, so that Prisma's client can join in its transactions.
const opened = (async () => {
  const adapter = workerData.adapter && (await new (require(workerData.adapter).PrismaBetterSqlite3)({ url: workerData.file }).connect())
  const database = adapter ? adapter.client : new Database(workerData.file, { timeout: 10000 })
  for (const pragma of workerData.pragmas) database.pragma(pragma)
  return { adapter, database }
})()
const statementOf = (database, text) => {
  const known = kept.get(text) ?? database.prepare(text).safeIntegers(false)
  kept.delete(text)
  kept.set(text, known)
  if (kept.size > 100) kept.delete(kept.keys().next().value)
  return known
}
const answers = {
  ROWS({ database }, { text, values }) {
    const statement = statementOf(database, text).raw()
    const rows = statement.all(...values)
    const bytes = rows.some((row) => row.some((value) => Buffer.isBuffer(value)))
    return { columns: statement.columns().map((column) => column.name), rows: bytes ? rows : JSON.stringify(rows) }
  },
  RUN: ({ database }, { text, values }) => {
    const statement = statementOf(database, text)
    return statement.reader ? statement.raw().all(...values).length : statement.run(...values).changes
  },
  ROLLBACK: ({ database }) => void (database.inTransaction && database.exec('rollback')),
  QUERY: ({ adapter }, { query }) => adapter.queryRaw(query),
  EXECUTE: ({ adapter }, { query }) => adapter.executeRaw(query),
  SCRIPT: ({ adapter }, { script }) => adapter.executeScript(script),
}
parentPort.on('message', async (question) => {
  const { id } = question
  try {
    parentPort.postMessage({ id, answer: await answers[question.what](await opened, question) })
  } catch (error) {
    const cause = error.name === 'DriverAdapterError' ? error.cause : undefined
    parentPort.postMessage({ id, error: { message: error.message, code: error.code, cause } })
  }
})`
