import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addVoid } from '../../server/features/apartments/change-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

describe.each(engines)('changing apartments on %s', (engine) => {
  let house: TestHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openTestHouse(engine)
    browser = await browseAs(house, 'BOSAMORDNARE')
  })
  afterAll(() => house.close())

  const lastChange = async () => {
    const event = await house.db.prisma.auditEvent.findFirstOrThrow({ where: { subject: 'APARTMENT' }, orderBy: { id: 'desc' } })
    return {
      action: event.action,
      id: event.subjectId,
      before: JSON.parse(event.before ?? 'null'),
      after: JSON.parse(event.after ?? 'null'),
    }
  }

  const whole = {
    ownId: '0147-1102',
    address: 'Tallbacksvägen 8',
    apartmentNumber: '1102',
    postcode: '11759',
    city: 'Stockholm',
    areaName: '',
    squareMeters: '54,5',
    rooms: '2',
    costCentre: '41230',
    landlordId: '',
    newLandlord: 'Stadsbacken Bostäder AB',
    propertyId: '',
    newProperty: 'Tallen 3',
    housingForm: 'FORSOKSLAGENHET',
    formFromOn: '2026-12-01',
    leaseKind: 'BLOCK',
    leaseStartsOn: '2026-11-15',
    leaseLastOn: '2028-11-14',
    noticeMonths: '3',
    waiverReference: '8812-26',
    waiverApprovedOn: '2026-11-10',
    waiverUntilOn: '2028-11-14',
    landlordRent: '6 480',
    tenantRent: '6 500,50',
  }

  test('a new apartment with landlord, boendeform, head lease and rents at once', async () => {
    const shown = await browser.get('/lagenheter/ny')
    expect(await htmlFaults(shown.text)).toEqual([])
    const answer = await browser.post('/lagenheter/ny', whole)
    expect(answer.status).toBe(303)
    const id = Number(answer.headers.location?.split('/').at(-1))
    const row = await house.db.prisma.apartment.findUniqueOrThrow({
      where: { id },
      include: { forms: true, headLeases: true, rents: { orderBy: { side: 'asc' } }, landlord: true, property: true },
    })
    expect(row).toMatchObject({
      unitId: house.unitId,
      postcode: '117 59',
      squareMeters: 54.5,
      searchAddress: 'tallbacksvagen 8',
      sortAddress: 'tallbacksv~bgen 00008',
      landlord: { name: 'Stadsbacken Bostäder AB' },
      property: { name: 'Tallen 3', landlordId: row.landlordId },
      forms: [{ housingForm: 'FORSOKSLAGENHET', startsOn: '2026-12-01', endsOn: null }],
      headLeases: [
        {
          kind: 'BLOCK',
          startsOn: '2026-11-15',
          endsOn: '2028-11-15',
          noticeMonths: 3,
          waiverReference: '8812-26',
          waiverUntilOn: '2028-11-14',
        },
      ],
      rents: [
        { side: 'LANDLORD', fromOn: '2026-11-15', amountOre: 648_000 },
        { side: 'TENANT', fromOn: '2026-12-01', amountOre: 650_050 },
      ],
    })
    expect(await lastChange()).toMatchObject({ action: 'CREATE', id, after: { ownId: '0147-1102', housingForm: 'FORSOKSLAGENHET' } })
    const page = await browser.get(`/lagenheter/${id}`)
    expect(page.text).toContain('Lägenheten är tillagd.')
    expect(page.text).toContain('8812-26')
    expect(await htmlFaults(page.text)).toEqual([])
  })

  test('the same landlord again is not made twice; the same own id is refused and nothing is made', async () => {
    await browser.post('/lagenheter/ny', { ...whole, ownId: 'L-ny-2' })
    const again = await browser.post('/lagenheter/ny', { ...whole, newLandlord: 'Aldrig sparad AB' })
    expect(again.status).toBe(422)
    expect(again.text).toContain('Det egna id:t används redan')
    expect(again.text).toContain('value="Aldrig sparad AB"')
    expect(await house.db.prisma.landlord.findMany({ select: { name: true } })).toEqual([{ name: 'Stadsbacken Bostäder AB' }])
  })

  test.each<[string, Record<string, string>, string]>([
    ['no address', { address: ' ' }, 'Skriv adressen'],
    ['a day that is none', { formFromOn: '2026-02-30' }, 'Skriv dagen som ÅÅÅÅ-MM-DD'],
    ['both an old and a new landlord', { landlordId: '1' }, 'Välj en hyresvärd i listan eller skriv en ny, inte båda'],
    ['ends before it starts', { leaseLastOn: '2026-11-14' }, 'Sista dagen kan inte vara före första dagen'],
    ['a waiver without number', { waiverReference: '' }, 'Skriv hyresnämndens diarienummer'],
    ['a waiver that ends before it is approved', { waiverUntilOn: '2026-11-09' }, 'kan inte vara före dagen det godkändes'],
    ['a lease without its first day', { leaseStartsOn: '' }, 'Skriv dagen då inhyrningen börjar'],
    ['an amount in words', { landlordRent: 'mycket' }, 'Skriv beloppet med siffror'],
    ['a size in words', { squareMeters: 'stor' }, 'Skriv ytan med siffror'],
  ])('is refused: %s', async (_, wrong, message) => {
    const answer = await browser.post('/lagenheter/ny', { ...whole, ownId: 'L-fel', ...wrong })
    expect([answer.status, await house.db.prisma.apartment.count({ where: { ownId: 'L-fel' } })]).toEqual([422, 0])
    expect(answer.text).toContain(message)
    expect(answer.text).toContain('<title>Fel:')
    expect(await htmlFaults(answer.text)).toEqual([])
  })

  test("another nämnd's landlord, property and unit cannot be chosen", async () => {
    const other = await makeOtherNamnd(house)
    const landlord = await house.db.prisma.landlord.create({
      data: { namndId: other.namndId, name: 'Annans AB', createdAt: house.clock.now() },
    })
    const property = await house.db.prisma.property.create({ data: { namndId: other.namndId, name: 'Annans 1' } })
    const chosen = async (wrong: Record<string, string>, by = browser) => {
      const answer = await by.post('/lagenheter/ny', { ...whole, ownId: 'L-annans', newLandlord: '', newProperty: '', ...wrong })
      return [answer.status, answer.text.includes('Annans')]
    }
    expect(await chosen({ landlordId: String(landlord.id) })).toEqual([422, false])
    expect(await chosen({ propertyId: String(property.id) })).toEqual([422, false])
    await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Andra enheten' } })
    const everywhere = await browseAs(house, 'BOSAMORDNARE', { unitId: null })
    expect(await chosen({ unitId: String(other.unitId) }, everywhere)).toEqual([422, false])
    expect(await chosen({ unitId: '' }, everywhere)).toEqual([422, false])
    // One who works in a unit cannot put a place in another, whatever is sent.
    await chosen({ unitId: String(other.unitId) })
    expect((await house.db.prisma.apartment.findFirstOrThrow({ where: { ownId: 'L-annans' } })).unitId).toBe(house.unitId)
  })

  test('changed particulars: only what differs is in the log', async () => {
    const { id, ownId, address } = await makeApartment(house, { costCentre: '41220' })
    const path = `/lagenheter/${id}/andra`
    expect(await htmlFaults((await browser.get(path)).text)).toEqual([])
    const answer = await browser.post(path, { ownId, address, apartmentNumber: '1101', costCentre: '99000', city: 'Lunda' })
    expect(answer.status).toBe(303)
    expect(await lastChange()).toEqual({
      action: 'CHANGE',
      id,
      before: { city: null, costCentre: '41220' },
      after: { city: 'Lunda', costCentre: '99000' },
    })
  })

  test('a new boendeform closes the one before; one that is planned stands in the way', async () => {
    const { id } = await makeApartment(house, { housingForm: 'TRANINGSLAGENHET', fromOn: '2024-01-01' })
    const path = `/lagenheter/${id}/boendeformer`
    expect(await htmlFaults((await browser.get(path)).text)).toEqual([])
    expect((await browser.post(path, { housingForm: 'FORSOKSLAGENHET', fromOn: '2026-12-01' })).status).toBe(303)
    const rows = () =>
      house.db.prisma.housingFormPeriod.findMany({
        where: { apartmentId: id },
        orderBy: { startsOn: 'asc' },
        select: { housingForm: true, startsOn: true, endsOn: true },
      })
    const two = [
      { housingForm: 'TRANINGSLAGENHET', startsOn: '2024-01-01', endsOn: '2026-12-01' },
      { housingForm: 'FORSOKSLAGENHET', startsOn: '2026-12-01', endsOn: null },
    ]
    expect(await rows()).toEqual(two)
    expect(await lastChange()).toMatchObject({
      before: { housingForm: { form: 'TRANINGSLAGENHET', endsOn: null } },
      after: { housingForm: { form: 'FORSOKSLAGENHET', fromOn: '2026-12-01' } },
    })
    const refused = await browser.post(path, { housingForm: 'BOSTAD_FORST', fromOn: '2026-11-25' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Det finns redan en boendeform efter den dagen: Försökslägenhet från 2026-12-01, tills vidare')
    expect(await htmlFaults(refused.text)).toEqual([])
    expect(await rows()).toEqual(two)
    await browser.post(path, { housingForm: 'NONE', fromOn: '2027-06-01' })
    expect((await rows())[1]).toMatchObject({ endsOn: '2027-06-01' })
  })

  test('a head lease is ended with its last day; two at a time are refused; a tenant who stays is pointed out', async () => {
    const { id } = await makeApartment(house)
    const person = await makePerson(house)
    await makeTenancy(house, { personId: person.id, apartmentId: id })
    const path = `/lagenheter/${id}/inhyrning`
    const lease = await house.db.prisma.headLease.findFirstOrThrow({ where: { apartmentId: id } })
    const refused = await browser.post(path, { kind: 'OWN', startsOn: '2026-12-01', lastOn: '' })
    expect([refused.status, refused.text.includes('Det finns redan en inhyrning under den tiden: från 2020-01-01, tills vidare')]).toEqual([
      422,
      true,
    ])
    const edit = await browser.get(`${path}?avtal=${lease.id}`)
    expect(edit.text).toContain(`name="leaseId" value="${lease.id}"`)
    expect(await htmlFaults(edit.text)).toEqual([])
    await browser.post(path, { leaseId: String(lease.id), kind: 'OWN', startsOn: '2020-01-01', lastOn: '2026-12-31', noticeMonths: '3' })
    expect(await house.db.prisma.headLease.findUnique({ where: { id: lease.id } })).toMatchObject({ endsOn: '2027-01-01', noticeMonths: 3 })
    expect(await lastChange()).toMatchObject({ before: { headLease: { endsOn: null } }, after: { headLease: { endsOn: '2027-01-01' } } })
    expect((await browser.get(`/lagenheter/${id}`)).text).toContain('Någon har kontrakt efter inhyrningens sista dag')
    const other = await makeApartment(house)
    expect(
      (await browser.post(`/lagenheter/${other.id}/inhyrning`, { leaseId: String(lease.id), kind: 'OWN', startsOn: '2020-01-01' })).status,
    ).toBe(404)
  })

  test('a rent from a day is added, the same day corrected, the same amount refused', async () => {
    const { id } = await makeApartment(house, { rentOre: 600_000 })
    const path = `/lagenheter/${id}/hyror`
    expect(await htmlFaults((await browser.get(path)).text)).toEqual([])
    const post = async (amountOre: string, fromOn = '2027-01-01') =>
      (await browser.post(path, { side: 'LANDLORD', fromOn, amountOre })).status
    expect([await post('6 000'), await post('6120'), await post('6210')]).toEqual([422, 303, 303])
    expect(
      await house.db.prisma.apartmentRent.findMany({
        where: { apartmentId: id, fromOn: '2027-01-01' },
        select: { side: true, amountOre: true },
      }),
    ).toEqual([{ side: 'LANDLORD', amountOre: 621_000 }])
    expect(await lastChange()).toMatchObject({ before: { rent: { amountOre: 612_000 } }, after: { rent: { amountOre: 621_000 } } })
  })

  test('a void is refused where somebody lives, with the tenancy named and linked', async () => {
    const nadia = await makePerson(house, { givenName: 'Nadia', familyName: 'Osman' })
    const { id } = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: nadia.id, apartmentId: id, startsOn: '2025-01-01', endsOn: '2026-12-01' })
    const path = `/lagenheter/${id}/tomperioder`
    const refused = await browser.post(path, { reason: 'RENOVATION', startsOn: '2026-11-30' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(`<a href="/boenden/${tenancy.id}">Nadia Osman från 2025-01-01 till 2026-12-01</a>`)
    expect(await htmlFaults(refused.text)).toEqual([])
    expect((await browser.post(path, { reason: 'RENOVATION', startsOn: '2026-12-01', endsOn: '2026-12-20', costCentre: '7' })).status).toBe(
      303,
    )
    const gap = await house.db.prisma.void.findFirstOrThrow({ where: { apartmentId: id } })
    expect(gap).toMatchObject({ startsOn: '2026-12-01', endsOn: '2026-12-20', costCentre: '7' })
    const second = await browser.post(path, { reason: 'CLEANING', startsOn: '2026-12-19' })
    expect(second.text).toContain(
      `<a href="/lagenheter/${id}/tomperioder#tomperiod-${gap.id}">Renovering från 2026-12-01 till 2026-12-20</a>`,
    )

    const end = (fields: Record<string, string>) => browser.post(`${path}/${gap.id}/avsluta`, fields, path)
    expect((await end({ what: 'END' })).status).toBe(422)
    expect((await end({ what: 'END', [`klar-${gap.id}`]: '2026-12-01' })).status).toBe(422)
    expect((await end({ what: 'END', [`klar-${gap.id}`]: '2026-12-10' })).status).toBe(303)
    expect(await lastChange()).toEqual({
      action: 'CHANGE',
      id,
      before: { void: { id: gap.id, endsOn: '2026-12-20' } },
      after: { void: { id: gap.id, endsOn: '2026-12-10' } },
    })
    expect((await end({ what: 'CANCEL' })).status).toBe(303)
    expect((await house.db.prisma.void.findUniqueOrThrow({ where: { id: gap.id } })).cancelledAt).not.toBeNull()
    expect((await browser.get(path)).text).not.toContain(`tomperiod-${gap.id}`)
    expect((await end({ what: 'CANCEL' })).status).toBe(404)
  })

  test('a hidden tenant in the way is not named', async () => {
    const hidden = await makePerson(house, { givenName: 'Vendela', familyName: 'Hemlig', protection: 'SEKRETESSMARKERING' })
    const { id } = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: hidden.id, apartmentId: id })
    const { text, status } = await browser.post(`/lagenheter/${id}/tomperioder`, { reason: 'DAMAGE', startsOn: '2026-11-30' })
    expect(status).toBe(422)
    expect(text).toContain('Någon bor där då')
    expect(text).not.toMatch(/Hemlig|Vendela/)
    expect(text).not.toContain(`/boenden/${tenancy.id}`)
  })

  test('two who book at the same time do not both get it', async () => {
    const { id } = await makeApartment(house)
    const { actor } = await house.user('BOSAMORDNARE')
    const gap = { reason: 'CLEANING' as const, startsOn: '2026-12-01', endsOn: null, costCentre: null, note: null }
    const answers = await Promise.all([1, 2, 3].map(() => addVoid(house.db, actor, id, gap)))
    expect(answers.filter((answer) => answer && !answer.refused)).toHaveLength(1)
    expect(await house.db.prisma.void.count({ where: { apartmentId: id } })).toBe(1)
  })

  test('a year that slipped is refused at the field: two thousand something ahead, or before the place was held', async () => {
    const { id } = await makeApartment(house)
    const [lease] = await house.db.prisma.headLease.findMany({ where: { apartmentId: id } })
    const [form] = await house.db.prisma.housingFormPeriod.findMany({ where: { apartmentId: id } })
    const heldFrom = [lease?.startsOn, form?.startsOn].filter((day) => day !== undefined).sort()[0] ?? ''
    for (const [slug, fields, message] of [
      ['hyror', { side: 'TENANT', fromOn: '2099-01-01', amountOre: '1' }, 'Dagen är mer än två år bort'],
      ['hyror', { side: 'LANDLORD', fromOn: '1926-11-20', amountOre: '6 480:-' }, `Hyran kan inte börja gälla före ${heldFrom}`],
      ['boendeformer', { housingForm: 'BOSTAD_FORST', fromOn: '2099-01-01' }, 'Dagen är mer än två år bort'],
      ['inhyrning', { kind: 'OWN', startsOn: '2099-01-01' }, 'Dagen är mer än två år bort'],
      ['tomperioder', { reason: 'OTHER', startsOn: '2099-01-01' }, 'Dagen är mer än två år bort'],
    ] as const) {
      const answer = await browser.post(`/lagenheter/${id}/${slug}`, fields)
      expect([slug, answer.status, answer.text.includes(message)]).toEqual([slug, 422, true])
      expect(await htmlFaults(answer.text)).toEqual([])
    }
    expect((await browser.post(`/lagenheter/${id}/hyror`, { side: 'LANDLORD', fromOn: '2026-11-20', amountOre: '6 480:-' })).status).toBe(
      303,
    )
  })

  test("nobody changes another nämnd's or unit's place, and only a bosamordnare changes at all", async () => {
    const foreign = await makeApartment(house, await makeOtherNamnd(house))
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: `Enhet ${engine}` } })
    const neighbour = await makeApartment(house, { unitId: unit.id })
    const posts: [string, Record<string, string>][] = [
      ['andra', { ownId: 'X', address: 'X' }],
      ['boendeformer', { housingForm: 'BOSTAD_FORST', fromOn: '2027-01-01' }],
      ['inhyrning', { kind: 'OWN', startsOn: '2030-01-01' }],
      ['hyror', { side: 'TENANT', fromOn: '2027-01-01', amountOre: '1' }],
      ['tomperioder', { reason: 'OTHER', startsOn: '2027-01-01' }],
      ['tomperioder/1/avsluta', { what: 'CANCEL' }],
    ]
    const own = await makeApartment(house)
    const stod = await browseAs(house, 'BOENDESTOD')
    for (const [slug, fields] of posts) {
      for (const { id } of [foreign, neighbour]) {
        expect([slug, (await browser.post(`/lagenheter/${id}/${slug}`, fields, '/lagenheter/ny')).status]).toEqual([slug, 404])
        if (!slug.includes('avsluta')) expect((await browser.get(`/lagenheter/${id}/${slug}`)).status).toBe(404)
      }
      expect([slug, (await stod.agent.post(`/lagenheter/${own.id}/${slug}`).type('form').send(fields)).status]).toEqual([slug, 403])
    }
    expect(await house.db.prisma.auditEvent.count({ where: { subject: 'APARTMENT', subjectId: { in: [foreign.id, neighbour.id] } } })).toBe(
      0,
    )
  })
})
