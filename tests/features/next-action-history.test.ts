/** The night's run over features/eviction-prevention/: what it writes, and that it costs the same queries whatever the number of households. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { recordActions } from '../../server/features/eviction-prevention/history-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { recordNextActions } from '../../server/jobs/next-actions.js'
import { browseAs } from '../support/browse.js'
import { countedDb } from '../support/counted-db.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

describe.each(engines)('the history of next actions on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  async function debtor(protection = 'NEJ') {
    const person = await makePerson(house, { protection })
    const home = await makeApartment(house)
    await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    await runCharges(house.db, actor, '2026-11')
    return person.id
  }
  const rows = (personId: number) =>
    house.db.prisma.actionHistory.findMany({
      where: { personId },
      orderBy: { id: 'asc' },
      select: { action: true, sinceOn: true, endedOn: true },
    })

  test('a row begins when an action becomes the first and ends when it is no longer; twice is once', async () => {
    const personId = await debtor()
    const hidden = await debtor('SKYDDAD_FOLKBOKFORING')
    const night = (today: string) => recordNextActions({ db: house.db, clock: { now: () => `${today}T01:17:00.000Z`, today: () => today } })
    await night('2026-11-20')
    await night('2026-11-20')
    await night('2026-11-21')
    expect(await rows(personId)).toEqual([{ action: 'TROUBLESHOOT_RENT', sinceOn: '2026-11-20', endedOn: null }])
    expect(await rows(hidden)).toHaveLength(1)
    const browser = await browseAs(house, 'BOENDESTOD')
    const page = `/personer/${personId}`
    expect((await browser.get(page)).text).toMatch(/Felsök obetald hyra[\s\S]*Står först sedan <time datetime="2026-11-20">/)
    await browser.post(`${page}/uppgifter/ny`, { kind: 'RENT_TROUBLESHOT', cause: 'WRONG_OCR', happenedOn: '2026-11-22' })
    const changed = (await browser.get(page)).text // at once, before any night
    expect(changed).toContain('Leta upp betalningen')
    expect(changed).not.toContain('Står först sedan') // today
    await night('2026-11-23')
    expect(await rows(personId)).toEqual([
      { action: 'TROUBLESHOOT_RENT', sinceOn: '2026-11-20', endedOn: '2026-11-23' },
      { action: 'FIND_THE_PAYMENT', sinceOn: '2026-11-23', endedOn: null },
    ])
    await expect(house.db.prisma.actionHistory.updateMany({ where: { personId }, data: { action: 'OFFER_PLAN' } })).rejects.toThrow()
    await expect(
      house.db.prisma.actionHistory.updateMany({ where: { endedOn: { not: null } }, data: { endedOn: '2026-12-01' } }),
    ).rejects.toThrow()
    await expect(house.db.prisma.actionHistory.deleteMany({ where: { personId } })).rejects.toThrow()
  })

  test('the number of queries does not follow the number of households', async () => {
    const first = await debtor()
    await house.db.prisma.preventionCase.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: first,
        caseNumber: '2026-901',
        openedOn: '2026-11-20',
        recordedAt: house.clock.now(),
      },
    })
    const queries = async () => {
      const counted = { statements: 0, rows: 0 }
      const { households } = await recordActions(countedDb(house.db, counted), { ...actor, userId: null, role: 'SYSTEM' })
      return { households, asked: counted.statements }
    }
    await debtor()
    const few = await queries()
    for (let n = 0; n < 6; n++) await debtor()
    const more = await queries()
    expect(more.households).toBe(few.households + 6)
    expect(more.asked).toBe(few.asked)
    expect(more.asked).toBeLessThan(45)
  })
})
