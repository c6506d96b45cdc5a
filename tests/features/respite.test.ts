import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { arrearsOn } from '../../server/features/arrears/store.js'
import { lateRent } from '../../server/domain/rent-state.js'
import { householdFacts } from '../../server/features/eviction-prevention/household-facts-store.js'
import { monthMatrix } from '../../server/features/rent/month-matrix-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { pausedOn } from '../../server/features/respite/pause-store.js'
import { todayFacts } from '../../server/features/today/store.js'
import { todayLines } from '../../server/domain/today.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { monthState } from '../../server/domain/month-state.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

describe.each(engines)('anstånd and paus on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  /** Somebody who owes the rent of the months. */
  async function debtor(months: string[], wish: Parameters<typeof makePerson>[1] = {}) {
    const person = await makePerson(house, wish)
    const apartment = await makeApartment(house)
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
    for (const month of months) await runCharges(house.db, actor, month)
    const bills = await house.db.prisma.ledgerEntry.findMany({ where: { personId: person.id, kind: 'CHARGE' }, orderBy: { dueOn: 'asc' } })
    return { id: person.id, bills, respites: `/personer/${person.id}/anstand`, pauses: `/personer/${person.id}/paus` }
  }
  const owes = async (personId: number, on = testToday, asOf = false) =>
    (await arrearsOn(house.db, asOf ? { ...actor, now: `${on}T12:00:00.000Z` } : actor, on, { asOf })).find(
      (row) => row.personId === personId,
    )?.overdueOre ?? 0
  const linesOf = async (personId: number, on = testToday) =>
    todayLines(await todayFacts(house.db, actor, on, DEFAULT_SETTINGS), on)
      .filter((line) => line.personId === personId)
      .map((line) => line.rule)

  test('a bill with respite is late nowhere until the day has passed, and is again when it is taken back', async () => {
    const { id, bills, respites } = await debtor(['2026-10', '2026-11'])
    const browser = await browseAs(house, 'BOENDESTOD')
    expect(await owes(id)).toBe(1_200_000)
    expect(await linesOf(id)).toContain('FORFEITURE_POSSIBLE')
    const page = await browser.get(respites)
    expect(await htmlFaults(page.text)).toEqual([])
    // 5 December 2026 is a Saturday
    const saved = await browser.post(respites, {
      bills: bills.map((bill) => String(bill.id)),
      untilOn: '2026-12-05',
      reason: 'Lönen kommer då',
    })
    expect([saved.status, saved.headers.location]).toEqual([303, respites])
    expect((await browser.get(respites)).text).toContain('Anstånd till och med <time datetime="2026-12-07">')
    expect(await owes(id)).toBe(0)
    expect(await owes(id, '2026-12-07')).toBe(0)
    expect(await owes(id, '2026-12-08')).toBe(1_200_000)
    expect(await linesOf(id)).toEqual([])
    expect(await linesOf(id, '2026-12-08')).toEqual(['RENT_MISSING_DAY_1'])
    expect(await linesOf(id, '2026-12-15')).toEqual(['FORFEITURE_POSSIBLE'])
    const { people } = await monthMatrix(house.db, actor, {
      from: '2026-01',
      to: '2026-12',
      page: 1,
      boendestodjareId: null,
      housingForm: null,
      costCentre: null,
      withDebt: false,
    })
    const november = people.find((row) => row.personId === id)?.bills.get('2026-11')
    expect(monthState(november ?? [], testToday, () => 1).state).toMatchObject({ state: 'RESPITE', untilOn: '2026-12-07' })
    // as of a day before it was given, it was late
    expect(await owes(id, '2026-11-20', true)).toBe(1_200_000)

    const [first] = await house.db.prisma.respite.findMany({ where: { personId: id }, orderBy: { id: 'asc' } })
    expect((await browser.post(`${respites}/${first?.id}/ta-tillbaka`, {}, respites)).status).toBe(303)
    expect(await owes(id)).toBe(600_000)
    expect((await browser.get(respites)).text).toContain('tillbakataget')
    const audit = await house.db.prisma.auditEvent.findMany({ where: { personId: id, subject: 'RESPITE' } })
    expect(audit.map((event) => event.action).sort()).toEqual(['CREATE', 'CREATE', 'END'])
  })

  test('says what is wrong and keeps what was typed', async () => {
    const { bills, respites } = await debtor(['2026-11'])
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    const empty = await browser.post(respites, {})
    expect(empty.status).toBe(422)
    for (const message of ['Välj minst en avi', 'Skriv till vilken dag anståndet gäller', 'Skriv skälet'])
      expect(empty.text).toContain(message)
    const passed = await browser.post(respites, { bills: String(bills[0]?.id), untilOn: '2026-11-20', reason: 'Skälet som skrevs' })
    expect([passed.status, passed.text.includes('Dagen har redan varit'), passed.text.includes('Skälet som skrevs')]).toEqual([
      422,
      true,
      true,
    ])
    const long = await browser.post(respites, { bills: String(bills[0]?.id), untilOn: '2027-11-20', reason: 'Länge' })
    expect(long.text).toContain('Anståndet blir längre än enheten tillåter')
    expect(await htmlFaults(long.text)).toEqual([])
    expect(await house.db.prisma.respite.count({ where: { chargeId: bills[0]?.id } })).toBe(0)
  })

  test('after a respite the last day to pay is a week from it, in the list as on the page', async () => {
    const { id, bills } = await debtor(['2026-05', '2026-11'])
    // Friday 29 May: as a due day it could mean Saturday the 30th, as an agreed day it cannot.
    const at = { namndId: house.namndId, personId: id, reason: 'x', recordedAt: '2026-05-04T08:00:00.000Z' }
    await house.db.prisma.respite.create({ data: { ...at, chargeId: Number(bills[0]?.id), untilOn: '2026-05-29' } })
    const listed = async (on: string) => {
      const rows = await arrearsOn(house.db, { ...actor, now: `${on}T12:00:00.000Z` }, on, { asOf: true })
      return rows.find((row) => row.personId === id)?.deadline
    }
    expect(await listed('2026-06-01')).toEqual({ payBy: '2026-06-05', hasPassed: false })
    expect(await listed('2026-06-06')).toEqual({ payBy: '2026-06-05', hasPassed: true })
    const household = (await householdFacts(house.db, [id], { on: testToday, settings: DEFAULT_SETTINGS, asOf: false, habits: false })).get(
      id,
    )
    expect(household && lateRent(household, testToday, DEFAULT_SETTINGS)?.forfeitFrom).toBe('2026-06-06')
    expect(await listed(testToday)).toEqual({ payBy: '2026-06-05', hasPassed: true })
  })

  test('another person’s bill gets no respite', async () => {
    const one = await debtor(['2026-11'])
    const other = await debtor(['2026-11'])
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const answer = await browser.post(one.respites, { bills: String(other.bills[0]?.id), untilOn: '2026-12-07', reason: 'Fel avi' })
    expect([answer.status, answer.text.includes('Välj minst en avi')]).toEqual([422, true])
    expect(await owes(other.id)).toBe(600_000)
  })

  test('a pause holds back the nagging and never the legal deadline, and ends by itself', async () => {
    const { id, pauses } = await debtor(['2026-11'])
    const browser = await browseAs(house, 'VRAKNINGSFOREBYGGARE')
    const before = await browser.get(pauses)
    expect(await htmlFaults(before.text)).toEqual([])
    const saved = await browser.post(pauses, { reason: 'PROMISED', untilOn: '2026-11-30', note: 'Betalar när lönen kommer' })
    expect(saved.status).toBe(303)
    expect((await browser.get(pauses)).text).toContain('Utlovad betalning')
    const paused = await pausedOn(house.db, [id], testToday)
    expect(paused.get(id)).toMatchObject({ reason: 'PROMISED', untilOn: '2026-11-30' })
    expect((await pausedOn(house.db, [id], '2026-12-01')).size).toBe(0)
    expect((await pausedOn(house.db, [], testToday)).size).toBe(0)
    expect(await owes(id)).toBe(600_000)
    expect(await linesOf(id)).toEqual(['FORFEITURE_POSSIBLE']) // 22 November: more than a week late
    const again = await browser.post(pauses, { reason: 'DISPUTE', untilOn: '2026-11-30' }, `/personer/${id}/anstand`)
    expect([again.status, again.text.includes('Avsluta pausen nu')]).toEqual([422, true])
    const [pause] = await house.db.prisma.reminderPause.findMany({ where: { personId: id } })
    expect((await browser.post(`${pauses}/${pause?.id}/avsluta`, {}, pauses)).status).toBe(303)
    expect((await pausedOn(house.db, [id], testToday)).size).toBe(0)
    expect((await browser.get(pauses)).text).toContain('Tidigare pauser')
  })

  test('the early stages are silent while it lasts', async () => {
    const { id, pauses } = await debtor(['2026-12']) // due 30 November
    const browser = await browseAs(house, 'BOSAMORDNARE')
    expect(await linesOf(id, '2026-12-03')).toEqual(['RENT_MISSING_DAY_3'])
    await browser.post(pauses, { reason: 'BENEFIT_AWAITED', untilOn: '2026-12-04' })
    expect(await linesOf(id, '2026-12-03')).toEqual([])
    expect(await linesOf(id, '2026-12-05')).toEqual(['RENT_MISSING_DAY_5'])
  })

  test('is not for everybody, and not for another nämnd’s people', async () => {
    const { id, respites, pauses } = await debtor(['2026-11'])
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const)
      expect((await (await browseAs(house, role)).get(respites)).status).toBe(403)
    const chef = await browseAs(house, 'CHEF')
    expect((await chef.get(respites)).text).not.toContain('Ge anstånd')
    expect((await chef.get(pauses)).text).not.toContain('Pausa påminnelser</button>')
    const other = await browseAs(house, 'BOSAMORDNARE', await makeOtherNamnd(house))
    expect((await other.get(respites)).status).toBe(404)
    expect((await other.post(pauses, { reason: 'PROMISED', untilOn: '2026-11-30' }, '/personer/ny')).status).toBe(404)
    const hidden = await debtor(['2026-11'], { protection: 'SEKRETESSMARKERING' })
    const masked = await (await browseAs(house, 'BOENDESTOD')).get(hidden.respites)
    expect([masked.status, masked.text.includes('Skyddad person'), masked.text.includes('Betalas senast')]).toEqual([200, true, false])
    expect((await pausedOn(house.db, [id], testToday)).size).toBe(0)
  })
})
