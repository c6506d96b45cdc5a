/** The same database, with what is asked of it counted: also inside transactions, and what Prisma's client asks. */
import type { Db } from '../../server/db.js'

export interface Counted {
  statements: number
  /** that the SQL gave back */
  rows: number
}

export function countedDb(db: Db, counted: Counted): Db {
  return new Proxy(db, {
    get(of, key) {
      switch (key) {
        case 'rows':
          return async (query: Parameters<Db['rows']>[0]) => {
            counted.statements++
            const rows = await of.rows(query)
            counted.rows += rows.length
            return rows
          }
        case 'run':
          return (statement: Parameters<Db['run']>[0]) => (counted.statements++, of.run(statement))
        case 'prisma':
          return countedModels(of.prisma, counted)
        default: {
          const value: unknown = Reflect.get(of, key)
          if (typeof value !== 'function') return value
          return (first: unknown, ...rest: unknown[]) =>
            (value as (...given: unknown[]) => unknown)(
              typeof first === 'function' ? (tx: Db) => (first as (tx: Db) => unknown)(countedDb(tx, counted)) : first,
              ...rest,
            )
        }
      }
    },
  })
}

/** A call of a model's, such as prisma.person.findMany, counts as one. */
function countedModels(prisma: Db['prisma'], counted: Counted): Db['prisma'] {
  return new Proxy(prisma, {
    get(of, model) {
      const calls: unknown = Reflect.get(of, model)
      if (typeof calls !== 'object' || calls === null) return calls
      return new Proxy(calls, {
        get(from, name) {
          const call: unknown = Reflect.get(from, name)
          return typeof call === 'function'
            ? (...given: unknown[]) => (counted.statements++, (call as (...given: unknown[]) => unknown).apply(from, given))
            : call
        },
      })
    },
  })
}
