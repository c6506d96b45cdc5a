/** Reading in threads: statements that take long are answered beside the program by whichever thread is least busy. */
import { startThread, type SqliteThread } from './sqlite-thread.js'

export interface ReadingThreads {
  rows(text: string, values: readonly unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** One that is busy with a year's figures leaves another for the lists. */
const mostThreads = 2

/** Threads that read the file; each is started when the others are busy. */
export function readingThreads(file: string): ReadingThreads {
  let threads: SqliteThread[] = []
  function leastBusy(): SqliteThread {
    threads = threads.filter((thread) => !thread.gone())
    const [first] = [...threads].sort((a, b) => a.waiting() - b.waiting())
    if (first && (first.waiting() === 0 || threads.length === mostThreads)) return first
    const thread = startThread(file, { pragmas: ['query_only = ON', 'cache_size = -32000'] })
    threads.push(thread)
    return thread
  }
  return {
    rows: (text, values) => leastBusy().rows(text, values),
    async close() {
      await Promise.all(threads.splice(0).map((thread) => thread.close()))
    },
  }
}
