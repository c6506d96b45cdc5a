import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

/** Who was written down as read since the event, by person. */
async function readSince(house: TestHouse, lastId: number): Promise<[number | null, string | null][]> {
  const events = await house.db.prisma.auditEvent.findMany({ where: { action: 'READ', id: { gt: lastId } }, orderBy: { personId: 'asc' } })
  return events.map((event) => [event.personId, event.page])
}
const lastEvent = async (house: TestHouse) => (await house.db.prisma.auditEvent.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0

/** The addresses of the list's rows, in their order. */
const addressesIn = (text: string) =>
  [...text.matchAll(/<th scope="row"><a href="\/lagenheter\/\d+">([^<]+)<\/a>/g)].map((match) => match[1])

describe.each(engines)('the list of apartments on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  let nadia: { id: number }
  let hidden: { id: number }
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE')
    nadia = await makePerson(house, { givenName: 'Nadia', familyName: 'Osman' })
    hidden = await makePerson(house, { givenName: 'Vendela', familyName: 'Hemlig', protection: 'SEKRETESSMARKERING' })
    const eight = await makeApartment(house, { address: 'Tallbacksvägen 8', ownId: '0147-1102', rentOre: 648_000 })
    const twelve = await makeApartment(house, {
      address: 'Tallbacksvägen 12',
      housingForm: 'TRANINGSLAGENHET',
      rentOre: 500_000,
      costCentre: '99',
    })
    await makeApartment(house, { address: 'Ågatan 2', housingForm: 'STODBOENDE', rentOre: 400_000 })
    await makeApartment(house, { address: 'Zettervägen 1', fromOn: '2027-01-01', rentOre: null })
    await makeTenancy(house, { personId: nadia.id, apartmentId: eight.id, startsOn: '2025-05-01', rentOre: 650_050 })
    await makeTenancy(house, { personId: hidden.id, apartmentId: twelve.id, startsOn: '2026-02-03', rentOre: 511_100 })
    const other = await makeOtherNamnd(house)
    await makeApartment(house, { address: 'Främmandegatan 1', ...other })
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    await makeApartment(house, { address: 'Grannenhetens gata 1', unitId: unit.id })
  })
  afterAll(() => house.close())

  test("shows the unit's own places in Swedish order, numbers as numbers", async () => {
    const { text, status } = await browser.get('/lagenheter')
    expect(status).toBe(200)
    expect(addressesIn(text)).toEqual(['Tallbacksvägen 8', 'Tallbacksvägen 12', 'Zettervägen 1', 'Ågatan 2'])
    expect(await htmlFaults(text)).toEqual([])
  })

  test.each<[string, string[]]>([
    ['q=tallbacksv%C3%A4gen', ['Tallbacksvägen 8', 'Tallbacksvägen 12']],
    ['q=0147-1102', ['Tallbacksvägen 8']],
    ['q=agatan+1101', ['Ågatan 2']],
    ['q=%25', ['Tallbacksvägen 8', 'Tallbacksvägen 12', 'Zettervägen 1', 'Ågatan 2']],
    ['q=hemlig', []],
    ['q=vendela', []],
    ['lage=LET', ['Tallbacksvägen 8', 'Tallbacksvägen 12']],
    ['lage=VACANT', ['Ågatan 2']],
    ['lage=UPCOMING', ['Zettervägen 1']],
    ['form=TRANINGSLAGENHET', ['Tallbacksvägen 12']],
    ['stalle=99', ['Tallbacksvägen 12']],
    ['ledig=2026-11-22', ['Ågatan 2']],
    ['ledig=2027-01-01', ['Zettervägen 1', 'Ågatan 2']],
    ['ledig=inte-en-dag&lage=FEL', ['Tallbacksvägen 8', 'Tallbacksvägen 12', 'Zettervägen 1', 'Ågatan 2']],
    ['sortera=-hyra', ['Tallbacksvägen 8', 'Tallbacksvägen 12', 'Ågatan 2', 'Zettervägen 1']],
    ['sortera=namn', ['Tallbacksvägen 8', 'Tallbacksvägen 12', 'Zettervägen 1', 'Ågatan 2']],
    ['sortera=-adress', ['Ågatan 2', 'Zettervägen 1', 'Tallbacksvägen 12', 'Tallbacksvägen 8']],
    ['sortera=-sedan&lage=LET', ['Tallbacksvägen 8', 'Tallbacksvägen 12']],
  ])('%s', async (query, addresses) => {
    expect(addressesIn((await browser.get(`/lagenheter?${query}`)).text)).toEqual(addresses)
  })

  test('a day that is none is asked for again, with what was typed', async () => {
    const { text } = await browser.get('/lagenheter?ledig=1+december')
    expect(text).toContain('Skriv dagen som ÅÅÅÅ-MM-DD')
    expect(text).toContain('value="1 december"')
    expect(await htmlFaults(text)).toEqual([])
  })

  test('links keep the filter, and the sums are those of the hits', async () => {
    const { text } = await browser.get('/lagenheter?lage=LET&q=tall&sortera=hyra')
    expect(text).toContain('href="/lagenheter?q=tall&amp;lage=LET&amp;sortera=-hyra"')
    expect(text).toMatch(/<tfoot>[^]*11\u00a0480[^]*6\u00a0500,50[^]*<\/tfoot>/)
  })

  test('a hidden tenant leaves no name, no day and no rent behind; the visible one is written down as read', async () => {
    const last = await lastEvent(house)
    const { text } = await browser.get('/lagenheter')
    expect(text).toContain('Nadia Osman')
    expect(text).toContain('Uthyrd')
    expect(text).not.toMatch(/Hemlig|Vendela|2026-02-03|5\u00a0111/)
    expect(text).not.toContain(`/personer/${hidden.id}"`)
    expect(await readSince(house, last)).toEqual([[nadia.id, 'GET /lagenheter']])
  })

  test('the one who is named on the protection sees the tenant', async () => {
    const { id, email } = await house.user('BOSAMORDNARE', { name: 'Utsedd' })
    await house.db.prisma.protectionGrant.create({ data: { personId: hidden.id, userId: id, grantedAt: house.clock.now() } })
    expect(email).toBeTruthy()
    const named = await browseAs(house, 'BOSAMORDNARE', { name: 'Utsedd' })
    expect((await named.get('/lagenheter')).text).toContain('Vendela Hemlig')
  })

  test('twenty-five a page, and a page too far is the last', async () => {
    for (let n = 1; n <= 26; n++) await makeApartment(house, { address: `Sidgatan ${n}` })
    const first = addressesIn((await browser.get('/lagenheter?q=sidgatan')).text)
    const second = await browser.get('/lagenheter?q=sidgatan&sida=2')
    expect([first.length, first[0], first[24]]).toEqual([25, 'Sidgatan 1', 'Sidgatan 25'])
    expect(addressesIn(second.text)).toEqual(['Sidgatan 26'])
    expect(addressesIn((await browser.get('/lagenheter?q=sidgatan&sida=99')).text)).toEqual(['Sidgatan 26'])
    expect(second.text).toContain('Visar 26–26 av 26')
  })

  test('a controller and an administrator do not come in', async () => {
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) {
      const outside = await browseAs(house, role)
      expect((await outside.get('/lagenheter')).status).toBe(403)
    }
  })
})

