/** One lateness rule along the whole chain (domain/paid-in-time.ts): the same bill is said the same of on every page and in every figure. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { interestOf } from '../../server/features/late-interest/interest-store.js'
import { exportBills } from '../../server/features/rent-follow-up/on-time-store.js'
import { browseAs, type Browser } from '../support/browse.js'
import { makeApartment, makePerson, makeTenancy } from '../support/fixtures.js'
import { bill, lower, pay, type Stay } from '../support/ledger-writing.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

const FEBRUARY = { period: '2026-02', dueOn: '2026-01-30' } // latest plausible day Saturday 31 January, tolerance 1 bank day
const FULL = 600_000
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ([,.])/g, '$1')

/** what is paid, what the matrix and the ledger say, whether the person's figure counts it in time, how G2 counts it, its interest */
const CHAIN: readonly [name: string, cell: string, inTime: string, counted: string, interestOre: number][] = [
  ['Bokadfredag', 'betald', '1 av 1', 'PAID_IN_TIME', 0],
  ['Bokadmåndag', 'betald', '1 av 1', 'PAID_IN_TIME', 0],
  ['Bokadtisdag', 'Betald, sen 4 d', '0 av 1', 'PAID_LATE', 329],
  ['Beordradlördag', 'betald', '1 av 1', 'PAID_IN_TIME', 0],
  ['Beordradmåndag', 'Betald, sen 3 d', '0 av 1', 'PAID_LATE', 329],
  ['Krediteradhel', 'krediterad', '–', 'CREDITED_BILL', 0],
  ['Krediteraddel', 'betald', '1 av 1', 'PAID_IN_TIME', 0],
  ['Avskrivenrest', 'avskriven', '0 av 1', 'PAID_LATE', 0],
]

describe.each(engines)('one rule for late on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  let browser: Browser
  const people = new Map<string, Stay>()
  const stay = (name: string) => people.get(name) ?? { personId: 0, tenancyId: 0, unitId: 0 }

  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE', { unitId: null })).actor
    browser = await browseAs(house, 'BOSAMORDNARE')
    const charges = new Map<string, number>()
    for (const [familyName] of CHAIN) {
      const { unitId } = house
      const person = await makePerson(house, { familyName, unitId })
      const apartment = await makeApartment(house, { costCentre: '41230', housingForm: 'FORSOKSLAGENHET', unitId })
      const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, unitId, startsOn: '2024-01-01' })
      people.set(familyName, { personId: person.id, tenancyId: tenancy.id, unitId })
      charges.set(familyName, await bill(house, actor, stay(familyName), FEBRUARY.period, FEBRUARY.dueOn, FULL))
    }
    const charge = (name: string) => charges.get(name) ?? 0
    await pay(house, actor, stay('Bokadfredag'), FULL, '2026-01-30')
    await pay(house, actor, stay('Bokadmåndag'), FULL, '2026-02-02')
    await pay(house, actor, stay('Bokadtisdag'), FULL, '2026-02-03')
    await pay(house, actor, stay('Beordradlördag'), FULL, '2026-02-03', { orderedOn: '2026-01-31' })
    await pay(house, actor, stay('Beordradmåndag'), FULL, '2026-02-03', { orderedOn: '2026-02-02' })
    await lower(house, actor, stay('Krediteradhel'), 'CREDIT', charge('Krediteradhel'), FULL, '2026-05-04')
    await pay(house, actor, stay('Krediteraddel'), 500_000, '2026-02-02')
    await lower(house, actor, stay('Krediteraddel'), 'CREDIT', charge('Krediteraddel'), 100_000, '2026-05-04')
    await pay(house, actor, stay('Avskrivenrest'), 500_000, '2026-01-30')
    await lower(house, actor, stay('Avskrivenrest'), 'WRITE_OFF', charge('Avskrivenrest'), 100_000, FEBRUARY.dueOn)
  })
  afterAll(() => house.close())

  test('the month matrix', async () => {
    const page = await browser.get('/hyror?ar=2026')
    const rows = page.text.split('<tr').map(words)
    for (const [name, cell] of CHAIN) expect(rows.find((row) => row.includes(name))).toContain(cell)
  })

  test.each(CHAIN)("the person's ledger and figure: %s", async (name, cell, inTime) => {
    const { personId } = stay(name)
    expect(words((await browser.get(`/personer/${personId}/hyra`)).text)).toContain(cell)
    expect(words((await browser.get(`/personer/${personId}`)).text)).toContain(`Hyra i tid 2026 ${inTime}`)
  })

  test('rent on time counts it so', async () => {
    const wish = {
      months: { from: '2026-02', to: '2026-02' },
      forms: ['FORSOKSLAGENHET' as const],
      states: ['PAID_IN_TIME', 'PAID_LATE', 'CREDITED_BILL'] as const,
    }
    const bills = await exportBills(house.db, actor, wish as never)
    const stateOf = (name: string) => bills.find((one) => one.person?.name?.includes(name))?.state
    expect(CHAIN.map(([name]) => stateOf(name))).toEqual(CHAIN.map(([, , , counted]) => counted))
  })

  test('and bears interest for the days after the last plausible one', async () => {
    for (const [name, , , , ore] of CHAIN)
      expect([name, (await interestOf(house.db, actor, stay(name).personId, testToday)).sumOre]).toEqual([name, ore])
  })

  test('on a day gone by the ledger says what was so then', async () => {
    const then = words((await browser.get(`/personer/${stay('Avskrivenrest').personId}/hyra?dag=2026-01-29`)).text)
    expect(then).not.toContain('avskriven')
    const late = words((await browser.get(`/personer/${stay('Krediteraddel').personId}/hyra?dag=2026-03-01`)).text)
    expect(late).toContain('Delbetald, kvar 1 000')
  })
})
