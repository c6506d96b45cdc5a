/** The arrears list through the door: filters, cuts, orders, an earlier day, files to take home, plans and contacts on the row. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import readXlsxFile from 'read-excel-file/node'
import { sql } from '../../server/db.js'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makePayment, makePerson, makeTenancy, type PersonWish } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
const rowsOf = (page: string) =>
  [...(/<tbody[\s\S]*<\/tbody>/.exec(page)?.[0] ?? '').matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
  )
const names = (page: string) => rowsOf(page).map(([who = '']) => who.split(' ')[0])

describe.each(engines)('the arrears list on %s, 22 November 2026', (engine) => {
  let house: TestHouse
  let browser: Browser
  const ids: Record<string, number> = {}
  let supporterId = 0

  async function tenant(name: string, paidOre: number, wish: PersonWish = {}, apartmentWish = {}) {
    const person = await makePerson(house, { givenName: name, familyName: 'Listprov', ...wish })
    const apartment = await makeApartment(house, { address: `${name}gatan 1`, ...apartmentWish })
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-09-01', rentOre: 600_000 })
    if (paidOre > 0) await makePayment(house, { personId: person.id, tenancyId: stay.id, amountOre: paidOre, on: '2026-10-29' })
    ids[name] = person.id
  }

  beforeAll(async () => {
    house = await openTestHouse(engine)
    const { actor } = await house.user('BOSAMORDNARE')
    await tenant('Anna', 1_200_000, {}, { housingForm: 'TRANINGSLAGENHET', costCentre: '41230' })
    await tenant('Bertil', 600_000, { children: [2018] })
    await tenant('Cecilia', 0)
    await tenant('David', 1_700_000)
    await tenant('Skyddad', 0, { protection: 'SEKRETESSMARKERING', children: [2019] })
    for (const month of ['2026-09', '2026-10', '2026-11']) await runCharges(house.db, actor, month)
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    const supporter = await house.user('BOENDESTOD', { name: 'Bo Endestöd' })
    supporterId = supporter.id
    const { prisma } = house.db
    await prisma.person.updateMany({
      where: { id: { in: [ids.Anna ?? 0, ids.Skyddad ?? 0] } },
      data: { boendestodjareId: supporter.id },
    })
    const note = (who: string, kind: string, reached: string, happenedOn: string) => ({
      namndId: house.namndId,
      personId: ids[who] ?? 0,
      authorId: supporter.id,
      kind,
      reached,
      happenedOn,
      text: 'Om hyran.',
      writtenAt: `${happenedOn}T09:00:00.000Z`,
    })
    await prisma.note.createMany({
      data: [
        note('Anna', 'CALL', 'JA', '2026-11-16'),
        note('Bertil', 'CALL', 'JA', '2026-10-08'),
        note('Bertil', 'SMS', 'NEJ', '2026-11-18'),
        note('David', 'VISIT', 'JA', '2026-11-20'),
        note('Skyddad', 'CALL', 'JA', '2026-11-20'),
      ],
    })
    const told = (who: string, kind: string, cause: string | null = null) => ({
      namndId: house.namndId,
      personId: ids[who] ?? 0,
      kind,
      cause,
      happenedOn: '2026-11-20',
      recordedAt: '2026-11-20T09:00:00.000Z',
    })
    await prisma.householdEvent.createMany({
      data: ['Anna', 'David'].flatMap((who) => [
        told(who, 'RENT_TROUBLESHOT', 'FORGOTTEN'),
        told(who, 'CAUSE_HANDLED'),
        told(who, 'SUPPORT_DECLINED'),
      ]),
    })
    const plan = await prisma.repaymentPlan.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: ids.Cecilia ?? 0,
        agreedOn: '2026-11-02',
        debtOre: 1_800_000,
        firstLumpOre: 0,
        instalmentOre: 200_000,
        frequency: 'MONTHLY',
        startsOn: '2026-11-10',
        recordedAt: '2026-11-02T10:00:00.000Z',
        instalments: {
          create: [1, 2, 3].map((number) => ({ number, dueOn: `2026-1${number}-10`.replace('-13-', '-12-'), amountOre: 200_000 })),
        },
      },
    })
    await prisma.planCheck.createMany({
      data: [
        {
          planId: plan.id,
          checkedOn: '2026-11-09',
          expectedOre: 1_800_000,
          actualOre: 1_800_000,
          shortOre: 0,
          recordedAt: '2026-11-09T02:00:00.000Z',
        },
        {
          planId: plan.id,
          checkedOn: '2026-11-17',
          expectedOre: 1_600_000,
          actualOre: 1_800_000,
          shortOre: 200_000,
          recordedAt: '2026-11-17T02:00:00.000Z',
        },
      ],
    })
    browser = await browseAs(house, 'BOSAMORDNARE')
  })
  afterAll(() => house.close())

  test('a row says plan, contact, the next step and the day it can cost the home', async () => {
    const page = await browser.get('/skulder')
    expect(await htmlFaults(page.text)).toEqual([])
    const rows = Object.fromEntries(rowsOf(page.text).map(([who = '', ...cells]) => [who.split(' ')[0], cells.slice(8)]))
    const gone = (day: string) => `Sista dag att betala: Gick ut ${day}`
    expect(rows).toEqual({
      Bertil: ['Ingen', 'Samtal 8 okt Sökt 18 nov', `Felsök obetald hyra : Bertil Listprov ${gone('7 okt')}`],
      Cecilia: ['Bruten med 2 000 kr', 'Ingen', `Följ upp avbetalningsplanen : Cecilia Listprov ${gone('7 sep')}`],
      Anna: ['Ingen', 'Samtal 16 nov', `Föreslå avbetalning : Anna Listprov ${gone('6 nov')}`],
      David: ['Ingen', 'Besök 20 nov', `Skicka påminnelse : David Listprov ${gone('6 nov')}`],
      Skyddad: ['', '', ''],
    })
    expect(names(page.text)).toEqual(['Bertil', 'Cecilia', 'Skyddad', 'Anna', 'David']) // a protected child puts nobody first
    expect(page.text).toMatch(/Med plan som följs<\/dt>\s*<dd>0 av 1<\/dd>\s*<dd>1\splan är bruten/u)
    const boxes = [...page.text.matchAll(/<input[^>]*name="personId"[^>]*>/g)].map(([box]) => [
      Number(/value="(\d+)"/.exec(box)?.[1]),
      / checked/.test(box),
    ])
    expect(boxes).toEqual([ids.Bertil, ids.Cecilia, ids.Anna, ids.David].map((id) => [id, id === ids.David]))
  })

  test('is filtered, cut and ordered by the address; of the protected nobody learns whose they are', async () => {
    const shown = async (query: string) => names((await browser.get(`/skulder?${query}`)).text)
    expect(await shown('form=TRANINGSLAGENHET')).toEqual(['Anna'])
    expect(await shown('ks=41230')).toEqual(['Anna'])
    expect(await shown(`stod=${supporterId}`)).toEqual(['Anna'])
    expect(await shown('urval=barn')).toEqual(['Bertil'])
    expect(await shown('urval=utan-kontakt')).toEqual(['Bertil', 'Cecilia'])
    expect(await shown('urval=brutna')).toEqual(['Cecilia'])
    expect(await shown('sortera=namn')).toEqual(['Anna', 'Bertil', 'Cecilia', 'David', 'Skyddad'])
    expect(await shown('sortera=-skuld')).toEqual(['Cecilia', 'Bertil', 'Anna', 'David', 'Skyddad'])
    const sorted = (await browser.get('/skulder?sortera=-skuld')).text
    expect(sorted).toMatch(/aria-sort="descending"><a href="\/skulder\?sortera=skuld">Skuld, kr/)
    expect(sorted).toContain('Visa mest brådskande först')
    expect((await browser.get('/skulder?urval=utflyttade')).text).toContain('Ingen i det här urvalet har skuld')
    const mine = await (await browseAs(house, 'BOENDESTOD', { name: 'Bo Endestöd' })).get('/skulder?urval=mina')
    expect([names(mine.text), mine.text.includes('Skapa påminnelser')]).toEqual([['Anna'], false])
  })

  test('as it was on an earlier day, plan and contacts too', async () => {
    const page = await browser.get('/skulder?dag=2026-11-10')
    expect(await htmlFaults(page.text)).toEqual([])
    const rows = Object.fromEntries(rowsOf(page.text).map(([who = '', ...cells]) => [who.split(' ')[0], cells.slice(8, 10)]))
    expect(rows).toMatchObject({
      Cecilia: [expect.stringContaining('2 000 kr, '), 'Ingen'],
      Anna: ['Ingen', 'Ingen'],
      David: ['Ingen', 'Ingen'],
    })
    expect(page.text).not.toContain('Skapa påminnelser')
    // The plan was followed then: more time by agreement, no day that can cost the home, and after those who have one.
    const steps = rowsOf(page.text).map(([who = '', ...cells]) => [who.split(' ')[0], /Sista dag att betala/.test(cells.join(' '))])
    expect(steps.find(([who]) => who === 'Cecilia')).toEqual(['Cecilia', false])
    expect(steps.findIndex(([who]) => who === 'Cecilia')).toBeGreaterThan(steps.findLastIndex(([, has]) => has === true))
    expect(names((await browser.get('/skulder?dag=2026-10-15')).text)).toEqual(['Bertil', 'Anna', 'Cecilia', 'David', 'Skyddad']) // nobody had paid
    for (const [day, said] of [
      ['2026-02-30', 'Skriv dagen som ÅÅÅÅ-MM-DD'],
      ['2027-01-01', 'Välj en dag som har varit'],
    ]) {
      expect((await browser.get(`/skulder?dag=${day}`)).text).toContain(said)
    }
  })

  test('goes home as a workbook and as CSV: the whole cut, logged, the protected as sums alone', async () => {
    const csv = (await browser.get('/skulder.csv?sortera=namn')).text.split('\r\n').filter((line) => line !== '')
    expect(csv[0]).toMatch(
      /Hyresgäst;Eget id;Boendeform;Kostnadsställe;Adress;Utflyttad;Barn;Hyresskuld, kr;Annan skuld, kr;Månadshyror;Ej sen, kr;1–7 dagar, kr/,
    )
    expect(csv.slice(1).map((line) => line.split(';')[0])).toEqual([
      'Anna Listprov',
      'Bertil Listprov',
      'Cecilia Listprov',
      'David Listprov',
      'Skyddad person',
    ])
    expect(csv.at(-1)).toMatch(/^Skyddad person;;;;;;;18000;0;3;/)
    const answer = await browser.agent
      .get('/skulder.xlsx?urval=brutna')
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => done(null, Buffer.concat(chunks)))
      })
    expect(answer.headers['content-disposition']).toBe('attachment; filename=skulder-2026-11-22.xlsx')
    const [sheet] = (await readXlsxFile(answer.body as Buffer)) as unknown as { data: unknown[][] }[]
    const cells = Object.fromEntries((sheet?.data[0] ?? []).map((header, n) => [header, sheet?.data[1]?.[n]]))
    expect(sheet?.data).toHaveLength(2)
    expect(cells).toMatchObject({
      Hyresgäst: 'Cecilia Listprov',
      'Hyresskuld, kr': 18_000,
      'Planen bruten med, kr': 2_000,
      'Nästa steg': 'Följ upp avbetalningsplanen',
    })
    const logged = await house.db.prisma.auditEvent.findMany({ where: { action: 'EXPORT' }, orderBy: { id: 'asc' } })
    expect(logged.map((row) => JSON.parse(row.after ?? '') as object)).toMatchObject([
      { list: 'ARREARS', format: 'csv', rows: 5 },
      { list: 'ARREARS', format: 'xlsx', urval: 'brutna', rows: 1 },
    ])
    for (const address of ['/skulder.csv', '/skulder.xlsx'])
      expect((await (await browseAs(house, 'CONTROLLER')).get(address)).status).toBe(403)
  })

  test('after a respite that has passed the step counts from it, as on the own page of the person', async () => {
    await house.db.run(sql`insert into "Respite" ("namndId", "personId", "chargeId", "untilOn", "reason", "recordedAt")
      select ${house.namndId}, e."personId", e."id", '2026-11-20', 'Prov', '2026-11-01T10:00:00.000Z' from "LedgerEntry" e
      where e."personId" = ${ids.Bertil} and e."openOre" > 0`)
    const row = rowsOf((await browser.get('/skulder')).text).find(([who = '']) => who.startsWith('Bertil'))
    expect(row?.at(-1)).toMatch(/^Leta efter hyran : Bertil Listprov/)
    expect(textOf((await browser.get(`/personer/${ids.Bertil}`)).text)).toContain('Leta efter hyran')
  })
})
