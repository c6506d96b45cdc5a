/**
 * What takes time to work out from the database, kept until something it was read from changes (docs/decisions/0013).
 *
 * Whatever changes a table that a kept value is read from counts the revision in the same transaction (triggers, on both engines): the
 * revision is seen to change exactly when the change is, whoever made it and in whatever process, and not if it was rolled back. The
 * revision is read first and the value after it, so that a value is never older than the revision it is kept under.
 */
import { sql, type Db } from './db.js'

interface Kept<Value> {
  value: Promise<Value>
  /** 0 while it is being made */
  weight: number
}
interface Shelf<Value> {
  revision: number
  kept: Map<string, Kept<Value>>
}

/**
 * Keeps values by key, for each database its own; the least recently used goes first when they weigh more than `most` together. The key
 * holds all that a value depends on besides the database: for whom, and the day. Values are shared: nobody changes them.
 */
export function keptUntilChanged<Value>({ most, weightOf }: { most: number; weightOf: (value: Value) => number }) {
  const shelves = new WeakMap<Db, Shelf<Value>>()
  return async (db: Db, key: string, make: () => Promise<Value>): Promise<Value> => {
    const revision = await revisionOf(db)
    const before = shelves.get(db)
    // Who was overtaken while asking makes its own, and leaves it to nobody.
    if (revision === null || (before && before.revision > revision)) return make()
    const shelf = before?.revision === revision ? before : { revision, kept: new Map<string, Kept<Value>>() }
    shelves.set(db, shelf)
    const one = shelf.kept.get(key) ?? { value: make(), weight: 0 }
    shelf.kept.delete(key)
    shelf.kept.set(key, one)
    try {
      one.weight = weightOf(await one.value)
      makeRoom(shelf, most)
      return await one.value
    } catch (error) {
      shelf.kept.delete(key)
      throw error
    }
  }
}

function makeRoom<Value>({ kept }: Shelf<Value>, most: number): void {
  let weight = [...kept.values()].reduce((sum, one) => sum + one.weight, 0)
  for (const [key, one] of kept) {
    if (weight <= most) return
    weight -= one.weight
    kept.delete(key)
  }
}

/** How often what kept values are read from has changed; null where nobody counts. */
async function revisionOf(db: Db): Promise<number | null> {
  const [row] = await db.rows<{ number: number | null }>(sql`select sum(v."number") as "number" from "Revision" v`)
  return row?.number ?? null
}