describe.each(engines)('the page of an apartment on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE')
  })
  afterAll(() => house.close())

  test('tells its whole life: stays, gaps, contracts, rents and boendeform', async () => {
    const eva = await makePerson(house, { givenName: 'Eva', familyName: 'Lundin' })
    const nadia = await makePerson(house, { givenName: 'Nadia', familyName: 'Osman', children: [2019] })
    const { id } = await makeApartment(house, { address: 'Tallbacksvägen 8', fromOn: '2021-06-01', rentOre: 648_000 })
    await makeTenancy(house, { personId: eva.id, apartmentId: id, startsOn: '2021-06-01', endsOn: '2023-03-01', outcome: 'STEG_UPP' })
    const now = await makeTenancy(house, { personId: nadia.id, apartmentId: id, startsOn: '2023-04-01', rentOre: 655_000 })
    const last = await lastEvent(house)
    const { text, status } = await browser.get(`/lagenheter/${id}`)
    expect(status).toBe(200)
    for (const words of [
      'Tallbacksvägen 8, lgh 1101',
      'Tom 31 dagar',
      'Steg upp',
      '6\u00a0550',
      `href="/boenden/${now.id}"`,
      '1 barn',
      '1969 av 2000',
    ]) {
      expect(text).toContain(words)
    }
    expect(await htmlFaults(text)).toEqual([])
    expect(await readSince(house, last)).toEqual([eva, nadia].map((person) => [person.id, `GET /lagenheter/${id}`]))
  })

  test('a tenant who is new is pointed out until the landlord is told; one from an old list is not', async () => {
    const person = await makePerson(house)
    const { id } = await makeApartment(house, { address: 'Nyinflyttad 1' })
    const landlord = await house.db.prisma.landlord.create({
      data: { namndId: house.namndId, name: `Bostads AB ${engine}`, createdAt: house.clock.now() },
    })
    await house.db.prisma.apartment.update({ where: { id }, data: { landlordId: landlord.id } })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: id, startsOn: '2026-11-20' })
    const told = `href="/boenden/${tenancy.id}/hyresvarden-underrattad"`
    expect((await browser.get(`/lagenheter/${id}`)).text).toContain(told)
    expect((await browser.get('/lagenheter?q=nyinflyttad')).text).toContain('Hyresvärden är inte underrättad')
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { landlordToldOn: '2026-11-21' } })
    expect((await browser.get(`/lagenheter/${id}`)).text).not.toContain(told)
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { landlordToldOn: null, startsOn: '2020-05-01' } })
    expect((await browser.get(`/lagenheter/${id}`)).text).not.toContain(told)
    expect((await browser.get('/lagenheter?q=nyinflyttad')).text).not.toContain('underrättad')
  })

  test('an empty one leads to the new tenant', async () => {
    const { id } = await makeApartment(house)
    expect((await browser.get(`/lagenheter/${id}`)).text).toContain(`href="/hyresgaster/ny?lagenhet=${id}"`)
  })

  test('a hidden tenant is only "Uthyrd"', async () => {
    const hidden = await makePerson(house, {
      givenName: 'Vendela',
      familyName: 'Hemlig',
      protection: 'SKYDDAD_FOLKBOKFORING',
      children: [2015],
    })
    const { id } = await makeApartment(house)
    const tenancy = await makeTenancy(house, {
      personId: hidden.id,
      apartmentId: id,
      rentOre: 511_100,
      endsOn: '2026-11-01',
      outcome: 'AVHYST',
    })
    await makeTenancy(house, { personId: hidden.id, apartmentId: id, startsOn: '2026-11-10', rentOre: 511_100 })
    const { text } = await browser.get(`/lagenheter/${id}`)
    expect(text).toContain('Uthyrd')
    expect(text).not.toMatch(/Hemlig|Vendela|5\u00a0111|Avhyst|barn/)
    expect(text).not.toContain(`/personer/${hidden.id}`)
    expect(text).not.toContain(`/boenden/${tenancy.id}`)
  })

  test("another nämnd's and another unit's place is not there", async () => {
    const foreign = await makeApartment(house, await makeOtherNamnd(house))
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    const neighbour = await makeApartment(house, { unitId: unit.id })
    const everywhere = await browseAs(house, 'CHEF', { unitId: null })
    expect((await browser.get(`/lagenheter/${foreign.id}`)).status).toBe(404)
    expect((await browser.get(`/lagenheter/${neighbour.id}`)).status).toBe(404)
    expect((await everywhere.get(`/lagenheter/${foreign.id}`)).status).toBe(404)
    expect((await everywhere.get(`/lagenheter/${neighbour.id}`)).status).toBe(200)
    expect((await browser.get('/lagenheter/hej')).status).toBe(404)
  })

  test('who may not change apartments is not offered to', async () => {
    const { id } = await makeApartment(house)
    const { text } = await (await browseAs(house, 'BOENDESTOD')).get(`/lagenheter/${id}`)
    expect(text).not.toMatch(/Ändra uppgifter|Ny hyresgäst|Byt boendeform/)
  })
})
