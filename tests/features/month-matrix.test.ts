import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import readXlsxFile from 'read-excel-file/node'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy, type PersonWish } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ,/g, ',')
    .trim()
/** The rows of the matrix, cell by cell, as they are read aloud. */
const rowsOf = (page: string, part: 'tbody' | 'tfoot' = 'tbody') =>
  [...(new RegExp(`<${part}>[\\s\\S]*?</${part}>`).exec(page)?.[0] ?? '').matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
  )

describe.each(engines)('hyror månad för månad on %s, 22 November 2026', (engine) => {
  let house: TestHouse
  const ids: Record<string, number> = {}
  let supporterId = 0

  async function tenant(
    name: string,
    paid: { ore: number; on: string }[],
    wish: PersonWish = {},
    apartmentWish = {},
    startsOn = '2026-09-01',
  ) {
    const person = await makePerson(house, { givenName: name, familyName: 'Rutprov', ...wish })
    const reach = { namndId: wish.namndId, unitId: wish.unitId }
    const apartment = await makeApartment(house, { address: `${name}gatan 1`, ...reach, ...apartmentWish })
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn, rentOre: 600_000, ...reach })
    ids[name] = person.id
    return { person, stay, paid }
  }

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const other = await makeOtherNamnd(house)
    const otherUnit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Andra enheten' } })
    const tenants = [
      await tenant('Anna', [{ ore: 1_800_000, on: '2026-08-28' }], {}, { costCentre: '41230' }),
      await tenant('Bertil', [
        { ore: 600_000, on: '2026-09-14' },
        { ore: 200_000, on: '2026-10-20' },
      ]),
      await tenant('Cecilia', [{ ore: 600_000, on: '2026-08-31' }], {}, { housingForm: 'TRANINGSLAGENHET' }),
      await tenant('Skyddad', [], { protection: 'SEKRETESSMARKERING' }),
      await tenant('Annanenhet', [], { unitId: otherUnit.id }),
      await tenant('Annannamnd', [], other),
    ]
    // Cecilia moves in the month: two stays, two bills.
    await house.db.prisma.tenancy.update({ where: { id: tenants[2]?.stay.id }, data: { endsOn: '2026-11-16' } })
    const next = await makeApartment(house, { address: 'Nygatan 2' })
    await makeTenancy(house, { personId: ids.Cecilia ?? 0, apartmentId: next.id, startsOn: '2026-11-16', rentOre: 600_000 })
    const { actor } = await house.user('BOSAMORDNARE', { unitId: null, name: 'Alla enheter' })
    for (const month of ['2026-09', '2026-10', '2026-11', '2026-12']) await runCharges(house.db, actor, month)
    for (const { person, stay, paid } of tenants) {
      for (const { ore, on } of paid) await makePayment(house, { personId: person.id, tenancyId: stay.id, amountOre: ore, on })
    }
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    // A key is no rent.
    await house.db.prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: ids.Anna ?? 0,
        tenancyId: tenants[0]?.stay.id ?? 0,
        kind: 'CHARGE',
        chargeKind: 'KEY',
        amountOre: 50_000,
        openOre: 50_000,
        effectiveOn: '2026-10-15',
        dueOn: '2026-10-15',
        recordedAt: house.clock.now(),
      },
    })
    const supporter = await house.user('BOENDESTOD', { name: 'Bo Endestöd' })
    supporterId = supporter.id
    await house.db.prisma.person.updateMany({
      where: { id: { in: [ids.Bertil ?? 0, ids.Skyddad ?? 0] } },
      data: { boendestodjareId: supporter.id },
    })
  })
  afterAll(() => house.close())

  const unpaid = (month: string) => `Obetald 6 000, 6 000 kr, förföll ${month}`
  const coming = 'Förfaller 30 nov, 6 000 kr, förfaller 30 november'

  test('says of every month what the bill was, what is paid and when', async () => {
    const page = await (await browseAs(house, 'BOSAMORDNARE')).get('/hyror')
    expect(await htmlFaults(page.text)).toEqual([])
    expect(page.text).toContain('<h1>Hyror 2026</h1>')
    const rows = rowsOf(page.text).map(([who = '', ...cells]) => [who.replace(/ Rutprov.*/, ''), ...cells.slice(8)])
    expect(rows).toEqual([
      [
        'Anna',
        ...['betald, 6 000 kr, betalt 28 augusti', 'betald, 6 000 kr, betalt 28 augusti', 'betald, 6 000 kr, betalt 28 augusti'],
        coming,
        '0',
      ],
      [
        'Bertil',
        'Betald, sen 14 d, 6 000 kr, betalt 14 september',
        'Delbetald, kvar 4 000, 2 000 av 6 000 kr, betalt 20 oktober',
        unpaid('30 oktober'),
        coming,
        '10 000',
      ],
      [
        'Cecilia',
        'betald, 6 000 kr, betalt 31 augusti',
        unpaid('30 september'),
        'Obetald 6 000, 6 000 på 2 avier kr, förföll 30 oktober',
        coming,
        '12 000',
      ],
      ['Skyddad person', unpaid('31 augusti'), unpaid('30 september'), unpaid('30 oktober'), coming, '18 000'],
    ])
    expect(page.text).not.toMatch(/Annanenhet|Annannamnd|Skyddad Rutprov/)
  })

  test('the sums are of the whole selection, and go with the filters', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const foot = (text: string) => rowsOf(text, 'tfoot').map((cells) => [cells[0], ...cells.slice(9)])
    expect(foot((await browser.get('/hyror')).text)).toEqual([
      ['Aviserat', '24 000', '24 000', '24 000', '24 000', '96 000'],
      ['Betalt', '18 000', '8 000', '6 000', '0', '32 000'],
      ['Förfallet, kvar', '6 000', '16 000', '18 000', '0', '40 000'],
    ])
    const names = async (query: string) => rowsOf((await browser.get(`/hyror?${query}`)).text).map(([who]) => who?.split(' ')[0])
    expect(await names('form=TRANINGSLAGENHET')).toEqual(['Cecilia'])
    expect(await names('ks=41230')).toEqual(['Anna'])
    expect(await names('skuld=ja')).toEqual(['Bertil', 'Cecilia', 'Skyddad'])
    expect(await names(`stod=${supporterId}`)).toEqual(['Bertil']) // who is whose client is nothing to ask of the protected
    expect(foot((await browser.get('/hyror?ks=41230')).text)[0]).toEqual(['Aviserat', '6 000', '6 000', '6 000', '6 000', '24 000'])
    expect((await browser.get('/hyror?form=BOSTAD_FORST')).text).toContain('Ingen i det här urvalet')
    expect((await browser.get('/hyror?ar=2019')).text).toContain('Inga avier här')
    expect((await browser.get('/hyror?sida=9')).text).toContain('Sidan är tom')
    expect((await browser.get('/hyror?ar=x&sida=-1&form=NEJ&visa=allt')).status).toBe(200)
  })

  test('amounts and days show in the cells for whoever asks', async () => {
    const page = await (await browseAs(house, 'BOENDESTOD')).get('/hyror?visa=belopp')
    expect(await htmlFaults(page.text)).toEqual([])
    expect(rowsOf(page.text)[1]?.[10]).toBe('Delbetald, kvar 4 000 2 000 av 6 000 20 okt')
    expect(page.text).toContain('Dölj belopp och dagar')
  })

  test('goes to Excel whole, with the same sums, the protected without a name, and is logged', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const before = await house.db.prisma.auditEvent.count({ where: { action: 'READ', personId: ids.Bertil } })
    const answer = await browser.agent
      .get('/hyror.xlsx')
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => done(null, Buffer.concat(chunks)))
      })
    expect(answer.headers['content-disposition']).toBe('attachment; filename=hyror-2026-01-2026-12.xlsx')
    const sheets = (await readXlsxFile(answer.body as Buffer)) as unknown as { sheet: string; data: unknown[][] }[]
    const [states, charged, , left] = sheets.map((one) => one.data)
    expect(states?.map((row) => row[0])).toEqual(['Hyresgäst', 'Anna Rutprov', 'Bertil Rutprov', 'Cecilia Rutprov', 'Skyddad person'])
    expect(states?.[2]?.slice(11)).toEqual(
      ['sen 14 d', 'Delbetald, kvar 4 000', 'Obetald 6 000', 'Förfaller 30 nov'].map((text, n) => (n === 0 ? `Betald, ${text}` : text)),
    )
    expect(charged?.at(-1)?.slice(11)).toEqual([24_000, 24_000, 24_000, 24_000, 96_000])
    expect(left?.map((row) => row.at(-1))).toEqual(['Summa', 0, 10_000, 12_000, 18_000, 40_000])
    expect(JSON.stringify(sheets)).not.toMatch(/Annanenhet|Annannamnd|Skyddad Rutprov/)
    expect(states?.at(-1)?.slice(1, 3)).toEqual([null, null])
    expect(await house.db.prisma.auditEvent.count({ where: { action: 'READ', personId: ids.Bertil } })).toBe(before + 1)
    const logged = await house.db.prisma.auditEvent.findFirstOrThrow({ where: { action: 'EXPORT' } })
    expect(JSON.parse(logged.after ?? '')).toMatchObject({ list: 'MONTHS', from: '2026-01', to: '2026-12', rows: 4 })
  })

  test('is not for those who do not work with people', async () => {
    for (const role of ['ADMINISTRATOR', 'CONTROLLER'] as const) {
      const browser = await browseAs(house, role)
      expect([(await browser.get('/hyror')).status, (await browser.get('/hyror.xlsx')).status]).toEqual([403, 403])
    }
  })
})
