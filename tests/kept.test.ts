/** What is kept is never older than the database says: on both engines, whoever writes, however transactions overlap. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openDb, sql, type Db } from '../server/db.js'
import { keptUntilChanged } from '../server/kept.js'
import { engines, openTestHouse, type TestHouse } from './support/test-house.js'

const afterATurn = () => new Promise((done) => setTimeout(done, 15))

describe.each(engines)('kept values on %s', (engine) => {
  let house: TestHouse
  let db: Db
  let made = 0
  let names: (on?: Db, key?: string) => Promise<string[]>
  const read = async (on: Db) => (await on.rows<{ name: string }>(sql`select "name" from "Unit" order by "id"`)).map((row) => row.name)
  const rename = (on: Db, name: string) => on.run(sql`update "Unit" set "name" = ${name} where "id" = ${house.unitId}`)

  beforeAll(async () => {
    house = await openTestHouse(engine)
    db = house.db
  })
  beforeEach(() => {
    made = 0
    const kept = keptUntilChanged<string[]>({ most: 5, weightOf: (units) => units.length })
    names = (on = db, key = 'units') =>
      kept(on, key, () => {
        made++
        return read(on)
      })
  })
  afterAll(() => house.close())

  test('are made once until something they are read from changes; what they are not read from changes nothing', async () => {
    await names()
    await db.run(
      sql`insert into "AuditEvent" ("namndId", "at", "actor", "action", "subject", "page") values (${house.namndId}, '', '', 'READ', 'PERSON', '')`,
    )
    const again = await Promise.all([names(), names()])
    expect([made, again[0] === again[1]]).toEqual([1, true])
    await rename(db, 'Ny enhet')
    expect([await names(), made]).toEqual([['Ny enhet'], 2])
  })

  test('change when another connection writes, and not when it changes its mind', async () => {
    const other = openDb(house.url)
    await rename(db, 'Min')
    await names()
    await rename(other, 'En annans')
    expect(await names()).toEqual(['En annans'])
    const failed = other.transaction(async (tx) => {
      await rename(tx, 'Ångrat')
      expect(await names()).toEqual(['En annans'])
      throw new Error('away')
    })
    await expect(failed).rejects.toThrow('away')
    expect([await names(), made]).toEqual([['En annans'], 2])
    await other.transaction((tx) => rename(tx, 'Bestämt'))
    expect([await names(), made]).toEqual([['Bestämt'], 3])
    await other.close()
  })

  test('inside a transaction are its own, and nobody else is given them', async () => {
    await rename(db, 'Utanför')
    await names()
    await db.transaction(async (tx) => {
      await rename(tx, 'Innanför')
      expect([await names(tx), await names()]).toEqual([['Innanför'], ['Utanför']])
    })
    expect(await names()).toEqual(['Innanför'])
  })

  test('made while somebody writes are not taken for newer than they are', async () => {
    await rename(db, 'Före')
    const kept = keptUntilChanged<string[]>({ most: 5, weightOf: () => 1 })
    let hasRead = () => {}
    const reading = new Promise<void>((done) => (hasRead = done))
    const slow = kept(db, 'units', async () => {
      const before = await read(db)
      hasRead()
      await afterATurn()
      return before
    })
    await reading
    await rename(db, 'Efter')
    const [first, then] = [await slow, await kept(db, 'units', () => read(db))]
    expect([first, then]).toEqual([['Före'], ['Efter']])
  })

  test('are let go when there is no room, and a mistake is not kept', async () => {
    const [a, b] = [await names(db, 'a'), await names(db, 'b')]
    expect([a === (await names(db, 'a')), b === (await names(db, 'b')), made]).toEqual([true, true, 2])
    for (const key of ['c', 'd', 'e', 'f']) await names(db, key)
    await names(db, 'a')
    expect(made).toBe(7) // one unit weighs one, five are kept: a is made anew
    const kept = keptUntilChanged<string[]>({ most: 5, weightOf: () => 1 })
    await expect(kept(db, 'x', () => Promise.reject(new Error('busy')))).rejects.toThrow('busy')
    expect(await kept(db, 'x', () => Promise.resolve(['fine']))).toEqual(['fine'])
  })

  test('where nobody counts nothing is kept', async () => {
    const rows = await db.rows<{ slot: number; number: number }>(sql`select * from "Revision"`)
    await db.run(sql`delete from "Revision"`)
    await names()
    await names()
    expect(made).toBe(2)
    for (const { slot, number } of rows) await db.run(sql`insert into "Revision" ("slot", "number") values (${slot}, ${number})`)
  })
})

describe('on PostgreSQL transactions overlap', () => {
  let house: TestHouse
  beforeAll(async () => void (house = await openTestHouse('postgresql')))
  afterAll(() => house.close())

  test('one that began first and is committed last is seen all the same, and nobody waits to count', async () => {
    const kept = keptUntilChanged<number>({ most: 5, weightOf: () => 1 })
    const sum = () =>
      kept(house.db, 'units', async () => (await house.db.rows<{ n: number }>(sql`select count(*) as "n" from "Unit"`))[0]?.n ?? 0)
    const add = (on: Db, name: string) => on.run(sql`insert into "Unit" ("namndId", "name") values (${house.namndId}, ${name})`)
    const before = await sum()
    const counts: number[] = []
    await house.db.transaction(async (first) => {
      await add(first, 'Först')
      await house.db.transaction((second) => add(second, 'Sedan'))
      counts.push(await sum())
      await Promise.all(['A', 'B', 'C'].map((name) => house.db.transaction((tx) => add(tx, name))))
      counts.push(await sum())
      await add(first, 'Först igen')
    })
    expect([...counts, await sum()]).toEqual([before + 1, before + 4, before + 6])
  })
})
