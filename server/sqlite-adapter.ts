/** What Prisma's client is given to speak with SQLite: the one who writes inside a transaction, or one who only reads. */
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils'
import type { Connection } from './sqlite-connection.js'

export interface Statements {
  rows(text: string, values: readonly unknown[]): Now<Record<string, unknown>[]>
  run(text: string, values: readonly unknown[]): Now<number>
}
/** At once from the connection of the program, later from the thread's. */
export type Now<Given> = Given | Promise<Given>

/** A connection that has its turn to write. */
export interface Writer extends Statements {
  rollback(): Now<void>
  queryRaw(query: SqlQuery): Promise<SqlResultSet>
  executeRaw(query: SqlQuery): Promise<number>
  executeScript(script: string): Promise<void>
}

/** What reads and cannot write. */
export interface Reader {
  rows: Statements['rows']
  /** for Prisma's client */
  adapter: SqlDriverAdapterFactory
}

export const named = { provider: 'sqlite', adapterName: '@prisma/adapter-better-sqlite3' } as const
export const factoryOf = (connectTo: () => Promise<SqlDriverAdapter>): SqlDriverAdapterFactory => ({ ...named, connect: connectTo })

/** A connection for what only reads: its statements, and an adapter for Prisma's client. */
export function readerOn(connection: Connection): Reader {
  const onlyReading = (text: string) => {
    if (!connection.onlyReads(text)) throw new Error('what only reads writes nothing but its log')
    return connection
  }
  const refused = () => Promise.reject(new Error('what only reads writes nothing but its log'))
  return {
    rows: (text, values) => onlyReading(text).rows(text, values),
    adapter: factoryOf(() =>
      Promise.resolve({
        ...named,
        queryRaw: async (query) => onlyReading(query.sql).queryRaw(query),
        executeRaw: refused,
        executeScript: refused,
        startTransaction: refused,
        dispose: () => Promise.resolve(),
      }),
    ),
  }
}

/** For Prisma's client inside a transaction; `connectTo` gives what answers with the writer as long as one is open. */
export function insideOf(connectTo: () => Promise<() => Writer | null>): SqlDriverAdapterFactory {
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

export function transactionOn(writer: Writer, commit: () => Now<void>, rollback: () => Now<void>) {
  return {
    ...named,
    options: { usePhantomQuery: true },
    queryRaw: (query: SqlQuery) => writer.queryRaw(query),
    executeRaw: (query: SqlQuery) => writer.executeRaw(query),
    commit: async () => commit(),
    rollback: async () => rollback(),
  }
}
