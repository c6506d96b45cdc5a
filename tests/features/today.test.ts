import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import type { Role } from '../../server/domain/codes.js'
import { linesFor, todayLines } from '../../server/domain/today.js'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { todayFacts } from '../../server/features/today/store.js'
import { settingsFor } from '../../server/settings.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy } from '../support/fixtures.js'
import { engines, openTestHouse, type TestHouse } from '../support/test-house.js'

/** What a role finds on a day, as [rule, deadline], worked out from the facts of that day. */
async function linesOn(house: TestHouse, actor: Actor, on: string, role: Role, asOf = true) {
  const settings = await settingsFor(house.db, { namndId: actor.namndId, today: on })
  return linesFor(role, todayLines(await todayFacts(house.db, actor, on, settings, { asOf }), on, settings))
}
const brief = async (...asked: Parameters<typeof linesOn>) => (await linesOn(...asked)).map((line) => [line.rule, line.dueOn])

describe.each(engines)('the facts of a day on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterAll(() => house.close())

  /** A stay that is told of and has held its checkpoints, so that only what the test adds gives a line. */
  const quietStay = async (wish: { startsOn?: string; rentOre?: number | null; children?: number[] } = {}) => {
    const person = await makePerson(house, { children: wish.children ?? [] })
    const apartment = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2021-01-01', ...wish })
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { landlordToldOn: '2021-01-01' } })
    await house.db.prisma.checkpointHeld.create({
      data: { tenancyId: tenancy.id, months: 24, heldOn: '2023-01-01', note: 'Hållen', recordedAt: house.clock.now() },
    })
    return { person, apartment, tenancy }
  }

  test('a rent is missed on day 1, 3, 5 and 7, may be forfeit after a week, and is gone the day it is paid', async () => {
    const { person, tenancy } = await quietStay({ children: [2019] })
    await runCharges(house.db, actor, '2026-11') // due Friday 30 October
    const onDay = (on: string) => brief(house, actor, on, 'BOSAMORDNARE')
    expect(await onDay('2026-10-30')).toEqual([])
    expect(await onDay('2026-10-31')).toEqual([['RENT_MISSING_DAY_1', '2026-11-06']])
    expect(await onDay('2026-11-02')).toEqual([['RENT_MISSING_DAY_3', '2026-11-06']])
    expect(await onDay('2026-11-04')).toEqual([['RENT_MISSING_DAY_5', '2026-11-06']])
    expect(await onDay('2026-11-06')).toEqual([['RENT_MISSING_DAY_7', '2026-11-06']])
    expect(await onDay('2026-11-07')).toEqual([['FORFEITURE_POSSIBLE', '2026-11-07']])
    expect(await brief(house, actor, '2026-11-06', 'CHEF')).toEqual([])
    for (const role of ['BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'CHEF'] as const) {
      expect(await brief(house, actor, '2026-11-07', role)).toEqual([['FORFEITURE_POSSIBLE', '2026-11-07']])
    }

    await makePayment(house, { personId: person.id, tenancyId: tenancy.id, amountOre: 200_000, on: '2026-11-09' })
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    const [partly] = await linesOn(house, actor, '2026-11-10', 'BOSAMORDNARE')
    expect(partly).toMatchObject({ personId: person.id, tenancyId: tenancy.id, amountOre: 400_000, children: 1, since: '2026-10-30' })
    expect(partly?.reason).toMatch(/delvis betald, 4\s000\skr återstår/)

    await makePayment(house, { personId: person.id, tenancyId: tenancy.id, amountOre: 400_000, on: '2026-11-12' })
    await house.db.transaction((tx) => allocateOpenCredits(tx, actor))
    expect(await onDay('2026-11-12')).toEqual([])
    expect(await onDay('2026-11-11')).toEqual([['FORFEITURE_POSSIBLE', '2026-11-07']]) // the day before is what it was
    expect(await brief(house, actor, house.clock.today(), 'BOSAMORDNARE', false)).toEqual([])
  })

  test('whoever has moved out has a debt but no tenancy to lose', async () => {
    const { tenancy } = await quietStay()
    await runCharges(house.db, actor, '2026-05')
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { endsOn: '2026-06-01', outcome: 'AVSLUTAD_ENLIGT_PLAN' } })
    const mine = (await linesOn(house, actor, '2026-11-22', 'BOSAMORDNARE')).filter((line) => line.tenancyId === tenancy.id)
    expect(mine).toMatchObject([{ rule: 'RENT_MISSING_DAY_7', action: { kind: 'CALL_ABOUT_RENT' } }])
    expect(mine[0]?.reason).toMatch(/Boendet är avslutat/)
    expect((await linesOn(house, actor, '2026-11-22', 'CHEF')).filter((line) => line.tenancyId === tenancy.id)).toEqual([])
  })
})

