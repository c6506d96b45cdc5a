import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'
import { consentsOf } from '../../server/features/consents/consent-store.js'

describe.each(engines)('consents on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  let landlordId: number
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'VRAKNINGSFOREBYGGARE', { name: 'Maria Lindqvist' })
    landlordId = (
      await house.db.prisma.landlord.create({ data: { namndId: house.namndId, name: 'Stadsbacken', createdAt: house.clock.now() } })
    ).id
  })
  afterAll(() => house.close())

  async function tenant() {
    const person = await makePerson(house)
    const home = await makeApartment(house)
    await house.db.prisma.apartment.update({ where: { id: home.id }, data: { landlordId } })
    await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    return { person, url: `/personer/${person.id}/samtycken` }
  }
  const rent = () => ({
    landlord: String(landlordId),
    scope: 'RENT_ONLY',
    givenHow: 'SPOKEN',
    givenOn: '2026-11-10',
    untilOn: '2026-12-31',
  })

  test('is given, shown, and withdrawn once', async () => {
    const { person, url } = await tenant()
    const form = await browser.get(`${url}/nytt`)
    expect([await htmlFaults(form.text), form.text.includes('Stadsbacken')]).toEqual([[], true])
    const saved = await browser.post(`${url}/nytt`, { ...rent(), text: 'Sagt på mötet' })
    expect([saved.status, saved.headers.location]).toEqual([303, url])
    const page = await browser.get(url)
    expect(await htmlFaults(page.text)).toEqual([])
    for (const said of ['Bara hyran, med Stadsbacken', 'Muntligt samtycke. Sagt på mötet', 'Maria Lindqvist', 'Gäller till och med'])
      expect(page.text).toContain(said)
    const [consent] = await house.db.prisma.landlordConsent.findMany({ where: { personId: person.id } })
    const back = `${url}/${consent?.id}/ta-tillbaka`
    expect(await htmlFaults((await browser.get(back)).text)).toEqual([])
    expect((await browser.post(back, { withdrawnOn: '2026-11-09' })).text).toContain('Dagen är före dagen då samtycket lämnades')
    expect((await browser.post(back, { withdrawnOn: '2026-11-22' })).status).toBe(303)
    expect((await browser.get(url)).text).toContain('Tillbakataget')
    // a second tab says the same again: nothing changes
    expect([(await browser.get(back)).status, (await browser.post(back, { withdrawnOn: '2026-11-20' }, `${url}/nytt`)).status]).toEqual([
      303, 303,
    ])
    expect((await house.db.prisma.landlordConsent.findUniqueOrThrow({ where: { id: consent?.id ?? 0 } })).withdrawnOn).toBe('2026-11-22')
    await expect(
      house.db.prisma.landlordConsent.updateMany({ where: { personId: person.id }, data: { scope: 'RENT_AND_DISTURBANCE' } }),
    ).rejects.toThrow()
    const log = await house.db.prisma.auditEvent.findMany({ where: { personId: person.id, subject: 'CONSENT' }, orderBy: { id: 'asc' } })
    expect(log.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['CREATE', consent?.id],
      ['END', consent?.id],
    ])
  })

  test('sent twice it is one; a landlord outside the register is a name', async () => {
    const person = await makePerson(house)
    const url = `/personer/${person.id}/samtycken`
    const fields = { ...rent(), landlord: 'ANOTHER', landlordName: 'Hyresbolaget', untilOn: '' }
    const answers = await Promise.all([browser.post(`${url}/nytt`, fields), browser.post(`${url}/nytt`, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const rows = await house.db.prisma.landlordConsent.findMany({ where: { personId: person.id } })
    expect(rows.map(({ landlordId, landlordName, untilOn }) => [landlordId, landlordName, untilOn])).toEqual([[null, 'Hyresbolaget', null]])
    expect((await browser.get(url)).text).toContain('Gäller tills det tas tillbaka')
  })

  test('says what is wrong and keeps what was typed', async () => {
    const { url } = await tenant()
    const empty = await browser.post(`${url}/nytt`, {})
    expect(empty.status).toBe(422)
    for (const said of ['Välj hyresvärd', 'Välj vad ni får tala om', 'Välj hur samtycket lämnades', 'Skriv vilken dag samtycket lämnades'])
      expect(empty.text).toContain(said)
    const wrong = await browser.post(`${url}/nytt`, {
      ...rent(),
      landlord: 'ANOTHER',
      givenOn: '2026-11-23',
      untilOn: '2026-11-23',
      text: 'Det som sades',
    })
    expect(wrong.status).toBe(422)
    for (const said of [
      'Skriv vad hyresvärden heter',
      'Samtycket kan inte vara lämnat efter i dag',
      'Sista dagen ska vara efter',
      'Det som sades',
    ])
      expect(wrong.text).toContain(said)
    // a landlord that is not one of the person's is nobody: a name is asked for
    expect((await browser.post(`${url}/nytt`, { ...rent(), landlord: '99999999' })).text).toContain('Skriv vad hyresvärden heter')
    expect(await htmlFaults(wrong.text)).toEqual([])
  })

  test('nobody else reads or changes it', async () => {
    const { person, url } = await tenant()
    await browser.post(`${url}/nytt`, rent())
    const [consent] = await house.db.prisma.landlordConsent.findMany({ where: { personId: person.id } })
    const addresses = [url, `${url}/nytt`, `${url}/${consent?.id}/ta-tillbaka`]
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Enhet ${person.id}` } })
    for (const stranger of [
      await browseAs(house, 'VRAKNINGSFOREBYGGARE', await makeOtherNamnd(house)),
      await browseAs(house, 'SOCIALSEKRETERARE', { unitId: unit.id }),
    ])
      for (const address of addresses) expect([address, (await stranger.get(address)).status]).toEqual([address, 404])
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) {
      const other = await browseAs(house, role)
      for (const address of addresses) expect([address, (await other.get(address)).status]).toEqual([address, 403])
    }
    const chef = await browseAs(house, 'CHEF')
    const read = await chef.get(url)
    expect([read.status, read.text.includes('Ta tillbaka'), (await chef.get(`${url}/nytt`)).status]).toEqual([200, false, 403])
    // another person's consent is not under this one's address
    const other = await makePerson(house)
    expect((await browser.get(`/personer/${other.id}/samtycken/${consent?.id}/ta-tillbaka`)).status).toBe(404)
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    for (const address of addresses) expect((await browser.get(address)).text).not.toContain('Stadsbacken')
    const { actor } = await house.user('BOSAMORDNARE')
    expect(await consentsOf(house.db, actor, person.id)).toEqual([])
  })
})
