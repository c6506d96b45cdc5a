/** A full disk and a database that somebody else holds: a page that says so, nothing half done, and the same again when it is over. */
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createApp } from '../../server/app.js'
import { databaseTrouble } from '../../server/database-trouble.js'
import { openDb, rawSql, sql } from '../../server/db.js'
import { readBankFile } from '../../server/bank-files/read.js'
import { bookPayments, sha256Of } from '../../server/features/payments/import-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { bgmaxFile } from '../bench/bank-files.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { smallDisk } from '../support/small-disk.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const aLittle = 8192

describe.each(engines)('a full disk, on %s', (engine) => {
  // A disk of ten megabytes, or what PostgreSQL needs for a database. Who may not have one (Linux gives it to root) tries the rest.
  const disk = smallDisk(engine === 'sqlite' ? 10 : 40, engine === 'sqlite' ? undefined : 'postgres')
  const onDisk = disk ? test : test.skip
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine, testToday, disk?.folder)
    await movePeopleIn(house)
  })
  afterAll(async () => {
    disk?.empty()
    await house.close()
    disk?.remove()
  })

  onDisk('the charge run says so and charges nobody; with room again it charges everybody', async () => {
    const run = await chargeRunIn(house)
    disk?.fill(aLittle)
    const full = await run()
    expect(full.status).toBe(503)
    expect(full.text).toContain('Det finns ingen plats kvar att spara på. Inget är bokfört eller ändrat.')
    expect(full.text).toContain('href="/hyror/avisering"')
    expect(await htmlFaults(full.text)).toEqual([])
    disk?.empty()
    expect(await billsIn(house)).toBe(0)
    expect((await run()).status).toBe(303)
    expect(await billsIn(house)).toBe(30)
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })

  onDisk('a bank file that does not fit is not booked at all, and whole the next time', async () => {
    const { actor } = await house.user('BOSAMORDNARE', { unitId: null })
    const bytes = bgmaxFile(
      Array.from({ length: 2_000 }, (_, n) => `77${n}`),
      100_000,
      '2026-11-20',
    )
    const read = await readBankFile(bytes, 'fil.txt')
    if (!read.ok) throw new Error('unreadable')
    const book = () => bookPayments(house.db, actor, read.file, { sha256: sha256Of(bytes), fileName: 'fil.txt' })
    disk?.fill(20 * aLittle)
    const error: unknown = await book().catch((thrown: unknown) => thrown)
    expect(databaseTrouble(error)).toBe('FULL')
    disk?.empty()
    expect(await house.db.prisma.receivedPayment.count()).toBe(0)
    expect(await house.db.prisma.paymentImport.count()).toBe(0)
    await book()
    expect(await house.db.prisma.receivedPayment.count()).toBe(2_000)
    expect(await verifyLedger(house.db)).toEqual({ ok: true, differences: [] })
  })
})

describe('a SQLite file', () => {
  let house: TestHouse
  beforeEach(async () => {
    house = await openTestHouse('sqlite')
    await movePeopleIn(house)
  })
  afterEach(() => house.close())

  test('that may not grow: nothing is written, and it is told why', async () => {
    const most = async (count: number) => void (await house.db.rows(rawSql(`pragma max_page_count = ${count}`)))
    const write = () =>
      house.db.transaction((tx) => tx.run(sql`insert into "Namnd" ("name", "createdAt") values (${'T'.repeat(100_000)}, '2026-11-22')`))
    const [pages] = await house.db.rows<{ page_count: number }>(sql`pragma page_count`)
    await most(pages?.page_count ?? 0)
    const error: unknown = await write().catch((thrown: unknown) => thrown)
    expect(databaseTrouble(error)).toBe('FULL')
    await most(1_000_000)
    expect(await house.db.prisma.namnd.count()).toBe(1)
    expect(await write()).toBe(1)
  })

  test('that another program holds: the page asks for patience, and it works when the other is done', async () => {
    const db = openDb(house.url, { patienceMs: 150 })
    const impatient = { ...house, db, app: createApp({ ...house, db }) }
    const run = await chargeRunIn(impatient)
    const other = new Database(house.url.replace(/^file:/, ''))
    other.exec('begin immediate')
    const locked = await run()
    expect(locked.status).toBe(503)
    expect(locked.headers['retry-after']).toBe('60')
    expect(locked.text).toContain('Inget av det du gjorde är bokfört eller ändrat.')
    expect(await htmlFaults(locked.text)).toEqual([])
    other.exec('rollback')
    other.close()
    expect(await billsIn(house)).toBe(0)
    expect((await run()).status).toBe(303)
    expect(await billsIn(house)).toBe(30)
    await db.close()
  })
})

async function movePeopleIn(house: TestHouse): Promise<void> {
  for (let n = 0; n < 30; n++) {
    const [person, apartment] = [await makePerson(house), await makeApartment(house)]
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
  }
}

/** Signed in, with the form open: what sends it. */
async function chargeRunIn(house: TestHouse) {
  const browser = await browseAs(house, 'BOSAMORDNARE')
  const form = (await browser.get('/hyror/avisering?manad=2026-12')).text
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
  return () => browser.agent.post('/hyror/avisering').type('form').send({ _csrf, month: '2026-12' })
}

const billsIn = (house: TestHouse) => house.db.prisma.ledgerEntry.count()

describe('the trouble behind an error', () => {
  test.each<[string, unknown, string | null]>([
    ['SQLite, full', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }), 'FULL'],
    ['SQLite, busy', Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_SNAPSHOT' }), 'LOCKED'],
    ['PostgreSQL, full, inside Prisma’s error', { code: 'P2010', cause: { originalCode: '53100' } }, 'FULL'],
    ['PostgreSQL, lock not available', new Error('raw query failed', { cause: { code: '55P03' } }), 'LOCKED'],
    ['PostgreSQL, deadlock', { code: '40P01' }, 'LOCKED'],
    ['the operating system', Object.assign(new Error('write'), { code: 'ENOSPC' }), 'FULL'],
    ['another', new Error('no such column'), null],
    ['nothing at all', undefined, null],
  ])('%s', (_, error, trouble) => expect(databaseTrouble(error)).toBe(trouble))
})
