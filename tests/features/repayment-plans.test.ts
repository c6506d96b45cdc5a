import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { allocateOpenCredits, lockLedger } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { verifyLedger } from '../../server/features/rent/verify-store.js'
import { checkPlans } from '../../server/features/repayment-plans/plan-check-store.js'
import { figuresOf, listRunningPlans } from '../../server/features/repayment-plans/plan-list-store.js'
import { planStateOf } from '../../server/features/repayment-plans/plan-state-store.js'
import { todayFacts } from '../../server/features/today/store.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { todayLines } from '../../server/domain/today.js'
import { runNightly } from '../../server/jobs/nightly.js'
import { clockAt } from '../../server/house.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
import { engines, openTestHouse, testToday, type TestHouse } from '../support/test-house.js'

describe.each(engines)('repayment plans on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    actor = (await house.user('BOSAMORDNARE')).actor
  })
  afterAll(() => house.close())

  /** Somebody who owes October's and November's rent, 12 000 kr. */
  async function debtor(wish: Parameters<typeof makePerson>[1] & { costCentre?: string } = {}) {
    const { costCentre, ...who } = wish
    const person = await makePerson(house, who)
    const apartment = await makeApartment(house, { costCentre })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id })
    for (const month of ['2026-10', '2026-11']) await runCharges(house.db, actor, month)
    const pay = (amountOre: number, on: string) =>
      house.db.transaction(async (tx) => {
        await lockLedger(tx, house.namndId)
        await makePayment(house, { personId: person.id, tenancyId: tenancy.id, amountOre, on })
        await allocateOpenCredits(tx, actor, [person.id])
      })
    const at = `/personer/${person.id}/avbetalningsplan`
    return { id: person.id, tenancyId: tenancy.id, at, pay: engine === 'sqlite' ? payOutside(person.id, tenancy.id) : pay }
  }
  /** The fixture writes outside a transaction of ours: SQLite has one writer. */
  const payOutside = (personId: number, tenancyId: number) => async (amountOre: number, on: string) => {
    await makePayment(house, { personId, tenancyId, amountOre, on })
    await house.db.transaction(async (tx) => {
      await lockLedger(tx, house.namndId)
      await allocateOpenCredits(tx, actor, [personId])
    })
  }
  const terms = {
    firstLump: '',
    instalment: '2 000',
    frequency: 'MONTHLY',
    startsOn: '2026-11-30',
    agreedOn: testToday,
    signed: 'NEJ',
    signedOn: '',
    note: '',
  }
  async function agree(at: string, change: Partial<typeof terms> = {}) {
    const browser = await browseAs(house, 'BOENDESTOD')
    const fields = { ...terms, ...change }
    const check = await browser.post(`${at}/ny`, fields)
    const seenDebt = /name="seenDebt" value="(\d+)"/.exec(check.text)?.[1] ?? ''
    const saved = await browser.post(`${at}/ny`, { ...fields, seenDebt, checked: 'ja' })
    return { browser, check, saved, planId: Number(/\d+$/.exec(String(saved.headers.location))?.[0]) }
  }
  const checked = async (on: string, personId: number) =>
    (await checkPlans(house.db, { ...actor, today: on > actor.today ? on : actor.today }, on)).find((plan) => plan.personId === personId)
  const eventsOf = async (planId: number) =>
    (await house.db.prisma.planEvent.findMany({ where: { planId }, orderBy: { id: 'asc' } })).map((event) => [
      event.kind,
      event.happenedOn,
      event.shortOre,
    ])

  test('is previewed, checked, made, and shown with its instalments', async () => {
    const { id, at } = await debtor()
    const browser = await browseAs(house, 'BOENDESTOD')
    const form = await browser.get(`${at}/ny`)
    expect(form.text).toContain('12\u00a0000\u00a0kr')
    expect(await htmlFaults(form.text)).toEqual([])
    const preview = await browser.post(`${at}/ny`, { ...terms, do: 'preview' })
    expect(preview.text).toContain('6\u00a0betalningar, den sista <time datetime="2027-04-30">')
    const { check, saved, planId } = await agree(at)
    expect([check.status, check.text.includes('Spara planen på 12\u00a0000\u00a0kr'), check.text.includes('2027-02-01')]).toEqual([
      200,
      true,
      true,
    ])
    expect(await htmlFaults(check.text)).toEqual([])
    expect([saved.status, saved.headers.location]).toEqual([303, `${at}/${planId}`])
    const shown = await browser.get(at)
    expect(shown.text).toContain('Följs')
    expect(shown.text).toContain('Anteckna underskrift')
    expect(await htmlFaults(shown.text)).toEqual([])
    const instalments = await house.db.prisma.planInstalment.findMany({ where: { planId } })
    expect(instalments.reduce((sum, one) => sum + one.amountOre, 0)).toBe(1_200_000)
    expect(await eventsOf(planId)).toEqual([['MADE', testToday, null]])
    expect(await planStateOf(house.db, actor, [id], testToday)).toMatchObject(
      new Map([[id, { state: 'KEPT', leftOre: 1_200_000, lastOn: '2027-04-30' }]]),
    )
    // the same page sent twice is one plan, and other terms beside it are refused
    expect((await agree(at)).planId).toBe(planId)
    const second = await agree(at, { instalment: '3 000' })
    expect([second.saved.status, second.saved.text.includes('redan en avbetalningsplan')]).toEqual([422, true])
    expect(await house.db.prisma.repaymentPlan.count({ where: { personId: id } })).toBe(1)
  })

  test.each<[string, Partial<typeof terms>, string]>([
    ['that cannot end', { instalment: '' }, 'annars tar planen aldrig slut'],
    ['that is too long', { instalment: '100' }, 'längre än enheten tillåter'],
    ['with a lump above the debt', { firstLump: '12 001' }, 'större än skulden'],
    ['that begins before it was agreed', { startsOn: '2026-11-21' }, 'före dagen då ni kom överens'],
    ['signed without a day', { signed: 'JA' }, 'Skriv dagen då planen undertecknades'],
    ['agreed tomorrow', { agreedOn: '2026-11-23' }, 'Dagen har inte kommit än'],
    ['before anything was late', { agreedOn: '2026-01-05' }, 'ingen skuld att betala av'],
  ])('one %s is refused with what was typed', async (_, change, message) => {
    const { id, at } = await debtor()
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    const answer = await browser.post(`${at}/ny`, { ...terms, ...change, note: 'Anteckningen står kvar' })
    expect([answer.status, answer.text.includes(message), answer.text.includes('Anteckningen står kvar')]).toEqual([422, true, true])
    expect(await house.db.prisma.repaymentPlan.count({ where: { personId: id } })).toBe(0)
  })

  test('a debt that changes while the page is open is asked about again', async () => {
    const { id, at, pay } = await debtor()
    const browser = await browseAs(house, 'BOSAMORDNARE')
    await pay(100_000, '2026-11-20')
    const answer = await browser.post(`${at}/ny`, { ...terms, seenDebt: '1200000', checked: 'ja' })
    expect([answer.status, answer.text.includes('Skulden har ändrats'), answer.text.includes('11\u00a0000\u00a0kr')]).toEqual([
      422,
      true,
      true,
    ])
    expect(await house.db.prisma.repaymentPlan.count({ where: { personId: id } })).toBe(0)
  })

  test('each night is a row: kept, broken, back, and paid; twice a night and missed nights change nothing', async () => {
    const { id, at, pay } = await debtor()
    const { planId } = await agree(at, { signed: 'JA', signedOn: testToday })
    expect(await checked(testToday, id)).toMatchObject({
      expectedOre: 1_200_000,
      actualOre: 1_200_000,
      shortOre: 0,
      event: null,
      again: false,
    })
    expect(await checked(testToday, id)).toMatchObject({ shortOre: 0, again: true })
    await runCharges(house.db, actor, '2026-12') // due 30 November
    expect(await checked('2026-12-04', id)).toMatchObject({
      expectedOre: 1_000_000,
      actualOre: 1_800_000,
      shortOre: 800_000,
      event: 'BREACHED',
    })
    expect(await checked('2026-12-05', id)).toMatchObject({ shortOre: 800_000, event: null })
    await pay(800_000, '2026-12-08')
    expect(await checked('2026-12-08', id)).toMatchObject({ actualOre: 1_000_000, shortOre: 0, event: 'RETURNED' })
    // a day before the latest check is worked out from the facts as they counted then, and makes nothing happen
    expect(await checked('2026-12-06', id)).toMatchObject({ shortOre: 800_000, event: null })
    expect(await eventsOf(planId)).toEqual([
      ['MADE', testToday, null],
      ['SIGNED', testToday, null],
      ['BREACHED', '2026-12-04', 800_000],
      ['RETURNED', '2026-12-08', null],
    ])
    const rows = await house.db.prisma.planCheck.findMany({ where: { planId }, orderBy: { checkedOn: 'asc' } })
    expect(rows.map((row) => row.checkedOn)).toEqual([testToday, '2026-12-04', '2026-12-05', '2026-12-06', '2026-12-08'])
    const page = await (await browseAs(house, 'CHEF')).get(`${at}/${planId}`)
    expect(page.text).toContain('Bruten med 8\u00a0000\u00a0kr')
    expect(page.text).not.toContain('Avsluta planen')
    expect(await htmlFaults(page.text)).toEqual([])
    await pay(1_000_000, '2026-12-09')
    expect(await checked('2026-12-09', id)).toMatchObject({ actualOre: 0, shortOre: 0, event: 'ENDED_PAID' })
    expect(await checked('2026-12-09', id)).toMatchObject({ again: true, event: null })
    expect(await checked('2026-12-10', id)).toBeUndefined()
    expect((await house.db.prisma.repaymentPlan.findUnique({ where: { id: planId } }))?.endedOn).toBe('2026-12-09')
    expect((await planStateOf(house.db, actor, [id], '2026-12-09')).size).toBe(0)
    expect((await (await browseAs(house, 'CHEF')).get(at)).text).toContain('Färdigbetald')
    expect(await house.db.prisma.auditEvent.count({ where: { personId: id, subject: 'REPAYMENT_PLAN', action: 'CHANGE' } })).toBe(3)
    expect((await verifyLedger(house.db)).ok).toBe(true)
  })

  test('a day that has not come is worked out and not written', async () => {
    const { id, at } = await debtor()
    const { planId } = await agree(at)
    const found = (await checkPlans(house.db, actor, '2026-12-04')).find((plan) => plan.personId === id)
    expect(found).toMatchObject({ shortOre: 200_000, event: 'BREACHED' })
    expect(await house.db.prisma.planCheck.count({ where: { planId } })).toBe(0)
  })

  test('a respite is respected, and a one-off charge is no rent', async () => {
    const { id, at, tenancyId } = await debtor()
    await agree(at)
    await house.db.prisma.ledgerEntry.create({
      data: {
        namndId: house.namndId,
        unitId: house.unitId,
        personId: id,
        tenancyId,
        kind: 'CHARGE',
        chargeKind: 'KEY',
        amountOre: 50_000,
        openOre: 50_000,
        effectiveOn: '2026-11-10',
        dueOn: '2026-11-10',
        recordedAt: house.clock.now(),
      },
    })
    const [oldest] = await house.db.prisma.ledgerEntry.findMany({ where: { personId: id, kind: 'CHARGE' }, orderBy: { dueOn: 'asc' } })
    const state = async () => (await planStateOf(house.db, actor, [id], testToday)).get(id)
    expect(await state()).toMatchObject({ actualOre: 1_200_000 })
    await house.db.prisma.respite.create({
      data: {
        namndId: house.namndId,
        personId: id,
        chargeId: oldest?.id ?? 0,
        untilOn: '2026-12-07',
        reason: 'Lön',
        recordedAt: house.clock.now(),
      },
    })
    expect(await state()).toMatchObject({ actualOre: 600_000, overdueOre: 1_200_000 })
  })

  test('is signed later, reminded of until then, and ended with a reason', async () => {
    const { id, at } = await debtor()
    const { browser, planId } = await agree(at)
    const lines = async (on: string) =>
      todayLines(await todayFacts(house.db, actor, on, DEFAULT_SETTINGS), on)
        .filter((line) => line.personId === id && line.rule.startsWith('PLAN'))
        .map((line) => line.rule)
    expect(await lines('2026-11-28')).toEqual([])
    expect(await lines('2026-11-29')).toEqual(['PLAN_UNSIGNED'])
    expect(await lines('2026-12-04')).toEqual(['PLAN_BROKEN'])
    const early = await browser.post(`${at}/${planId}/underskrift`, { signedOn: '2026-11-21' })
    expect([early.status, early.text.includes('före dagen då ni kom överens')]).toEqual([422, true])
    expect((await browser.post(`${at}/${planId}/underskrift`, { signedOn: testToday })).status).toBe(303)
    expect(await lines('2026-11-29')).toEqual([])
    expect((await browser.post(`${at}/${planId}/avsluta`, { reason: '' })).status).toBe(422)
    expect((await browser.post(`${at}/${planId}/avsluta`, { reason: 'Ny plan med lägre belopp' })).status).toBe(303)
    expect((await browser.get(at)).text).toContain('Ny plan med lägre belopp')
    expect((await browser.get(`${at}/${planId}/avsluta`)).status).toBe(404)
    expect(await eventsOf(planId)).toEqual([
      ['MADE', testToday, null],
      ['SIGNED', testToday, null],
      ['ENDED_OTHER', testToday, null],
    ])
    const next = await agree(at, { instalment: '1 000' })
    expect([next.saved.status, next.planId > planId]).toEqual([303, true])
    expect((await browser.get(at)).text).toContain('Andra planer')
  })

  test('stands in the list with the figures of its cost centre, and in the file', async () => {
    const { id, at, pay } = await debtor({ costCentre: '77001', givenName: 'Nadia', familyName: 'Osman' })
    const other = await debtor({ costCentre: '77001' })
    const hidden = await debtor({ costCentre: '77001', protection: 'SEKRETESSMARKERING', givenName: 'Hemlig', familyName: 'Person' })
    const { planId } = await agree(at, { agreedOn: '2026-11-02', startsOn: '2026-11-02' })
    await agree(other.at)
    const user = await house.user('BOSAMORDNARE')
    await house.db.prisma.protectionGrant.create({ data: { personId: hidden.id, userId: user.id, grantedAt: house.clock.now() } })
    const named = await browseAs(house, 'BOSAMORDNARE')
    const fields = { ...terms, seenDebt: '1200000', checked: 'ja' }
    expect((await named.post(`${hidden.at}/ny`, fields)).status).toBe(303)
    await pay(50_000, '2026-11-12')
    // agreed on 2 November with 6 000 kr late and nothing paid since but 500: short of 2 000, and November's rent is late too
    const figures = figuresOf(await listRunningPlans(house.db, actor, testToday)).find((one) => one.costCentre === '77001')
    expect(figures).toMatchObject({ running: 3, kept: 2, broken: 1 })
    const browser = await browseAs(house, 'CHEF')
    const list = await browser.get('/skulder/avbetalningsplaner')
    expect(await htmlFaults(list.text)).toEqual([])
    expect(list.text).toContain('Nadia Osman')
    expect(list.text).not.toContain('Hemlig')
    expect(list.text).toContain('Skyddad person')
    expect((await browser.get('/skulder/avbetalningsplaner?urval=brutna')).text).toContain('Nadia Osman')
    expect((await browser.get('/skulder/avbetalningsplaner?urval=foljs')).text).not.toContain('Nadia Osman')
    const file = await browser.get('/skulder/avbetalningsplaner.csv')
    expect(file.text).toContain('Nadia Osman')
    expect(file.text).not.toContain('Hemlig')
    await named.post(`${at}/${planId}/avsluta`, { reason: 'Skulden skrivs av' })
    const ended = await browser.get('/skulder/avbetalningsplaner?urval=avslutade')
    expect([ended.text.includes('Skulden skrivs av'), ended.text.includes('Nadia Osman')]).toEqual([true, true])
    expect(await htmlFaults(ended.text)).toEqual([])
    expect((await planStateOf(house.db, actor, [id], testToday)).size).toBe(0)
  })

  test('the night checks the day that has ended, once', async () => {
    const { at } = await debtor()
    const { planId } = await agree(at)
    const night = { ...house, clock: clockAt('2026-12-05') }
    await runNightly(night)
    await runNightly(night)
    expect(await house.db.prisma.planCheck.findMany({ where: { planId } })).toMatchObject([{ checkedOn: '2026-12-04', shortOre: 200_000 }])
    expect(await eventsOf(planId)).toEqual([
      ['MADE', testToday, null],
      ['BREACHED', '2026-12-04', 200_000],
    ])
  })

  test('the sum without a person is worked out for anybody at work', async () => {
    const browser = await browseAs(house, 'BOENDESTOD')
    const page = await browser.get('/skulder/avbetalningsplaner/rakna')
    expect(await htmlFaults(page.text)).toEqual([])
    const query = 'debt=10%20000,50&firstLump=2000&instalment=3000&frequency=MONTHLY&startsOn=2026-11-30'
    expect((await browser.get(`/skulder/avbetalningsplaner/rakna?${query}`)).text).toContain(
      '4\u00a0betalningar, den sista <time datetime="2027-03-01">',
    )
    expect((await browser.get('/skulder/avbetalningsplaner/rakna?debt=x')).text).toContain('Skriv beloppet med siffror')
  })

  test('is not for everybody, and not for another nämnd’s people', async () => {
    const { at } = await debtor()
    const { planId } = await agree(at)
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) expect((await (await browseAs(house, role)).get(at)).status).toBe(403)
    const chef = await browseAs(house, 'CHEF')
    expect((await chef.get(`${at}/ny`)).status).toBe(403)
    const other = await browseAs(house, 'BOSAMORDNARE', await makeOtherNamnd(house))
    for (const path of [at, `${at}/${planId}`, `${at}/ny`]) expect((await other.get(path)).status).toBe(404)
    expect((await other.post(`${at}/${planId}/avsluta`, { reason: 'x' }, '/personer/ny')).status).toBe(404)
    expect((await other.get('/skulder/avbetalningsplaner')).text).toContain('Inga avbetalningsplaner än')
    const person = await makePerson(house)
    expect((await chef.get(`/personer/${person.id}/avbetalningsplan/${planId}`)).status).toBe(404)
    expect((await chef.get(`/personer/${person.id}/avbetalningsplan`)).text).toContain('Ingen avbetalningsplan')
  })
})
