import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { paths } from '../../server/paths.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const number = '197010632391'
const ocr = '471120261121'

describe.each(engines)('the search field on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  let personId: number
  let apartmentId: number
  const find = (q: string) => browser.get(`/sok?q=${encodeURIComponent(q)}`)

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const person = await makePerson(house, { givenName: 'Pär-Olof', familyName: 'Åkesson', ownId: 'K-204', birthOn: '1970-10-03' })
    const home = await makeApartment(house, { address: 'Björkbacken 12', ownId: 'LGH-77' })
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    personId = person.id
    apartmentId = home.id
    await house.db.prisma.personIdentity.create({
      data: { namndId: house.namndId, personId, kind: 'SAMORDNINGSNUMMER', number, recordedAt: house.clock.now() },
    })
    await house.db.prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId,
        tenancyId: stay.id,
        kind: 'CHARGE',
        amountOre: 600_000,
        openOre: 600_000,
        effectiveOn: '2026-10-30',
        dueOn: '2026-10-30',
        period: '2026-11',
        ocr,
        recordedAt: house.clock.now(),
      },
    })
    await makePerson(house, { givenName: 'Annan', familyName: 'Granne' })
    browser = await browseAs(house, 'BOENDESTOD')
  })
  afterAll(() => house.close())

  test.each([
    'Åkesson',
    'akes',
    'pär olof',
    'OLOF ÅKE',
    'k-204',
    '197010632391',
    '19701063-2391',
    '701063-2391',
    '7010632391',
    '1970 1063 2391',
    '1970-10-03',
    '19701003',
  ])('"%s" leads straight to the person', async (q) => {
    const answer = await find(q)
    expect([answer.status, answer.headers.location]).toEqual([303, paths.person.url({ personId })])
  })

  test.each(['björkbacken', 'Björkbacken 12', 'bjorkb 12', 'lgh-77'])('"%s" leads straight to the apartment', async (q) => {
    expect((await find(q)).headers.location).toBe(paths.apartment.url({ apartmentId }))
  })

  test.each([ocr, `0000${ocr}`, '4711 2026 1121'])('OCR "%s" leads to the rents of the one who has it', async (q) => {
    expect((await find(q)).headers.location).toBe(paths.personLedger.url({ personId }))
  })

  test('several hits are a page, and each person on it is a reading', async () => {
    await makePerson(house, { givenName: 'Björk', familyName: 'Backman' })
    await makeApartment(house, { address: 'Björkallén 1' })
    const before = await house.db.prisma.auditEvent.count({ where: { action: 'READ' } })
    const answer = await find('björk')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Björk Backman')
    expect(answer.text).toContain('Björkallén 1')
    expect(await htmlFaults(answer.text)).toEqual([])
    expect((await house.db.prisma.auditEvent.count({ where: { action: 'READ' } })) - before).toBe(1)
  })

  test('nothing found says what to do, and a wrong last digit is pointed out', async () => {
    expect((await find('finns ej')).text).toContain('Inget hittades')
    expect((await find('19701063-2392')).text).toContain('Personnumrets sista siffra stämmer inte')
    for (const q of ['', '%', '_', "'", '"%"', '<b>']) {
      const answer = await find(q)
      expect([q, answer.status, answer.text.includes('<b>')]).toEqual([q, 200, false])
      expect(await htmlFaults(answer.text)).toEqual([])
    }
  })

  test('more than fit is said, with the way to the rest', async () => {
    for (let n = 0; n < 22; n++) await makePerson(house, { givenName: 'Många', familyName: `Träffar${n}` })
    const answer = await find('många träffar')
    expect(answer.text).toContain('Fler än 20 personer')
    expect(answer.text).toContain('/personer?q=m%C3%A5nga+tr%C3%A4ffar')
  })

  test('another nämnd finds nothing of it, by any way of writing', async () => {
    const other = await makeOtherNamnd(house)
    const stranger = await browseAs(house, 'BOSAMORDNARE', other)
    for (const q of ['Åkesson', number, 'k-204', 'björkbacken', 'lgh-77', ocr]) {
      const answer = await stranger.get(`/sok?q=${encodeURIComponent(q)}`)
      expect([q, answer.status, answer.text.includes('Inget hittades')]).toEqual([q, 200, true])
    }
  })

  test.each(['CONTROLLER', 'ADMINISTRATOR'] as const)('%s never searches', async (role) => {
    expect((await (await browseAs(house, role)).get('/sok?q=akesson')).status).toBe(403)
  })
})
