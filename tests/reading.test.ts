/** `Db.reading`: what a page reads and the log of it, also while somebody else writes for long, and after a program that was stopped. */
import { copyFileSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Database from 'better-sqlite3'
import { recordReadings } from '../server/audit.js'
import type { Actor } from '../server/actor.js'
import { backUp } from '../server/backup.js'
import { openDb, sql, type Db } from '../server/db.js'
import { engines, openTestHouse, type TestHouse } from './support/test-house.js'

const actorOf = (house: TestHouse, page: string): Actor => ({
  userId: 1,
  unitId: null,
  namndId: house.namndId,
  name: 'Läsaren',
  role: 'BOSAMORDNARE',
  page,
  now: '2026-11-22T09:00:00.000Z',
  today: '2026-11-22',
})
const readOn = (db: Db, actor: Actor, ...personIds: number[]) =>
  db.reading(async (tx) => {
    await recordReadings(tx, actor, personIds)
    return tx.rows<{ name: string }>(sql`select "name" from "Unit" order by "id"`)
  })
const loggedOn = async (db: Db, { page }: Actor) =>
  (await db.rows<{ personId: number }>(sql`select "personId" from "AuditEvent" where "page" = ${page} order by "id"`)).map(
    (row) => row.personId,
  )

describe.each(engines)('reading on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  test('the log is written with it, once it has been read', async () => {
    const actor = actorOf(house, 'GET /a')
    expect(await readOn(house.db, actor, 7, 8, 7)).toEqual([{ name: 'Vuxenenheten' }])
    expect(await loggedOn(house.db, actor)).toEqual([7, 8])
    const failed = house.db.reading(async (tx) => {
      await recordReadings(tx, actor, [9])
      throw new Error('away')
    })
    await expect(failed).rejects.toThrow('away')
    expect(await loggedOn(house.db, actor)).toEqual([7, 8])
  })

  test('nothing else is written', async () => {
    const change = sql`update "Unit" set "name" = 'X'`
    await expect(house.db.reading((tx) => tx.run(change))).rejects.toThrow('only reads')
    await expect(house.db.reading((tx) => tx.transaction((inner) => inner.run(change)))).rejects.toThrow('only reads')
    if (engine === 'sqlite') {
      await expect(house.db.reading((tx) => tx.rows(sql`update "Unit" set "name" = 'X' returning "id"`))).rejects.toThrow('only reads')
      await expect(house.db.reading((tx) => tx.prisma.unit.updateMany({ data: { name: 'X' } }))).rejects.toThrow()
    }
    expect(await house.db.reading((tx) => tx.prisma.unit.count({ where: { name: 'X' } }))).toBe(0)
  })

  test('inside a transaction it is part of it', async () => {
    const actor = actorOf(house, 'GET /b')
    const failed = house.db.transaction(async (tx) => {
      await readOn(tx, actor, 1)
      throw new Error('away')
    })
    await expect(failed).rejects.toThrow('away')
    await house.db.transaction((tx) => readOn(tx, actor, 2))
    expect(await loggedOn(house.db, actor)).toEqual([2])
  })
})

describe('while somebody writes for long on SQLite', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite')
  })
  afterAll(() => house.close())

  /** Somebody who has the one writer until told to let go. */
  async function writes(db: Db, way: 'transaction' | 'longTransaction'): Promise<() => Promise<void>> {
    let letGo = () => {}
    let ended: Promise<unknown> = Promise.resolve()
    await new Promise<void>((begun) => {
      ended = db[way](async (tx) => {
        await tx.run(sql`update "Unit" set "name" = 'Nytt namn'`)
        begun()
        await new Promise<void>((done) => (letGo = done))
        throw new Error('away')
      })
    })
    return async () => {
      letGo()
      await ended.catch(() => undefined)
    }
  }
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((done) => setTimeout(done, 5))
  }

  test.each(['transaction', 'longTransaction'] as const)(
    'a page is answered during a %s, of what is committed, and its log follows',
    async (way) => {
      const actor = actorOf(house, `GET /${way}`)
      const letGo = await writes(house.db, way)
      const pages = await Promise.all(Array.from({ length: 8 }, (_, n) => readOn(house.db, actor, n + 1)))
      expect(pages.flat()).toEqual(Array(8).fill({ name: 'Vuxenenheten' }))
      expect(await house.db.reading((tx) => tx.prisma.unit.count({ where: { name: 'Nytt namn' } }))).toBe(0)
      expect(await loggedOn(house.db, actor)).toEqual([])
      await letGo()
      await until(async () => (await loggedOn(house.db, actor)).length === 8)
      expect((await loggedOn(house.db, actor)).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    },
  )

  test('so it is when another program writes', async () => {
    const other = openDb(house.url)
    const actor = actorOf(house, 'GET /other')
    const letGo = await writes(other, 'longTransaction')
    expect(await readOn(house.db, actor, 3)).toEqual([{ name: 'Vuxenenheten' }])
    await letGo()
    await other.close()
    await until(async () => (await loggedOn(house.db, actor)).length === 1)
  })

  test('what was answered is in the log after the program was killed, and once however often it is killed', async () => {
    const actor = actorOf(house, 'GET /killed')
    const letGo = await writes(house.db, 'longTransaction')
    await readOn(house.db, actor, 4, 5)
    const folder = mkdtempSync(join(process.env.TEST_FOLDER ?? '', 'killed-'))
    const killed = join(folder, 'killed.db')
    for (const ending of ['', '-wal', '-readings', '-readings-wal']) copyFileSync(house.url.slice('file:'.length) + ending, killed + ending)
    await letGo()

    /** What is in the log when the program has started on what lay on the disk. */
    async function started(file: string): Promise<number[]> {
      const db = openDb(`file:${file}`)
      await until(async () => (await loggedOn(db, actor)).length > 0 && keptIn(file) === 0)
      const logged = await loggedOn(db, actor)
      await db.close()
      return logged
    }
    const again = join(folder, 'again.db')
    for (const ending of ['-readings', '-readings-wal']) copyFileSync(killed + ending, again + ending)
    expect(await started(killed)).toEqual([4, 5])
    copyFileSync(killed, again) // killed again, after the rows were moved and before they were forgotten
    expect(keptIn(again)).toBe(2)
    expect(await started(again)).toEqual([4, 5])
  })

  test('a copy that is taken meanwhile has it in its log, and what it has already once', async () => {
    const actor = actorOf(house, 'GET /copied')
    await readOn(house.db, actor, 1)
    const [writer, copier] = [openDb(house.url), openDb(house.url, { patienceMs: 100 })]
    const letGo = await writes(writer, 'longTransaction')
    await readOn(house.db, actor, 2, 3)
    const file = join(mkdtempSync(join(process.env.TEST_FOLDER ?? '', 'copied-')), 'copy.db')
    await backUp({ ...house, db: copier }, house.url, file)
    await letGo()
    await Promise.all([writer.close(), copier.close()])
    const copy = openDb(`file:${file}`)
    expect(await loggedOn(copy, actor)).toEqual([1, 2, 3])
    await copy.close()
    await until(async () => (await loggedOn(house.db, actor)).length === 3)
  })

  function keptIn(file: string): number {
    const beside = new Database(`${file}-readings`)
    try {
      return beside.prepare('select count(*) from "Kept"').pluck().get() as number
    } finally {
      beside.close()
    }
  }
})
