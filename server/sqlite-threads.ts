/**
 * Reading in threads: statements that take long are answered beside the program, so that pages are answered meanwhile. Each thread has
 * a connection of its own that only reads, and sees what is committed, as the reader beside the writer does (sqlite.ts).
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

export interface ReadingThreads {
  rows(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

interface Answer {
  id: number
  columns?: string[]
  /** the rows as JSON, or as they are where one of them holds bytes */
  rows?: string | unknown[][]
  error?: { message: string; code?: string }
}
interface Thread {
  worker: Worker
  waiting: Map<number, { resolve(rows: Record<string, unknown>[]): void; reject(error: Error): void }>
}

/** One that is busy with a year's figures leaves another for the lists. */
const mostThreads = 2

/** Threads that read the file; each is started when the others are busy. */
export function readingThreads(file: string): ReadingThreads {
  const threads: Thread[] = []
  let last = 0
  return {
    rows(text, values) {
      const thread = leastBusy(threads, file)
      const id = ++last
      return new Promise((resolve, reject) => {
        thread.waiting.set(id, { resolve, reject })
        thread.worker.ref() // the program stays while an answer is waited for, and only then
        thread.worker.postMessage({ id, text, values })
      })
    },
    async close() {
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()))
    },
  }
}

function leastBusy(threads: Thread[], file: string): Thread {
  const [first] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size)
  if (first && (first.waiting.size === 0 || threads.length === mostThreads)) return first
  const thread: Thread = { worker: startWorker(file), waiting: new Map() }
  threads.push(thread)
  const gone = (error: Error) => {
    if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1)
    for (const { reject } of thread.waiting.values()) reject(error)
    thread.waiting.clear()
  }
  thread.worker.on('message', (answer: Answer) => {
    const asked = thread.waiting.get(answer.id)
    thread.waiting.delete(answer.id)
    if (thread.waiting.size === 0) thread.worker.unref()
    if (answer.error) asked?.reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }))
    else asked?.resolve(asObjects(answer))
  })
  thread.worker.on('error', gone)
  thread.worker.on('exit', () => gone(new Error('a reading thread ended')))
  return thread
}

function asObjects({ columns = [], rows = [] }: Answer): Record<string, unknown>[] {
  const values = typeof rows === 'string' ? (JSON.parse(rows) as unknown[][]) : rows
  return values.map((row) => {
    const object: Record<string, unknown> = {}
    for (let n = 0; n < columns.length; n++) object[columns[n] ?? ''] = row[n]
    return object
  })
}

const startWorker = (file: string) =>
  new Worker(IN_THE_THREAD, {
    eval: true,
    workerData: { file, driver: createRequire(import.meta.url).resolve('better-sqlite3') },
    // The thread needs none of this process's settings, among them the ones that load TypeScript.
    execArgv: [],
    env: {},
  })

/** Plain JavaScript, since a thread does not pass through the TypeScript loader. */
const IN_THE_THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const database = new Database(workerData.file, { timeout: 10000 })
database.pragma('query_only = ON')
database.pragma('cache_size = -32000')
const kept = new Map()
const statementOf = (text) => {
  const known = kept.get(text) ?? database.prepare(text).raw()
  kept.delete(text)
  kept.set(text, known)
  if (kept.size > 100) kept.delete(kept.keys().next().value)
  return known
}
parentPort.on('message', ({ id, text, values }) => {
  try {
    const statement = statementOf(text)
    const rows = statement.all(...values)
    const bytes = rows.some((row) => row.some((value) => Buffer.isBuffer(value)))
    parentPort.postMessage({ id, columns: statement.columns().map((column) => column.name), rows: bytes ? rows : JSON.stringify(rows) })
  } catch (error) {
    parentPort.postMessage({ id, error: { message: error.message, code: error.code } })
  }
})`
