import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { browseAs } from '../support/browse.js'
import { countedDb } from '../support/counted-db.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'
import { sql } from '../../server/db.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { earlyWarnings } from '../../server/domain/early-warnings.js'
import { warningFactsOf } from '../../server/features/people/early-warning-store.js'

const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')

// features/people/early-warning-store.ts, the person's page and I dag
describe.each(engines)('early warnings on %s', (engine) => {
  let house: TestHouse
  let serial = 0
  beforeAll(async () => {
    house = await openTestHouse(engine)
  })
  afterAll(() => house.close())

  async function household(boendestodjareId: number | null, more: Parameters<typeof makePerson>[1] = {}) {
    const person = await makePerson(house, { givenName: 'Tova', familyName: `Signal${++serial}z`, ...more })
    await house.db.prisma.person.update({ where: { id: person.id }, data: { boendestodjareId } })
    const home = await makeApartment(house)
    const stay = await makeTenancy(house, { personId: person.id, apartmentId: home.id })
    return { person, stay, home }
  }
  const learned = (personId: number, kind: string, happenedOn: string, untilOn: string | null = null) =>
    house.db.prisma.householdEvent.create({
      data: { namndId: house.namndId, personId, kind, happenedOn, untilOn, recordedAt: `${happenedOn}T10:00:00.000Z` },
    })
  /** a bill and what was paid of it, on days */
  async function bill(stay: { id: number; personId: number }, dueOn: string, paid: [on: string, ore: number][], amountOre = 600_000) {
    const { prisma } = house.db
    const row = { namndId: house.namndId, unitId: house.unitId, personId: stay.personId, tenancyId: stay.id, recordedAt: house.clock.now() }
    const left = amountOre - paid.reduce((sum, [, ore]) => sum + ore, 0)
    const charge = await prisma.ledgerEntry.create({
      data: {
        ...row,
        kind: 'CHARGE',
        amountOre,
        openOre: left,
        settledOn: left === 0 ? (paid.at(-1)?.[0] ?? null) : null,
        effectiveOn: dueOn,
        dueOn,
        period: dueOn.slice(0, 7),
      },
    })
    for (const [on, ore] of paid) {
      const payment = await prisma.ledgerEntry.create({
        data: { ...row, kind: 'PAYMENT', amountOre: ore, openOre: 0, settledOn: on, effectiveOn: on },
      })
      await prisma.allocation.create({
        data: {
          namndId: house.namndId,
          creditId: payment.id,
          chargeId: charge.id,
          amountOre: ore,
          effectiveOn: on,
          recordedAt: house.clock.now(),
        },
      })
    }
  }
  const inTime = ['2026-05-29', '2026-06-30', '2026-07-31', '2026-08-31']

  test('come from the facts, stand on the page with them, and in I dag of the boendestödjare until somebody has asked', async () => {
    const worker = await house.user('BOENDESTOD', { name: 'Samir Haddad' })
    const browser = await browseAs(house, 'BOENDESTOD', { name: 'Samir Haddad' })
    const { person, stay } = await household(worker.id)
    for (const dueOn of inTime) await bill(stay, dueOn, [[dueOn, 600_000]])
    await bill(stay, '2026-09-30', [
      ['2026-09-30', 300_000],
      ['2026-10-09', 300_000],
    ])
    await bill(stay, '2026-10-30', [
      ['2026-11-02', 200_000],
      ['2026-11-12', 400_000],
    ])
    await learned(person.id, 'BENEFIT_STOPPED', '2026-11-15')
    await learned(person.id, 'INSURANCE_SEEN', '2026-02-10', '2026-12-01')
    const answer = await browser.get(`/personer/${person.id}`)
    expect(await htmlFaults(answer.text)).toEqual([])
    const text = words(answer.text)
    for (const said of [
      'betalades 12 november, 13 dagar senare än vanligt. Brukar betalas på förfallodagen.',
      'Hyran betalades i delar för september och oktober, 2 av de 6 senaste avierna.',
      'Bidrag eller ersättning upphörde 15 november.',
      'Hemförsäkringen går ut 1 december 2026.',
    ])
      expect(text).toContain(said)
    const today = words((await browser.get('/idag')).text)
    // One line about the household: what comes first in its one order, and the others with their own facts.
    expect(today).toContain(`Hjälp hushållet att ansöka om pengar: Tova ${person.familyName}`)
    for (const said of [
      'En sak brådskar',
      'Gäller också Fråga hur det går med hyran',
      '13 dagar senare än vanligt',
      'Fråga om hemförsäkringen, senast tis 1 dec',
    ])
      expect(today).toContain(said)
    const next = (text: string) => /Nästa rätta åtgärd (.*?), (?:senast|skulle)/.exec(text)?.[1]
    expect(next(text)).toBe('Hjälp hushållet att ansöka om pengar')
    await house.db.prisma.note.create({
      data: {
        namndId: house.namndId,
        personId: person.id,
        kind: 'CALL',
        reached: 'JA',
        happenedOn: '2026-11-20',
        text: 'pratat',
        writtenAt: house.clock.now(),
        authorId: worker.id,
      },
    })
    const after = words((await browser.get('/idag')).text)
    expect([after.includes('Fråga hur det går med hyran'), after.includes('Fråga om hemförsäkringen')]).toEqual([false, true])
    await learned(person.id, 'CAUSE_HANDLED', '2026-11-22')
    const insurance = words((await browser.get('/idag')).text)
    expect(insurance).toContain(`Fråga om hemförsäkringen: Tova ${person.familyName}`)
    expect(next(words((await browser.get(`/personer/${person.id}`)).text))).toBe('Fråga om hemförsäkringen')
    await learned(person.id, 'INSURANCE_SEEN', '2026-11-22', '2027-12-01')
    expect(words((await browser.get('/idag')).text)).not.toContain(person.familyName)
    // Another role has other lines; the page shows the signs to everybody at work with people.
    expect(words((await (await browseAs(house, 'BOSAMORDNARE')).get('/idag')).text)).not.toContain(person.familyName)
  })

  test('a disturbance has its line for who follows it up, and for the chef when its day has passed', async () => {
    const worker = await house.user('BOENDESTOD', { name: 'Linn Öberg' })
    const { person, stay } = await household(worker.id)
    const told = { namndId: house.namndId, recordedAt: '2026-11-18T10:00:00.000Z' }
    await house.db.prisma.disturbance.create({
      data: {
        ...told,
        unitId: house.unitId,
        personId: person.id,
        tenancyId: stay.id,
        openedOn: '2026-11-18',
        reports: {
          create: [
            {
              ...told,
              reporter: 'FROM_NEIGHBOUR',
              reportedOn: '2026-11-18',
              happenedOn: '2026-11-18',
              kind: 'NOISE',
              seriousness: 'MINOR_DISTURBANCE',
              text: 'Musik',
            },
          ],
        },
      },
    })
    for (const [role, name] of [
      ['BOENDESTOD', 'Linn Öberg'],
      ['BOSAMORDNARE', 'B'],
      ['CHEF', 'C'],
    ] as const)
      expect(words((await (await browseAs(house, role, { name })).get('/idag')).text)).toContain(
        `Prata med hushållet om störningen: Tova ${person.familyName}`,
      )
    const browser = await browseAs(house, 'BOENDESTOD', { name: 'Linn Öberg' })
    const text = words((await browser.get(`/personer/${person.id}`)).text)
    expect(text).toContain('En störning är anmäld, senast 18 november.')
    expect(text).toContain('Oljud eller hög musik')
    const apartment = words((await browser.get(`/lagenheter/${stay.apartmentId}`)).text)
    expect(apartment).toContain('Oljud eller hög musik')
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    const masked = words((await browser.get('/idag')).text)
    expect([masked.includes(person.familyName), masked.includes('Skyddad person: störning att följa upp')]).toEqual([false, true])
    expect(words((await browser.get(`/lagenheter/${stay.apartmentId}`)).text)).not.toContain('Oljud')
  })

  test('is switched off by a dated setting', async () => {
    const { person } = await household(null)
    await learned(person.id, 'BENEFIT_STOPPED', '2026-11-15')
    const browser = await browseAs(house, 'CHEF')
    expect((await browser.get(`/personer/${person.id}`)).text).toContain('ersättning upphörde')
    const setting = { namndId: house.namndId, name: 'warnsBenefitStopped', source: 'beslut', recordedAt: house.clock.now() }
    await house.db.prisma.setting.create({ data: { ...setting, value: '0', fromOn: '2026-11-22' } })
    expect((await browser.get(`/personer/${person.id}`)).text).not.toContain('ersättning upphörde')
  })

  test('is worked out for many at once, in as many queries as for one, and within reach only', async () => {
    const { actor } = await house.user('BOSAMORDNARE')
    const other = await makeOtherNamnd(house)
    const one = await household(null)
    const counted = async (whom: ReturnType<typeof sql>) => {
      const asked = { statements: 0, rows: 0 }
      const facts = await warningFactsOf(countedDb(house.db, asked), actor, whom, '2026-11-22', DEFAULT_SETTINGS)
      return { queries: asked.statements, facts }
    }
    const single = await counted(sql`p."id" = ${one.person.id}`)
    for (let n = 0; n < 12; n++) await household(null)
    await makePerson(house, { ...other, familyName: 'Långtborta' })
    const all = await counted(sql`1 = 1`)
    expect(all.queries).toBeLessThanOrEqual(10)
    expect(single.queries).toBeLessThanOrEqual(all.queries)
    expect(all.facts).toHaveLength(await house.db.prisma.person.count({ where: { namndId: house.namndId } }))
    const signs = earlyWarnings(single.facts[0]?.facts ?? all.facts[0]!.facts, '2026-11-22', DEFAULT_SETTINGS)
    expect(signs.map((sign) => sign.kind)).toEqual(['INSURANCE_UNSEEN'])
  })
})
