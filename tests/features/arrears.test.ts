import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy, type PersonWish } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

/** The cells of the page's first table, a row a line. */
const rowsOf = (page: string) =>
  [...(/<tbody[\s\S]*<\/tbody>/.exec(page)?.[0] ?? '').matchAll(/<tr(?! class="group")[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
      cell
        .replace(/<[^>]+>/g, ' ')
        .replace(/[\s\u00a0]+/g, ' ')
        .trim(),
    ),
  )

describe.each(engines)('skulder on %s, 22 November 2026', (engine) => {
  let house: TestHouse
  const ids: Record<string, number> = {}

  /** Somebody in a home of 6 000 kr since the first of August; August to November are charged, and paid as told. */
  async function tenant(name: string, paid: { ore: number; on: string }[], wish: PersonWish = {}, endsOn: string | null = null) {
    const person = await makePerson(house, { givenName: name, familyName: 'Skuldprov', ...wish })
    const apartment = await makeApartment(house, { address: `${name}gatan 1`, namndId: wish.namndId, unitId: wish.unitId })
    const reach = { namndId: wish.namndId, unitId: wish.unitId }
    const stay = await makeTenancy(house, {
      personId: person.id,
      apartmentId: apartment.id,
      startsOn: '2026-08-01',
      endsOn,
      rentOre: 600_000,
      ...reach,
    })
    ids[name] = person.id
    return { person, stay, paid }
  }

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const other = await makeOtherNamnd(house)
    const otherUnit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Andra enheten' } })
    const whole = (months: number) => [{ ore: months * 600_000, on: '2026-10-28' }]
    const tenants = [
      await tenant('Betalare', whole(4)),
      await tenant('Nysen', whole(3), { children: [2015, 2019] }),
      await tenant('Delbetalare', [{ ore: 1_300_000, on: '2026-09-29' }]),
      await tenant('Aldrig', []),
      await tenant('Utflyttad', [{ ore: 600_000, on: '2026-08-03' }], {}, '2026-10-01'),
      await tenant('Markerad', [], { protection: 'SEKRETESSMARKERING' }),
      await tenant('Osynlig', [], { protection: 'SKYDDAD_FOLKBOKFORING' }),
      await tenant('Annanenhet', [], { unitId: otherUnit.id }),
      await tenant('Annannamnd', [], other),
    ]
    const { actor } = await house.user('BOSAMORDNARE', { unitId: null, name: 'Alla enheter' })
    for (const month of ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12']) await runCharges(house.db, actor, month)
    for (const { person, stay, paid } of tenants) {
      for (const { ore, on } of paid) await makePayment(house, { personId: person.id, tenancyId: stay.id, amountOre: ore, on })
    }
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    const supporter = await house.user('BOENDESTOD', { name: 'Bo Endestöd' })
    await house.db.prisma.person.update({ where: { id: ids.Nysen }, data: { boendestodjareId: supporter.id } })
  })
  afterAll(() => house.close())

  test('lists who is late, most urgent first, with sum, months, ages and where the debt is going', async () => {
    const page = await (await browseAs(house, 'BOSAMORDNARE')).get('/skulder')
    expect(await htmlFaults(page.text)).toEqual([])
    const rows = rowsOf(page.text).map(([who = '', ...rest]) => [who.replace(/ Skuldprov.*/, ''), ...rest.slice(0, 8)])
    expect(rows.filter(([who]) => !/Skyddad/.test(who ?? ''))).toEqual([
      ['Nysen', '6 000', '1,0', '6 000', '', '6 000', '', '', '−12 000 minskar'],
      ['Aldrig', '24 000', '4,0', '6 000', '', '6 000', '12 000', '6 000', '+6 000 växer'],
      ['Delbetalare', '11 000', '1,8', '6 000', '', '6 000', '5 000', '', '+6 000 växer'],
      ['Utflyttad', '6 000', '1,0', '', '', '', '6 000', '', '0 , oförändrad'],
    ])
    expect(page.text).not.toContain('Betalare Skuldprov, ')
    expect(rows.map(([who]) => who)).not.toContain('Betalare')
  })

  test('next month is charged but not late, and nobody is late before the last plausible day', async () => {
    const page = await (await browseAs(house, 'BOSAMORDNARE')).get(`/personer/${ids.Betalare}/hyra`)
    expect(page.text).toContain('inget är sent')
    // Due on Friday 30 October 2026; Saturday is alla helgons dag, so there is no later vardag before the month (domain.md §2, §6).
    for (const [on, late] of [
      ['2026-10-30', false],
      ['2026-10-31', true],
    ] as const) {
      const { actor } = await house.user('BOSAMORDNARE')
      const listed = await arrearsOn(house.db, { ...actor, today: on }, on, { asOf: true })
      expect(listed.some((row) => row.personId === ids.Nysen)).toBe(late)
    }
  })

  test('is cut by own, children and moved out, and the address keeps it', async () => {
    const mine = await (await browseAs(house, 'BOENDESTOD', { name: 'Bo Endestöd' })).get('/skulder?urval=mina')
    expect(rowsOf(mine.text).map(([who]) => who?.split(' ')[0])).toEqual(['Nysen'])
    const browser = await browseAs(house, 'BOSAMORDNARE')
    expect(rowsOf((await browser.get('/skulder?urval=barn')).text)[0]?.[0]).toMatch(/^Nysen Skuldprov.*2 barn/)
    expect(rowsOf((await browser.get('/skulder?urval=utflyttade')).text)[0]?.[0]).toMatch(/^Utflyttad Skuldprov/)
    expect(rowsOf((await browser.get('/skulder?urval=barn&sida=9')).text)).toHaveLength(1)
    expect((await browser.get('/skulder?urval=nonsens&sida=x')).status).toBe(200)
  })

  test('shows nobody of another enhet or nämnd, and hides who is protected', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const page = await browser.get('/skulder')
    for (const hidden of ['Annanenhet', 'Annannamnd', 'Markerad', 'Osynlig']) expect(page.text).not.toContain(hidden)
    expect(page.text).toContain('Skyddad person')
    for (const [who, status] of [
      ['Annanenhet', 404],
      ['Annannamnd', 404],
      ['Osynlig', 404],
      ['Markerad', 200],
    ] as const) {
      const ledger = await browser.get(`/personer/${ids[who]}/hyra`)
      expect([who, ledger.status, ledger.text.includes('Skuldprov'), /6.000/.test(ledger.text)]).toEqual([who, status, false, false])
    }
    expect((await (await browseAs(house, 'ADMINISTRATOR')).get('/skulder')).status).toBe(403)
  })

  test("a person's rent: balance after every entry, by month, as it was on any day", async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const page = await browser.get(`/personer/${ids.Delbetalare}/hyra`)
    expect(await htmlFaults(page.text)).toEqual([])
    expect(page.text.match(/<tr class="group">/g)).toHaveLength(4)
    const lines = (text: string) =>
      rowsOf(text.slice(text.indexOf('id="reskontra"'))).map(([on, what = '', ...rest]) => [on, what.replace(/ OCR \d+/, ''), ...rest])
    expect(lines(page.text)).toEqual([
      ['2026-10-30', 'Hyra november 2026', '6 000', '', '11 000', 'Obetald 6 000'],
      ['2026-09-30', 'Hyra oktober 2026', '6 000', '', '5 000', 'Delbetald, kvar 5 000'],
      [
        '2026-09-29',
        'Inbetalning Betalade avierna för augusti 2026: 6 000 kr, september 2026: 6 000 kr, oktober 2026: 1 000 kr',
        '',
        '13 000',
        '−1 000',
        '',
      ],
      ['2026-08-31', 'Hyra september 2026', '6 000', '', '12 000', 'Betald, sen 29 d'],
      ['2026-07-31', 'Hyra augusti 2026', '6 000', '', '6 000', 'Betald, sen 60 d'],
    ])
    expect(
      page.text.match(/<tr class="group">[\s\S]*?<\/tr>/g)?.map((row) => row.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')),
    ).toEqual([
      ' Oktober 2026 6 000 11 000 ',
      ' September 2026 6 000 13 000 5 000 ',
      ' Augusti 2026 6 000 12 000 ',
      ' Juli 2026 6 000 6 000 ',
    ])
    const then = await browser.get(`/personer/${ids.Delbetalare}/hyra?dag=2026-09-15`)
    expect(lines(then.text).map((cells) => [cells[0], cells[4], cells[5]])).toEqual([
      ['2026-08-31', '12 000', 'Obetald 6 000'],
      ['2026-07-31', '6 000', 'Obetald 6 000'],
    ])
    expect(then.text).toContain('Reskontran visas som den var')
    const wrong = await browser.get(`/personer/${ids.Delbetalare}/hyra?dag=2026-02-30`)
    expect(wrong.text).toContain('Skriv dagen som ÅÅÅÅ-MM-DD')
    expect(wrong.text).toContain('value="2026-02-30"')
  })

  test('opening it is logged once, and a reference that follows the stay is shown', async () => {
    const personId = ids.Aldrig ?? 0
    await house.db.prisma.tenancy.updateMany({ where: { personId }, data: { ocr: '1234574' } })
    const before = await house.db.prisma.auditEvent.count({ where: { personId, action: 'READ' } })
    const page = await (await browseAs(house, 'BOENDESTOD')).get(`/personer/${personId}/hyra`)
    expect(page.text).toContain('1234574')
    expect(await house.db.prisma.auditEvent.count({ where: { personId, action: 'READ' } })).toBe(before + 1)
  })
})

test('without any debt the page says so, and when a rent counts as late', async () => {
  const house = await openTestHouse()
  const page = await (await browseAs(house, 'BOSAMORDNARE')).get('/skulder')
  expect(page.text).toContain('Ingen har skuld')
  const person = await makePerson(house)
  const ledger = await (await browseAs(house, 'BOSAMORDNARE')).get(`/personer/${person.id}/hyra`)
  expect(ledger.text).toContain('Inga avier än')
  expect(await htmlFaults(ledger.text)).toEqual([])
  await house.close()
})