describe.each(engines)('the other lines of a day on %s', (engine) => {
  let house: TestHouse
  let actor: Actor
  beforeAll(async () => {
    house = await openTestHouse(engine)
    ;({ actor } = await house.user('BOSAMORDNARE'))
  })
  afterAll(() => house.close())

  test('a landlord is told of a new tenant, and a checkpoint held, before the line goes', async () => {
    const person = await makePerson(house)
    const apartment = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-08-27', rentOre: null })
    const told = (on: string) => house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { landlordToldOn: on } })
    expect(await brief(house, actor, '2026-11-22', 'BOSAMORDNARE')).toEqual([
      ['LANDLORD_NOT_TOLD', '2026-08-27'],
      ['CHECKPOINT_DUE', '2026-11-27'],
    ])
    expect(await brief(house, actor, '2026-11-22', 'BOENDESTOD')).toEqual([['CHECKPOINT_DUE', '2026-11-27']])
    expect(await brief(house, actor, '2026-11-22', 'CHEF')).toEqual([])
    await told('2026-11-20')
    expect(await brief(house, actor, '2026-11-19', 'BOSAMORDNARE')).toContainEqual(['LANDLORD_NOT_TOLD', '2026-08-27'])
    expect(await brief(house, actor, '2026-11-22', 'BOSAMORDNARE')).toEqual([['CHECKPOINT_DUE', '2026-11-27']])
    await house.db.prisma.checkpointHeld.create({
      data: { tenancyId: tenancy.id, months: 3, heldOn: '2026-11-22', note: 'Allt går bra', recordedAt: house.clock.now() },
    })
    expect(await brief(house, actor, '2026-11-21', 'BOENDESTOD')).toEqual([['CHECKPOINT_DUE', '2026-11-27']])
    expect(await brief(house, actor, '2026-11-22', 'BOENDESTOD')).toEqual([])
  })

  test('a head lease and a waiver that run out show until a new contract follows', async () => {
    const person = await makePerson(house)
    const apartment = await makeApartment(house, { fromOn: '2020-01-01', tillOn: '2027-03-01' })
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2021-01-01', rentOre: null })
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { landlordToldOn: '2021-01-01' } })
    await house.db.prisma.checkpointHeld.create({
      data: { tenancyId: tenancy.id, months: 24, heldOn: '2023-01-01', note: 'Hållen', recordedAt: house.clock.now() },
    })
    await house.db.prisma.headLease.updateMany({ where: { apartmentId: apartment.id }, data: { waiverUntilOn: '2026-12-31' } })
    const ofPlace = async (on: string, role: Role) =>
      (await linesOn(house, actor, on, role))
        .filter((line) => line.apartmentId === apartment.id)
        .map((line) => [line.rule, line.dueOn, line.personId])
    for (const role of ['BOSAMORDNARE', 'CHEF'] as const) {
      expect(await ofPlace('2026-11-22', role)).toEqual([
        ['WAIVER_ENDING', '2026-12-31', person.id],
        ['HEAD_LEASE_ENDING', '2027-02-28', person.id],
      ])
    }
    expect(await ofPlace('2026-08-31', 'CHEF')).toEqual([['WAIVER_ENDING', '2026-12-31', person.id]])
    expect(await ofPlace('2026-07-03', 'CHEF')).toEqual([])
    expect(await ofPlace('2026-11-22', 'BOENDESTOD')).toEqual([])
    await house.db.prisma.headLease.create({ data: { apartmentId: apartment.id, startsOn: '2027-03-01', recordedAt: house.clock.now() } })
    expect(await ofPlace('2026-11-22', 'CHEF')).toEqual([['WAIVER_ENDING', '2026-12-31', person.id]])
  })

  test('a contract that runs out asks for the next step, and a move-out without an outcome for the outcome', async () => {
    const person = await makePerson(house)
    const apartment = await makeApartment(house)
    const tenancy = await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2021-01-01', rentOre: null })
    await house.db.prisma.tenancy.update({
      where: { id: tenancy.id },
      data: { landlordToldOn: '2021-01-01', contractUntilOn: '2026-12-31' },
    })
    await house.db.prisma.checkpointHeld.create({
      data: { tenancyId: tenancy.id, months: 24, heldOn: '2023-01-01', note: 'Hållen', recordedAt: house.clock.now() },
    })
    const ofStay = async (on: string) =>
      (await linesOn(house, actor, on, 'SOCIALSEKRETERARE'))
        .filter((line) => line.tenancyId === tenancy.id)
        .map((line) => [line.action.kind, line.dueOn])
    expect(await ofStay('2026-10-31')).toEqual([])
    expect(await ofStay('2026-11-01')).toEqual([['PLAN_NEXT_STEP', '2026-12-31']])
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { endsOn: '2026-11-15' } })
    expect(await ofStay('2026-11-22')).toEqual([['RECORD_OUTCOME', '2026-11-15']])
    expect(await ofStay('2026-12-17')).toEqual([])
    await house.db.prisma.tenancy.update({ where: { id: tenancy.id }, data: { outcome: 'STEG_UPP' } })
    expect(await ofStay('2026-11-22')).toEqual([])
  })

  test('payments without a match are one line; a deduction and another currency are counted but are no kronor', async () => {
    const received = (n: number, other: object) =>
      house.db.prisma.receivedPayment.create({
        data: {
          namndId: house.namndId,
          ordinal: n,
          source: 'BANK',
          kind: 'PAYMENT',
          amountOre: 500_000,
          currency: 'SEK',
          bookedOn: '2026-11-19',
          transactionKey: `utan-${n}`,
          recordedAt: house.clock.now(),
          unmatchedOre: 500_000,
          ...other,
        },
      })
    await received(1, {})
    await received(2, { bookedOn: '2026-11-20', unmatchedOre: 925_000, amountOre: 1_000_000 })
    await received(3, { unmatchedOre: 0 })
    await received(4, { currency: 'EUR' })
    await received(5, { kind: 'DEDUCTION' })
    await received(6, { bookedOn: '2026-11-25' })
    const line = async (role: Role) => (await linesOn(house, actor, '2026-11-22', role)).find(({ rule }) => rule === 'UNMATCHED_PAYMENTS')
    expect(await line('BOSAMORDNARE')).toMatchObject({ since: '2026-11-19', dueOn: '2026-11-24', amountOre: 1_425_000, personId: null })
    expect((await line('BOSAMORDNARE'))?.reason).toMatch(/^4 inbetalningar, 14\s250\skr, saknar träff\./)
    expect(await line('CHEF')).toBeUndefined()
  })

  test('another nämnd and another enhet have other facts', async () => {
    const other = await makeOtherNamnd(house)
    const elsewhere = await house.user('BOSAMORDNARE', { namndId: other.namndId, unitId: null })
    expect(await linesOn(house, elsewhere.actor, '2026-11-22', 'BOSAMORDNARE')).toEqual([])
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Ungdomsenheten' } })
    const nextDoor = await house.user('BOSAMORDNARE', { unitId: unit.id })
    const rules = await brief(house, nextDoor.actor, '2026-11-22', 'BOSAMORDNARE')
    expect(rules.map(([rule]) => rule)).toEqual(['UNMATCHED_PAYMENTS']) // the list of the whole nämnd
  })
})
