/** The promises of a transaction, the same on both engines: alone, all or nothing, and nobody else's work inside it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openDb, sql, type Db } from '../server/db.js'
import { engines, openTestHouse, type TestHouse } from './support/test-house.js'

const ways = [
  { engine: 'sqlite', way: 'transaction' },
  { engine: 'sqlite', way: 'longTransaction' },
  { engine: 'postgresql', way: 'transaction' },
] as const
describe.each(ways)('$way on $engine', ({ engine, way }) => {
  let house: TestHouse
  let db: Db
  beforeAll(async () => {
    house = await openTestHouse(engine)
    db = house.db
  })
  afterAll(() => house.close())
  const addNamnd = (on: Db, name: string) => on.run(sql`insert into "Namnd" ("name", "createdAt") values (${name}, '2026-11-22')`)
  const names = async () =>
    (await db.rows<{ name: string }>(sql`select "name" from "Namnd" where "name" like 'T%' order by "id"`)).map((row) => row.name)

  test('what is not committed is seen inside only, whatever way it is asked for', async () => {
    await db[way](async (tx) => {
      await addNamnd(tx, 'T1')
      await tx.prisma.namnd.create({ data: { name: 'T2', createdAt: '2026-11-22', units: { create: { name: 'E' } } } })
      const where = { name: { startsWith: 'T' } }
      expect([await tx.prisma.namnd.count({ where }), await db.prisma.namnd.count({ where })]).toEqual([2, 0])
      expect(await names()).toEqual([])
    })
    expect(await names()).toEqual(['T1', 'T2'])
  })

  test('what fails leaves nothing, and takes nothing of others with it', async () => {
    let others: Promise<unknown> = Promise.resolve()
    const failed = db[way](async (tx) => {
      await addNamnd(tx, 'T3')
      others = db.prisma.unit.create({ data: { namndId: house.namndId, name: 'En annans' } })
      await new Promise((done) => setTimeout(done, 20))
      throw new Error('away')
    })
    await expect(failed).rejects.toThrow('away')
    await others
    expect(await names()).not.toContain('T3')
    expect(await db.prisma.unit.count({ where: { name: 'En annans' } })).toBe(1)
  })

  test('a broken rule of the database fails the transaction, raw and through the client', async () => {
    const twice = db[way]((tx) => addNamnd(tx, 'T1'))
    expect(await twice.catch(() => 'refused')).toBe('refused')
    const again = db.prisma.namnd.create({ data: { name: 'T1', createdAt: '2026-11-22' } })
    await expect(again).rejects.toMatchObject({ code: 'P2002' })
    await db[way](async (tx) => void (await addNamnd(tx, 'T4')))
    expect(await names()).toContain('T4')
  })

  test('transactions take turns, and the numbers they read stand', async () => {
    await db.run(
      sql`insert into "Setting" ("namndId", "name", "value", "fromOn", "source", "recordedAt") values (${house.namndId}, 'turns', '0', '2026-01-01', '', '')`,
    )
    const [row] = await db.rows<{ id: number }>(sql`select "id" from "Setting" where "name" = 'turns'`)
    const addOne = () =>
      db[way](async (tx) => {
        const lock = engine === 'postgresql' ? sql`for update` : sql``
        const [now] = await tx.rows<{ value: string }>(sql`select "value" from "Setting" where "id" = ${row?.id ?? 0} ${lock}`)
        await new Promise((done) => setTimeout(done, 1))
        await tx.run(sql`update "Setting" set "value" = ${String(Number(now?.value) + 1)} where "id" = ${row?.id ?? 0}`)
      })
    await Promise.all(Array.from({ length: 8 }, addOne))
    expect(await db.rows(sql`select "value" from "Setting" where "id" = ${row?.id ?? 0}`)).toEqual([{ value: '8' }])
  })

  test('another program with the lock is waited for', async () => {
    const other = openDb(house.url)
    let lock: Promise<void> = Promise.resolve()
    const letGo = await new Promise<() => void>((begun) => {
      lock = other[way](async (tx) => {
        await addNamnd(tx, 'T5')
        await new Promise<void>((done) => begun(done))
      })
    })
    const waits = db[way]((tx) => addNamnd(tx, 'T6'))
    expect(await names()).not.toContain('T5')
    letGo()
    await Promise.all([lock, waits])
    expect(await names()).toEqual(expect.arrayContaining(['T5', 'T6']))
    await other.close()
  })

  test('numbers, texts and bytes come back from inside as they were', async () => {
    const bytes = new Uint8Array([0, 255, 7])
    const [row, file] = await db[way](async (tx) => {
      const kept = await tx.prisma.uploadedFile.create({
        data: { namndId: house.namndId, purpose: 'T', name: 'ö.txt', sha256: 'x', bytes, uploadedAt: '2026-11-22' },
      })
      const [row] = await tx.rows(sql`select "id", "name", cast(${2_200_000_000} as bigint) as "large", cast(${1.5} as real) as "real",
        cast(${null} as text) as "nothing" from "UploadedFile" where "id" = ${kept.id}`)
      return [row, kept] as const
    })
    expect(row).toEqual({ id: file.id, name: 'ö.txt', large: 2_200_000_000, real: 1.5, nothing: null })
    expect([...(await db.prisma.uploadedFile.findUniqueOrThrow({ where: { id: file.id } })).bytes]).toEqual([...bytes])
  })

  test('what the database refuses is told with its code, and a client kept from a transaction that is over does nothing', async () => {
    const twice = (tx: Db) => tx.prisma.namnd.create({ data: { name: 'T1', createdAt: '2026-11-22' } })
    await expect(db[way](twice)).rejects.toMatchObject({ code: 'P2002' })
    let kept: Db = db
    await db[way]((tx) => Promise.resolve((kept = tx)))
    if (engine === 'sqlite') await expect(kept.prisma.namnd.count()).rejects.toThrow()
    expect(await db[way]((tx) => tx.prisma.namnd.count({ where: { name: 'T1' } }))).toBe(1)
  })
})

describe.each(engines)('statements on %s', (engine) => {
  let house: TestHouse
  let db: Db
  beforeAll(async () => {
    house = await openTestHouse(engine)
    db = house.db
    await db.run(sql`insert into "Namnd" ("name", "createdAt") values ('T1', '2026-11-22')`)
  })
  afterAll(() => house.close())

  test('a statement that takes long is answered the same each time, and its mistakes too', async () => {
    const long = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${1_200_000})
      select count(*) as "rows", max(i) as "last", 'å' as "text", (select min("name") from "Namnd" where "name" = ${'T1'}) as "name" from n`
    for (let turn = 0; turn < 8; turn++) expect(await db.rows(long)).toEqual([{ rows: 1_200_000, last: 1_200_000, text: 'å', name: 'T1' }])
    const wrong = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${1_200_000}) select abs(max(i) - ${1_200_000} - 9223372036854775807 - 1) as "a" from n`
    for (let turn = 0; turn < 6; turn++) expect(await db.rows(wrong).catch(() => 'refused')).toBe('refused')
    await db.run(sql`insert into "Namnd" ("name", "createdAt") values ('T1a', '2026-11-22')`)
    expect(await Promise.all([db.rows(long), db.rows(long), db.rows(long)])).toHaveLength(3)
  })

  test('numbers are numbers and texts are texts, in and out', async () => {
    const nothing = sql`cast(${null} as text)`
    const [row] = await db.rows(sql`
      select cast(${7} as integer) / 2 as "half", cast(${2_200_000_000} as bigint) as "large", cast(${1.5} as real) as "real",
        'nr ' || cast(${12} as integer) as "text", ${nothing} as "nothing", sum(cast(${3} as bigint)) as "sum"`)
    expect(row).toEqual({ half: 3, large: 2_200_000_000, real: 1.5, text: 'nr 12', nothing: null, sum: 3 })
  })
})
