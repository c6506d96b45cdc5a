/** A connection to the SQLite file in this program: statements are prepared once and kept, for Prisma's driver too. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlQuery } from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'

/** What each connection is told, also those of threads. */
export const eachConnection = ['foreign_keys = ON', 'cache_size = -32000']

/** What takes longer than this to read is read in a thread. */
const longMs = 30

export type Connection = Awaited<ReturnType<typeof connectionTo>>

/** Opens one; a statement waits `patienceMs` for another program's transaction. */
export async function connectionTo(file: string, patienceMs: number) {
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
export function bound(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value === 'boolean') return value ? 1n : 0n
  return value === undefined ? null : value
}
