/** What the database says of status and availability is what the rules say, for every combination of periods around a day. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from '../../server/db.js'
import { availability, statusOf, type ApartmentLife } from '../../server/domain/apartments.js'
import type { Interval } from '../../server/domain/interval.js'
import { freeFrom, statusOn } from '../../server/features/apartments/status-sql.js'
import { freeApartments, livesOf } from '../../server/features/apartments/store.js'
import { makePerson } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const period = (startsOn: number, endsOn: number | null): Interval => ({
  startsOn: `2026-11-${startsOn}`,
  endsOn: endsOn === null ? null : `2026-11-${endsOn}`,
})
/** none, over, now, to come, without end, two edge to edge, two with a gap, one that holds no day */
const SHAPES: Interval[][] = [
  [],
  [period(18, 21)],
  [period(21, 23)],
  [period(23, 25)],
  [period(20, null)],
  [period(20, 22), period(22, 24)],
  [period(18, 20), period(24, null)],
  [period(22, 22)],
]
const DAYS = [20, 21, 22, 23, 24].map((day) => `2026-11-${day}`)

describe.each(engines)('the database and the rules agree on %s', (engine) => {
  let house: TestHouse
  let ids: { id: number }[]
  let lives: Map<number, ApartmentLife>
  beforeAll(async () => {
    house = await openTestHouse(engine)
    const { prisma } = house.db
    const person = await makePerson(house)
    const recordedAt = house.clock.now()
    const combinations = SHAPES.flatMap((leases) =>
      SHAPES.flatMap((forms) => SHAPES.flatMap((tenancies) => SHAPES.map((voids) => ({ leases, forms, tenancies, voids })))),
    )
    const { namndId, unitId } = house
    await prisma.apartment.createMany({
      data: combinations.map((_, n) => ({
        namndId,
        unitId,
        ownId: `L${n}`,
        address: 'Provgatan',
        sortAddress: 'provgatan',
        searchAddress: 'provgatan',
        createdAt: recordedAt,
      })),
    })
    ids = await prisma.apartment.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
    const rowsOf = <K extends keyof (typeof combinations)[number]>(key: K) =>
      combinations.flatMap((one, n) => one[key].map((interval) => ({ apartmentId: ids[n]?.id ?? 0, ...interval, recordedAt })))
    await prisma.headLease.createMany({ data: rowsOf('leases') })
    await prisma.housingFormPeriod.createMany({ data: rowsOf('forms').map((row) => ({ ...row, housingForm: 'FORSOKSLAGENHET' })) })
    await prisma.tenancy.createMany({ data: rowsOf('tenancies').map((row) => ({ ...row, namndId, unitId, personId: person.id })) })
    await prisma.void.createMany({ data: rowsOf('voids').map((row) => ({ ...row, reason: 'CLEANING' })) })
    // A cancelled void is in nobody's way.
    await prisma.void.createMany({
      data: ids.map(({ id }) => ({ apartmentId: id, ...period(18, null), recordedAt, reason: 'OTHER', cancelledAt: recordedAt })),
    })
    lives = await livesOf(house.db, ids)
  }, 120_000)
  afterAll(() => house.close())

  const differences = async (question: ReturnType<typeof statusOn>, ruled: (life: ApartmentLife) => string) => {
    const rows = await house.db.rows<{ id: number; answer: string }>(sql`select a."id", ${question} as "answer" from "Apartment" a`)
    expect(rows).toHaveLength(SHAPES.length ** 4)
    return rows.flatMap(({ id, answer }) => {
      const life = lives.get(id)
      return life && ruled(life) === answer ? [] : [{ life, answer }]
    })
  }

  test.each(DAYS)('status on %s', async (day) => {
    expect(await differences(statusOn(day), (life) => statusOf(life, day))).toEqual([])
  })

  test.each(DAYS)('can be let from %s until further notice', async (day) => {
    const question = sql`case when ${freeFrom(day)} then 'yes' else 'no' end`
    expect(await differences(question, (life) => (availability(life, { startsOn: day, endsOn: null }).available ? 'yes' : 'no'))).toEqual(
      [],
    )
  })

  test.each<[string, string | null]>([
    ['2026-11-21', null],
    ['2026-11-20', '2026-11-22'],
    ['2026-11-21', '2026-11-24'],
    ['2026-11-24', '2026-11-30'],
  ])('free apartments from %s to %s', async (from, to) => {
    const { actor } = await house.user('BOSAMORDNARE')
    const free = await freeApartments(house.db, actor, { from, to })
    const ruled = ids.filter(({ id }) => {
      const life = lives.get(id)
      return life && availability(life, { startsOn: from, endsOn: to }).available
    })
    expect(ruled.length).toBeGreaterThan(0)
    expect(free.map(({ id }) => id)).toEqual(ruled.map(({ id }) => id))
  })
})
