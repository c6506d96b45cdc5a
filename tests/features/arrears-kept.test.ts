/**
 * The arrears list is kept between views (docs/decisions/0013). Whatever happens, it shows what a program that has kept nothing shows,
 * and to the one who looks only; and each view is logged.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createApp } from '../../server/app.js'
import { openDb, rawSql, sql, type Db } from '../../server/db.js'
import { ArrearsQuery } from '../../server/features/arrears/form.js'
import { exportList, listPage } from '../../server/features/arrears/list.js'
import type { Actor } from '../../server/actor.js'
import { browseAs } from '../support/browse.js'
import { cli } from '../support/command-line.js'
import { makeApartment, makePerson, makeTenancy, type PersonWish } from '../support/fixtures.js'
import { bill, pay, reverse, type Stay } from '../support/ledger-writing.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const query = ArrearsQuery.parse({})
const isSame = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b)
const plain = (page: Awaited<ReturnType<typeof listPage>>) => ({ ...page, details: undefined })

describe.each(engines)('the kept arrears list on %s, 22 November 2026', (engine) => {
  let house: TestHouse
  let elsewhere: Db
  let actor: Actor
  let stay: Stay
  let apartmentId = 0
  let paidId = 0
  let asked = 0
  let counting: Db
  /** the list as the program gives it, and as one that has kept nothing would */
  const shown = async (as: Actor = actor) => plain(await listPage(counting, as, query))
  const anew = async (as: Actor = actor) => {
    const fresh = openDb(house.url)
    try {
      return plain(await listPage(fresh, as, query))
    } finally {
      await fresh.close()
    }
  }
  async function tenant(name: string, wish: PersonWish = {}): Promise<Stay & { apartmentId: number }> {
    const person = await makePerson(house, { givenName: name, familyName: 'Minnesprov', ...wish })
    const apartment = await makeApartment(house, { unitId: wish.unitId })
    const { id } = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-01-01', unitId: wish.unitId })
    const made = { personId: person.id, tenancyId: id, unitId: wish.unitId ?? house.unitId }
    await bill(house, actor, made, '2026-10', '2026-09-30', 600_000)
    await bill(house, actor, made, '2026-11', '2026-10-30', 600_000)
    return { ...made, apartmentId: apartment.id }
  }

  beforeAll(async () => {
    house = await openTestHouse(engine)
    elsewhere = openDb(house.url)
    counting = Object.assign(Object.create(house.db) as Db, {
      rows: <Row>(statement: Parameters<Db['rows']>[0]) => {
        asked++
        return house.db.rows<Row>(statement)
      },
    })
    ;({ actor } = await house.user('BOSAMORDNARE'))
    ;({ apartmentId, ...stay } = await tenant('Anna'))
    await tenant('Bertil')
    await tenant('Skyddad', { protection: 'SEKRETESSMARKERING' })
  })
  afterAll(async () => {
    await elsewhere.close()
    await house.close()
  })

  test('is worked out once while nothing changes, and each view is logged for everybody on it', async () => {
    await shown()
    asked = 0
    const readings = () => house.db.prisma.auditEvent.count({ where: { action: 'READ', personId: stay.personId } })
    const before = await readings()
    for (const again of [await shown(), await shown()]) expect(again.rows).toHaveLength(3)
    expect([asked, (await readings()) - before]).toEqual([2, 2])
  })

  const changes: [string, (db: Db) => Promise<unknown>][] = [
    ['a payment', async () => (paidId = (await pay(house, actor, stay, 100_000, '2026-11-20')).id)],
    ['a payment that is taken back', () => reverse(house, actor, paidId)],
    [
      'what is written about the household',
      (db) =>
        db.prisma.householdEvent.create({
          data: {
            namndId: house.namndId,
            personId: stay.personId,
            kind: 'RENT_TROUBLESHOT',
            cause: 'WRONG_OCR',
            happenedOn: '2026-11-20',
            recordedAt: '2026-11-20T09:00:00.000Z',
          },
        }),
    ],
    [
      'a case',
      (db) =>
        db.prisma.preventionCase.create({
          data: {
            namndId: house.namndId,
            unitId: house.unitId,
            personId: stay.personId,
            caseNumber: '2026-900',
            openedOn: '2026-11-20',
            recordedAt: '2026-11-20T09:00:00.000Z',
          },
        }),
    ],
    ['a bill', () => bill(house, actor, stay, '2026-08', '2026-07-31', 600_000)],
    ['a name', (db) => db.run(sql`update "Person" set "givenName" = 'Annika' where "id" = ${stay.personId}`)],
    ['whose client it is', (db) => db.run(sql`update "Person" set "boendestodjareId" = ${actor.userId} where "id" = ${stay.personId}`)],
    [
      'a child',
      (db) =>
        db.run(
          sql`insert into "HouseholdChild" ("personId", "birthYear", "residence", "recordedAt") values (${stay.personId}, 2019, 'PERMANENT', '')`,
        ),
    ],
    [
      'a child that has moved',
      (db) => db.run(sql`update "HouseholdChild" set "removedAt" = '2026-11-22' where "personId" = ${stay.personId}`),
    ],
    [
      'a contact',
      (db) =>
        db.run(sql`insert into "Note" ("namndId", "personId", "kind", "reached", "happenedOn", "text", "writtenAt", "authorId")
          values (${house.namndId}, ${stay.personId}, 'CALL', 'JA', '2026-11-21', '', '', ${actor.userId})`),
    ],
    [
      'a contact in vain',
      (db) =>
        db.run(sql`insert into "Note" ("namndId", "personId", "kind", "reached", "happenedOn", "text", "writtenAt", "authorId")
          values (${house.namndId}, ${stay.personId}, 'SMS', 'NEJ', '2026-11-22', '', '', ${actor.userId})`),
    ],
    [
      'a rent',
      (db) =>
        db.run(
          sql`insert into "TenancyRent" ("tenancyId", "fromOn", "amountOre", "recordedAt") values (${stay.tenancyId}, '2026-11-01', 700000, '')`,
        ),
    ],
    ['an address', (db) => db.run(sql`update "Apartment" set "address" = 'Nygatan 1', "costCentre" = '4999' where "id" = ${apartmentId}`)],
    [
      'a respite',
      (db) =>
        db.run(sql`insert into "Respite" ("namndId", "personId", "chargeId", "untilOn", "reason", "recordedAt")
          select ${house.namndId}, e."personId", e."id", '2026-12-15', 'Prov', '2026-11-01T10:00:00.000Z' from "LedgerEntry" e
          where e."personId" = ${stay.personId} and e."period" = '2026-10'`),
    ],
    [
      'a pause of reminders',
      (db) =>
        db.run(sql`insert into "ReminderPause" ("namndId", "personId", "reason", "untilOn", "recordedAt")
          values (${house.namndId}, ${stay.personId}, 'OTHER', '2026-12-20', '2026-11-02T10:00:00.000Z')`),
    ],
    [
      'a plan',
      (db) =>
        db.prisma.repaymentPlan.create({
          data: {
            namndId: house.namndId,
            unitId: house.unitId,
            personId: stay.personId,
            agreedOn: '2026-11-02',
            debtOre: 600_000,
            firstLumpOre: 0,
            instalmentOre: 300_000,
            frequency: 'MONTHLY',
            startsOn: '2026-11-10',
            recordedAt: '2026-11-02T10:00:00.000Z',
            instalments: {
              create: [
                { number: 1, dueOn: '2026-11-10', amountOre: 300_000 },
                { number: 2, dueOn: '2026-12-10', amountOre: 300_000 },
              ],
            },
          },
        }),
    ],
    ['a plan that has ended', (db) => db.run(sql`update "RepaymentPlan" set "endedOn" = '2026-11-20' where "personId" = ${stay.personId}`)],
    ['a move', (db) => db.run(sql`update "Tenancy" set "endsOn" = '2026-11-15' where "id" = ${stay.tenancyId}`)],
    ['a protection', (db) => db.run(sql`update "Person" set "protection" = 'SEKRETESSMARKERING' where "id" = ${stay.personId}`)],
    [
      'a grant to see a protected person',
      (db) =>
        db.run(
          sql`insert into "ProtectionGrant" ("personId", "userId", "grantedAt") values (${stay.personId}, ${actor.userId}, '2026-11-22')`,
        ),
    ],
    ['a grant taken back', (db) => db.run(sql`update "ProtectionGrant" set "revokedAt" = '2026-11-22' where "userId" = ${actor.userId}`)],
    [
      'a setting',
      (db) =>
        db.run(sql`insert into "Setting" ("namndId", "name", "value", "fromOn", "source", "recordedAt")
          values (${house.namndId}, 'ageingDays', '5, 20', '2026-11-01', 'Prov', '2026-11-22')`),
    ],
    ['a boendestödjare', () => house.user('BOENDESTOD', { name: 'Ny Stödjare' })],
  ]
  test.each(changes)('%s is seen at once, whoever wrote it, and not before it is committed', async (_what, change) => {
    const before = await shown()
    await change(elsewhere)
    const after = await shown()
    expect(isSame(after, before)).toBe(false)
    expect(after).toEqual(await anew())
  })

  test('what is rolled back is not seen, neither while it lasts nor afterwards', async () => {
    const before = await shown()
    const undone = elsewhere.transaction(async (tx) => {
      await tx.run(sql`update "Person" set "givenName" = 'Ångrad'`)
      expect(await (engine === 'postgresql' ? shown() : before)).toEqual(before)
      throw new Error('away')
    })
    await expect(undone).rejects.toThrow('away')
    expect(await shown()).toEqual(before)
  })

  test('another process on the same database is seen: months are charged from the command line', async () => {
    await tenant('Cecilia')
    const before = await shown()
    const run = await cli(house.url, ['rent', 'charge', '--month', '2026-09', '--namnd', String(house.namndId), '--today', testToday])
    expect([run.code, run.stderr]).toEqual([0, ''])
    const after = await shown()
    expect(isSame(after, before)).toBe(false)
    expect(after).toEqual(await anew())
  })

  test('is each one’s own: another unit, another reach, and who may see whom', async () => {
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Andra enheten' } })
    await tenant('Annanenhet', { unitId: unit.id })
    const granted = (await house.user('BOSAMORDNARE', { name: 'Den utsedda' })).actor
    const wide = (await house.user('BOSAMORDNARE', { unitId: null, name: 'Alla enheter' })).actor
    const [person] = await house.db.rows<{ id: number }>(sql`select "id" from "Person" where "givenName" = 'Skyddad'`)
    await house.db.run(
      sql`insert into "ProtectionGrant" ("personId", "userId", "grantedAt") values (${person?.id}, ${granted.userId}, '2026-11-22')`,
    )
    const lists = [await shown(actor), await shown(granted), await shown(wide)]
    const namesOf = (list: (typeof lists)[number] | undefined) => list?.rows.map((row) => row.name?.split(' ')[0])
    for (const [n, as] of [actor, granted, wide].entries()) expect(lists[n]).toEqual(await anew(as))
    expect(lists.map((list) => [namesOf(list)?.includes('Skyddad'), namesOf(list)?.includes('Annanenhet')])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ])
    const moved = { ...actor, unitId: unit.id }
    expect(namesOf(await shown(moved))).toEqual(['Annanenhet'])
  })

  test('the page follows the role, the unit and midnight', async () => {
    let today = testToday
    const app = createApp({ ...house, clock: { now: house.clock.now, today: () => today } })
    const browser = await browseAs({ ...house, app }, 'CHEF', { name: 'Chef' })
    const { id } = await house.user('CHEF', { name: 'Chef' })
    const found = async (what: RegExp) => what.exec((await browser.get('/skulder')).text)?.[1] ?? ''
    const heading = () => found(/<h2 id="lista">([^<]*)</)
    const total = async () => Number((await found(/Total skuld<\/dt>\s*<dd>([^<]*)<\/dd>/u)).replace(/\D/g, ''))
    await bill(house, actor, await tenant('Nyare'), '2026-12', '2026-11-30', 600_000)
    const before = await total()
    today = '2026-12-02' // two days later, and nothing has been written: the rent for December is late
    expect([before > 0, await total()]).toEqual([true, before + 6_000])
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Tredje enheten' } })
    await tenant('Tredje', { unitId: unit.id })
    await house.db.run(sql`update "User" set "unitId" = ${unit.id} where "id" = ${id}`)
    expect(await heading()).toMatch(/^En person/)
    await house.db.run(sql`update "User" set "role" = 'CONTROLLER' where "id" = ${id}`)
    expect((await browser.get('/skulder')).status).toBe(403)
  })

  test('taken home it is the same, and the page does not change by it', async () => {
    const before = await shown()
    const list = await exportList(counting, actor, query, 'csv')
    expect(list.rows.map((row) => row.personId)).toEqual(before.rows.map((row) => row.personId))
    expect(await shown()).toEqual(before)
  })

  test('stays right while people look and somebody writes all the time', async () => {
    const looking = [0, 1].map(async () => {
      for (let n = 0; n < 15; n++) await shown()
    })
    for (let n = 1; n <= 8; n++) {
      await elsewhere.run(sql`update "Person" set "givenName" = ${`Anna${n}`}, "protection" = 'NEJ' where "id" = ${stay.personId}`)
      expect((await shown()).rows.map((row) => row.name)).toContain(`Anna${n} Minnesprov`)
    }
    await Promise.all(looking)
    expect(await shown()).toEqual(await anew())
  })
})

