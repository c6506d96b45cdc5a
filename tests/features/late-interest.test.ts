import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { interestOf } from '../../server/features/late-interest/interest-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

describe.each(engines)('dröjsmålsränta on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  const setting = (name: string, value: string, fromOn: string) =>
    house.db.prisma.setting.create({ data: { namndId: house.namndId, name, value, fromOn, source: 'test', recordedAt: house.clock.now() } })

  test('is shown, says what is missing, and is charged once by decision', async () => {
    const person = await makePerson(house)
    const apartment = await makeApartment(house)
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
    await runCharges(house.db, actor, '2026-06') // due 29 May, last plausible day Saturday the 30th
    const at = `/personer/${person.id}/ranta`
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const before = await browser.get(at)
    expect(await htmlFaults(before.text)).toEqual([])
    expect(before.text).toContain('Referensräntan från <time datetime="2026-07-01">')
    expect(before.text).toContain('50,96') // 6 000 × 10 % × 31 / 365
    expect(before.text).toContain('Nämnden tar inte ut dröjsmålsränta')
    const off = await browser.post(at, { reason: 'Beslut', seenOre: '5096', checked: 'ja' }, `/personer/${person.id}/anstand`)
    expect(off.status).toBe(422)

    await setting('chargesLateInterest', '1', '2026-01-01')
    await setting('referenceRateHundredths', '175', '2026-07-01')
    // July to 22 November: 145 days at 9,75 % is 232,40
    const interest = await interestOf(house.db, actor, person.id, testToday)
    expect(interest).toMatchObject({ sumOre: 28_336, missing: [] })
    expect((await browser.post(at, { reason: '' })).status).toBe(422)
    const check = await browser.post(at, { reason: 'Chefens beslut 2026-11-20' })
    expect([check.status, check.text.includes('Debitera 283,36\u00a0kr')]).toEqual([200, true])
    expect(await htmlFaults(check.text)).toEqual([])
    const changed = await browser.post(at, { reason: 'Beslut', seenOre: '1', checked: 'ja' })
    expect([changed.status, changed.text.includes('Räntan har ändrats')]).toEqual([422, true])
    const fields = { reason: 'Chefens beslut 2026-11-20', seenOre: '28336', checked: 'ja' }
    expect((await browser.post(at, fields)).status).toBe(303)
    const charges = await house.db.prisma.ledgerEntry.findMany({ where: { personId: person.id, chargeKind: 'INTEREST' } })
    expect(charges).toMatchObject([
      {
        kind: 'CHARGE',
        amountOre: 28_336,
        reason: 'Chefens beslut 2026-11-20',
        dueOn: '2026-12-22',
        ocr: expect.stringContaining('202613'),
      },
    ])
    expect((await browser.post(at, fields, `/personer/${person.id}/anstand`)).status).toBe(422)
    expect(await house.db.prisma.ledgerEntry.count({ where: { personId: person.id, chargeKind: 'INTEREST' } })).toBe(1)
    expect((await interestOf(house.db, actor, person.id, testToday)).sumOre).toBe(0)
    expect((await verifyLedger(house.db)).ok).toBe(true)
  })

  test('is charged by few', async () => {
    const person = await makePerson(house)
    const browser = await browseAs(house, 'BOENDESTOD')
    expect((await browser.get(`/personer/${person.id}/ranta`)).text).toContain('Ingen hyra har varit sen')
    expect((await browser.post(`/personer/${person.id}/ranta`, { reason: 'x' }, `/personer/${person.id}/anstand`)).status).toBe(403)
    expect((await (await browseAs(house, 'CONTROLLER')).get(`/personer/${person.id}/ranta`)).status).toBe(403)
  })
})
