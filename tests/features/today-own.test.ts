import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import type { Db } from '../../server/db.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { linesFor, todayLines } from '../../server/domain/today.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { todayFacts } from '../../server/features/today/store.js'
import { ownPeople } from '../../server/features/today/subjects-store.js'
import { linesAbout } from '../../server/features/today/today-page.js'
import { countedDb } from '../support/counted-db.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const today = '2026-11-22'

// features/today/store.ts: what is read of one's own people is read another way than of everybody, and says the same
describe.each(engines)("I dag about one's own people on %s", (engine) => {
  let house: TestHouse
  let worker: Actor
  let otherUnitId = 0
  beforeAll(async () => {
    house = await openTestHouse(engine)
    worker = (await house.user('BOENDESTOD')).actor
    otherUnitId = (await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })).id
  })
  afterAll(() => house.close())

  async function household(familyName: string, homes: { unitId?: number; startsOn?: string; endsOn?: string }[] = [{}]) {
    const person = await makePerson(house, { familyName, children: [2018] })
    await house.db.prisma.person.update({ where: { id: person.id }, data: { boendestodjareId: worker.userId } })
    const stays = []
    for (const home of homes) {
      const apartment = await makeApartment(house, home.unitId ? { unitId: home.unitId } : {})
      stays.push(await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, ...home }))
    }
    return { personId: person.id, stays }
  }
  const learned = (personId: number, kind: string, happenedOn: string) =>
    house.db.prisma.householdEvent.create({
      data: { namndId: house.namndId, personId, kind, happenedOn, recordedAt: `${happenedOn}T10:00:00.000Z` },
    })
  const called = (personId: number, reached: string, correctsId: number | null = null) =>
    house.db.prisma.note.create({
      data: {
        namndId: house.namndId,
        personId,
        kind: 'CALL',
        reached,
        happenedOn: '2026-11-20',
        text: 'samtal',
        writtenAt: house.clock.now(),
        authorId: worker.userId ?? 0,
        correctsId,
      },
    })

  async function both(db: Db, actor: Actor) {
    const own = await ownPeople(db, actor)
    const lines = async (options: Parameters<typeof todayFacts>[4]) =>
      linesFor(
        actor.role as 'BOENDESTOD',
        todayLines(
          await todayFacts(db, actor, today, DEFAULT_SETTINGS, options),
          today,
          DEFAULT_SETTINGS,
          options?.of && (actor.role as 'BOENDESTOD'),
        ),
      )
    return { own: await lines({ of: own }), cut: linesAbout(own.ids, await lines({})) }
  }

  test('says what the cut of everybody says, also of a home in another enhet', async () => {
    const owes = await household('Skuld')
    const paused = await household('Paus')
    const moved = await household('Flyttad', [
      { unitId: otherUnitId, startsOn: '2025-01-01', endsOn: '2026-11-05' },
      { startsOn: '2026-11-05' },
    ])
    const elsewhere = await household('Annanstans', [{ unitId: otherUnitId }])
    await house.db.prisma.person.update({ where: { id: (await household('Kollega')).personId }, data: { boendestodjareId: null } })
    const charger = (await house.user('BOSAMORDNARE', { unitId: null })).actor
    for (const month of ['2026-10', '2026-11']) await runCharges(house.db, charger, month)
    const recorded = { namndId: house.namndId, recordedAt: house.clock.now() }
    await house.db.prisma.reminderPause.create({
      data: { ...recorded, personId: paused.personId, reason: 'DISPUTE', untilOn: '2026-12-31' },
    })
    const stopped = await household('Ersättning')
    await learned(stopped.personId, 'BENEFIT_STOPPED', '2026-11-15')
    await called(stopped.personId, 'NEJ', (await called(stopped.personId, 'JA')).id)
    await learned(elsewhere.personId, 'BENEFIT_STOPPED', '2026-11-16')

    const { own, cut } = await both(house.db, worker)
    expect(own).toEqual(cut)
    const rulesOf = ({ personId }: { personId: number }) => own.filter((line) => line.personId === personId).map((line) => line.rule)
    expect(rulesOf(owes)).toContain('FORFEITURE_POSSIBLE')
    expect(rulesOf(moved)).toContain('FORFEITURE_POSSIBLE')
    expect(own.filter((line) => line.rule === 'EARLY_WARNING' && line.reason.includes('ersättning')).map((line) => line.personId)).toEqual([
      stopped.personId,
      elsewhere.personId,
    ])

    const inPapers = { ...worker, role: 'SOCIALSEKRETERARE' as const }
    const asSecretary = await both(house.db, inPapers)
    expect(asSecretary.own.length).toBeGreaterThan(0)
    expect(asSecretary.own).toEqual(asSecretary.cut)
  })

  test('asks as many questions of many people as of few', async () => {
    const counted = async () => {
      const asked = { statements: 0, rows: 0 }
      const db = countedDb(house.db, asked)
      await todayFacts(db, worker, today, DEFAULT_SETTINGS, { of: await ownPeople(db, worker) })
      return asked.statements
    }
    const before = await counted()
    for (let n = 0; n < 9; n++) await household(`Fler${n}`)
    expect(await counted()).toBe(before)
    expect(before).toBeLessThanOrEqual(20)
  })
})
