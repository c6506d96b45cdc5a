/** SQLite's counts of its tables: taken beside the program, and used by it at once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from '../server/db.js'
import { countTables } from '../server/table-counts.js'
import { engines, openTestHouse, type TestHouse } from './support/test-house.js'

describe.each(engines)('counts of the tables on %s', (engine) => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse(engine)
    await house.db.run(sql`insert into "Tenancy" ("namndId", "unitId", "apartmentId", "personId", "startsOn", "recordedAt")
      select ${house.namndId}, ${house.unitId}, k.a, k.p, '2026-01-01', '2026-01-01T00:00:00.000Z' from ${await homes()} k`)
  })
  afterAll(() => house.close())

  /** 400 people, each with a home. */
  async function homes() {
    const rows = Array.from({ length: 400 }, (_, n) => ({ n: n + 1 }))
    const numbers = house.db.table(rows, { n: 'int' })
    await house.db
      .run(sql`insert into "Person" ("namndId", "unitId", "ownId", "givenName", "familyName", "sortName", "searchName", "protection", "createdAt")
      select ${house.namndId}, ${house.unitId}, 'T' || r.n, 'Test', 'Person', 'person', 'person', 'NEJ', '2026-01-01T00:00:00.000Z' from ${numbers} r`)
    await house.db.run(sql`insert into "Apartment" ("namndId", "unitId", "ownId", "address", "sortAddress", "searchAddress", "createdAt")
      select ${house.namndId}, ${house.unitId}, 'T' || r.n, 'Gatan', 'gatan', 'gatan', '2026-01-01T00:00:00.000Z' from ${numbers} r`)
    const idsOf = async (table: 'Person' | 'Apartment') =>
      (table === 'Person' ? await house.db.prisma.person.findMany() : await house.db.prisma.apartment.findMany()).map((row) => row.id)
    const [people, apartments] = [await idsOf('Person'), await idsOf('Apartment')]
    return house.db.table(
      people.map((p, index) => ({ p, a: apartments[index] })),
      { p: 'int', a: 'int' },
    )
  }
  const waysOf = async () =>
    (
      await house.db.rows<{ detail: string }>(sql`
        explain query plan select t."id" from "Tenancy" t
        where t."namndId" = ${house.namndId} and t."unitId" = ${house.unitId} and t."personId" in (select value from json_each('[1, 2]'))`)
    ).map((row) => row.detail)

  test('people are looked up and not looked for, once the tables are counted; again costs nothing and changes nothing', async () => {
    if (engine === 'postgresql') return expect(await countTables(house.db)).toBeUndefined()
    expect((await waysOf())[0]).not.toContain('personId=?')
    await countTables(house.db)
    expect((await waysOf())[0]).toContain('personId=?')
    const counts = () => house.db.rows(sql`select * from sqlite_stat1 order by "tbl", "idx"`)
    const before = await counts()
    await countTables(house.db)
    expect(await counts()).toEqual(before)
  })
})