describe('every table the list is read from', () => {
  let house: TestHouse
  beforeAll(async () => void (house = await openTestHouse('sqlite')))
  afterAll(() => house.close())

  test('counts the revision when it changes, on both engines', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const person = await makePerson(house)
    const apartment = await makeApartment(house)
    const { id } = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
    await bill(house, actor, { personId: person.id, tenancyId: id, unitId: house.unitId }, '2026-10', '2026-09-30', 600_000)
    await house.db
      .run(sql`insert into "RepaymentPlan" ("namndId", "unitId", "personId", "agreedOn", "debtOre", "firstLumpOre", "instalmentOre", "frequency", "startsOn", "recordedAt")
      values (${house.namndId}, ${house.unitId}, ${person.id}, '2026-11-02', 600000, 0, 300000, 'MONTHLY', '2026-11-10', '')`)
    const tables = new Set<string>()
    const roots = new Map(
      (
        await house.db.rows<{ rootpage: number; table: string }>(
          sql`select rootpage, tbl_name as "table" from sqlite_master where rootpage > 0`,
        )
      ).map((row) => [row.rootpage, row.table]),
    )
    const noting = Object.assign(Object.create(house.db) as Db, {
      rows: async <Row>(statement: Parameters<Db['rows']>[0]) => {
        const program = await house.db.rows<{ opcode: string; p2: number; p3: number }>(sql`${rawSql('explain')} ${statement}`)
        for (const { opcode, p2, p3 } of program) if (opcode === 'OpenRead' && p3 === 0) tables.add(roots.get(p2) ?? '?')
        return house.db.rows<Row>(statement)
      },
    })
    expect((await listPage(noting, actor, query)).rows).toHaveLength(1)
    tables.delete('Revision')
    expect(tables.size).toBeGreaterThan(14)
    const lite = await house.db.rows<{ name: string }>(
      sql`select "name" from sqlite_master where "type" = 'trigger' and "name" like '%_revision_%'`,
    )
    const wanted = [...tables].flatMap((table) => ['insert', 'update', 'delete'].map((how) => `${table}_revision_${how}`))
    expect(wanted.filter((name) => !lite.some((trigger) => trigger.name === name))).toEqual([])
    const postgresql = await openTestHouse('postgresql')
    const theirs = await postgresql.db.rows<{ name: string }>(
      sql`select tgname::text as "name" from pg_trigger where tgname like '%_revision'`,
    )
    await postgresql.close()
    expect([...tables].filter((table) => !theirs.some((trigger) => trigger.name === `${table}_revision`))).toEqual([])
  })
})
