import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Actor } from '../../server/actor.js'
import { today } from '../../server/cli/today.js'
import type { Role } from '../../server/domain/codes.js'
import { linesFor, todayLines } from '../../server/domain/today.js'
import { allocateOpenCredits } from '../../server/features/rent/allocation-store.js'
import { runCharges } from '../../server/features/rent/charge-run-store.js'
import { todayFacts } from '../../server/features/today/store.js'
import { settingsFor } from '../../server/settings.js'
import { browseAs } from '../support/browse.js'
import { makeApartment, makeOtherNamnd, makePayment, makePerson, makeTenancy } from '../support/fixtures.js'
import { htmlFaults } from '../support/html-faults.js'
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
    expect((await line('BOSAMORDNARE'))?.reason).toMatch(
      /^2 inbetalningar, 14\s250\skr, saknar träff\..*2 poster i annan valuta eller med avdrag väntar också/,
    )
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

describe.each(engines)('the page I dag on %s', (engine) => {
  let house: TestHouse
  let person: { id: number }
  let apartment: { id: number }
  beforeAll(async () => {
    house = await openTestHouse(engine)
    const { actor } = await house.user('BOSAMORDNARE')
    // Homes whose insurance nobody has seen have their own test (early-warnings.test.ts).
    const recordedAt = house.clock.now()
    const setting = { namndId: house.namndId, name: 'warnsInsuranceUnseen', value: '0', fromOn: '2020-01-01', source: 'prov', recordedAt }
    await house.db.prisma.setting.create({ data: setting })
    person = await makePerson(house, { givenName: 'Nadia', familyName: 'Osman', ownId: 'P-nadia', children: [2018] })
    apartment = await makeApartment(house, { address: 'Kvarnbacken 14', ownId: 'L-kvarn', tillOn: '2027-03-01' })
    await makeTenancy(house, { personId: person.id, apartmentId: apartment.id, startsOn: '2026-10-01' })
    await house.db.prisma.person.update({ where: { id: person.id }, data: { phone: '070-174 06 35' } })
    await house.db.prisma.stepMove.create({
      data: {
        namndId: house.namndId,
        personId: person.id,
        toStep: 'FORSOKSLAGENHET',
        direction: 'IN',
        movesOn: '2026-10-01',
        reason: 'Flyttar in',
        recordedAt: house.clock.now(),
      },
    })
    await runCharges(house.db, actor, '2026-11')
  })
  afterAll(() => house.close())

  const protect = (protection: string) => house.db.prisma.person.update({ where: { id: person.id }, data: { protection } })
  const titles = (text: string) => [...text.matchAll(/<h3>(?:<a [^>]*>)?([^<]*)/g)].map((match) => match[1])

  test('a bosamordnare sees what to do, why, since when, by when and the way to the form', async () => {
    const browser = await browseAs(house, 'BOSAMORDNARE')
    const answer = await browser.get('/idag')
    expect(answer.status).toBe(200)
    expect(titles(answer.text)).toEqual([
      'Underrätta hyresvärden om Nadia Osman',
      'Ta ställning till obetald hyra för Nadia Osman',
      'Planera för Kvarnbacken 14, lgh 1101 när inhyrningen går ut',
    ])
    expect(answer.text).toContain('Söndag 22 november 2026. Två saker brådskar. Nästa hyra förfaller måndag 30 november.')
    expect(answer.text).toMatch(/href="\/personer\/\d+"[^>]*>Ta ställning/)
    expect(answer.text).toMatch(/href="\/boenden\/\d+\/hyresvarden-underrattad"[^>]*>Anteckna besked/)
    expect(answer.text).toContain('<time datetime="2026-10-30">fre 30 okt</time>, 23\u00a0dagar')
    expect(answer.text).toContain('data-tone="danger">För 15 dagar sedan, lör\u00a07\u00a0nov')
    expect(answer.text).toContain('Försökslägenhet')
    expect(answer.text).toContain('1 barn')
    expect(answer.text).not.toContain('urval=mina')
    expect(answer.text.match(/class="ds-button" data-size="sm"/g)).toHaveLength(1) // one primary button
    expect(await htmlFaults(answer.text)).toEqual([])
  })

  test('each role gets its own lines and the form it may open', async () => {
    const seenBy = async (role: Role) => (await (await browseAs(house, role)).get('/idag')).text
    const boendestod = await seenBy('BOENDESTOD')
    expect(titles(boendestod)).toEqual(['Felsök obetald hyra: Nadia Osman'])
    expect(boendestod).toMatch(/href="\/personer\/\d+\/uppgifter\/ny\?slag=RENT_TROUBLESHOT"[^>]*>Skriv orsaken/)
    expect(boendestod).toContain('href="tel:0701740635"')
    expect(titles(await seenBy('SOCIALSEKRETERARE'))).toEqual(['Ta ställning till obetald hyra för Nadia Osman'])
    expect(titles(await seenBy('VRAKNINGSFOREBYGGARE'))).toEqual(['Ta ställning till obetald hyra för Nadia Osman'])
    const chef = await seenBy('CHEF')
    expect(titles(chef)).toEqual([
      'Ta ställning till obetald hyra för Nadia Osman',
      'Planera för Kvarnbacken 14, lgh 1101 när inhyrningen går ut',
    ])
    expect(chef).toContain('Nästa rätta åtgärd: felsök obetald hyra.')
    expect(chef).not.toContain('/inhyrning"')
    for (const role of ['CONTROLLER', 'ADMINISTRATOR'] as const) expect((await (await browseAs(house, role)).get('/idag')).status).toBe(403)
  })

  test('those who have people of their own begin with them', async () => {
    const { id } = await house.user('BOENDESTOD', { name: 'Samir Haddad' })
    const browser = await browseAs(house, 'BOENDESTOD', { name: 'Samir Haddad' })
    expect((await browser.get('/idag')).text).toMatch(/urval=alla" aria-current="page">Hela enheten/)
    const another = await makePerson(house, { givenName: 'Leila', familyName: 'Karimi' })
    const place = await makeApartment(house)
    await makeTenancy(house, { personId: another.id, apartmentId: place.id, startsOn: '2026-08-25', rentOre: null })
    await house.db.prisma.person.update({ where: { id: another.id }, data: { boendestodjareId: id } })
    const mine = (await browser.get('/idag')).text
    expect(mine).toMatch(/urval=mina" aria-current="page">Mina 1\u00a0person</)
    expect(titles(mine)).toEqual(['Håll kontrollstation med Leila Karimi'])
    expect(titles((await browser.get('/idag?urval=alla')).text)).toEqual([
      'Felsök obetald hyra: Nadia Osman',
      'Håll kontrollstation med Leila Karimi',
    ])
    await house.db.prisma.tenancy.updateMany({ where: { personId: another.id }, data: { endsOn: '2026-09-01', outcome: 'ANNAT' } })
  })

  test('a planned takeover shows until it is carried through', async () => {
    const stay = await house.db.prisma.tenancy.findFirstOrThrow({ where: { personId: person.id } })
    const takeover = await house.db.prisma.takeover.create({
      data: {
        namndId: house.namndId,
        tenancyId: stay.id,
        personId: person.id,
        apartmentId: apartment.id,
        approvedOn: '2026-11-16',
        transfersOn: '2026-12-01',
        recordedAt: '2026-11-10T09:00:00.000Z',
      },
    })
    const { actor } = await house.user('BOSAMORDNARE')
    const takeovers = async (on: string) => (await brief(house, actor, on, 'BOSAMORDNARE')).filter(([rule]) => rule === 'TAKEOVER_COMING')
    expect(await takeovers('2026-11-09')).toEqual([])
    expect(await takeovers('2026-11-22')).toEqual([['TAKEOVER_COMING', '2026-12-01']])
    const text = (await (await browseAs(house, 'BOSAMORDNARE')).get('/idag')).text
    expect(text).toMatch(/Genomför övertaget för Nadia Osman/)
    expect(text).toMatch(/href="\/boenden\/\d+\/overtag"[^>]*>Visa övertaget/)
    await house.db.prisma.takeover.update({ where: { id: takeover.id }, data: { transferredAt: '2026-12-01T23:30:00.000Z' } })
    expect(await takeovers('2026-12-01')).toEqual([['TAKEOVER_COMING', '2026-12-01']]) // it was 2 December in Sweden
    expect(await takeovers('2026-12-02')).toEqual([])
    await house.db.prisma.takeover.delete({ where: { id: takeover.id } })
  })

  test('only those who are shown are written down as read', async () => {
    const { id } = await house.user('CHEF', { name: 'Chef som läser' })
    const browser = await browseAs(house, 'CHEF', { name: 'Chef som läser' })
    const readings = () =>
      house.db.prisma.auditEvent.findMany({ where: { userId: id, action: 'READ' }, select: { personId: true, page: true } })
    await browser.get('/idag')
    expect(await readings()).toEqual([{ personId: person.id, page: 'GET /idag' }])
    await protect('SEKRETESSMARKERING')
    await browser.get('/idag')
    await protect('NEJ')
    expect(await readings()).toHaveLength(1)
  })

  test.each(['SEKRETESSMARKERING', 'SKYDDAD_FOLKBOKFORING'])(
    'a person with %s stands without name, place, step and days for all but the named',
    async (protection) => {
      await protect(protection)
      const hidden = /Nadia|Osman|P-nadia|070-174|Försökslägenhet|1 barn|\/personer\/\d|\/boenden\/\d|2026-10-30|30 okt|6\s000/
      for (const role of ['BOSAMORDNARE', 'BOENDESTOD', 'SOCIALSEKRETERARE', 'VRAKNINGSFOREBYGGARE', 'CHEF'] as const) {
        const answer = await (await browseAs(house, role)).get('/idag?urval=alla')
        expect([role, hidden.exec(answer.text)?.[0] ?? null]).toEqual([role, null])
        expect(titles(answer.text)).toContain('Skyddad person: hyran är mer än en vecka sen')
        expect(await htmlFaults(answer.text)).toEqual([])
      }
      // What is about the place stays, as on the page of the place; it never stands beside the person.
      const chef = (await (await browseAs(house, 'CHEF')).get('/idag')).text
      expect(chef).toContain('Planera för Kvarnbacken 14')
      const { id } = await house.user('CHEF', { name: 'Utsedd chef' })
      const grant = await house.db.prisma.protectionGrant.create({
        data: { personId: person.id, userId: id, grantedAt: house.clock.now() },
      })
      const named = await browseAs(house, 'CHEF', { name: 'Utsedd chef' })
      expect(titles((await named.get('/idag')).text)[0]).toBe('Ta ställning till obetald hyra för Nadia Osman')
      await house.db.prisma.protectionGrant.update({ where: { id: grant.id }, data: { revokedAt: house.clock.now() } })
      expect((await named.get('/idag')).text).not.toContain('Nadia')
      await protect('NEJ')
    },
  )

  test('the command names nobody, and hides where a protected person lives', async () => {
    await house.db.prisma.person.update({ where: { id: person.id }, data: { protection: 'SEKRETESSMARKERING' } })
    const { answer, lines } = await runToday(house, { on: '2026-11-22', role: 'bosamordnare' })
    await protect('NEJ')
    expect(answer).toEqual([
      expect.objectContaining({ rule: 'LANDLORD_NOT_TOLD', person: 'P-nadia', apartment: null }),
      expect.objectContaining({
        rule: 'FORFEITURE_POSSIBLE',
        person: 'P-nadia',
        apartment: null,
        since: '2026-10-30',
        dueOn: '2026-11-07',
      }),
      expect.objectContaining({ rule: 'HEAD_LEASE_ENDING', person: null, apartment: 'L-kvarn' }),
    ])
    expect(JSON.stringify([answer, lines])).not.toMatch(/Nadia|Osman|Kvarnbacken/)
    const open = await runToday(house, { on: '2026-11-05', role: 'BOENDESTÖD' })
    expect(open.answer).toEqual([
      expect.objectContaining({ rule: 'RENT_MISSING_DAY_5', person: 'P-nadia', apartment: 'L-kvarn', dueOn: '2026-11-06' }),
    ])
    await expect(runToday(house, { on: '2026-11-22', role: 'kock' })).rejects.toThrow(/--role/)
  })

  test('many lines are capped in their group and paged in full', async () => {
    const people = await Promise.all(Array.from({ length: 110 }, (_, n) => makePerson(house, { givenName: `Nr${n}`, familyName: 'Many' })))
    for (const one of people) {
      const place = await makeApartment(house)
      await makeTenancy(house, { personId: one.id, apartmentId: place.id, startsOn: '2026-08-25', rentOre: null })
    }
    const browser = await browseAs(house, 'SOCIALSEKRETERARE')
    const first = (await browser.get('/idag')).text
    expect(titles(first)).toHaveLength(1 + 25)
    expect(first).toMatch(/Den här veckan <span class="count">110<\/span>/)
    expect(first).toMatch(/href="\/idag\?visa=veckan">Visa alla 110/)
    const whole = (await browser.get('/idag?visa=veckan')).text
    expect(titles(whole)).toHaveLength(100)
    expect(whole).toContain('Visar 1–100 av 110')
    const last = (await browser.get('/idag?visa=veckan&sida=9')).text // past the end is the last page
    expect(titles(last)).toHaveLength(10)
    for (const text of [first, whole, last]) expect(await htmlFaults(text)).toEqual([])
    expect((await browser.get('/idag?visa=nej&sida=x&urval[]=mina')).status).toBe(200)
  })

  test('nothing to do says so, and an empty house says where to begin', async () => {
    const unit = await house.db.prisma.unit.create({ data: { namndId: house.namndId, name: 'Tomma enheten' } })
    const empty = (await (await browseAs(house, 'BOSAMORDNARE', { unitId: unit.id })).get('/idag')).text
    expect(empty).toContain('Här finns inga boenden än')
    expect(empty).toContain('href="/importera-register"')
    expect(await htmlFaults(empty)).toEqual([])
    const someone = await makePerson(house, { unitId: unit.id })
    const place = await makeApartment(house, { unitId: unit.id })
    const stay = await makeTenancy(house, {
      personId: someone.id,
      apartmentId: place.id,
      unitId: unit.id,
      startsOn: '2026-11-01',
      rentOre: null,
    })
    await house.db.prisma.tenancy.update({ where: { id: stay.id }, data: { landlordToldOn: '2026-11-01' } })
    const quiet = (await (await browseAs(house, 'BOSAMORDNARE', { unitId: unit.id })).get('/idag')).text
    expect(quiet).toContain('Inget brådskar.')
    expect(quiet).toContain('Allt som brådskade är gjort.')
    expect(titles(quiet)).toEqual([])
    expect(await htmlFaults(quiet)).toEqual([])
  })
})

/** Runs the command as the command line does, over the whole nämnd. */
function runToday(house: TestHouse, options: { on: string; role: string }) {
  const actor: Actor = {
    userId: null,
    name: 'kommandoraden',
    role: 'SYSTEM',
    namndId: house.namndId,
    unitId: null,
    page: 'cli today',
    now: house.clock.now(),
    today: house.clock.today(),
  }
  return today.run({ house, actor: () => Promise.resolve(actor), words: [], options, day: () => options.on })
}
